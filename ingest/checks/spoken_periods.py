"""For when a sentence of the narrative speaks: dates that it names, or "this quarter" and the like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.checks.words import pattern
from ingest.language.dates import financial_year_of, quarter_dates
from ingest.language.periods import PeriodMention, find_periods
from ingest.readings.build import ReadRow


@dataclass(frozen=True)
class Spoken:
    """`dates`: the one stretch that a sentence names, None where it says "this quarter"; `rest`: it without these."""

    dates: tuple[str, str] | None
    words: str
    rest: str

    def suits(self, row: ReadRow) -> bool:
        """Whether "this quarter", "the year to date", "the half year" can be the stretch of a row."""
        start, end = row.reading.period_start, row.reading.period_end
        if not start or not end:
            return False
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days
        for name, longest in (("quarter", 92), ("half", 184), ("months", 366)):
            if pattern("narrative", "spoken", name).search(self.words):
                return days <= longest and (name != "months" or days > 360) and (name != "half" or days > 150)
        if pattern("narrative", "spoken", "to_date").search(self.words):
            return row.reading.basis in ("year_to_date", "financial_year")
        return True


def spoken_of(sentence: str, period_end: str | None) -> Spoken | None:
    """When a sentence speaks of; None where it says nothing of it, or names more than one time."""
    named: set[tuple[str, str]] = set()
    rest, words = sentence, ""
    for mention in find_periods(sentence, undated=True):
        rest = rest.replace(mention.words, " ", 1)
        words += f" {mention.words}"
        if mention.kind == "relative" and not pattern("narrative", "other_time").search(mention.words):
            continue
        dates = _dates(mention, period_end)
        if dates is None:
            return None
        named.add(dates)
    if len(named) > 1:
        return None
    if named:
        return Spoken(named.pop(), words, rest)
    now = pattern("narrative", "now").search(sentence)
    return Spoken(None, f"{words} {now.group()}", pattern("narrative", "now").sub(" ", rest)) if now else None


def _dates(mention: PeriodMention, period_end: str | None) -> tuple[str, str] | None:
    """The first and last day of a mention; one without its year is of the report's."""
    end = date.fromisoformat(period_end) if period_end else None
    if mention.quarter and end:
        first, last = quarter_dates(financial_year_of(end), mention.quarter)
        return first.isoformat(), last.isoformat()
    if mention.kind in ("range", "month") and mention.start is None and end:
        mention = next(iter(find_periods(mention.words, default_year=end.year)), mention)
    if mention.ambiguous or mention.start is None or mention.end is None or mention.kind in ("date", "calendar_year"):
        return None
    return mention.start.isoformat(), mention.end.isoformat()
