"""Parts of one table, on several pages or under repeated headings, joined into one grid.

Parts are joined when nothing but footnotes stands between them and the heading is repeated, or the next part
has no heading of its own and the same number of columns. A row that a page break cut in two is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, RawTable
from ingest.language.marks import fold
from ingest.language.numbers import parse_figure
from ingest.tables.grid import Grid, GridRow, to_rows
from ingest.tables.headers import column_role, header_rows, same_heading


def join_tables(blocks: Sequence[Block]) -> list[Grid]:
    """Every table of `blocks`, in order, with its parts joined."""
    grids: list[Grid] = []
    for at, block in enumerate(blocks):
        if block.table is None or not block.table.rows:
            continue
        part = _grid(block.table, at)
        if grids and _goes_on(grids[-1], part, blocks):
            grids[-1] = _join(grids[-1], part)
        else:
            grids.append(part)
    return grids


def _grid(table: RawTable, at: int) -> Grid:
    rows = to_rows(table, at)
    count = header_rows(rows, table.header_rows)
    body = [row for row in rows[count:] if not _repeats(row, rows[:count])]
    return Grid(tuple(rows[:count]), tuple(body), (at,), table.caption, table.page, table.doubts, table.source)


def _repeats(row: GridRow, header: list[GridRow]) -> bool:
    """A heading printed again in the middle of a part."""
    return (
        bool(header)
        and len(row.filled()) > 1
        and any([fold(c.text) for c in row.cells] == [fold(c.text) for c in head.cells] for head in header)
    )


def _goes_on(table: Grid, part: Grid, blocks: Sequence[Block]) -> bool:
    between = blocks[table.blocks[-1] + 1 : part.blocks[0]]
    if any(block.kind not in ("footnote",) for block in between):
        return False
    if part.caption and part.caption != table.caption or part.source != table.source:
        return False
    if part.header and table.header:
        last, first = table.header[-1], part.header[-1]
        return same_heading([cell.text for cell in last.cells], [cell.text for cell in first.cells])
    if part.header or not table.header or part.width != table.width:
        return False
    first_page, last_page = part.page, blocks[table.blocks[-1]].table
    pages = (last_page.rows[-1][0].page if last_page and last_page.rows else None, first_page)
    return not between and (None in pages or pages[0] != pages[1] or pages[0] is None)


def _join(table: Grid, part: Grid) -> Grid:
    number = len(table.blocks)
    rows = [replace(row, part=number) for row in part.body]
    body = list(table.body)
    notes = list(table.notes)
    if body and rows and _cut(body[-1], rows[0], table):
        notes.append(f"A row that a page break cut in two was joined: “{_gist(body[-1])}” / “{_gist(rows[0])}”.")
        body[-1] = _one_row(body[-1], rows.pop(0))
    header = table.header or part.header
    doubts = tuple(dict.fromkeys((*table.doubts, *part.doubts)))
    return replace(
        table,
        header=header,
        body=(*body, *rows),
        blocks=(*table.blocks, *part.blocks),
        doubts=doubts,
        notes=tuple(notes),
    )


def _gist(row: GridRow) -> str:
    return fold(" ".join(cell.text for cell in row.cells))[:40]


def _cut(last: GridRow, first: GridRow, table: Grid) -> bool:
    """Whether the first row of a part is the rest of the row before it."""
    roles = [column_role(" ".join(path)) for path in table.headings()]
    if "measure" not in roles:
        return False
    measure = roles.index("measure")
    label = fold(first.cells[measure].text)
    objective = roles.index("objective") if "objective" in roles else None
    if objective is not None and re.match(r"^\W*[\dA-Z]", fold(first.cells[objective].text)):
        return False
    if len(first.filled()) == 1 and first.cells[first.filled()[0]].colspan > 2:
        return False
    open_cells = [
        col for col in range(len(first.cells)) if _is_open(last.cells[col].text) and _closes(first.cells[col].text)
    ]
    starts_inside = bool(re.match(r"^[a-z(,;&]", label))
    figures = [col for col, role in enumerate(roles) if role in ("target", "actual", "previous_year")]
    texts = [fold(first.cells[col].text) for col in figures if col < len(first.cells) and col not in open_cells]
    whole = any(parse_figure(text).exact for text in texts)
    if starts_inside:
        return not whole or bool(open_cells) and not any(texts)
    return not label and not whole and bool(first.filled()) and (bool(open_cells) or _only_words(first, figures))


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _closes(text: str) -> bool:
    return text.count(")") > text.count("(")


def _only_words(row: GridRow, figures: list[int]) -> bool:
    """A row without a label and without figures: what overflowed from a comment or a target's words."""
    return not any(fold(row.cells[col].text) for col in figures if col < len(row.cells))


def _one_row(last: GridRow, rest: GridRow) -> GridRow:
    cells = []
    for above, below in zip(last.cells, rest.cells, strict=True):
        text = fold(f"{above.text} {below.text}") if fold(below.text) else above.text
        marks = (*above.marks, *below.marks)
        bare = fold(f"{above.bare or above.text} {below.bare or below.text}") if marks else None
        cells.append(replace(above, text=text, fill=above.fill or below.fill, bare=bare, marks=marks))
    return replace(last, cells=tuple(cells), joined=True)
