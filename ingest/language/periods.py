"""Periods in words, as reports and questions say them: quarters, financial years, months, ranges, dates.

A financial year runs from 1 April to 31 March and its first quarter is April to June. `find_periods` returns
what is said, longest reading first, without overlaps; a bare year is marked as ambiguous, since a report may
mean the calendar year or the financial year that begins in it. The rules are in `ingest.language.period_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.language.dates import NAMES, financial_year_of, month_end, quarter_dates, quarter_of, year_dates

PeriodKind = Literal[
    "quarter", "month", "financial_year", "calendar_year", "date", "range", "half_year", "since", "open", "relative"
]


@dataclass(frozen=True)
class PeriodMention:
    """One period in a text.

    `start` is None where only an end is said ("by 2015", "up to March 2014"), `end` is None for "since" and
    both are None for a period whose year is not said ("Q2", "last year"; only with `undated=True`). `basis` is
    what the words say about it ("as at" is a snapshot, "12 months to" rolling_12_months), else "".
    """

    start: date | None
    end: date | None
    label: str
    words: str
    span: tuple[int, int]
    kind: PeriodKind
    basis: str = ""
    ambiguous: bool = False
    quarter: int | None = None  # of an undated quarter


def find_periods(text: str, *, default_year: int | None = None, undated: bool = False) -> list[PeriodMention]:
    """The periods that `text` names, in order.

    `default_year`: the year of months, days and quarters that are said without one; for a quarter the year in
    which the financial year begins. `undated`: also return what has no year.
    """
    from ingest.language.period_rules import rules

    taken: list[tuple[int, int]] = []
    mentions: list[PeriodMention] = []
    for pattern, make in rules():
        for found in pattern.finditer(text):
            span = found.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            mention = make(found, default_year)
            if mention is None:
                continue
            taken.append(span)
            if mention.start or mention.end or undated:
                mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.span)


def label_for(start: date | str, end: date | str) -> str:
    """A period as people say it: "Q1 2013/14", "2013/14", "April to September 2022", "September 2022"."""
    first = date.fromisoformat(start) if isinstance(start, str) else start
    last = date.fromisoformat(end) if isinstance(end, str) else end
    year, quarter = quarter_of(first)
    if (first, last) == quarter_dates(year, quarter):
        return f"Q{quarter} {year_label(year)}"
    if (first, last) == year_dates(financial_year_of(first)):
        return year_label(year)
    if first == last:
        return day_label(first)
    whole = first.day == 1 and last == month_end(last.year, last.month)
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{NAMES[first.month]} {first.year}"
    if whole and first.year == last.year:
        return (
            str(first.year)
            if (first.month, last.month) == (1, 12)
            else (f"{NAMES[first.month]} to {NAMES[last.month]} {first.year}")
        )
    if whole:
        return f"{NAMES[first.month]} {first.year} to {NAMES[last.month]} {last.year}"
    return f"{day_label(first)} to {day_label(last)}"


def year_label(year: int) -> str:
    """The financial year that begins in April of `year`: 2013 gives "2013/14"."""
    return f"{year}/{(year + 1) % 100:02d}"


def day_label(day: date) -> str:
    return f"{day.day} {NAMES[day.month]} {day.year}"


def overlaps(first: tuple[date, date], second: tuple[date, date]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]
