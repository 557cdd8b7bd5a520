"""The curated vocabulary of policing performance, and how its concepts are found in a text.

A concept has exact terms (the field's own names) and loose ones (how the public says it). A loose match is
an assumption that the answer must state. The data is `data/vocabulary.yaml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.words import Token, load, tokens


@dataclass(frozen=True)
class Concept:
    id: str
    label: str
    broader: str | None
    siblings: frozenset[str]


@dataclass(frozen=True)
class ConceptHit:
    """A concept found in a text: tokens `first` to `last` (exclusive), by an exact or a loose term."""

    concept: Concept
    exact: bool
    words: str
    first: int
    last: int


@dataclass(frozen=True)
class Qualifier:
    """A word that changes which measure is meant ("solved", "youth", "repeat")."""

    id: str
    kind: str


@dataclass(frozen=True)
class Lexicon:
    concepts: dict[str, Concept]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]      # by first stem, longest first
    qualifiers: dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]   # by first stem, longest first
    words: frozenset[str]                                                  # every lower-case word it knows

    def find(self, words: Sequence[Token]) -> tuple[ConceptHit, ...]:
        """The concepts in a text, longest phrase first at each place, exact before loose, never overlapping."""
        stems = [t.stem for t in words]
        hits: list[ConceptHit] = []
        at = 0
        while at < len(stems):
            best = next(((phrase, concept, exact) for phrase, concept, exact in self.phrases.get(stems[at], ())
                         if tuple(stems[at:at + len(phrase)]) == phrase), None)
            if best is None:
                at += 1
                continue
            phrase, concept, exact = best
            said = " ".join(t.text for t in words[at:at + len(phrase)])
            hits.append(ConceptHit(self.concepts[concept], exact, said, at, at + len(phrase)))
            at += len(phrase)
        return tuple(hits)

    def qualify(self, words: Sequence[Token]) -> frozenset[Qualifier]:
        """The qualifiers in a text."""
        return frozenset(q for q, _, _ in self.qualified(words))

    def qualified(self, words: Sequence[Token]) -> tuple[tuple[Qualifier, int, int], ...]:
        """The qualifiers in a text, each with the tokens (first, past the last) that say it."""
        stems = [t.stem for t in words]
        found: list[tuple[Qualifier, int, int]] = []
        at = 0
        while at < len(stems):
            best = next(((phrase, q) for phrase, q in self.qualifiers.get(stems[at], ())
                         if tuple(stems[at:at + len(phrase)]) == phrase), None)
            if best:
                found.append((best[1], at, at + len(best[0])))
            at += len(best[0]) if best else 1
        return tuple(found)

    def related(self, one: str, other: str) -> float:
        """How near two concepts are: 1 the same, 0.5 where `one` is broader or narrower by a step, else 0."""
        if one == other:
            return 1.0
        a, b = self.concepts.get(one), self.concepts.get(other)
        if a and b and (a.broader == other or b.broader == one) and other not in a.siblings and one not in b.siblings:
            return 0.5
        return 0.0


@cache
def lexicon() -> Lexicon:
    """The vocabulary, read once."""
    data = load("vocabulary.yaml")
    concepts: dict[str, Concept] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    words: set[str] = set()
    for entry in data["concepts"]:
        concepts[entry["id"]] = Concept(entry["id"], entry["label"], entry.get("broader"),
                                        frozenset(entry.get("sibling_of") or ()))
        for exact, terms in ((True, entry.get("terms")), (False, entry.get("loose"))):
            for term in terms or ():
                parts = tokens(str(term))
                words.update(t.lower for t in parts)
                stems = tuple(t.stem for t in parts)
                if stems:
                    phrases[stems[0]].append((stems, entry["id"], exact))
    qualifiers: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = defaultdict(list)
    for entry in data["qualifiers"]:
        for term in entry["terms"]:
            parts = tokens(str(term))
            words.update(t.lower for t in parts)
            stems = tuple(t.stem for t in parts)
            qualifiers[stems[0]].append((stems, Qualifier(entry["id"], entry["kind"])))
    return Lexicon(
        concepts,
        {first: tuple(sorted(set(group), key=lambda p: (-len(p[0]), not p[2], p[1])))
         for first, group in phrases.items()},
        {first: tuple(sorted(group, key=lambda p: -len(p[0]))) for first, group in qualifiers.items()},
        frozenset(words))
