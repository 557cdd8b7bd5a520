"""What the narrative side is asked and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class VectorSearch(Protocol):
    """Sentence vectors: embeds one question and finds the sentences nearest to it."""

    def embed(self, text: str) -> Sequence[float]:
        """The vector of one text, of length 1."""
        ...

    def query(self, vector: Sequence[float], k: int,
              item_ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """The `k` nearest sentences as (sentence id, cosine similarity), nearest first."""
        ...


@dataclass(frozen=True)
class TermGroup:
    """A content word of the question with what may stand for it in a report.

    `alternatives` are exact (acronyms, the field's own names), `loose` are how else it might be said.
    `weight` (0 to 1) scales what the word is worth beside its rarity; a word that matters keeps most of its worth.
    """

    word: str
    alternatives: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class TextRequest:
    """A narrative question. `items`: ids of the reports allowed, None for all that are held.

    `answer_type` is one of the names in `data/answer_types.yaml`, or None to read it from the question.
    """

    question: str
    original: str = ""
    terms: tuple[TermGroup, ...] = ()
    items: frozenset[str] | None = None
    prefer_latest: bool = False
    answer_type: str | None = None


@dataclass(frozen=True)
class Picked:
    """Whole sentences of one passage that answer. `quote` is verbatim; `text` is the quote with its white
    space folded; `score` is between 0 and about 1.3 and only orders."""

    passage_id: str
    item_id: str
    document: str
    title: str
    locator: str
    page: int | None
    quote: str
    text: str
    score: float


@dataclass(frozen=True)
class TextResult:
    """The sentences that answer, best first, or (`found` false) what is nearest and which words nothing covers."""

    found: bool
    sentences: tuple[Picked, ...] = ()
    uncovered: tuple[str, ...] = ()
    confidence: float = 0.0
    nearest: tuple[Picked, ...] = ()
