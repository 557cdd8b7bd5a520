"""Words that the checks share: which row a phrase of the narrative means, and numbers in words.

A finding's text holds no digits but those of its quotes and labels, so counts are said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from ingest.identity.wordings import form_of
from ingest.language.data import policy
from ingest.readings.build import ReadRow

RATING_WORDS = {"G": "green", "A": "amber", "R": "red"}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COMMON = {
    "target",
    "quarter",
    "year",
    "report",
    "panel",
    "vale",
    "mercia",
    "service",
    "local",
    "survey",
    "commissioner",
    "good",
    "give",
    "work",
    "make",
    "get",
    "more",
    "less",
    "new",
    "all",
    "end",
    "time",
    "road traffic",
}


def in_words(count: int) -> str:
    """3 as "three", 0 as "none"; more than twelve as "many"."""
    return _NUMBERS[count] if count < len(_NUMBERS) else "many"


def number_of(word: str) -> int | None:
    """ "three", "none" or "3" as a number."""
    lowered = word.lower()
    if lowered == "no":
        return 0
    return int(word) if word.isdigit() else _NUMBERS.index(lowered) if lowered in _NUMBERS else None


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """A pattern of `ingest/data/findings.yaml`."""
    node: Any = policy("findings")
    for key in path:
        node = node[key]
    return re.compile(node, re.IGNORECASE)


def rows_meant(phrase: str, rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows that a phrase of the narrative means: those whose name shares the most of its words.

    Every word of the phrase that is any measure's or objective's counts; the objective's own words break a tie,
    so that "road traffic collisions" finds the casualties of the safer roads objective. Empty where no row, or
    more than two rows, fit equally.
    """
    said = form_of(phrase)
    words = {word for word in said.words if word not in _COMMON}
    scored: list[tuple[float, ReadRow]] = []
    for row in rows:
        form = form_of(row.reading.measure)
        other = form_of(row.reading.objective_title).words - _COMMON
        share = len(words & form.words) + 0.4 * len((words - form.words) & other)
        if said.qualifiers - form.qualifiers and {"solved", "satisfaction", "repeat", "confidence"} & (
            said.qualifiers ^ form.qualifiers
        ):
            continue
        if ("solved" in form.qualifiers) != ("solved" in said.qualifiers):
            continue
        if share:
            scored.append((share, row))
    if not scored:
        return []
    best = max(score for score, _ in scored)
    chosen = [row for score, row in scored if score == best]
    return chosen if len(chosen) == 1 or best >= 1 and len(chosen) <= 2 else []


def named_in(sentence: str, row: ReadRow) -> bool:
    """Whether a sentence names a measure plainly: all the words that tell it from others stand in it."""
    form, said = form_of(row.reading.measure), form_of(sentence)
    words = {word for word in form.words if word not in _COMMON}
    if not words or not form.qualifiers - {"victims", "serious", "incidents"} <= said.qualifiers:
        return False
    if {"solved", "charged", "outcome", "satisfaction", "repeat", "young", "adult"} & (
        said.qualifiers - form.qualifiers
    ):
        return False
    return words <= said.words


def joined(names: Iterable[str]) -> str:
    """ "a, b and c"."""
    held = list(names)
    return held[0] if len(held) == 1 else ", ".join(held[:-1]) + " and " + held[-1] if held else ""


def bare(text: str) -> str:
    """A figure as printed without what its brackets say."""
    return text.split(" (")[0]
