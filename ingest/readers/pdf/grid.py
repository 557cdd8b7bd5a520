"""Ruled tables from their ruling lines: which cells there are, and which of them a merge joined.

A grid of our own and not a library's cell list, because three things must be told apart that these run together: a
cell that a merge covers, an empty cell, and a grid that is not one (cells that are not rectangles).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.geometry import PageContent, Rule

_SNAP = 3.0  # rules this near to one another are one (double rules, cells drawn each with its own border)
_REACH = 3.0  # how far a rule may stop short of the one it meets
_SHORT = 4.0  # a rule no longer than this is a dot or a dash's end until it is merged into a longer one


@dataclass
class Region:
    """One cell: its rectangle and the rows and columns of the grid that it spans (first, past the last)."""

    row: int
    column: int
    row_end: int
    column_end: int
    x0: float
    top: float
    x1: float
    bottom: float
    ragged: bool = False  # its ruling lines do not close a rectangle


@dataclass
class Grid:
    """A ruled table's cells. `open_top`, `open_bottom`: no rule closes it there (it may run over a page)."""

    xs: list[float]
    ys: list[float]
    regions: list[Region] = field(default_factory=list)
    at: dict[tuple[int, int], Region] = field(default_factory=dict)
    open_top: bool = False
    open_bottom: bool = False
    soft: list[float] = field(default_factory=list)  # row edges that only a change of colour shows

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def region_at(self, x: float, y: float) -> Region | None:
        """The cell that holds a point, or None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.at.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def grids_of(page: PageContent) -> list[Grid]:
    """The ruled grids of a page with at least two cells, from top to bottom."""
    across, down = merged(page.across), merged(page.down)
    found = []
    for rows, columns in _components(across, down):
        soft = _colour_edges(page, rows, columns)
        grid = _grid([*rows, *soft], columns)
        if grid and len(grid.regions) > 1:
            grid.soft = [edge.at for edge in soft]
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.box[1], grid.box[0]))


def _colour_edges(page: PageContent, across: list[Rule], down: list[Rule]) -> list[Rule]:
    """Edges between rows that no rule draws but a change of background does, all along the table.

    A row that goes on from the page before is often printed so under a repeated header; striped tables are too.
    """
    left, right = min(r.at for r in down), max(r.at for r in down)
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    fills = [f for f in page.fills if f.is_rect and f.x1 > left and f.x0 < right and f.bottom > top and f.top < bottom]
    edges = merged(Rule(y, fill.x0, fill.x1) for fill in fills for y in (fill.top, fill.bottom))
    found: list[Rule] = []
    for edge in edges:
        inside = top + _SHORT < edge.at < bottom - _SHORT
        long = edge.start <= left + _REACH and edge.end >= right - _REACH
        apart = all(abs(edge.at - rule.at) > 2 * _SHORT for rule in [*across, *found])
        if inside and long and apart and not _cuts_text(page, edge):
            found.append(edge)
    return found


def _cuts_text(page: PageContent, edge: Rule) -> bool:
    return any(
        char.base - 0.6 * char.size < edge.at < char.base - 0.1 * char.size and edge.start <= char.x0 <= edge.end
        for char in page.chars
        if char.turn == 0 and char.text != " "
    )


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line run together over small gaps (dashes, borders drawn cell by cell)."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if lanes and rule.at - lanes[-1][0].at <= _SNAP / 2:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    done: list[Rule] = []
    for lane in lanes:
        lane.sort(key=lambda r: r.start)
        current = [lane[0]]
        for rule in lane[1:]:
            if rule.start - max(r.end for r in current) <= _REACH:
                current.append(rule)
            else:
                done.append(_one(current))
                current = [rule]
        done.append(_one(current))
    return [rule for rule in done if rule.end - rule.start > _SHORT]


def _one(rules: list[Rule]) -> Rule:
    longest = max(rules, key=lambda r: r.end - r.start)
    return Rule(longest.at, min(r.start for r in rules), max(r.end for r in rules))


def _components(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet one another, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, row in enumerate(across):
        for j, column in enumerate(down):
            if (
                row.start - _REACH <= column.at <= row.end + _REACH
                and column.start - _REACH <= row.at <= column.end + _REACH
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(across):
        groups[root(i)][0].append(row)
    for j, column in enumerate(down):
        groups[root(len(across) + j)][1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _snapped(values: Iterable[float]) -> list[float]:
    lanes: list[list[float]] = []
    for value in sorted(values):
        if lanes and value - lanes[-1][0] <= _SNAP:
            lanes[-1].append(value)
        else:
            lanes.append([value])
    return [sum(lane) / len(lane) for lane in lanes]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _snapped(r.at for r in down), _snapped(r.at for r in across)
    left, right = min(r.start for r in across), max(r.end for r in across)
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    if left < xs[0] - 4 * _SNAP:
        xs.insert(0, left)
    if right > xs[-1] + 4 * _SNAP:
        xs.append(right)
    open_top, open_bottom = top < ys[0] - 2 * _SNAP, bottom > ys[-1] + 2 * _SNAP
    if open_top:
        ys.insert(0, top)
    if open_bottom:
        ys.append(bottom)
    if len(xs) < 2 or len(ys) < 2:
        return None
    grid = Grid(xs, ys, open_top=open_top, open_bottom=open_bottom)
    _find_regions(grid, across, down)
    return grid


def _covered(rules: Sequence[Rule], at: float, start: float, end: float) -> float:
    """The share of a cell's side that rules draw."""
    inner_start, inner_end = start + 1, end - 1
    length = max(0.1, inner_end - inner_start)
    drawn = sum(
        max(0.0, min(rule.end, inner_end) - max(rule.start, inner_start))
        for rule in rules
        if abs(rule.at - at) <= _SNAP
    )
    return min(1.0, drawn / length)


def _find_regions(grid: Grid, across: list[Rule], down: list[Rule]) -> None:
    xs, ys = grid.xs, grid.ys
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(rows * columns))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    ragged: set[int] = set()
    for row in range(rows):
        for column in range(columns):
            at = row * columns + column
            sides = []
            if column + 1 < columns:
                sides.append((at + 1, _covered(down, xs[column + 1], ys[row], ys[row + 1])))
            if row + 1 < rows:
                sides.append((at + columns, _covered(across, ys[row + 1], xs[column], xs[column + 1])))
            for other, share in sides:
                if share < 0.5:
                    parent[root(at)] = root(other)
                if 0.2 < share < 0.8:
                    ragged.update((at, other))
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in range(rows):
        for column in range(columns):
            cells[root(row * columns + column)].append((row, column))
    for members in cells.values():
        r0, r1 = min(r for r, _ in members), max(r for r, _ in members) + 1
        c0, c1 = min(c for _, c in members), max(c for _, c in members) + 1
        uneven = (r1 - r0) * (c1 - c0) != len(members) or any(r * columns + c in ragged for r, c in members)
        region = Region(r0, c0, r1, c1, xs[c0], ys[r0], xs[c1], ys[r1], uneven)
        grid.regions.append(region)
        grid.at.update(dict.fromkeys(members, region))
    grid.regions.sort(key=lambda region: (region.row, region.column))
