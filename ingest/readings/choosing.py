"""Which of several columns of one kind belongs to the actual figure: its target, and its rating."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.language.data import policy
from ingest.readings.contents import rated_cells
from ingest.readings.heading_periods import is_yearly, stretch_kind, stretch_named
from ingest.tables.grid import Grid

Stretch = tuple[date, date]


@dataclass(frozen=True)
class Targets:
    """Target columns, the one that the actual figure is held against first; and the one of the whole year or plan."""

    order: tuple[int, ...]
    overall: int | None = None


def order_targets(
    targets: Sequence[int], headings: Sequence[str], actual: int | None, period: Stretch | None
) -> Targets:
    """Targets of the actual's own stretch first; those of other times are left out where one of its own is there.

    A comparator whose heading says that it holds targets stands beside the actual; a plain "Target" next to it is
    then what the measure is to reach in all.
    """
    if len(targets) < 2 or actual is None:
        return Targets(tuple(targets))
    mine, kind = stretch_named(headings[actual], period) or period, stretch_kind(headings[actual])
    named = {col: stretch_named(headings[col], period) for col in targets}
    near = [col for col in targets if mine is None or named[col] is None or _overlap(named[col], mine)]
    kept = near or list(targets)
    beside = [col for col in kept if _says("beside_actual", headings[col])][:1]
    ranks = {col: 0 if named[col] == mine and mine else _rank(stretch_kind(headings[col]), kind) for col in kept}
    order = tuple(sorted(kept, key=lambda col: (col not in beside, ranks[col], kept.index(col))))
    whole = [col for col in order[1:] if stretch_kind(headings[col]) == "year" and kind != "year"
             or beside and not stretch_kind(headings[col])]
    return Targets(tuple(col for col in order if col not in whole[:1]), whole[0] if whole else None)


def _overlap(named: Stretch | None, mine: Stretch) -> bool:
    return named is None or named[0] <= mine[1] and mine[0] <= named[1]


def _rank(kind: str, actual: str) -> int:
    return 0 if kind == actual else 1 if not kind else 2


def choose_rating(
    columns: Sequence[int], grid: Grid, headings: Sequence[str], actual: int | None, period: Stretch | None
) -> tuple[int | None, str]:
    """The column that rates the actual figure, and a doubt where several do and nothing says which.

    A column that holds no rating at all ("Live", "Closed") rates nothing, whatever its heading.
    """
    counts = {col: rated_cells(grid, col) for col in columns}
    rating = [col for col in columns if counts[col]]
    if not rating:
        free = [c for c in columns if _says("named_rating", headings[c]) or not any(row.text(c) for row in grid.body)]
        return (free[0] if free else None), ""
    if len(rating) == 1:
        return rating[0], ""
    mine = (stretch_named(headings[actual], period) if actual is not None else None) or period
    own = [col for col in rating if mine and stretch_named(headings[col], period) == mine]
    undated = [col for col in rating if stretch_named(headings[col], period) is None]
    now = [col for col in undated if not _says("not_now", headings[col])]
    for narrowed in (own, [col for col in now if _says("now", headings[col])], now):
        if len(narrowed) == 1:
            return narrowed[0], ""
        named = [col for col in narrowed if _says("named_rating", headings[col])]
        if len(named) == 1:
            return named[0], ""
        if narrowed and _agree(narrowed, grid):
            return narrowed[0], ""
    return None, "several columns rate it, and their headings do not say which is for the period reported"


def _says(name: str, heading: str) -> bool:
    return re.search(policy("headers")[name], heading, re.IGNORECASE) is not None


def _agree(columns: Sequence[int], grid: Grid) -> bool:
    return all(len({row.text(col).lower() for col in columns}) == 1 for row in grid.body)


def period_of_target(heading: str, end: date | None) -> Stretch | None:
    """The financial year of an annual target, by the year in which the actual figure's stretch ends."""
    if end is None or not is_yearly(heading):
        return None
    year = end.year if end.month >= 4 else end.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)
