"""`panelqa codes`: every code with its meaning."""

from __future__ import annotations

import click

from assistant.cli.output import csv_option, json_option, print_columns, print_csv, print_json


@click.command()
@click.option("--kind", type=click.Choice(["status", "reason", "caveat", "finding", "attention"]),
              help="Only this kind.")
@click.option("--store", envvar="PANELQA_STORE", hidden=True, help="Not used: codes are the same for every store.")
@json_option
@csv_option
def codes(kind: str | None, store: str | None, as_json: bool, as_csv: bool) -> None:
    """List every status, reason, caveat, finding and attention code with its meaning."""
    from assistant.codes import all_codes

    rows = [{"kind": code.kind, "code": code.code, "meaning": code.meaning} for code in all_codes()
            if kind in (None, code.kind)]
    if as_json:
        for row in rows:
            print_json(row)
    elif as_csv:
        print_csv(rows, ("kind", "code", "meaning"))
    else:
        print_columns(([row["kind"], row["code"], row["meaning"]] for row in rows), ("kind", "code", "meaning"))
