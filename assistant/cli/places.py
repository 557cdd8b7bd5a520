"""`panelqa show` and `panelqa source`: a cited place in its context."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.output import clean, json_option, print_columns, print_json, store_option
from store.errors import NotHeld
from store.readonly import ReadStore

if TYPE_CHECKING:
    from assistant.present.places import Place


@click.command()
@click.argument("id")
@store_option
@json_option
def show(id: str, store: Path, as_json: bool) -> None:
    """Show the place under ID (of a citation, a measure row, a table or a finding), with what stands around it."""
    from assistant.present.places import find

    with ReadStore(store) as held:
        finding = held.one("held_finding_place", id=id)
        id = finding["place"] if finding else id
        if (item := held.one("held_place_item", id=id)) and item["exempt"]:
            raise NotHeld(f"{id} is in an item that is not for publication; it is not shown.")
        place = find(held, id)
    _put(place, as_json)


@click.command()
@click.argument("document")
@click.argument("locator")
@store_option
@json_option
def source(document: str, locator: str, store: Path, as_json: bool) -> None:
    """Show the place of DOCUMENT at LOCATOR, as a citation gives them ("paragraph 12", "table 1, row 4")."""
    from assistant.datasets.places import rows_at
    from assistant.present.places import find
    from store import held as records

    with ReadStore(store) as held:
        name = records.document(held, document)
        wanted = " ".join(locator.split())
        rows = held.rows("held_places_at", document_id=name.id, locator=wanted)
        data = None if rows else rows_at(held, name.id, wanted)
        if not rows and data is None:
            near = held.rows("held_places_like", document_id=name.id, locator=wanted)
            hint = "; held are for example: " + ", ".join(row["locator"] for row in near) if near else ""
            raise NotHeld(f"{name.name} has no place '{wanted}'{hint}.")
        places = [find(held, data)] if data else [find(held, row["id"]) for row in rows]
    for place in places:
        _put(place, as_json)


def _put(place: Place, as_json: bool) -> None:
    if as_json:
        print_json(asdict(place))
        return
    page = f", page {place.page}" if place.page is not None and "page" not in place.locator else ""
    click.echo(clean(f"{place.title}. {place.document}{page}, {place.locator}"))
    if place.path:
        click.echo(clean(" > ".join(place.path)))
    click.echo("")
    for line in place.lines:
        number = f"{line.number}. " if line.number else ""
        click.echo(clean(f"{'>' if line.own else ' '} {number}{''.join(part.text for part in line.parts)}"))
    if place.rows:
        if place.caption:
            click.echo(clean(place.caption))
        most = max(len(row.cells) for row in place.rows)
        rows = [(">" if row.own else "", *row.cells, *("",) * (most - len(row.cells))) for row in place.rows]
        print_columns(rows[1:], rows[0])
    click.echo(clean(f"\nCited: “{place.quote}”"))
