"""What the figure beside the actual one is: a target, last year's figure, a prediction, a baseline, or not said.

A target is claimed only where the report makes it one. The sources and their order are in
`ingest/data/roles.yaml`; `Because` keeps which of them decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ingest.language.data import policy
from ingest.language.dates import financial_year_of
from ingest.language.marks import fold
from ingest.language.numbers import Parsed
from ingest.language.periods import find_periods
from ingest.language.sentences import split_sentences
from store.records import Role

Source = Literal["cell", "footnote", "heading", "overall_target", "earlier_period", "none"]


@dataclass(frozen=True)
class Because:
    """A role and what it was read from."""

    role: Role
    source: Source
    words: str = ""


@dataclass(frozen=True)
class Beside:
    """What is known of a comparator: its cell, its heading, the notes on it and on the measure."""

    cell: Parsed
    actual: Parsed
    heading_role: str
    heading_mixed: bool
    heading: str
    overall_target: str
    cell_notes: Sequence[str] = ()
    measure_notes: Sequence[str] = ()
    period_end: date | None = None


def comparator_role(beside: Beside) -> Because:
    """The role of a comparator, by the first source that says something."""
    qualifier = beside.cell.qualifier
    role = _match("qualifier", qualifier)
    if role:
        return Because(role, "cell", qualifier)
    for note in beside.cell_notes:
        for sentence in split_sentences(note):
            role = (
                _match("note", sentence)
                or _match("qualifier", sentence, only=("previous_year",))
                or (_earlier(sentence, beside.period_end))
            )
            if role:
                return Because(role, "footnote", sentence)
    for note in beside.measure_notes:
        for sentence in split_sentences(note):
            if _pattern("comparison").search(sentence):
                role = _match("note", sentence) or _earlier(sentence, beside.period_end)
                if role:
                    return Because(role, "footnote", sentence)
    if _is_earlier(qualifier, beside.actual.qualifier):
        return Because("previous_year", "earlier_period", qualifier)
    return _by_heading(beside)


def _by_heading(beside: Beside) -> Because:
    overall = fold(beside.overall_target)
    if beside.heading_role != "target":
        return Because(beside.heading_role, "heading", beside.heading)  # type: ignore[arg-type]
    if overall and _pattern("no_target").search(overall):
        return Because("other", "overall_target", overall)
    if overall and _pattern("sets_target").search(overall):
        return Because("target", "overall_target", overall)
    if not beside.heading_mixed:
        return Because("target", "heading", beside.heading)
    return Because("other", "none")


def _match(table: str, words: str, only: tuple[str, ...] = ()) -> Role | None:
    if not words:
        return None
    for role, pattern in policy("roles")[table].items():
        if (not only or role in only) and _compiled(pattern).search(words):
            return role  # type: ignore[no-any-return]
    return None


def _earlier(sentence: str, period_end: date | None) -> Role | None:
    """ "… to March 2022, compared with the 12 months to March 2021", or last financial year's total."""
    mentions = find_periods(sentence)
    ends = [mention.end for mention in mentions if mention.end]
    if len(ends) == 2 and ends[0].month == ends[1].month and ends[0].year - ends[1].year == 1:
        return "previous_year"
    years = [mention.start for mention in mentions if mention.kind == "financial_year" and mention.start]
    last = period_end is not None and len(years) == 1 and years[0].year == financial_year_of(period_end) - 1
    return "previous_year" if last and re.search(r"\bcomparator\b", sentence, re.IGNORECASE) else None


def _is_earlier(qualifier: str, actual: str) -> bool:
    """(June 10) beside (June 11): the same month one year before."""
    mine, other = find_periods(qualifier), find_periods(actual)
    if len(mine) != 1 or len(other) != 1 or not mine[0].end or not other[0].end:
        return False
    return other[0].end.year - mine[0].end.year == 1 and other[0].end.month == mine[0].end.month


def sets_no_target(overall: str) -> bool:
    """Whether an overall target says that there is none ("Monitor outcome")."""
    return bool(_pattern("no_target").search(fold(overall)))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(policy("roles")[name], re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
