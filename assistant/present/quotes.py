"""Finding a quote in the text that it comes from, and cutting an answer's text at its markers."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")


@dataclass(frozen=True)
class Part:
    """A stretch of text; `marked` where it belongs to the quote, `marker` where it is a citation's number."""

    text: str
    marked: bool = False
    marker: int | None = None


def spans(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Where the quote stands in the text: white space folded, parts joined by "…" found in order.

    Empty if any part is missing: a quote is either there word for word or it is not.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for piece in quote.split("…"):
        tokens = piece.split()
        if not tokens:
            continue
        match = re.compile(r"\s+".join(map(re.escape, tokens))).search(text, start)
        if match is None:
            return ()
        found.append(match.span())
        start = match.end()
    return tuple(found)


def cut(text: str, where: tuple[tuple[int, int], ...]) -> tuple[Part, ...]:
    """The text as parts, the given spans (ascending) marked."""
    parts: list[Part] = []
    at = 0
    for start, end in where:
        if start > at:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], marked=True))
        at = end
    if at < len(text):
        parts.append(Part(text[at:]))
    return tuple(parts)


def highlight(text: str, quote: str) -> tuple[Part, ...]:
    return cut(text, spans(text, quote))


def with_markers(text: str, known: frozenset[int]) -> tuple[Part, ...]:
    """Text cut at its `[n]` markers; a number that is no citation of the answer stays plain text."""
    parts: list[Part] = []
    at = 0
    for match in _MARKER.finditer(text):
        number = int(match[1])
        if number not in known:
            continue
        if match.start() > at:
            parts.append(Part(text[at:match.start()]))
        parts.append(Part(f"[{number}]", marker=number))
        at = match.end()
    if at < len(text):
        parts.append(Part(text[at:]))
    return tuple(parts)


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
