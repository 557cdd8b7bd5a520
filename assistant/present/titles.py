"""Titles that reports print in capitals, as a reader writes them. Only shown: what is stored and quoted stays."""

from __future__ import annotations

import re
from functools import cache

from assistant.present.words import words

_WORD = re.compile(r"[^\W_]+(?:['’]S\b)?")
_POSSESSIVE = re.compile(r"['’]S$")
_SHOUTED = 2        # words of more than three letters that make a title one in capitals


@cache
def readable(title: str) -> str:
    """A title in capitals with a capital for each word of its own; any other title as it is.

    Small words inside it are small; acronyms, and words with figures, stay.
    """
    if any(c.islower() for c in title) or sum(len(w) > 3 and w.isalpha() for w in _WORD.findall(title)) < _SHOUTED:
        return title
    return _WORD.sub(lambda found: _word(found[0], first=_opens(title, found.start())), title)


def _opens(title: str, at: int) -> bool:
    """Whether a word begins the title or what follows a colon, a full stop or a dash."""
    before = title[:at].rstrip(" \t\n\"“‘'([")
    return not before or before[-1] in ":.–—-|/"


def _word(word: str, first: bool) -> str:
    policy = words()["titles"]
    if found := _POSSESSIVE.search(word):
        return _word(word[:found.start()], first) + found[0].lower()
    if not word.isalpha() and any(c.isdigit() for c in word) or word in policy["acronyms"]:
        return word
    if len(word) > 1 and not set(word) & set("AEIOUY"):
        return word
    if not first and word.lower() in policy["small_words"]:
        return word.lower()
    return word[:1] + word[1:].lower()
