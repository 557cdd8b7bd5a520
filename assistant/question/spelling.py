"""Correcting a misspelt word of a question to a word that the reports or the vocabulary use.

Only a word that nothing held and no ordinary word list knows is corrected, only to a word close to it, and
the answer says so. An unknown word that is close to nothing stays as it is: it is a sign that the question
is about something that is not held.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.held import Held
from assistant.lexicon import lexicon
from assistant.words import generic_stems, load, stem, stop_stems, tokens


@dataclass(frozen=True)
class Correction:
    written: str
    read_as: str


@cache
def _never() -> frozenset[str]:
    data = load("words.yaml")
    return (frozenset(str(w).lower() for w in load("spelling.yaml")["never"])
            | frozenset(str(w) for key in ("stop", "generic") for w in data[key]))


@cache
def _everyday() -> frozenset[str]:
    """Words that are spelt right, whether or not anything held uses them."""
    return frozenset(word for group in load("thesaurus.yaml")["groups"] for entry in group for word in entry.split())


@cache
def _known_words() -> frozenset[str]:
    return (lexicon().words | frozenset(w for term in load("spelling.yaml")["words"] for w in term.lower().split()))


def correct(text: str, held: Held, printed: Callable[[str], bool]) -> tuple[str, tuple[Correction, ...]]:
    """The question with its misspelt words put right, and what was changed.

    `printed(word)` tells whether any held text prints a word of that stem.
    """
    limits = load("thresholds.yaml")["spelling"]
    choices = held.spelling_choices(_known_words())
    stems = held.known_stems(_known_words())
    out, last, made = [], 0, []
    for token in tokens(text):
        word = token.lower
        if (len(word) < limits["least_length"] or not word.isalpha() or word in _never() or word in _everyday()
                or word in choices
                or token.stem in stems or token.stem in stop_stems() or token.stem in generic_stems()
                or (token.text.isupper() and len(word) < 6)
                or (token.text[:1].isupper() and token.start > 0 and _is_name(text, token.start))):
            continue
        best = None if printed(word) else _closest(word, choices, limits["similarity"])
        if best:
            out.append(text[last:token.start])
            out.append(best)
            last = token.end
            made.append(Correction(token.text, best))
    out.append(text[last:])
    return "".join(out), tuple(made)


def _is_name(text: str, start: int) -> bool:
    """A capital inside a sentence is taken for a name and left alone."""
    return not re.search(r"[.?!:]\s*$", text[:start]) and not text.isupper() and not text.istitle()


def _closest(word: str, choices: frozenset[str] | tuple[str, ...], similarity: float) -> str | None:
    most = 1 if len(word) <= 5 else 2
    near = process.extract(word, choices, scorer=fuzz.ratio, score_cutoff=similarity, limit=8)
    fits = [(DamerauLevenshtein.distance(word, choice), -score, choice) for choice, score, _ in near
            if choice[0] == word[0] or len(word) > 6]
    fits = [f for f in fits if f[0] <= most and f[2] not in _never()]
    if not fits:
        return None
    best = min(fits)
    return best[2] if stem(best[2]) else None
