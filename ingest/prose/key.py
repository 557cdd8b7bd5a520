"""The rating key: the sentences in which a report says what green, amber and red mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.language.data import policy
from ingest.language.sentences import split_sentences
from store.records import Passage

_MEANS = r"\s*(?:\([GAR]\)\s*)?(?:[–—:=-]|\bmeans\b|\bindicates\b|\bis used\b|\bshows\b|\bdenotes\b)"


def rating_key(passages: Sequence[Passage]) -> tuple[tuple[str, str], ...]:
    """(rating, the sentence that defines it), in the order green, amber, red; empty where there is no key."""
    found: dict[str, str] = {}
    for passage in passages:
        if passage.kind not in ("paragraph", "bullet", "footnote", "table_text"):
            continue
        for sentence in split_sentences(passage.text):
            for rag, word in policy("metadata")["key"].items():
                says = re.search(rf"(?:^\W*|\b){word}\b{_MEANS}", sentence, re.IGNORECASE)
                alone = re.match(rf"^\W*{word}\b", sentence, re.IGNORECASE)
                if rag not in found and says and (alone or len(_colours(sentence)) > 1):
                    found[rag] = sentence
    return tuple((rag, found[rag]) for rag in ("G", "A", "R") if rag in found) if len(found) > 1 else ()


def _colours(sentence: str) -> set[str]:
    return {word for word in policy("metadata")["key"].values() if re.search(rf"\b{word}\b", sentence, re.IGNORECASE)}
