"""Dates as a reader writes them: 4 July 2013."""

from __future__ import annotations

from datetime import date


def long_date(iso: str) -> str:
    """An ISO date in words; a text that is no ISO date is shown as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def period_range(period: str | None) -> str:
    """"2013-04-01/2013-06-30" in words."""
    start, _, end = (period or "").partition("/")
    if not end:
        return long_date(start) if start else "not stated"
    return long_date(start) if start == end else f"{long_date(start)} to {long_date(end)}"
