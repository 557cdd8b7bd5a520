"""The rows of a sheet as text, numbered as a spreadsheet numbers them, without blocks or cells around them.

A sample comes first and is cheap: most files are no data. Texts are interned, so that a column of a few
members over many rows costs a few texts.
"""

from __future__ import annotations

import csv
import io
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.datasets.words import limit
from ingest.encoding import decode
from ingest.guards import safe_archive
from ingest.readers.marks import fold
from store.errors import UnreadableFile

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A sheet. `rows` are (number, cells), blank rows left out; `cut` where it is only the beginning.

    `merged` are ranges as (first row, last row, first column, last column), rows numbered from 1.
    """

    sheet: str
    rows: Sequence[tuple[int, Cells]]
    cut: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


def sheets(content: bytes, kind: str, *, sample: bool) -> list[Grid]:
    """The shown sheets of a csv, xlsx or ods file. Raises `UnreadableFile` where one is too large or broken."""
    most = limit("sample_rows") if sample else None
    readers: dict[str, Callable[[bytes, int | None], list[Grid]]] = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}
    return readers[kind](content, most)


def _gather(source: Iterator[Sequence[str]], sheet: str, most: int | None,
            merged: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    rows: list[tuple[int, Cells]] = []
    cells = 0
    for number, fields in enumerate(source, start=1):
        if most is not None and number > most:
            return Grid(sheet, rows, True, merged)
        texts = tuple(sys.intern(fold(field)) for field in fields)
        while texts and not texts[-1]:
            texts = texts[:-1]
        if not texts:
            continue
        rows.append((number, texts))
        cells += len(texts)
        if len(rows) > limit("rows") or cells > limit("cells"):
            raise UnreadableFile(
                f"It has more than {limit('rows'):,} rows or {limit('cells'):,} cells; split it, for example by year."
            )
    return Grid(sheet, rows, False, merged)


def _csv(content: bytes, most: int | None) -> list[Grid]:
    from ingest.readers.sheet.delimited import delimiter_of

    text, encoding = decode(content)
    delimiter = delimiter_of(text[:200_000])
    del text
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    number = 0

    def fields() -> Iterator[Sequence[str]]:
        nonlocal number
        for number, row in enumerate(csv.reader(stream, delimiter=delimiter, strict=True), start=1):
            if number == 1 and row:
                row[0] = row[0].removeprefix("\ufeff")
            yield row

    try:
        return [_gather(fields(), "", most)]
    except csv.Error as error:
        raise UnreadableFile(f"Its line {number + 1} is not delimited text ({error}); save it again.") from error


def _xlsx(content: bytes, most: int | None) -> list[Grid]:
    from collections import Counter

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from ingest.readers.sheet import workbook

    with safe_archive(content) as archive:
        if most is None:
            workbook.check_saved(archive)
        merged = workbook.merged_ranges(archive)
    seen: Counter[str] = Counter()
    found: list[Grid] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")     # the reader of report tables tells of them
            book = load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = ([workbook.cell_text(cell, seen) for cell in row] for row in _rows_of(sheet))
                found.append(_gather(rows, sheet.title, most, merged.get(sheet.title, ())))
        book.close()
    except (*workbook.MALFORMED, InvalidFileException) as error:
        raise UnreadableFile(workbook.DAMAGED) from error
    return found


def _rows_of(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()        # what a file says of its own extent may be wrong
    return iter(sheet.iter_rows())


def _ods(content: bytes, most: int | None) -> list[Grid]:
    from lxml import etree

    from ingest.readers.sheet import opendocument as ods

    with safe_archive(content) as archive:
        try:
            looks = ods._Looks()
            looks.learn(archive, "content.xml")
            found = [sheet for sheet in ods._sheets(archive, looks) if not sheet.hidden]
        except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, EOFError) as error:
            raise UnreadableFile(ods._DAMAGED) from error
    unsaved = [cell for sheet in found for cell in sheet.unsaved]
    if unsaved and most is None:
        raise UnreadableFile(
            f"{len(unsaved)} of its cells hold formulas without saved results (the first is {unsaved[0]}); "
            "open it in LibreOffice, save it and try again."
        )
    return [_gather(([cell.text for cell in row] for row in sheet.rows), sheet.name, most, _spans(sheet.rows))
            for sheet in found]


def _spans(rows: Sequence[Sequence[Any]]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((at + 1, at + cell.rowspan, column, column + cell.colspan - 1)
                 for at, row in enumerate(rows[:50]) for column, cell in enumerate(row)
                 if cell.rowspan > 1 or cell.colspan > 1)
