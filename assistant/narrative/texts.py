"""Sentences prepared for matching: their stems in order, kept between questions while the store is unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from assistant.words import Token, load, stem, tokens

Phrase = tuple[str, ...]      # the stems of an alternative, in order


@dataclass(frozen=True)
class Text:
    """A piece of text with the stems of its words and where they stand (word positions from 0)."""

    text: str

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, token in enumerate(tokens(self.text)):
            root = root_of(token)
            found.setdefault(root, []).append(at)
            lower = token.lower
            if lower != root and lower.endswith("s") and token.text[:-1].isupper():
                found.setdefault(lower[:-1], []).append(at)     # "CDPs" is CDP
        return found

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The character at which each word starts."""
        return tuple(token.start for token in tokens(self.text))

    def where(self, phrase: Phrase) -> int | None:
        """The word position of a phrase (its words within a short window, any order for two or more), or None."""
        places = self.positions
        first = places.get(phrase[0])
        if first is None:
            return None
        if len(phrase) == 1:
            return first[0]
        rest = [places.get(stem) for stem in phrase[1:]]
        if any(r is None for r in rest):
            return None
        reach = len(phrase) + 2
        for at in first:
            if all(any(abs(other - at) <= reach for other in r or ()) for r in rest):
                return at
        return None

    def everywhere(self, phrase: Phrase) -> list[int]:
        """All word positions of a phrase's first word, where the phrase occurs."""
        return self.positions.get(phrase[0], []) if self.where(phrase) is not None else []


def phrase(words: str) -> Phrase:
    """The stems of a term, in order."""
    return tuple(root_of(token) for token in tokens(words))


def root_of(token: Token) -> str:
    """The stem of a word, irregular forms brought to their verb's."""
    return irregular().get(token.lower) or token.stem


@cache
def irregular() -> dict[str, str]:
    """Stems of irregular forms, by lower-case word."""
    return {str(word): stem(str(root)) for word, root in load("everyday.yaml")["irregular"].items()}
