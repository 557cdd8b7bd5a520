"""Other words for a question's words: everyday and official English (`data/everyday.yaml`, `data/thesaurus.yaml`).

A line of the thesaurus holds in every direction; a line of `same` from its first word to the others. Entries of
several words ("stepping down", "fire engine") are found in a question by their stems and then stand as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.narrative.texts import Phrase, phrase, root_of
from assistant.words import Token, load


@dataclass(frozen=True)
class Saying:
    """An expression of several words in a question: tokens `first` to `last` (exclusive), with what else says it."""

    first: int
    last: int
    others: tuple[str, ...]


@cache
def _others() -> dict[Phrase, tuple[str, ...]]:
    """What may stand for each entry, by the stems of its words."""
    found: dict[Phrase, dict[str, None]] = {}
    for line in load("everyday.yaml")["same"]:
        key = phrase(str(line[0])) or (str(line[0]),)
        found.setdefault(key, {}).update(dict.fromkeys(str(word) for word in line[1:]))
    for group in load("thesaurus.yaml")["groups"]:
        for entry in group:
            if key := phrase(entry):
                found.setdefault(key, {}).update(dict.fromkeys(other for other in group if phrase(other) != key))
    return {key: tuple(words) for key, words in found.items()}


@cache
def _starts() -> dict[str, tuple[Phrase, ...]]:
    """Entries of several words by their first stem, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for key in _others():
        if len(key) > 1:
            found.setdefault(key[0], []).append(key)
    return {start: tuple(sorted(keys, key=len, reverse=True)) for start, keys in found.items()}


def others(stems: Phrase) -> tuple[str, ...]:
    """What else says what these stems say; () where nothing is known."""
    return _others().get(stems, ())


def sayings(words: Sequence[Token]) -> list[Saying]:
    """The expressions of several words in a question, from left to right, the longest at each place."""
    stems = [root_of(word) for word in words]
    found: list[Saying] = []
    at = 0
    while at < len(stems):
        key = next((key for key in _starts().get(stems[at], ()) if tuple(stems[at:at + len(key)]) == key), None)
        if key:
            found.append(Saying(at, at + len(key), others(key)))
        at += len(key) if key else 1
    return found
