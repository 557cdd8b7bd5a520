"""The words of a question that matter, each with what may stand for it, and how rare they are in the store."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.lexicon import lexicon
from assistant.narrative.corpus import Corpus
from assistant.narrative.match import any_of
from assistant.narrative.texts import Phrase, phrase
from assistant.narrative.types import TermGroup, TextRequest
from assistant.words import content, generic_stems, load, stem, tokens

EXACT, ACRONYM, DERIVED, LOOSE, SAME = 1.0, 0.95, 0.85, 0.75, 0.7
_ENDINGS = ("or", "er", "ist", "ment", "ation", "ion", "al", "anc", "ee")      # auditor: audit, counsellor: counsel
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d/\d\d")


@dataclass(frozen=True)
class Group:
    """A word of the question ready for matching: `ways` are (phrase, credit), best credit first.

    `light`: the answer need not hold it. `weight`: rarity times what the caller made of it, 0 to 1.
    """

    word: str
    ways: tuple[tuple[Phrase, float], ...]
    weight: float
    light: bool
    held: bool        # some passage in the store holds it, one way or another
    own_held: bool    # ... in its own words, not by way of everyday English


@cache
def _same() -> dict[str, tuple[str, ...]]:
    """Everyday words by stem: the first word of a line, with the others of all its lines."""
    found: dict[str, dict[str, None]] = {}
    for line in load("everyday.yaml")["same"]:
        key = " ".join(phrase(str(line[0]))) or str(line[0])
        found.setdefault(key, {}).update(dict.fromkeys(str(word) for word in line[1:]))
    return {key: tuple(words) for key, words in found.items()}


@cache
def light_stems() -> frozenset[str]:
    """Stems of words that an answer need not hold."""
    return frozenset(stem(str(word)) for word in load("everyday.yaml")["light"]) | generic_stems()


def plain_terms(question: str) -> tuple[TermGroup, ...]:
    """Groups of a question's content words. A concept of the vocabulary is one group, with all its terms."""
    words = tokens(question)
    kept = {token.start for token in content(question)}
    seen: dict[str, TermGroup] = {}
    inside: dict[int, str] = {}
    for hit in lexicon().find(words):
        said = hit.words
        stems = " ".join(token.stem for token in words[hit.first:hit.last])
        if hit.last - hit.first == 1 and words[hit.first].start not in kept:
            continue
        exact, loose = _concept_terms()[hit.concept.id]
        seen[stems] = TermGroup(said, exact if hit.exact else (), loose if hit.exact else exact)
        inside |= dict.fromkeys(range(hit.first, hit.last), stems)
    for at, token in enumerate(words):
        if at not in inside and token.start in kept and (len(token.lower) > 1 or token.lower.isdigit()):
            seen.setdefault(token.stem, TermGroup(token.lower))
    return tuple(seen.values())


@cache
def _concept_terms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The exact and the loose terms of each concept."""
    return {entry["id"]: (tuple(map(str, entry.get("terms") or ())), tuple(map(str, entry.get("loose") or ())))
            for entry in load("vocabulary.yaml")["concepts"]}


def prepare(request: TextRequest, corpus: Corpus) -> tuple[Group, ...]:
    """The question's groups with acronyms spelt out, everyday words added, and their rarity in the store."""
    given = request.terms or plain_terms(request.question)
    short = corpus.acronyms_within(stem for term in given for stem in phrase(term.word))
    return tuple(group for term in given if (group := _group(term, corpus, short)) is not None)


def _group(term: TermGroup, corpus: Corpus, short: dict[str, Phrase]) -> Group | None:
    own = phrase(term.word)
    if not own:
        return None
    exact: dict[Phrase, float] = {own: EXACT}
    _add(exact, term.alternatives, EXACT)
    for written in (term.word, *term.alternatives):
        _add(exact, corpus.expansions(written), ACRONYM)
    _add(exact, (acronym for acronym, words in short.items() if own[0] in words), LOOSE)
    if len(own) == 1 and own[0].isalpha():
        exact |= {(other,): DERIVED for other in _derived(own[0]) if (other,) not in exact}
    ways = dict(exact)
    _add(ways, term.loose, LOOSE)
    if len(own) == 1:
        _add(ways, _same().get(own[0], ()), SAME)
    held = corpus.frequency(any_of(exact))
    wide = held if len(ways) == len(exact) else corpus.frequency(any_of(ways))
    # A word that reports never use is as rare as the everyday words that stand for it allow.
    rarity = _rarity(held if held else wide, corpus.size)
    light = len(own) == 1 and own[0] in light_stems() or term.weight <= 0.3 or bool(_YEAR.fullmatch(term.word))
    weight = max(0.05, rarity) * term.weight * (0.35 if light else 1.0)
    ordered = tuple(sorted(ways.items(), key=lambda way: -way[1]))
    return Group(term.word, ordered, weight, light, wide > 0, held > 0)


def _derived(word: str) -> list[str]:
    """Stems of the same root that the stemmer keeps apart, five letters at least."""
    found = [word + ending for ending in _ENDINGS] if len(word) >= 5 else []
    return found + [word[:-len(e)] for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 5]


def _add(ways: dict[Phrase, float], words: Iterable[str], credit: float) -> None:
    for word in words:
        stems = phrase(word)
        if stems and ways.get(stems, 0.0) < credit:
            ways[stems] = credit


def _rarity(held: int, size: int) -> float:
    """Inverse document frequency brought to 0..1: 1 for a word that one passage or none holds."""
    return min(1.0, math.log(1 + size / (held + 0.5)) / math.log(1 + size / 1.5))
