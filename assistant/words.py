"""Words of questions and of reports brought to one form: tokens, stems, and what counts as content.

Stems are Porter2's (Snowball). Prefixes that reports write in three ways ("re-offending", "re offending",
"reoffending") are joined. Which words carry no content in a question is data (`data/words.yaml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

DATA = Path(__file__).with_name("data")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """One of the package's data files, parsed once."""
    with (DATA / name).open(encoding="utf-8") as handle:
        return yaml.load(handle, _LOADER)      # the C loader is as safe as SafeLoader, and ten times as fast


@cache
def cue(name: str, key: str) -> re.Pattern[str]:
    """The patterns under a key of a data file as one, without case."""
    return re.compile("|".join(f"(?:{p})" for p in load(name)[key]), re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A word of a text: as written, lower-cased, its stem, and where it stands."""

    text: str
    lower: str
    stem: str
    start: int
    end: int


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one lower-case word; digits and words with digits stay as they are."""
    if any(c.isdigit() for c in word):
        return word
    irregular = load("words.yaml")["irregular"].get(word)
    return irregular or _stemmer().stemWord(word)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, possessives off, joined prefixes as one word."""
    found: list[Token] = []
    joins = _joins()
    for match in _TOKEN.finditer(text):
        word = match.group().replace("’", "'")
        lower = word.lower()
        if lower.endswith("'s"):
            lower = lower[:-2]
        lower = lower.replace("'", "")
        last = found[-1] if found else None
        between = text[last.end:match.start()] if last else ""
        if last and last.lower in joins and lower[:1].isalpha() and between in ("-", " ", "‑", "- "):
            joined = last.lower + lower
            starts = joins[last.lower]
            if starts is None or lower.startswith(starts):
                found[-1] = Token(text[last.start:match.end()], joined, stem(joined), last.start, match.end())
                continue
        found.append(Token(word, lower, stem(lower), match.start(), match.end()))
    return tuple(found)


@cache
def _joins() -> dict[str, tuple[str, ...] | None]:
    """Prefixes that join the next word: to anything (None), or only to words that begin in these ways."""
    return {prefix: (None if starts is None else tuple(starts))
            for prefix, starts in load("words.yaml")["joined_prefixes"].items()}


@cache
def stop_stems() -> frozenset[str]:
    """Stems that carry no content in a question ("how", "many", "please")."""
    return frozenset(stem(word) for word in load("words.yaml")["stop"]) | frozenset(load("words.yaml")["stop"])


@cache
def generic_stems() -> frozenset[str]:
    """Stems that say little about which measure is meant ("figure", "performance", "police")."""
    return frozenset(stem(word) for word in load("words.yaml")["generic"])


def subject_stems(text: str) -> frozenset[str]:
    """Stems of the words that say what a text is about: its content, without the generic ones and numbers."""
    return frozenset(t.stem for t in content(text) if not t.lower.isdigit()) - generic_stems()


def content(text: str) -> tuple[Token, ...]:
    """The words that carry content, generic ones included."""
    stops = stop_stems()
    return tuple(t for t in tokens(text) if t.stem not in stops and t.lower not in stops)
