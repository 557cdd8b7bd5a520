"""FTS5 MATCH strings built from stems and words alone: no operator of a question reaches the query language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.narrative.texts import Phrase, irregular
from assistant.words import load

_SAFE = re.compile(r"[^\W_]+", re.UNICODE)
MOST_PHRASES = 60


def quoted(words: Iterable[str]) -> str:
    """One FTS5 string: a phrase of plain words in double quotes, or "" when nothing is left."""
    kept = [part for word in words for part in _SAFE.findall(word)]
    return '"' + " ".join(kept) + '"' if kept else ""


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """The words that are brought to one stem by data, which FTS5's stemmer does not know of."""
    found: dict[str, list[str]] = {}
    for word, root in load("words.yaml")["irregular"].items():
        found.setdefault(str(root), []).append(str(word))
    for word, root in irregular().items():
        found.setdefault(root, []).append(word)
    return {root: tuple(words) for root, words in found.items()}


def _written(word: str) -> list[str]:
    """How a stem may be written in the index: itself, irregular forms, a prefix apart ("re offend")."""
    forms = [word, *_irregular().get(word, ())]
    for prefix, starts in load("words.yaml")["joined_prefixes"].items():
        rest = word[len(prefix):]
        if word.startswith(prefix) and len(rest) >= 4 and (starts is None or rest.startswith(tuple(starts))):
            forms.append(f"{prefix} {rest}")
    return forms


def any_of(phrases: Iterable[Phrase]) -> str:
    """A MATCH string for passages that hold any of the phrases. A stem is searched by its prefix, as FTS5's own
    stemmer (Porter) and ours (Porter2) cut a few words differently."""
    parts: dict[str, None] = {}
    for stems in phrases:
        for last in _written(stems[-1]) if stems else ():
            text = quoted((*stems[:-1], last))
            if text and not any(text.startswith(known[:-2]) for known in parts if known.endswith("*")):
                parts[text + "*" if len(last) >= 5 and last.isalpha() else text] = None
        if len(parts) >= MOST_PHRASES:
            break
    return " OR ".join(parts)
