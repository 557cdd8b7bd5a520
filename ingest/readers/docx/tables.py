"""Word tables as grids: spans padded, merged cells covered, so that every row has the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.blocks import RawCell, RawTable
from ingest.readers.docx.fills import cell_fill
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.xml import Element, W, child, flow, integer, is_on, value

_MOST_COLUMNS = 63
CellReader = Callable[[Element], str]


@dataclass
class _Rows:
    rows: list[list[RawCell]]
    headers: int
    deleted: int


def is_box(table: Element) -> bool:
    """Whether a table is one cell only: a frame round text, not a table."""
    rows = list(_rows(table))
    return len(rows) == 1 and sum(1 for _ in _cells(rows[0])) == 1


def cells_of(table: Element) -> Iterator[Element]:
    """Every cell in reading order."""
    for row in _rows(table):
        yield from _cells(row)


def read_table(table: Element, styles: Styles, read_cell: CellReader) -> tuple[RawTable, int]:
    """The grid of a `w:tbl`, and how many rows were left out as deleted by a tracked change."""
    style = value(table, "tblPr", "tblStyle")
    found = _read_rows(table, styles, style, read_cell)
    width = max((len(row) for row in found.rows), default=0)
    doubts = [
        f"row {number} has {len(row)} columns of {width}"
        for number, row in enumerate(found.rows, start=1)
        if len(row) != width
    ][:1]
    padded = [row + [RawCell("")] * (width - len(row)) for row in found.rows]
    if any(True for cell in cells_of(table) for _ in cell.iterchildren(f"{W}tbl")):
        doubts.append("a table stands inside one of its cells")
    rows = tuple(tuple(row) for row in _with_rowspans(padded))
    return RawTable(rows=rows, doubts=tuple(doubts), header_rows=found.headers or None), found.deleted


def _read_rows(table: Element, styles: Styles, style: str | None, read_cell: CellReader) -> _Rows:
    found = _Rows([], 0, 0)
    leading = True
    for number, row in enumerate(_rows(table)):
        if child(row, "trPr", "del") is not None:
            found.deleted += 1
            continue
        leading = leading and bool(is_on(row, "trPr", "tblHeader"))
        found.headers += leading
        cells = [RawCell("", covered=False)] * _columns(row, "trPr", "gridBefore")
        for cell in _cells(row):
            cells += _read_cell(cell, styles, style, number == 0, read_cell)
        cells += [RawCell("")] * _columns(row, "trPr", "gridAfter")
        found.rows.append(cells)
    return found


def _read_cell(cell: Element, styles: Styles, style: str | None, header: bool, read_cell: CellReader) -> list[RawCell]:
    """A cell and the columns that it spans. The continuation of a vertical merge is covered and blank."""
    span = _columns(cell, "tcPr", "gridSpan", least=1)
    fill = cell_fill(cell, styles, style, header)
    vertical, across = child(cell, "tcPr", "vMerge"), child(cell, "tcPr", "hMerge")
    goes_on = any(
        merge is not None and (merge.get(f"{W}val") or "continue") == "continue" for merge in (vertical, across)
    )
    text = read_cell(cell)
    if goes_on:
        return [RawCell("", covered=True, fill=fill)] * span
    return [RawCell(text, colspan=span, fill=fill)] + [RawCell("", covered=True, fill=fill)] * (span - 1)


def _columns(element: Element, *path: str, least: int = 0) -> int:
    """A number of columns; Word draws no more than 63."""
    return min(_MOST_COLUMNS, max(least, integer(value(element, *path), least)))


def _with_rowspans(rows: list[list[RawCell]]) -> list[list[RawCell]]:
    """The rows, with each cell's `rowspan` counted from the covered cells below it."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.covered:
                continue
            down = 1
            while at + down < len(rows) and _covered_from_above(rows, at + down, column):
                down += 1
            if down > 1:
                row[column] = replace(cell, rowspan=down)
    return rows


def _covered_from_above(rows: list[list[RawCell]], at: int, column: int) -> bool:
    """Whether a covered cell is covered by the one above it, not by one at its left."""
    row = rows[at]
    if not row[column].covered:
        return False
    left = next((row[c] for c in range(column - 1, -1, -1) if not row[c].covered), None)
    where = next((c for c in range(column - 1, -1, -1) if not row[c].covered), -1)
    return left is None or where + left.colspan <= column


def _rows(table: Element) -> Iterator[Element]:
    return (element for element in flow(table) if element.tag == f"{W}tr")


def _cells(row: Element) -> Iterator[Element]:
    return (element for element in flow(row) if element.tag == f"{W}tc")
