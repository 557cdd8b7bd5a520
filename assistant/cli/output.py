"""Options that commands share, and the ways in which they print: JSON, CSV, aligned text."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

# What a terminal would act on: control characters (tab and newline apart) and marks that turn the direction of text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")


def store_option(command: F) -> F:
    """`--store DIR`, else $PANELQA_STORE, else ./panelqa-data; passed on as `store`."""
    return click.option("--store", envvar="PANELQA_STORE", default="panelqa-data", show_default=True, metavar="DIR",
                        type=click.Path(path_type=Path), help="The store's folder (or $PANELQA_STORE).")(command)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


def csv_option(command: F) -> F:
    return click.option("--csv", "as_csv", is_flag=True, help="Print CSV with a header row.")(command)


def clean(text: str) -> str:
    """Foreign text for a terminal: what would steer it is shown as a blank."""
    return _CONTROL.sub(" ", text)


def print_json(value: Any) -> None:
    """One JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def print_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """CSV for spreadsheets: lists joined by "; ", text that a spreadsheet would run as a formula quoted."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_csv_cell(row[column]) for column in columns] for row in rows)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)
                          for item in value)
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value


def print_columns(rows: Iterable[Sequence[Any]], headers: Sequence[str]) -> None:
    """Aligned text; a long cell runs over several lines, none is cut."""
    cells = [[_text(value) for value in row] for row in rows]
    widths = _widths([list(headers), *cells])
    for row in [list(headers), *cells]:
        wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for n in range(max(len(lines) for lines in wrapped)):
            line = "  ".join((lines[n] if n < len(lines) else "").ljust(width)
                             for lines, width in zip(wrapped, widths, strict=True))
            click.echo(line.rstrip())


def _widths(rows: list[list[str]]) -> list[int]:
    """Each column as wide as it needs, the widest narrowed until all fit; without a terminal nothing is."""
    widths = [max(1, *(len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    room = shutil.get_terminal_size((160, 24)).columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    return widths


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return clean(" ".join(str(value).split()))
