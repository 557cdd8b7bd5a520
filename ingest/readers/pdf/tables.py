"""Ruled tables: which character stands in which cell, what is painted behind it, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.blocks import Box, RawCell, RawTable
from ingest.readers.pdf.fills import cell_fill, covers
from ingest.readers.pdf.geometry import UNKNOWN, Char, Frame, PageContent
from ingest.readers.pdf.grid import Grid, Region, grids_of
from ingest.readers.pdf.hyphens import Joiner, is_doubtful_break
from ingest.readers.pdf.lines import Line, lines_of, turned_text
from ingest.readers.pdf.open_cells import is_open, part_open_regions

_FIGURE = re.compile(r"[£$€]?[-−–+]?[£$€]?\d[\d,.]*\s?(?:%|m|bn|k)?(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
_SLIVER = 7.0  # a row or column this narrow without text is a gap between cells drawn one by one


@dataclass
class Cell:
    """One cell as read: its lines in order and its paint. `rest` holds the lines joined from overleaf."""

    region: Region
    lines: list[Line]
    sideways: str = ""
    fill: str | None = None

    def text(self, joiner: Joiner) -> str:
        return " ".join(part for part in (joiner.join(self.lines, self.width), self.sideways) if part)

    @property
    def width(self) -> float:
        """The width that the cell's lines have, its padding taken off, in points."""
        if not self.lines:
            return 0.0
        left = min(line.x0 for line in self.lines) - self.region.x0
        right = self.region.x1 - max(line.x1 for line in self.lines)
        return self.region.x1 - self.region.x0 - 2 * min(max(min(left, right), 0.5), 8.0)

    @property
    def empty(self) -> bool:
        return not self.lines and not self.sideways


@dataclass
class TableDraft:
    """A table of one page before its hyphens are settled."""

    frame: Frame
    box: tuple[float, float, float, float]
    rows: int
    columns: int
    cells: dict[tuple[int, int], Cell]  # by the cell's first row and column
    doubts: list[str] = field(default_factory=list)
    caption: str = ""
    open_top: bool = False
    open_bottom: bool = False
    xs: list[float] = field(default_factory=list)
    soft_rows: set[int] = field(default_factory=set)  # rows whose upper edge no rule draws
    inks: list[tuple[float, float]] = field(default_factory=list)  # where each column's text stands, if no rule does

    def row_cells(self, row: int) -> list[Cell | None]:
        """The cells of a row by column; None where another cell covers the place."""
        return [self.cells.get((row, column)) for column in range(self.columns)]

    def row_text(self, row: int, joiner: Joiner) -> list[str]:
        return [cell.text(joiner) if cell else "" for cell in self.row_cells(row)]

    def drop_row(self, row: int) -> None:
        """Takes out a row that was joined to the page before."""
        kept: dict[tuple[int, int], Cell] = {}
        for (at, column), cell in self.cells.items():
            region = cell.region
            if region.row <= row < region.row_end and region.row_end - region.row == 1:
                continue
            start = at - (at > row)
            cell.region = replace(region, row=start, row_end=region.row_end - (region.row_end > row))
            kept[(start, column)] = cell
        self.cells, self.rows = kept, self.rows - 1
        self.soft_rows = {at - (at > row) for at in self.soft_rows if at != row}

    def raw(self, joiner: Joiner) -> RawTable:
        """The table as a reader yields it."""
        rows = []
        for row in range(self.rows):
            cells = []
            for column in range(self.columns):
                cell = self.cells.get((row, column))
                cells.append(
                    self._raw_cell(cell, joiner) if cell else RawCell("", covered=True, page=self.frame.number)
                )
            rows.append(tuple(cells))
        return RawTable(tuple(rows), self.frame.number, self.caption, tuple(dict.fromkeys(self.doubts)))

    def _raw_cell(self, cell: Cell, joiner: Joiner) -> RawCell:
        region = cell.region
        return RawCell(
            cell.text(joiner),
            rowspan=region.row_end - region.row,
            colspan=region.column_end - region.column,
            fill=cell.fill,
            page=self.frame.number,
            box=self.frame.shown(region.x0, region.top, region.x1, region.bottom),
        )

    @property
    def aligned(self) -> bool:
        """Whether no vertical rule parts its columns."""
        return bool(self.inks)

    @property
    def shown(self) -> Box:
        return self.frame.shown(*self.box)


def ruled_tables(page: PageContent, spaced: bool) -> tuple[list[TableDraft], list[Char]]:
    """The ruled tables of a page, and the characters that stand outside all of them."""
    drafts: list[TableDraft] = []
    chars = page.chars
    for grid in grids_of(page):
        part_open_regions(grid, chars, spaced)
        if is_open(grid, chars, spaced):
            continue
        inside: dict[int, list[Char]] = {}
        outside: list[Char] = []
        places: list[Region | None] = []
        for char in chars:
            region = grid.region_at(*char.middle)
            places.append(region)
            if region is None:
                outside.append(char)
            else:
                inside.setdefault(id(region), []).append(char)
        draft = _draft(page, grid, inside, spaced)
        if draft is None:
            continue
        draft.doubts += _straddles(chars, places)
        drafts.append(draft)
        chars = outside
    return drafts, chars


def _draft(page: PageContent, grid: Grid, inside: dict[int, list[Char]], spaced: bool) -> TableDraft | None:
    x0, top, x1, bottom = grid.box
    fills = [f for f in page.fills if f.x1 > x0 and f.x0 < x1 and f.bottom > top and f.top < bottom]
    cells: list[Cell] = []
    doubts: list[str] = []
    for region in grid.regions:
        chars = inside.get(id(region), [])
        cell = Cell(region, lines_of(chars, spaced), _sideways(chars))
        for line in cell.lines:
            line.page = page.number
        cell.fill = cell_fill(region.x0, region.top, region.x1, region.bottom, fills, chars)
        doubts += cell_doubts(cell, chars)
        if any(covers(char, fills) for char in chars if char.text != " "):
            doubts.append("text is painted over")
        cells.append(cell)
    filled = [cell for cell in cells if not cell.empty]
    if len(filled) < 2 or _is_chart(grid, filled):
        return None
    return _without_slivers(page, grid, cells, doubts)


def _is_chart(grid: Grid, filled: Sequence[Cell]) -> bool:
    """Axes and grid lines of a chart: many boxes, almost none with text."""
    return len(grid.regions) > 8 and len(filled) < 0.15 * len(grid.regions)


def _sideways(chars: Sequence[Char]) -> str:
    parts = []
    for turn in (90, 270, 180):
        turned = [char for char in chars if char.turn == turn]
        if any(char.text.strip() for char in turned):
            parts.append(turned_text(turned, turn))
    return " ".join(parts)


def cell_doubts(cell: Cell, chars: Sequence[Char]) -> list[str]:
    """Why a cell's text may not be what was printed in it."""
    doubts = []
    region = cell.region
    if region.ragged and not cell.empty:
        doubts.append("its ruling lines do not close its cells")
    if any(line.overlap for line in cell.lines):
        doubts.append("characters lie upon one another")
    if any(is_doubtful_break(a, b, cell.width) for a, b in pairwise(cell.lines)):
        doubts.append("a figure may be broken over two lines")
    if _small_figures(cell.lines):
        doubts.append("small figures stand by larger ones")
    if any(UNKNOWN in char.text for char in chars):
        doubts.append("characters that the PDF's font does not name")
    for char in chars:
        if (
            char.turn == 0
            and char.text != " "
            and (region.top > char.base - 0.45 * char.size or region.bottom < char.base - 0.15 * char.size)
        ):
            doubts.append("text runs over a ruling line")
            break
    return doubts


def _small_figures(lines: Sequence[Line]) -> bool:
    """Whether digits much smaller than the cell's other text were not told to be marks."""
    sizes = [word.size for line in lines for word in line.words if not word.mark]
    return any(
        word.text[:1].isdigit() and word.size < 0.72 * max(sizes)
        for line in lines
        for word in line.words
        if not word.mark
    )


def _straddles(chars: Sequence[Char], places: Sequence[Region | None]) -> list[str]:
    """Whether a run of text goes on without a gap from one cell into the next."""
    last: Char | None = None
    last_place: Region | None = None
    for char, place in zip(chars, places, strict=True):
        joined = (
            last is not None
            and char.turn == 0
            and abs(char.base - last.base) < 0.1
            and abs(char.x0 - last.x1) < 0.06 * char.size
        )
        if char.text == " ":
            last = char if joined else None
            continue
        if joined and last_place is not place and (place or last_place):
            return ["text runs over a cell's edge"]
        last, last_place = char, place
    return []


def _without_slivers(page: PageContent, grid: Grid, cells: list[Cell], doubts: list[str]) -> TableDraft:
    rows = _kept(grid.ys, [(c.region.row, c.region.row_end) for c in cells if not c.empty])
    columns = _kept(grid.xs, [(c.region.column, c.region.column_end) for c in cells if not c.empty])
    kept: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        region = cell.region
        r0, r1 = rows[region.row], rows[region.row_end]
        c0, c1 = columns[region.column], columns[region.column_end]
        if r0 == r1 or c0 == c1:
            continue
        cell.region = replace(region, row=r0, row_end=r1, column=c0, column_end=c1)
        kept[(r0, c0)] = cell
    soft = {rows[at] for at, y in enumerate(grid.ys) if any(abs(y - edge) < 1 for edge in grid.soft)}
    return TableDraft(
        page.frame,
        grid.box,
        rows[-1],
        columns[-1],
        kept,
        doubts + crowded(kept.values()),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
        xs=list(grid.xs),
        soft_rows=soft,
    )


def crowded(cells: Iterable[Cell]) -> list[str]:
    """Whether rows without rules between them run together: figures over figures in cells side by side."""
    stacked: dict[int, list[Cell]] = {}
    for cell in cells:
        if sum(bool(_FIGURE.fullmatch(line.text)) for line in cell.lines) > 1:
            stacked.setdefault(cell.region.row, []).append(cell)
    return ["several figures stand in one cell"] if any(len(found) > 1 for found in stacked.values()) else []


def _kept(edges: Sequence[float], used: Sequence[tuple[int, int]]) -> list[int]:
    """For each edge of the grid its place once the slivers that hold no text of their own are gone."""
    alone = {start for start, end in used if end - start == 1}
    places, place = [0], 0
    for at in range(len(edges) - 1):
        sliver = edges[at + 1] - edges[at] < _SLIVER and at not in alone
        place += not sliver
        places.append(place)
    return places
