"""Filters that lists share: a document, a period in any spelling, a rating, an objective, an area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from assistant.cli.output import F
from store import held
from store.readonly import ReadStore

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_RATINGS = {"r": "R", "red": "R", "a": "A", "amber": "A", "g": "G", "green": "G", "none": "-", "-": "-"}


def filter_options(command: F) -> F:
    options: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (("--document",), {"metavar": "NAME", "help": "Only of this document (name or id)."}),
        (("--period",), {"metavar": "PERIOD", "help": "Only of this period: 'Q1 2022/23', 'June 2022', 2022-04-01/"
                                                     "2022-06-30..."}),
        (("--rag",), {"metavar": "RATING", "help": "Only with this rating: red, amber, green or none."}),
        (("--objective",), {"type": int, "metavar": "N", "help": "Only of this objective."}),
        (("--area",), {"metavar": "AREA", "help": "Only of this area."}),
        (("--all", "everything"), {"is_flag": True, "help": "Also what no answer uses: replaced versions, exempt "
                                                            "items, tables in review."}),
    ]
    for names, settings in reversed(options):
        command = click.option(*names, **settings)(command)
    return command


@contextmanager
def opened(store: Path, document: str | None) -> Iterator[ReadStore]:
    """The store to read from. Raises NotHeld where the document that a filter names is not held."""
    with ReadStore(store) as held_store:
        if document is not None:
            held.document(held_store, document)
        yield held_store


def span(text: str | None) -> tuple[str, str] | None:
    """The first and last day of a period in words or as ISO dates. A usage error where it names none."""
    if text is None:
        return None
    if found := _ISO.fullmatch(text.strip()):
        return found[1], found[2] or found[1]
    from ingest.language.periods import find_periods

    mentions = find_periods(text)
    if len(mentions) != 1 or not mentions[0].start or not mentions[0].end:
        raise click.BadParameter(f"'{text}' names no single period; write it like 'Q1 2022/23', 'June 2022' or "
                                 "2022-04-01/2022-06-30.", click.get_current_context(), param_hint="--period")
    return mentions[0].start.isoformat(), mentions[0].end.isoformat()


def rating(text: str | None) -> str | None:
    if text is None:
        return None
    if text.lower() not in _RATINGS:
        raise click.BadParameter(f"'{text}' is no rating; give red, amber, green or none.",
                                 click.get_current_context(), param_hint="--rag")
    return _RATINGS[text.lower()]
