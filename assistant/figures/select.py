"""Choosing the reading that a question means, by period and basis. Nothing is chosen silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.figures.rows import Row
from assistant.question.periods import PeriodAsk
from ingest.language.periods import PeriodMention

How = Literal["exact", "ends_then", "within", "printed_then", "latest", "previous", "sum", "none"]


@dataclass(frozen=True)
class Selection:
    """The readings chosen and how.

    exact: the reading's period is the one asked for. ends_then: it ends at the same time but starts earlier
    (a year to date for a quarter, a snapshot at its end). within: the asked year holds it. sum: the readings
    make up the asked period between them. printed_then: the report of the asked period prints it for a period of
    its own (an older cohort, a survey's last wave). latest/previous: no period was named. none: not held.
    """

    rows: tuple[Row, ...]
    how: How
    mention: PeriodMention | None = None
    restated: tuple[Row, ...] = ()       # other readings of the same period that print another value


def select(rows: Sequence[Row], ask: PeriodAsk) -> Selection:
    """The reading of one measure that a question about one period means. `rows` are in time order."""
    usable = [r for r in rows if not ask.basis or r.basis in (ask.basis, "unknown")] or list(rows)
    if ask.named:
        return for_period(usable, ask.named[0])
    dated = _by_time(usable)
    if not dated:
        return Selection((), "none")
    if ask.relative == "next":
        return Selection((), "none")
    if ask.relative == "year_ago":
        return _year_ago(usable, dated)
    at = -2 if ask.relative == "previous" and len(dated) > 1 else -1
    if ask.relative == "previous" and len(dated) < 2:
        return Selection((), "none")
    return _settle(dated[at], "previous" if at == -2 else "latest")


def _year_ago(rows: Sequence[Row], dated: list[list[Row]]) -> Selection:
    """The reading that ends a year before the latest one; on the latest one's basis where there is one."""
    newest = dated[-1][0]
    if not newest.period_end:
        return Selection((), "none")
    end = f"{int(newest.period_end[:4]) - 1}{newest.period_end[4:]}"
    then = [r for r in rows if r.period_end == end]
    same = [r for r in then if r.basis == newest.basis]
    return _settle(same or then, "previous") if then else Selection((), "none")


def for_period(rows: Sequence[Row], mention: PeriodMention) -> Selection:
    """The reading for a named period: the same period, else one that ends with it, lies within it, or adds up to it."""
    if mention.start is None or mention.end is None:
        return Selection((), "none", mention)
    start, end = mention.start.isoformat(), mention.end.isoformat()
    exact = [r for r in rows if r.period_start == start and r.period_end == end]
    if exact:
        return _settle(exact, "exact", mention)
    parts = _parts(rows, start, end)
    if parts:
        return Selection(tuple(parts), "sum", mention)
    if mention.kind in ("date", "month", "quarter", "half_year", "range", "financial_year"):
        ending = [r for r in rows if r.period_end == end or (mention.kind in ("date", "month") and r.period_end
                                                             and r.period_end[:7] == end[:7] and _month_end(mention))]
        if ending:
            return _settle(ending, "ends_then", mention)
    if mention.kind in ("calendar_year", "financial_year"):
        inside = [r for r in rows if r.period_start and r.period_end and start <= r.period_end <= end]
        if inside:
            return _settle(_by_time(inside)[-1], "within", mention)
    printed = [r for r in rows if r.item_period_end == end and mention.kind != "calendar_year"]
    return _settle(printed, "printed_then", mention) if printed else Selection((), "none", mention)


def _month_end(mention: PeriodMention) -> bool:
    from calendar import monthrange
    if mention.end is None:
        return False
    return mention.kind == "month" or mention.end.day == monthrange(mention.end.year, mention.end.month)[1]


def _by_time(rows: Sequence[Row]) -> list[list[Row]]:
    """Readings grouped by period, in time order."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.when, row.period_start or ""), []).append(row)
    return [groups[key] for key in sorted(groups)]


def _settle(rows: Sequence[Row], how: How, mention: PeriodMention | None = None) -> Selection:
    """Of several readings of one period the one from the latest report; those that differ are restated."""
    ordered = sorted(rows, key=lambda r: (r.item_period_end or "", r.meeting_date or "", r.document))
    latest = ordered[-1]
    others = tuple(r for r in ordered[:-1] if r.actual_value is not None and r.actual_value != latest.actual_value
                   and r.item_id != latest.item_id and r.period == latest.period)
    same = [r for r in ordered if r.item_id == latest.item_id and r.period == latest.period]
    chosen = tuple(same) if len({r.actual_value for r in same}) > 1 and len(same) > 1 else (latest,)
    return Selection(chosen, how, mention, others)


def _parts(rows: Sequence[Row], start: str, end: str) -> list[Row]:
    """Quarterly counts that cover a period between them without gap or overlap, else none."""
    inside = [r for r in rows if r.basis == "quarter" and r.unit in ("count", "GBP") and r.actual is not None
              and r.stated and r.period_start and r.period_end and start <= r.period_start and r.period_end <= end]
    chain: list[Row] = []
    for group in _by_time(inside):
        row = _settle(group, "exact").rows[0]
        expected = start if not chain else _next_day(chain[-1].period_end or "")
        if row.period_start != expected:
            return []
        chain.append(row)
    return chain if len(chain) > 1 and chain[-1].period_end == end else []


def _next_day(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat() if day else ""
