"""Rows of a ruled table between whose cells no rule is drawn, though the table's other rows show its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.borderless import FIGURE, cells_of, gap_of, is_row
from ingest.readers.pdf.geometry import Char
from ingest.readers.pdf.grid import Grid, Region
from ingest.readers.pdf.lines import Line, Word, lines_of, words_text

_FEWEST_ROWS = 3


def part_open_regions(grid: Grid, chars: Sequence[Char], spaced: bool) -> None:
    """Parts each region over several columns in which several cells stand, one under each column's edge.

    What is merged on purpose holds one run of words; it stays. A region whose words cross an edge stays as well.
    """
    for region in [r for r in grid.regions if r.column_end - r.column > 1 and r.row_end - r.row == 1]:
        lines = lines_of([c for c in chars if grid.region_at(*c.middle) is region], spaced)
        if not _holds_cells(lines, grid, region):
            continue
        grid.regions.remove(region)
        for column in range(region.column, region.column_end):
            part = Region(
                region.row, column, region.row_end, column + 1,
                grid.xs[column], region.top, grid.xs[column + 1], region.bottom, region.ragged,
            )  # fmt: skip
            grid.regions.append(part)
            grid.at[(region.row, column)] = part
    grid.regions.sort(key=lambda region: (region.row, region.column))


def is_open(grid: Grid, chars: Sequence[Char], spaced: bool) -> bool:
    """Whether a grid is a frame around a table whose columns no rule parts: one column, and cells in its rows."""
    if len(grid.xs) > 2 or len(grid.regions) < _FEWEST_ROWS:
        return False
    lines = lines_of([char for char in chars if grid.region_at(*char.middle)], spaced)
    return sum(is_row(cells_of(line)) for line in lines) >= _FEWEST_ROWS - 1


def _holds_cells(lines: Sequence[Line], grid: Grid, region: Region) -> bool:
    edges = grid.xs[region.column + 1 : region.column_end]
    held: dict[int, list[str]] = {}
    for line in lines:
        if any(word.x0 < edge < word.x1 for word in line.words for edge in edges):
            return False
        for part in line.segments(gap_of(line)):
            over = {_column(word, grid) for word in part}
            if len(over) > 1 and not _parted_at(part, edges):
                return False
            for word in part:
                held.setdefault(_column(word, grid), []).append(words_text([word]))
    figures = sum(bool(FIGURE.fullmatch(" ".join(texts))) for texts in held.values())
    return len(held) > 2 or len(held) == 2 and figures > 0


def _parted_at(part: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a wide space stands at each edge that a run of words goes over."""
    return all(
        after.x0 - before.x1 > 0.6 * after.size
        for before, after in pairwise(part)
        if any(before.x1 <= edge <= after.x0 for edge in edges)
    )


def _column(word: Word, grid: Grid) -> int:
    return bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1
