"""The period of an observation, from one cell or from a year cell with a quarter or month cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ingest.language.data import policy
from ingest.language.dates import MONTHS, financial_year, month_end, quarter_dates, year_dates
from ingest.language.periods import find_periods, label_for

_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])|(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Period:
    """Dates as ISO strings; `basis` as in the store."""

    start: str
    end: str
    label: str
    basis: str
    kind: str


def _period(start: date, end: date, kind: str, basis: str = "") -> Period:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    year = "financial_year" if start.month == 4 else "unknown"
    by_length = "snapshot" if start == end else {3: "quarter", 12: year}.get(months, "unknown")
    return Period(start.isoformat(), end.isoformat(), label_for(start, end), basis or by_length, kind)


@lru_cache(maxsize=20_000)
def read_period(text: str) -> Period | None:
    """The period that a cell names, where it names one and nothing else ("Apr-17", "Q1 2017/18", "2017-04")."""
    plain = _MIDNIGHT.sub("", " ".join(text.split()))
    if found := _COMPACT.fullmatch(plain):
        year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
        return _period(date(year, month, 1), month_end(year, month), "month")
    mentions = find_periods(plain)
    if len(mentions) != 1 or mentions[0].start is None or mentions[0].end is None:
        return None
    mention = mentions[0]
    if mention.ambiguous and mention.kind != "month":      # in data "Apr-17" is a month; "Q1 2017" is of either year
        return None
    rest = (plain[: mention.span[0]] + plain[mention.span[1] :]).strip(" ()-–:,").lower()
    if rest not in ("", "fy", "quarter", "month", "year", "as at", "at", "week ending", "in", "to date"):
        return None
    if rest == "to date":
        return None
    basis = mention.basis
    if mention.kind == "calendar_year":
        return None     # a bare year: calendar or financial, which a heading or a person has to say
    return _period(mention.start, mention.end, mention.kind, basis)  # type: ignore[arg-type]


def first_of_month(period: Period | None) -> bool:
    """Whether a period is a month's first day, as spreadsheets hold months."""
    return period is not None and period.kind == "date" and period.start.endswith("-01")


@lru_cache(maxsize=5_000)
def month_from(period: Period) -> Period:
    """The month that begins on the day of a period."""
    day = date.fromisoformat(period.start)
    return _period(day, month_end(day.year, day.month), "month")


@lru_cache(maxsize=5_000)
def read_year(text: str, kind: str) -> tuple[date, date] | None:
    """A year cell. `kind` is financial_year or calendar_year; "2017" under a financial year begins in April 2017."""
    plain = " ".join(text.split()).upper().removeprefix("FY").strip()
    year = financial_year(plain.replace(" ", ""))
    if year is not None:
        return year_dates(year) if kind != "calendar_year" else None
    if not _YEAR.fullmatch(plain):
        return None
    if kind == "calendar_year":
        return date(int(plain), 1, 1), date(int(plain), 12, 31)
    return year_dates(int(plain)) if kind == "financial_year" else None


@cache
def _quarters() -> dict[str, int]:
    return {str(word): int(n) for n, words in policy("columns")["quarters"].items() for word in words}


def quarter_number(text: str) -> int | None:
    """ "1", "Q1", "Quarter 1" or "Apr-Jun" as 1."""
    return _quarters().get(" ".join(text.split()).lower().replace("–", "-"))


def month_of(text: str) -> int | None:
    """A month's name, or its number, 1 to 12."""
    plain = " ".join(text.split()).lower().rstrip(".")
    if plain.isdigit():
        return int(plain) if 1 <= int(plain) <= 12 else None
    return MONTHS.get(plain)


@lru_cache(maxsize=20_000)
def join_period(year: str, kind: str, quarter: str = "", month: str = "") -> Period | None:
    """The period of a year cell with a quarter or a month cell. A month by number needs a calendar year."""
    dates = read_year(year, kind)
    if dates is None:
        return None
    if month:
        number = month_of(month)
        if number is None or kind == "financial_year" and month.strip().isdigit():
            return None
        at = dates[0].year if kind == "calendar_year" or number >= 4 else dates[1].year
        return _period(date(at, number, 1), month_end(at, number), "month")
    if quarter:
        number = quarter_number(quarter)
        if number is None:
            return None
        if kind == "financial_year":
            return _period(*quarter_dates(dates[0].year, number), "quarter")
        named = not quarter.strip().upper().removeprefix("Q").isdigit()
        first = [4, 7, 10, 1][number - 1] if named else 3 * number - 2
        return _period(date(dates[0].year, first, 1), month_end(dates[0].year, first + 2), "quarter")
    return _period(*dates, kind)
