"""Which report a question over all measures is about: the one it names, else the latest, said as such."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.held import HeldItem
from assistant.question.parse import Question


def pick(desk: Desk, q: Question) -> tuple[HeldItem | None, str]:
    """The report with a measures table that is meant, and how: named, period, latest, previous or none."""
    items = desk.reports_with_measures(desk.in_scope(q))
    if not items:
        return None, "none"
    if q.items is not None:
        return items[-1], "named"
    if q.periods.named:
        mention = q.periods.named[0]
        start, end = mention.start.isoformat(), mention.end.isoformat()      # type: ignore[union-attr]
        exact = [i for i in items if (i.period_start, i.period_end) == (start, end)]
        ending = [i for i in items if i.period_end and i.period_end[:7] == end[:7]]
        inside = [i for i in items if i.period_start and i.period_end and start <= i.period_end <= end]
        over = [i for i in items if i.period_start and i.period_end and i.period_start <= start and end <= i.period_end]
        for found in (exact, ending, inside, over):
            if found:
                return found[-1], "period"
        return None, "period"
    if q.periods.relative == "previous":
        return (items[-2], "previous") if len(items) > 1 else (None, "previous")
    if q.periods.relative == "next":
        return None, "period"
    return items[-1], "latest" if len(items) > 1 else "only"
