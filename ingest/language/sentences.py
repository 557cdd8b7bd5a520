"""Sentences, as verbatim parts of a passage.

A sentence is the unit that is quoted and embedded, so a cut in the wrong place breaks a quotation. Where in
doubt the text is left together.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.language.data import policy

# Only whole runs of marks, from their start: a long run that ends nothing is looked at once.
_END = re.compile(r"(?<![.!?…])(?:[.!?…]++[\"'”’)\]]*+(?=\s)|[.!?]++[\"'”’)\]]*+(?=\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]))")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_OPENERS = "\"'“‘(["


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in `text`, without the white space between them; none where it is blank."""
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for found in _END.finditer(text):
        if found.start() < start or not _ends(text, start, found):
            continue
        spans.append((start, found.end()))
        start = _skip(text, found.end())
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return spans


def split_sentences(text: str) -> list[str]:
    """The sentences of `text`, each a verbatim part of it."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    following = text[_skip(text, found.end()) :]
    if not following:
        return False
    head = following.lstrip(_OPENERS)
    if not head or head[0].islower():
        return False
    if found.group().startswith(".") and _is_abbreviation(text[start : found.start()], head):
        return False
    return not _inside(text[start : found.end()])


def _is_abbreviation(before: str, following: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if not word:
        return False
    last = word.group(1).lower()
    always, before_figures = _abbreviations()
    if last in always:
        return not (last in ("no", "p", "v", "st", "co") and not _opens_a_number_or_name(last, following))
    if last in before_figures:
        return following[0].isdigit()
    if len(last) != 1 or not word.group(1).isupper():
        return False
    words = before[: word.start()].split()
    return not words or words[-1].lower() not in map(str, policy("abbreviations")["before_letters"])


def _opens_a_number_or_name(last: str, following: str) -> bool:
    """ "No. 3" is an abbreviation; "The answer is no. The panel…" ends a sentence."""
    return following[0].isdigit() or last in ("st", "co", "v") and following[0].isupper()


def _inside(sentence: str) -> bool:
    """Whether the sentence stops inside a bracket or a double quotation that it opened."""
    if sentence.count("(") > sentence.count(")") or sentence.count("[") > sentence.count("]"):
        return len(sentence) < 600
    if sentence.count("“") > sentence.count("”"):
        return len(sentence) < 600
    return sentence.count('"') % 2 == 1 and len(sentence) < 600


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    words = policy("abbreviations")
    return frozenset(map(str, words["always"])), frozenset(map(str, words["before_figures"]))
