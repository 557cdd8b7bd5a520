"""References to a numbered paragraph that is about something else, while its neighbour is about what is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.checks.context import ItemContext, finding, words_place
from ingest.checks.words import pattern
from ingest.language.sentences import split_sentences
from store.records import Finding, Passage

_RARE = 3  # a word in more paragraphs than this tells none of them apart
_NEAR = (-1, 1, -2, 2)


def reference_misses(context: ItemContext) -> Iterator[Finding]:
    """ "Further information … in point 48", where paragraph 49 is the one that shares the subject."""
    numbered: dict[int, list[Passage]] = {}
    current: int | None = None
    for passage in context.prose:
        if passage.kind == "paragraph":
            current = int(passage.number) if passage.number and passage.number.isdigit() else None
        if current is not None:
            numbered.setdefault(current, []).append(passage)
    words = {number: _words(" ".join(p.text for p in held)) for number, held in numbered.items()}
    spread = Counter(word for held in words.values() for word in held)
    for number, held in numbered.items():
        for passage in held:
            for sentence in split_sentences(passage.text):
                found = pattern("reference").search(sentence)
                if not found or int(found.group("n")) not in words or int(found.group("n")) == number:
                    continue
                subject = _subject(sentence, passage, spread)
                meant = _neighbour(subject, int(found.group("n")), number, words)
                if meant is None:
                    continue
                shared = sorted(subject & words[meant])[0]
                target, other = numbered[int(found.group("n"))][0], numbered[meant][0]
                yield finding(
                    context,
                    "reference_misses",
                    f"The paragraph that the text refers to does not speak of “{shared}”; one next to it does.",
                    [
                        words_place(passage, sentence),
                        *(words_place(p, split_sentences(p.text)[0]) for p in (target, other)),
                    ],
                )


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z][A-Za-z'’-]{4,}", text)}


def _subject(sentence: str, passage: Passage, spread: Counter[str]) -> set[str]:
    """The telling words of the sentence; of its whole paragraph where the sentence points back ("this project")."""
    rare = {word for word in _words(sentence) if spread[word] <= _RARE}
    if re.search(r"\b(?:this|these|it|that)\b", sentence, re.IGNORECASE) or not rare:
        rare |= {word for word in _words(passage.text) if spread[word] <= _RARE}
    return rare


def _neighbour(subject: set[str], target: int, own: int, words: dict[int, set[str]]) -> int | None:
    """The paragraph next to the one named that shares the subject, where the one named shares nothing of it."""
    if subject & words[target]:
        return None
    near = [target + step for step in _NEAR if target + step in words and target + step != own]
    return next((number for number in near if subject & words[number]), None)
