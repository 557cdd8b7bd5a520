"""The period that a column's heading names, and over what sort of stretch its figures run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from ingest.language.data import policy
from ingest.language.dates import NAMES, add_months, financial_year_of
from ingest.language.marks import fold
from ingest.language.periods import PeriodMention, find_periods

Kind = Literal["to_date", "year", "rolling", "quarter", ""]


def heading_period(heading: str, period: tuple[date, date] | None) -> PeriodMention | None:
    """The period that a column's heading names; "Quarter 2" takes its year from the period reported."""
    year = financial_year_of(period[1]) if period else None
    mentions = find_periods(fold(heading), default_year=None, undated=True)
    for mention in mentions:
        if mention.start and mention.end and mention.kind not in ("calendar_year",):
            return mention
        if mention.quarter and year is not None:
            return find_periods(mention.words, default_year=year)[0]
    return None


def as_spoken(headings: Sequence[str], period: tuple[date, date] | None) -> tuple[str, ...]:
    """The headings for reading their periods: "Q1 2024" as "January to March 2024" where calendar quarters are meant.

    They are meant where the financial quarter of some heading would lie after the period reported.
    """
    quarters = [[m for m in find_periods(fold(text)) if m.kind == "quarter" and m.ambiguous] for text in headings]
    ahead = period is not None and any(m.start and m.start > period[1] for found in quarters for m in found)
    if not ahead:
        return tuple(headings)
    spoken = []
    for text, found in zip(headings, quarters, strict=True):
        for mention in found:
            if mention.start:
                first = add_months(mention.start, -3)
                months = f"{NAMES[first.month]} to {NAMES[first.month + 2]} {first.year}"
                text = fold(text).replace(mention.words, months)
        spoken.append(text)
    return tuple(spoken)


def stretch_named(heading: str, period: tuple[date, date] | None) -> tuple[date, date] | None:
    """The first and last day that a heading names, or None."""
    mention = heading_period(heading, period)
    return (mention.start, mention.end) if mention and mention.start and mention.end else None


def stretch_kind(heading: str) -> Kind:
    """Over what sort of stretch a heading says that its figures run; "" where it does not say."""
    for kind in policy("bases")["kinds"]:
        if _says(kind, heading):
            return kind  # type: ignore[no-any-return]
    return "year" if any(m.kind == "financial_year" for m in find_periods(fold(heading))) else ""


def is_to_date(heading: str) -> bool:
    """Whether a heading says that its figures run from the start of the year."""
    return _says("to_date", heading)


def is_quarterly(heading: str) -> bool:
    """Whether a heading names a quarter, with or without its year."""
    return _says("quarter", heading)


def is_yearly(heading: str) -> bool:
    """Whether a heading says that its figures are for a whole year ("Annual target")."""
    return _says("year", heading)


def _says(kind: str, heading: str) -> bool:
    return re.search(policy("bases")["kinds"][kind], heading, re.IGNORECASE) is not None


def heading_or_caption(heading: str, caption: str, period: tuple[date, date] | None) -> str:
    """The words that say for when a column stands: its heading, or the table's caption where that alone does.

    A caption that names the year in which the period reported lies ("Measures 2024/25") says nothing of the figures.
    """
    says = heading_period(heading, period) or stretch_kind(heading) or find_periods(heading)
    if says or not caption or len(caption) > 200:
        return heading
    named = [m for m in find_periods(fold(caption), undated=True) if m.start and m.end or m.quarter]
    if any(m.ambiguous or m.kind == "date" for m in named) or len(named) > 1:
        return heading
    if named and named[0].start and named[0].end and named[0].kind in ("financial_year", "range"):
        first, last = named[0].start, named[0].end
        if period and first <= period[0] and period[1] <= last and (first, last) != period and not _says_kind(caption):
            return heading
    return f"{heading} ({caption})" if named or _says_kind(caption) else heading


def _says_kind(text: str) -> bool:
    return stretch_kind(text) in ("to_date", "rolling", "quarter")
