"""Measures between two periods: the figure of each as printed, and the change with how it was calculated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.arithmetic import places, point_unit, rounded, shown
from assistant.figures.goals import CLOCK_UNITS
from assistant.present.figures import with_unit
from assistant.present.measures import ReadingRow
from assistant.present.words import words


@dataclass(frozen=True)
class Change:
    """One measure on one basis. `before` and `after` are the printed rows, the last where reports print a period twice.

    `working` is the calculation in figures, empty where none is made; `why` then says why. `verdict` is "better",
    "worse", "unchanged", or empty where the measure has no direction.
    """

    measure_id: str
    measure: str
    before: ReadingRow | None
    after: ReadingRow | None
    working: str = ""
    why: str = ""
    verdict: str = ""


def changes(rows: Sequence[ReadingRow], first: str, last: str) -> tuple[Change, ...]:
    """The change of each measure from period `first` to period `last` (as printed), in the order of the rows.

    Only rows of one measure, basis, unit and area are set against each other.
    """
    groups: dict[tuple[str, ...], list[ReadingRow]] = {}
    for row in sorted((r for r in rows if r.figures.period in (first, last)), key=lambda r: r.missing):
        f = row.figures
        head = (row.measure_id, f.basis, f.area)
        # A cell without a figure tells no unit: it belongs to the measure's other row.
        home = next((key for key in groups if key[:3] == head), None) if row.missing else None
        groups.setdefault(home or (*head, f.unit), []).append(row)
    order = {row.measure_id: n for n, row in reversed(list(enumerate(rows)))}
    return tuple(_change(group, (first, last))
                 for group in sorted(groups.values(), key=lambda group: order[group[0].measure_id]))


def _change(rows: Sequence[ReadingRow], periods: tuple[str, str]) -> Change:
    before, after = ([row for row in rows if row.figures.period == period] for period in periods)
    told, newest = words()["changes"], (after or before)[-1]
    head = (newest.measure_id, newest.figures.measure, before[-1] if before else None, after[-1] if after else None)
    for found, period in zip((before, after), periods, strict=True):
        if not found:
            return Change(*head, why=told["not_printed"].format(period=period))
        if any(row.missing for row in found):
            return Change(*head, why=told["no_figure"].format(period=period))
        if len({_value(row) for row in found}) > 1:
            return Change(*head, why=told["contradicting"].format(period=period))
    old, new = before[-1], after[-1]
    gap = rounded(_value(new) - _value(old), places(_value(new), _value(old)))
    size = ("−" if gap < 0 else "") + shown(abs(gap), point_unit(new.figures.unit))
    return Change(*head, working=f"{_figure(new)} − {_figure(old)} = {size}",
                  verdict=_verdict(gap, str(new.source["direction"] or "")))


def _figure(row: ReadingRow) -> str:
    """A figure within a calculation: the parsed value, or, of a time, the printed words."""
    if row.figures.unit in CLOCK_UNITS and row.figures.actual is not None:
        return row.figures.actual.text
    return with_unit(str(_value(row)), row.figures.unit)


def _value(row: ReadingRow) -> Decimal:
    shown = row.figures.actual
    return shown.value if shown is not None and shown.value is not None else Decimal("NaN")


def _verdict(gap: Decimal, direction: str) -> str:
    if gap == 0:
        return "unchanged"
    if direction not in ("lower", "higher"):
        return ""
    return "better" if (gap < 0) == (direction == "lower") else "worse"
