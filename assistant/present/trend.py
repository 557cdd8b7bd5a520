"""A series over time for a chart, only where the figures are of one kind: same measure, unit, basis, area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.present.figures import FigureRow
from assistant.present.words import Tag, word

FEWEST_POINTS = 3


@dataclass(frozen=True)
class Point:
    period: str
    order: str
    value: Decimal
    text: str
    rating: Tag
    citation: int = 0


@dataclass(frozen=True)
class Series:
    """`bars` where the figures are amounts of separate periods, to be drawn from zero; else a line."""

    name: str
    unit: str
    basis: str
    points: tuple[Point, ...]
    targets: tuple[Point, ...] = ()
    bars: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether each figure holds the ones before it in its year: its rise alone says nothing."""
        return self.unit in ("count", "GBP") and self.basis == word("bases", "year_to_date")

    @property
    def finding(self) -> str:
        """The chart's title: its first and last figure, as printed."""
        first, last = self.points[0], self.points[-1]
        return f"{self.name}: {first.text} in {first.period}, {last.text} in {last.period}"

    @property
    def description(self) -> str:
        """The chart in words, for those who do not see it."""
        return f"{self.finding}. Each figure is in the table beside the chart: " + "; ".join(
            f"{p.period}: {p.text}, {p.rating.word}" for p in self.points)


def series(rows: Iterable[FigureRow]) -> tuple[Series, ...]:
    """The series among the rows. Two figures for one period mean that they are not one series: none is drawn."""
    groups: dict[tuple[str, str, str, str], list[FigureRow]] = {}
    for row in rows:
        if row.actual is not None and row.actual.value is not None and row.period_range:
            groups.setdefault((row.measure, row.area, row.unit, row.basis), []).append(row)
    found = []
    for (measure, _area, unit, basis), members in groups.items():
        periods = {m.period_range for m in members}
        if len(members) >= FEWEST_POINTS and len(periods) == len(members):
            found.append(_series(measure, unit, basis, sorted(members, key=_order)))
    return tuple(found)


def _order(row: FigureRow) -> str:
    return (row.period_range or "").split("/")[-1]


def _series(measure: str, unit: str, basis: str, rows: list[FigureRow]) -> Series:
    points = tuple(Point(r.period, _order(r), r.actual.value, r.actual.text, r.rating, r.citation)
                   for r in rows if r.actual is not None and r.actual.value is not None)
    targets = tuple(Point(r.period, _order(r), o.value, o.text, r.rating, r.citation)
                    for r in rows for o in r.others if o.role == "target" and o.value is not None)
    return Series(measure, unit, basis, points, targets, bars=unit in ("count", "GBP") and basis == "quarter")
