"""The verb of a question: what somebody did, or what happened, without a parser.

"How many drivers were *convicted*", "who *owns* the site", "when did the operation *start*": an answer that does not
say it is about something else, however near its words are. Only verbs that carry the question are found; those that
say little ("get", "have", "happen") are left out (`data/answer_types.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.narrative.texts import root_of
from assistant.words import Token, load, tokens

_BE = {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had"}
_DO = {"do", "does", "did", "will", "would", "can", "could", "must", "should", "may", "might"}
_BEFORE_NOUN = {"the", "a", "an", "this", "that", "these", "its", "their", "his", "her", "our", "new", "and", "of"}
_ENDS = _BE | _DO | {"in", "at", "on", "from", "with", "after", "before", "since", "during", "who", "which", "that",
                     "when"}
_BEFORE_GERUND = {"for", "of", "about", "by", "from", "in", "on", "with", "without", "after", "before", "against"}
_FORM = re.compile(r"\w{2,}(?:ed|ing)")


@cache
def _roots(key: str) -> frozenset[str]:
    """The stems of a list of `answer_types.yaml`."""
    return frozenset(root_of(token) for word in load("answer_types.yaml")[key] for token in tokens(str(word)))


def verb(question: str, head: Token | None = None) -> str:
    """The stem of the verb that carries a question, or "". `head`: the thing counted in "how many ..."."""
    words = tokens(question)
    at = next((i for i, word in enumerate(words) if word.lower in _BE | _DO), None)
    start = next((i for i, word in enumerate(words) if word.lower == "who"), None)
    if head is not None:
        start = next((i for i, word in enumerate(words) if word.start == head.start), start)
    if start is not None and (at is None or at > start + 1) and start + 1 < len(words):
        verb_like = root_of(words[start + 1]) in _roots("verbs")
        if verb_like and (found := _telling(words[start + 1])):
            return found
    helping = (i for i, word in enumerate(words) if word.lower in _BE | _DO)
    return next((found for i in helping if (found := _after(words, i))), "")


def _after(words: Sequence[Token], at: int) -> str:
    """The verb after an auxiliary and what it is said of: a participle, or after "did" and "will" a plain verb."""
    plain = words[at].lower in _DO
    for place in range(at + 1, len(words)):
        word, before = words[place], words[place - 1]
        if word.lower in _ENDS:
            break
        noun = before.lower in _BEFORE_NOUN or before.lower in _BEFORE_GERUND and word.lower.endswith("ing")
        fits = _plain(words, place) if plain else _participle(word)
        if fits and not noun and (found := _telling(word)):
            return found
    return ""


def _plain(words: Sequence[Token], at: int) -> bool:
    """Whether a verb stands there in its plain form; "lead to" says no more than "have"."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return words[at].text.islower() and words[at].lower in load("answer_types.yaml")["verbs"] and after != "to"


def _participle(word: Token) -> bool:
    lower = word.text.lower()
    return bool(_FORM.fullmatch(lower)) and word.text.islower() or lower in load("everyday.yaml")["irregular"] \
        or lower in load("answer_types.yaml")["participles"]


def _telling(word: Token) -> str:
    """The stem of a verb, or "" where it says little by itself."""
    root = root_of(word)
    return "" if root in _roots("weak_verbs") or word.lower in load("answer_types.yaml")["weak_verbs"] else root
