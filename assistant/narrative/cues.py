"""What kind of answer a question wants, read from its own words (`data/answer_types.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.narrative.asked import verb
from assistant.words import Token, load, stop_stems, tokens

Need = Literal["must", "prefers", "none"]


@dataclass(frozen=True)
class Wanted:
    """The answer wanted: its type, whether a sentence must hold it, and what is counted ("how many X")."""

    type: str
    need: Need
    counted: tuple[Token, ...] = ()
    broad: bool = False
    verb: str = ""              # the stem of the verb that carries the question, "" where none is telling

    @property
    def head(self) -> str:
        """The stem of the noun counted."""
        noun = head_noun(self.counted)
        return noun.stem if noun else ""


@cache
def _types() -> tuple[tuple[str, Need, tuple[re.Pattern[str], ...]], ...]:
    return tuple((entry["name"], entry["needs"], tuple(re.compile(c) for c in entry["cues"]))
                 for entry in load("answer_types.yaml")["types"])


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(c) for c in load("answer_types.yaml")[key])


def cued(question: str, key: str) -> bool:
    """Whether any pattern of the list `key` stands in the question."""
    lower = question.lower().replace("’", "'").strip()
    return any(pattern.search(lower) for pattern in _patterns(key))


def detect(question: str, given: str | None = None) -> Wanted:
    """The answer type of a question; `given` is the caller's own, which wins where we know it."""
    lower = " ".join(question.lower().replace("’", "'").split())
    found: tuple[str, Need] = ("what", "none")
    needs = {name: need for name, need, _ in _types()}
    own = next(((name, need) for name, need, cues in _types() if any(c.search(lower) for c in cues)), None)
    if own:
        found = own
    elif given in needs:
        found = (given, needs[given])
    counted = _counted(question) if found[0] == "count" else ()
    return Wanted(found[0], found[1], counted, found[0] in load("answer_types.yaml")["broad_types"],
                  verb(question, head_noun(counted)))


def head_noun(counted: Sequence[Token]) -> Token | None:
    """The noun counted: the first plural of what follows "how many" ("residents think ..."), the last of several in a
    row ("police officers"), else the last word."""
    plural = [t.lower in load("answer_types.yaml")["plurals"] or t.lower.endswith("s") and t.lower[-2:] != "ss"
              for t in counted]
    if not any(plural):
        return counted[-1] if counted else None
    at = plural.index(True)
    while at + 1 < len(plural) and plural[at + 1]:
        at += 1
    return counted[at]


def _counted(question: str) -> tuple[Token, ...]:
    """The words for the thing counted: what follows "how many" or "number of" up to a verb or preposition."""
    words = tokens(question)
    ends = set(load("answer_types.yaml")["count_ends"])
    for at in range(1, len(words)):
        pair = (words[at - 1].lower, words[at].lower)
        if pair in {("how", "many"), ("hw", "many"), ("number", "of"), ("how", "few")}:
            kept: list[Token] = []
            for word in words[at + 1:at + 5]:
                if word.lower in ends:
                    break
                kept.append(word)
            stops = stop_stems()
            return tuple(w for w in kept if w.lower not in stops)
    return ()
