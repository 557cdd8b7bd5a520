"""Which kinds of question a text may be, by cue patterns kept as data (`data/kinds.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.words import load

_FLAGS = re.IGNORECASE | re.DOTALL
_FILTERS = ("unrated", "rated", "headline", "missing", "missed", "met")


@dataclass(frozen=True)
class Cues:
    """What a question's wording asks for: kinds, and filters for a list (ratings, headline, missing ...)."""

    kinds: frozenset[str]
    ratings: tuple[str, ...]
    filters: frozenset[str]

    def __contains__(self, kind: object) -> bool:
        return kind in self.kinds

    def any(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    data = dict(load("kinds.yaml"))
    nouns = data.pop("measure_nouns")
    ratings = {letter: _one(patterns) for letter, patterns in data.pop("ratings").items()}
    # The definition cue looks at capitals; all others ignore case.
    kinds = {kind: _one([p.replace("{measure_nouns}", nouns) for p in patterns]) for kind, patterns in data.items()}
    kinds["definition"] = re.compile("|".join(f"(?:{_capitals(p)})" for p in data["definition"]))
    return kinds, ratings


def _one(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), _FLAGS)


def _capitals(pattern: str) -> str:
    return pattern if "[A-Z]" in pattern else f"(?is:{pattern})"


def cues(text: str) -> Cues:
    """The kinds that a question's wording allows; an empty set where nothing in it is a cue."""
    kinds, ratings = _patterns()
    found = {kind for kind, pattern in kinds.items() if pattern.search(text)}
    return Cues(frozenset(found - set(_FILTERS)),
                tuple(letter for letter, pattern in ratings.items() if pattern.search(text)),
                frozenset(found & set(_FILTERS)))
