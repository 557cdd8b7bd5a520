"""Sets in spreadsheets (CSV, XLSX): a case a row, with a column for each field.

Columns: id, question, kind, tags, history; status, reason, text, not_text, caveats, only (with or without
"expect." before them); figure.measure, figure.role, figure.value, figure.unit, figure.period ... for the first
expected figure and figure2.measure ... for further ones; citation.document, citation.page, citation.locator and
citation2.document ... likewise. Several patterns, codes, tags or questions in one cell stand on a line each.
`figures` may hold "none" (the answer must hold no figure), or JSON like the other list columns. A blank cell is
a field left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.sets_io import Raw
from store.errors import BadInput

_PLAIN = {"id", "question", "kind"}
_LISTS = {"tags", "history"}
_EXPECT_PLAIN = {"status", "reason"}
_EXPECT_LISTS = {"text", "not_text", "caveats"}
_EXPECT_JSON = {"figures", "citations", "derived"}
_NUMBERED = re.compile(r"(figure|citation|derived)\s*(\d*)\.(\w+)")
_MANY = {"figure": "figures", "citation": "citations", "derived": "derived"}
_WHOLE = re.compile(r"-?\d+\.0+")


def read_csv(text: str) -> Iterator[Raw]:
    """The cases of a CSV file; the line is the one on which the row starts."""
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, Sequence[str]]] = []
    start = 1
    try:
        for row in reader:
            rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        yield Raw(reader.line_num, None, f"not CSV ({error})")
        return
    yield from _cases(rows)


def read_xlsx(path: Path) -> Iterator[Raw]:
    """The cases of a workbook's first sheet. Raises BadInput for a file that is none."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise BadInput(f"{path} cannot be read as a workbook ({error}); save it as .xlsx.") from error
    try:
        sheet = book.worksheets[0]
        rows = [(number, [_cell(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)]
    finally:
        book.close()
    yield from _cases(rows)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return f"{Decimal(repr(value)) * 100:f}%"      # refused as a value: write 86.5 with the unit %
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.split(".")[0] if _WHOLE.fullmatch(text) else text
    return str(value)


def _cases(rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Raw]:
    filled = [(line, row) for line, row in rows if any(str(cell).strip() for cell in row)]
    if not filled:
        return
    line, header = filled[0]
    columns = [str(name).strip().lower().removeprefix("expect.") for name in header]
    wrong = [name for name in columns if name and not _known(name)]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if wrong or twice:
        yield Raw(line, None, f"unknown field {wrong[0]!r}" if wrong else f"the column {twice[0]!r} stands twice")
        return
    for at, row in filled[1:]:
        try:
            yield Raw(at, _fields(columns, row))
        except ValueError as error:
            yield Raw(at, None, str(error))


def _known(name: str) -> bool:
    return (name in _PLAIN | _LISTS | _EXPECT_PLAIN | _EXPECT_LISTS | _EXPECT_JSON | {"only", "expect"}
            or _NUMBERED.fullmatch(name) is not None)


def _fields(columns: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    case: dict[str, Any] = {}
    expect: dict[str, Any] = {}
    numbered: dict[tuple[str, int], dict[str, Any]] = {}
    for n, cell in enumerate(row):
        text = str(cell).strip()
        if not text:
            continue
        if n >= len(columns) or not columns[n]:
            raise ValueError(f"{text[:40]!r} stands in a column without a heading")
        name = columns[n]
        if match := _NUMBERED.fullmatch(name):
            numbered.setdefault((match[1], int(match[2] or 1)), {})[match[3]] = text
        elif name in _PLAIN:
            case[name] = text
        elif name in _LISTS:
            case[name] = _list(text)
        elif name == "expect":
            expect |= _json(name, text, dict)
        elif name in _EXPECT_LISTS:
            expect[name] = _list(text)
        elif name in _EXPECT_JSON:
            expect[name] = [] if text.lower() == "none" else _json(name, text, list)
        elif name == "only":
            expect[name] = text.lower() in ("true", "yes", "1", "x")
        else:
            expect[name] = text
    for (kind, _), fields in sorted(numbered.items()):
        expect.setdefault(_MANY[kind], []).append(fields)
    return case | {"expect": expect}


def _list(text: str) -> list[str]:
    """A cell of several entries: JSON, or one a line."""
    if text.startswith("["):
        try:
            value = json.loads(text)
        except json.JSONDecodeError:
            value = None
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
    return _lines(text.splitlines())


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _json(name: str, text: str, kind: type) -> Any:
    try:
        value = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise ValueError(f"{name}: not JSON ({error.msg} at character {error.colno})") from None
    if not isinstance(value, kind):
        raise ValueError(f"{name}: a JSON {'object' if kind is dict else 'list'} is wanted")
    return value
