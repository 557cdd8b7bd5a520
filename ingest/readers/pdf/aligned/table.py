"""A run of lines as a table whose every cell is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.aligned.columns import columns_of, columns_overleaf
from ingest.readers.pdf.aligned.headers import head_columns
from ingest.readers.pdf.aligned.parts import Column, Heading, Row, Unsure, part_of
from ingest.readers.pdf.aligned.rows import edge_between, rows_of
from ingest.readers.pdf.aligned.scope import body_from, inner_rules, scope, separators
from ingest.readers.pdf.borderless import Run, cells_of, is_row
from ingest.readers.pdf.fills import cell_fill
from ingest.readers.pdf.geometry import Char, Fill, Frame, Rule
from ingest.readers.pdf.grid import Region, merged
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.tables import Cell, TableDraft, cell_doubts, crowded


@dataclass(frozen=True)
class Surroundings:
    """What else is on the page: horizontal rules, paint, and the characters outside ruled tables."""

    frame: Frame
    across: Sequence[Rule] = field(default=())
    fills: Sequence[Fill] = field(default=())
    chars: Sequence[Char] = field(default=())


@dataclass
class _Shape:
    columns: list[Column]
    header: tuple[tuple[Heading, ...], ...]
    rows: list[Row]
    xs: list[float]
    ys: list[float]
    spared: int  # columns at the left whose cells run over rows
    inner: list[float]  # the rules that part those rows


def aligned_table(
    lines: Sequence[Line], run: Run, around: Surroundings, above: TableDraft | None = None
) -> tuple[int, int, TableDraft]:
    """The lines that the run's table takes up (first, past the last), and the table.

    `above` is the table that the page before ended with: one without a heading goes on from it. Raises `Unsure` with
    the reason where it can be read in two ways.
    """
    rules = merged(around.across)
    start, end = scope(lines, run, rules, around.fills)
    own = lines[start:end]
    members = [line for line in own if is_row(cells_of(line))]
    if len(members) < 2:
        raise Unsure("it has too few rows")
    edges = separators(members, rules, around.fills)
    at = body_from(own, edges)
    head, body = own[:at], own[at:]
    columns = columns_of(body, around.fills)
    if not head:
        columns = columns_overleaf(columns, body[0], above.inks if above else ())
    spared, inner = inner_rules(body, columns, rules, edges)
    rows, kept = rows_of(body, columns, sorted([*edges, *inner]), lines[end] if end < len(lines) else None)
    header: tuple[tuple[Heading, ...], ...] = ()
    if head:
        columns, header = head_columns(head, columns, rules)
        rows[0].top = edge_between(head[-1], rows[0].lines[0], edges)
    if len(header) == 1 and any(a.base < edge < b.base for a, b in zip(head, head[1:], strict=False) for edge in edges):
        raise Unsure("where its heading ends is not clear")
    tops = [min(line.top for heading in row for line in heading.lines) - 2 for row in header]
    xs = [(a.x1 + b.x0) / 2 for a, b in zip(columns, columns[1:], strict=False)]
    shape = _Shape(
        columns,
        header,
        rows,
        [columns[0].x0 - 3, *xs, columns[-1].x1 + 3],
        [*tops, rows[0].top, *(row.bottom for row in rows)],
        spared,
        inner,
    )
    return start, start + at + kept, _draft(shape, around)


def _draft(shape: _Shape, around: Surroundings) -> TableDraft:
    cells: dict[tuple[int, int], Cell] = {}
    doubts: list[str] = []
    for at, headings in enumerate(shape.header):
        placed = {heading.first: heading for heading in headings}
        column = 0
        while column < len(shape.columns):
            heading = placed.get(column)
            end = heading.end if heading else column + 1
            cells[(at, column)] = _cell(shape, at, column, end, list(heading.lines) if heading else [])
            column = end
    first = len(shape.header)
    for column in range(len(shape.columns)):
        for at, over in _cells_down(shape, column):
            lines = [line for row in shape.rows[at : at + over] for line in _within(row, shape, column)]
            cells[(first + at, column)] = _cell(shape, first + at, column, column + 1, lines, over)
    for cell in cells.values():
        doubts += _painted(cell, around)
    box = (shape.xs[0], shape.ys[0], shape.xs[-1], shape.ys[-1])
    return TableDraft(
        around.frame,
        box,
        len(shape.ys) - 1,
        len(shape.columns),
        cells,
        doubts + crowded(cells.values()),
        xs=shape.xs,
        inks=[(column.x0, column.x1) for column in shape.columns],
    )


def _cells_down(shape: _Shape, column: int) -> list[tuple[int, int]]:
    """The column's cells as (first row, rows that it runs over)."""
    if column >= shape.spared:
        return [(at, 1) for at in range(len(shape.rows))]
    starts = [at for at, row in enumerate(shape.rows) if at == 0 or row.top not in shape.inner]
    return [(at, end - at) for at, end in zip(starts, [*starts[1:], len(shape.rows)], strict=True)]


def _within(row: Row, shape: _Shape, column: int) -> list[Line]:
    left, right = shape.xs[column], shape.xs[column + 1]
    parts = [(line, [w for w in line.words if left <= (w.x0 + w.x1) / 2 < right]) for line in row.lines]
    return [part_of(line, words) for line, words in parts if words]


def _cell(shape: _Shape, row: int, column: int, end: int, lines: list[Line], over: int = 1) -> Cell:
    region = Region(
        row, column, row + over, end, shape.xs[column], shape.ys[row], shape.xs[end], shape.ys[row + over]
    )
    return Cell(region, lines)


def _painted(cell: Cell, around: Surroundings) -> list[str]:
    """Gives a cell its colour; returns what is doubtful about it."""
    region = cell.region
    box = (region.x0, region.top, region.x1, region.bottom)
    chars = [
        char
        for char in around.chars
        if box[0] <= char.middle[0] < box[2] and box[1] <= char.middle[1] < box[3]
    ]
    fills = [f for f in around.fills if f.x1 > box[0] and f.x0 < box[2] and f.bottom > box[1] and f.top < box[3]]
    cell.fill = cell_fill(*box, fills, chars)
    return cell_doubts(cell, chars)
