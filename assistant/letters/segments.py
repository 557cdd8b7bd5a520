"""The body of a letter as blocks (paragraphs, list items, table rows) and sentences, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.letters.parts import Letter
from assistant.letters.patterns import pattern
from assistant.letters.unpointed import cut
from assistant.lexicon import lexicon
from assistant.question.periods import read_periods
from assistant.words import content, generic_stems, load, stem, tokens
from ingest.language.sentences import sentence_spans

_TABLE = re.compile(r"\t|\S\s*\|\s*\S|^\|")
_RUN = re.compile(r"([^\w\s])\1{50,}")
_POINTED = re.compile(r"\b(?:that|this|those|these|such)\s+(?P<noun>[a-z][\w'’-]+)", re.I)
_HEADING = re.compile(r"^#{1,6}\s|^(?:subject|re|about)\s*:", re.I)


@dataclass(frozen=True)
class Sentence:
    """A sentence: a slice of the letter's text. `item`: it stands in a list, `block` tells the items apart."""

    text: str
    start: int
    end: int
    block: int
    item: bool = False
    first: bool = False  # it opens its block
    heading: bool = False
    inline: bool = False  # it is a lettered part of a sentence


def sentences(letter: Letter) -> list[Sentence]:
    """All sentences of the body in order; rows of tables and quoted lines of an earlier message are left out."""
    found: list[Sentence] = []
    block = 0
    for start, end in letter.body:
        for a, b, item in _blocks(letter.text, start, end):
            block += 1
            whole = [
                (a + x + u, a + x + v)
                for x, y in sentence_spans(_without_runs(letter.text[a:b]))
                for u, v in cut(letter.text[a + x : a + y])
            ]
            spans = [piece for span in whole for piece in _inline(letter.text, *span)]
            lone = len(spans) == 1 and not item and _is_heading(letter.text[a:b])
            for n, (x, y, lettered) in enumerate(spans):
                if lettered and n:
                    block += 1
                found.append(Sentence(letter.text[x:y], x, y, block, item or lettered, n == 0, lone, lettered))
    return found


def _without_runs(text: str) -> str:
    """The text with long runs of one sign ("?????...") blanked, places kept: they part no sentences."""
    return _RUN.sub(lambda m: " " * len(m.group()), text)


def has_table(letter: Letter) -> bool:
    """Whether at least two lines of the letter are rows of a table."""
    return sum(bool(_TABLE.search(line)) for line in letter.text.split("\n")) > 1


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """(start, end, is an item) of each block; a list label begins one and does not belong to it."""
    blocks: list[tuple[int, int, bool]] = []
    at, item, last, labelled = -1, False, start, False

    def close() -> None:
        if at >= 0 and text[at:last].strip():
            blocks.append((at, last, item))

    for match in re.finditer(r"[^\n]*\n?", text[start:end]):
        line, offset = match.group().rstrip("\n"), start + match.start()
        stripped = line.strip()
        if not stripped or _TABLE.search(line) and not stripped.endswith("?") or stripped.startswith(">"):
            close()
            at = -1
            continue
        if pattern("label_line").match(stripped):
            close()
            at, labelled = -1, True
            continue
        begin = offset + line.index(stripped[0])
        label = pattern("item_label").match(stripped)
        if label:
            close()
            at, item = begin + label.end(), True
        elif _HEADING.match(stripped):
            close()
            at = -1
            blocks.append((begin, begin + len(stripped), False))
        elif at < 0:
            at, item = begin, labelled
            labelled = False
        last = begin + len(stripped)
    close()
    return blocks


@cache
def light_stems() -> frozenset[str]:
    """Stems of a letter's words that do not say what a question is about."""
    return frozenset(stem(word) for word in load("letters/points.yaml")["light"])


def own_stems(text: str) -> frozenset[str]:
    """Stems that say what a text is about: no stop words, generic words, periods or words of comparison."""
    blanked = text
    for a, b in sorted(read_periods(text).spans, reverse=True):
        blanked = blanked[:a] + " " * (b - a) + blanked[b:]
    blanked = pattern("then_words").sub(" ", pattern("compares").sub(" ", blanked))
    generic = generic_stems() | light_stems()
    nouns = frozenset(t.stem for t in content(blanked) if pattern("own_nouns").fullmatch(t.text))
    words = tokens(blanked)
    named = frozenset(t.stem for hit in lexicon().find(words) if hit.exact for t in words[hit.first:hit.last]
                      if t.lower.isdigit())      # "999" and "101" say what a text is about
    own = frozenset(t.stem for t in content(blanked) if t.stem not in generic and not t.lower.isdigit())
    return nouns | named | own


def points_at(text: str) -> frozenset[str]:
    """Stems of what a text points at ("that bid", "these searches")."""
    return frozenset(stem(m.group("noun").lower()) for m in _POINTED.finditer(text)) & own_stems(text)


def _is_heading(block: str) -> bool:
    words = block.split()
    return len(words) <= 9 and not block.rstrip().endswith((".", "?", "!", ":", ";", ","))


def _inline(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """A sentence with "(a) ... (b) ..." in it, cut at its labels: the lead, then each part."""
    labels = list(pattern("inline_label").finditer(text, start, end))
    order = [m.group("label").lower() for m in labels]
    if len(labels) < 2 or order[0] not in ("a", "i", "1"):
        return [(start, end, False)]
    cuts = [(start, labels[0].start(), False)] if text[start : labels[0].start()].strip() else []
    for n, label in enumerate(labels):
        close = labels[n + 1].start() if n + 1 < len(labels) else end
        piece = text[label.end() : close].rstrip()
        piece = re.sub(r"[,;]?\s*\b(?:and|or)$", "", piece).rstrip(" ,;")
        cuts.append((label.end(), label.end() + len(piece), True))
    return [c for c in cuts if c[1] > c[0]]
