"""Which of the periods that are held a question means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.datasets.catalogue import Span
from assistant.question.parse import Question
from ingest.language.periods import PeriodMention

OVER_TIME = ("quarter", "financial_year", "unknown")      # bases of which a longer period is the sum of shorter ones


@dataclass(frozen=True)
class When:
    """`spans`: the periods that answer, one, or several that make up the asked one. `label`: the asked period.

    `how`: exact, sum, latest, relative, assumed or none."""

    spans: tuple[Span, ...]
    how: str
    label: str = ""
    words: str = ""

    @property
    def held(self) -> bool:
        return bool(self.spans)


def for_mention(mention: PeriodMention, spans: Sequence[Span]) -> When:
    """The periods held that a named one means. A quarter without a year is the latest such one, as an assumption."""
    words = mention.words.strip()
    if mention.start is None or mention.end is None:
        same = [s for s in spans if mention.quarter and s.label.startswith(f"Q{mention.quarter} ")]
        return When((same[-1],), "assumed", same[-1].label, words) if same else When((), "none", words, words)
    start, end = mention.start.isoformat(), mention.end.isoformat()
    exact = [s for s in spans if (s.start, s.end) == (start, end)]
    if exact:
        return When((exact[0],), "assumed" if mention.ambiguous else "exact", mention.label, words)
    parts = _chain(start, end, spans)
    return When(parts, "sum", mention.label, words) if parts else When((), "none", mention.label, words)


def _chain(start: str, end: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Periods that cover start to end without gap or overlap, the longest first at each place; else none."""
    chain: list[Span] = []
    at = start
    while at <= end:
        fits = [s for s in spans if s.start == at and s.end <= end and s.basis in OVER_TIME and s.start < s.end]
        if not fits:
            return ()
        chain.append(max(fits, key=lambda s: s.end))
        at = (date.fromisoformat(chain[-1].end) + timedelta(days=1)).isoformat()
    return tuple(chain)


def shortest(spans: Sequence[Span]) -> list[Span]:
    """The periods of the length that most of them have: a series without the years beside its quarters."""
    lengths = [_days(s) // 7 for s in spans]
    usual = max(set(lengths), key=lambda n: (lengths.count(n), -n), default=0)
    return [s for s, n in zip(spans, lengths, strict=True) if abs(n - usual) <= 1]


def _days(span: Span) -> int:
    return (date.fromisoformat(span.end) - date.fromisoformat(span.start)).days + 1


def when(q: Question, spans: Sequence[Span]) -> When:
    """The period that a question about one period means, where it names none: the latest, or one relative to it."""
    series = shortest(spans)
    if q.periods.relative == "next" or not series:
        return When((), "none", "a later period")
    if q.periods.relative == "previous":
        return When((series[-2],), "relative", series[-2].label) if len(series) > 1 else When((), "none", "earlier")
    if q.periods.relative == "year_ago":
        before = year_before(series[-1], spans)
        return When((before,), "relative", before.label) if before else When((), "none", "the year before")
    return When((series[-1],), "latest", series[-1].label)


def year_before(span: Span, spans: Sequence[Span]) -> Span | None:
    def back(day: str) -> str:
        return f"{int(day[:4]) - 1}{day[4:]}"

    return next((s for s in spans if s.start == back(span.start) and s.end[:7] == back(span.end)[:7]), None)


def ranged(q: Question, spans: Sequence[Span]) -> list[Span]:
    """The series within the range that a question names; all of it where it names none."""
    series = shortest(spans)
    ask = q.periods
    if len(ask.named) > 1:
        low = min(m.start for m in ask.named if m.start).isoformat()
        high = max(m.end for m in ask.named if m.end).isoformat()
        return [s for s in series if low <= s.start and s.end <= high]
    if len(ask.named) == 1 and ask.named[0].start and ask.named[0].end:
        low, high = ask.named[0].start.isoformat(), ask.named[0].end.isoformat()
        return [s for s in series if low <= s.start and s.end <= high]
    if ask.since:
        series = [s for s in series if s.end >= ask.since.isoformat()]
    if ask.until:
        series = [s for s in series if s.start <= ask.until.isoformat()]
    return series[-ask.last_n:] if ask.last_n and ask.unit in ("quarter", "period", "month") else series
