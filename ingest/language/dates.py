"""Dates in words: months, days, years, financial years. The bricks of `ingest.language.periods`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
NAMES = tuple(calendar.month_name)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?:19[6-9]\d|20[0-6]\d)"
FINANCIAL_YEAR = r"(?:(?:19|20)\d\d\s?[/–—-]\s?(?:20)?\d\d|\d\d\s?/\s?\d\d)(?![\d/]|[.,]\d)"
_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(". ")]


def small_number(word: str) -> int:
    """ "three", "third" or "3" as 3. Raises KeyError for other words."""
    return int(word) if word.isdigit() else _ONES[word.lower()]


def year_of(text: str) -> int:
    """ "2013" or "'13" as 2013."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def financial_year(text: str) -> int | None:
    """The year in which a financial year begins ("2013/14", "2013-2014", "22/23"); None unless consecutive."""
    found = re.fullmatch(r"\s*(\d{2}(?:\d{2})?)\s?[/–—-]\s?(\d{2}(?:\d{2})?)\s*", text)
    if not found:
        return None
    first, second = found.groups()
    if len(second) == 4 and len(first) == 2:
        return None
    start = year_of(first)
    return start if (start + 1) % 100 == int(second) % 100 and (len(second) == 2 or int(second) == start + 1) else None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def a_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def add_months(start: date, months: int) -> date:
    """The same day, months later (the last day of a shorter month)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def months_ending(end: date, months: int) -> tuple[date, date]:
    """The whole months that end with the month of `end`."""
    last = month_end(end.year, end.month)
    return add_months(date(last.year, last.month, 1), 1 - months), last


def year_before(start: date, end: date) -> tuple[date, date]:
    """The same stretch one year earlier; a month's last day stays a month's last day."""
    earlier = add_months(end, -12)
    if (end + timedelta(days=1)).day == 1:
        earlier = month_end(earlier.year, earlier.month)
    return add_months(start, -12), earlier


def quarter_dates(year: int, quarter: int) -> tuple[date, date]:
    """The dates of a quarter of the financial year that begins in April of `year`."""
    start = add_months(date(year, 4, 1), 3 * (quarter - 1))
    return start, months_ending(add_months(start, 2), 1)[1]


def year_dates(year: int) -> tuple[date, date]:
    """The dates of the financial year that begins in April of `year`."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def financial_year_of(day: date) -> int:
    """The year in which the financial year of a date begins."""
    return day.year if day.month >= 4 else day.year - 1


def quarter_of(day: date) -> tuple[int, int]:
    """(year in which the financial year begins, quarter 1 to 4) of a date."""
    return financial_year_of(day), (day.month - 4) % 12 // 3 + 1
