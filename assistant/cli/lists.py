"""`panelqa documents`, `measures`, `tables` and `findings`: what is held, to read or to work on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assistant.cli.filters import filter_options, opened, rating, span
from assistant.cli.output import csv_option, json_option, print_columns, print_csv, print_json, store_option
from store import listing


def _put(rows: list[dict[str, Any]], shown: Sequence[tuple[str, str]], as_json: bool, as_csv: bool,
         columns: Sequence[str], none: str) -> None:
    """Print rows as JSON Lines, CSV (all columns) or aligned text (the columns `shown`, as (column, header))."""
    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.", click.get_current_context())
    if as_json:
        for row in rows:
            print_json(row)
    elif as_csv:
        print_csv(rows, columns)
    elif rows:
        print_columns(([row[name] for name, _ in shown] for row in rows), [header for _, header in shown])
        click.echo(f"{len(rows)} in all.", err=True)
    else:
        click.echo(none, err=True)


@click.command()
@store_option
@click.option("--document", metavar="NAME", help="Only this document (name or id).")
@click.option("--all", "everything", is_flag=True, help="Also versions that were replaced.")
@json_option
@csv_option
def documents(store: Path, document: str | None, everything: bool, as_json: bool, as_csv: bool) -> None:
    """List the documents that are held, with what was read from each."""
    with opened(store, document) as held:
        rows = listing.document_rows(held, document=document, everything=everything)
    _put(rows, (("document", "document"), ("title", "title"), ("period_label", "period"), ("meeting_date", "meeting"),
                ("pages", "pages"), ("passages", "passages"), ("tables", "tables"), ("measures", "measures"),
                ("findings", "findings"), ("status", "status")),
         as_json, as_csv, listing.DOCUMENT_COLUMNS, "No documents are held.")


@click.command()
@store_option
@filter_options
@click.option("--measure", metavar="ID", help="Only this measure, by its measure_id.")
@click.option("--headline/--not-headline", default=None, help="Only headline measures, or only the others.")
@json_option
@csv_option
def measures(store: Path, document: str | None, period: str | None, rag: str | None, objective: int | None,
             area: str | None, everything: bool, measure: str | None, headline: bool | None, as_json: bool,
             as_csv: bool) -> None:
    """List measures as printed, one line for each row of each report."""
    with opened(store, document) as held:
        rows = listing.measure_rows(held, document=document, period=span(period), rag=rating(rag), area=area,
                                    objective=objective, measure_id=measure, headline=headline, everything=everything)
    _put(rows, (("measure", "measure"), ("actual_ytd", "actual"), ("target_ytd", "compared with"),
                ("target_role", "which is"), ("rag", "rating"), ("period_label", "period"), ("document", "document"),
                ("locator", "place")),
         as_json, as_csv, listing.MEASURE_COLUMNS, "No measures are held that fit.")


@click.command()
@store_option
@click.option("--document", metavar="NAME", help="Only of this document (name or id).")
@click.option("--status", type=click.Choice(["ok", "review", "set_aside"]), help="Only tables of this status.")
@click.option("--kind", type=click.Choice(["measures", "data", "key", "contents", "other"]), help="Only this kind.")
@click.option("--all", "everything", is_flag=True, help="Also of replaced versions and exempt items.")
@json_option
@csv_option
def tables(store: Path, document: str | None, status: str | None, kind: str | None, everything: bool, as_json: bool,
           as_csv: bool) -> None:
    """List the tables that are held. One in review is never answered from; the reason says why."""
    with opened(store, document) as held:
        rows = listing.table_rows(held, document=document, status=status, kind=kind, everything=everything)
    _put(rows, (("id", "id"), ("document", "document"), ("locator", "place"), ("kind", "kind"), ("n_rows", "rows"),
                ("n_cols", "columns"), ("figures", "figures"), ("status", "status"), ("reason", "reason")),
         as_json, as_csv, listing.TABLE_COLUMNS, "No tables are held that fit.")


@click.command()
@store_option
@filter_options
@click.option("--code", metavar="CODE", help="Only this code; 'panelqa codes' lists them.")
@click.option("--severity", type=click.Choice(["high", "medium", "low"]), help="Only of this weight.")
@click.option("--measure", metavar="ID", help="Only about this measure, by its measure_id.")
@json_option
@csv_option
def findings(store: Path, document: str | None, period: str | None, rag: str | None, objective: int | None,
             area: str | None, everything: bool, code: str | None, severity: str | None, measure: str | None,
             as_json: bool, as_csv: bool) -> None:
    """List contradictions, suspicious figures and other doubts, the weightiest first."""
    with opened(store, document) as held:
        rows = listing.finding_rows(held, document=document, period=span(period), rag=rating(rag), area=area,
                                    objective=objective, code=code, severity=severity, measure_id=measure,
                                    everything=everything)
    _put(rows, (("severity", "weight"), ("code", "code"), ("document", "document"), ("locator", "place"),
                ("text", "what")),
         as_json, as_csv, listing.FINDING_COLUMNS, "No findings.")
