"""A sheet's grid of cells parted into what a person sees: titles, tables, and the notes below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, RawCell, RawTable
from ingest.readers.marks import fold, take_footnote
from store.errors import UnreadableFile

MOST_ROWS = 100_000
MOST_CELLS = 400_000

Row = list[RawCell]
_FIGURE = re.compile(r"^[-−+(]?[£$€]?\d[\d,]*(?:\.\d+)?\s?(?:%|pp|m|bn|k)?\)?(?:\s?[⁰¹²³⁴-⁹]+)?$")
_NOTE = re.compile(r"^(?:notes?\b|sources?\b|\*|†|key\b|\(?[a-z]\)\s)", re.IGNORECASE)
_DEFAULT_NAME = re.compile(r"^(?:sheet|table|feuil|tabelle)\s?\d*$", re.IGNORECASE)
_LONG_NOTE = 60
_BLANK = RawCell("")


def check_extent(rows: int, cells: int, sheet: str) -> None:
    """Refuses a sheet that is data by its size, not a table in a report."""
    if rows > MOST_ROWS or cells > MOST_CELLS:
        raise UnreadableFile(
            f"Its sheet “{sheet}” has {rows:,} rows; up to {MOST_ROWS:,} rows and {MOST_CELLS:,} cells are read. "
            "Split it, for example by year."
        )


def blocks_of(grid: Sequence[Row], sheet: str) -> list[Block]:
    """The blocks of one sheet. `sheet` is its name, which heads them unless it says nothing ("Sheet1")."""
    body: list[Block] = []
    for region in _regions(_squared(grid)):
        for part in _side_by_side(region):
            body += _blocks_of_region(part, sheet)
    named = sheet and not _DEFAULT_NAME.match(sheet)
    return [Block("heading", sheet, level=1), *body] if body and named else body


def _squared(grid: Sequence[Row]) -> list[Row]:
    width = max((len(row) for row in grid), default=0)
    return [list(row) + [_BLANK] * (width - len(row)) for row in grid]


def _empty(row: Sequence[RawCell]) -> bool:
    return not any(cell.text for cell in row)


def _filled(row: Sequence[RawCell]) -> int:
    return sum(1 for cell in row if cell.text)


def _regions(grid: list[Row]) -> list[list[Row]]:
    """Runs of rows parted by blank rows. Rows of figures after one blank row go on with the table above it."""
    regions: list[list[Row]] = []
    gap = 2
    for row in grid:
        if _empty(row) and not any(cell.covered for cell in row):
            gap += 1
            continue
        goes_on = gap == 0 or gap == 1 and _continues(regions[-1], row)
        if goes_on:
            regions[-1].append(row)
        else:
            regions.append([row])
        gap = 0
    return regions


def _continues(region: list[Row], row: Row) -> bool:
    """Whether a row after a blank one is of the same table: as wide as its last row, and holding figures."""
    figures = sum(bool(_FIGURE.match(cell.text)) for cell in row)
    return figures > 0 and _filled(region[-1]) > 1 and _span(row) == _span(region[-1])


def _span(row: Row) -> tuple[int, int]:
    at = [column for column, cell in enumerate(row) if cell.text or cell.covered]
    return (at[0], at[-1])


def _side_by_side(region: list[Row]) -> list[list[Row]]:
    """Tables that stand next to each other, parted by a blank column before a column of labels."""
    width = len(region[0])
    blank = [c for c in range(width) if all(not row[c].text and not row[c].covered for row in region)]
    cuts = [0, *[c for c in blank if _two_tables(region, c)], width]
    return [
        [row[start:end] for row in region]
        for start, end in zip(cuts, cuts[1:], strict=False)
        if any(not _empty(row[start:end]) for row in region)
    ]


def _two_tables(region: list[Row], cut: int) -> bool:
    left, right = [row[:cut] for row in region], [row[cut + 1 :] for row in region]
    if min(_columns(left), _columns(right)) < 2:
        return False
    first = next(c for c in range(len(right[0])) if any(row[c].text for row in right))
    labels = [row[first].text for row in right[1:] if row[first].text]
    figures = any(_FIGURE.match(cell.text) for row in right for cell in row[first + 1 :])
    return bool(labels) and figures and not any(_FIGURE.match(label) for label in labels)


def _columns(rows: list[Row]) -> int:
    return sum(any(row[c].text for row in rows) for c in range(len(rows[0]))) if rows and rows[0] else 0


def _blocks_of_region(region: list[Row], sheet: str) -> list[Block]:
    rows = list(region)
    above: list[Block] = []
    while rows and _filled(rows[0]) == 1 and not _only_column(rows):
        text = _text(rows.pop(0))
        above.append(_line(text, first=not above and any(_filled(row) > 1 for row in rows)))
    below: list[Block] = []
    while rows and _is_note(rows[-1]):
        text = _text(rows.pop())
        if text:
            below.insert(0, _line(text, first=False))
    if not rows:
        return above + below
    caption = above[0].text if above and above[0].kind == "heading" else ""
    table = RawTable(rows=_trimmed(rows), caption=caption, source=sheet)
    return [*above, Block("table", "", table=table), *below]


def _only_column(rows: list[Row]) -> bool:
    """Whether the rows are one column of several entries: a list, which is kept as a table."""
    return len(rows) > 2 and all(_filled(row) == 1 for row in rows) and all(len(_text(row)) < 200 for row in rows)


def _text(row: Row) -> str:
    return next((cell.text for cell in row if cell.text), "")


def _is_note(row: Row) -> bool:
    if _filled(row) != 1:
        return _filled(row) == 0
    text = _text(row)
    return bool(_NOTE.match(text) or take_footnote(text)[0]) or len(text) > _LONG_NOTE


def _line(text: str, first: bool) -> Block:
    number, rest = take_footnote(text)
    if number is not None:
        return Block("footnote", rest, number=number)
    return Block("heading", fold(text), level=2) if first and len(text) < 200 else Block("paragraph", fold(text))


def _trimmed(rows: list[Row]) -> tuple[tuple[RawCell, ...], ...]:
    """The rows without columns that are blank all the way down, and without spans that reach into those."""
    width = len(rows[0])
    kept = [c for c in range(width) if any(row[c].text or row[c].covered for row in rows)]
    result = []
    for at, row in enumerate(rows):
        cells = []
        for column in kept:
            cell = row[column]
            if cell.colspan > 1 or cell.rowspan > 1:
                across = sum(1 for c in kept if column <= c < column + cell.colspan)
                cell = replace(cell, colspan=across, rowspan=min(cell.rowspan, len(rows) - at))
            cells.append(cell)
        result.append(tuple(cells))
    return tuple(result)
