"""What is recorded beside an answer, so that it can be scored again without the store."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evals.cases import Case
from evals.reading import Reading

if TYPE_CHECKING:
    from assistant import Assistant

DEEP = 10       # passages kept of a ranking
_PARTS = re.compile(r"\s*…\s*")
_DATA = re.compile(r"(?P<dataset>.+):rows:(?P<rows>[\d,-]+)")      # a citation of rows of a data file


def fold(text: str) -> str:
    return " ".join(text.split())


def parts(quote: str) -> list[str]:
    """The stretches of a quote that have to stand in its source."""
    return [fold(part) for part in _PARTS.split(quote) if fold(part)]


class Evidence:
    """Looks up the words behind citations in one store."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._originals: dict[str, str | None] = {}

    def sources(self, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
        """For each citation: the stored words of its place (null where it is not held) and whether its quote
        stands in the original file (null where that is not plain text)."""
        return [self._source(citation) for citation in answer["citations"]]

    def _source(self, citation: Mapping[str, Any]) -> dict[str, Any]:
        if data := _DATA.fullmatch(citation["id"]):
            held = self._reading.rows("data_words", dataset_id=data["dataset"], rows=json.dumps(_numbers(data["rows"])))
            words = " … ".join(row["words"] for row in held if row["document"] == citation["document"])
            return {"n": citation["n"], "words": words or None, "in_original": None}
        for query in ("row_words", "passage_words"):
            for row in self._reading.rows(query, id=citation["id"]):
                if row["document"] == citation["document"]:
                    original = self._original(row["document_id"])
                    stands = None if original is None else all(p in original for p in parts(citation["quote"]))
                    return {"n": citation["n"], "words": row["words"], "in_original": stands}
        return {"n": citation["n"], "words": None, "in_original": None}

    def _original(self, document_id: str) -> str | None:
        if document_id not in self._originals:
            rows = self._reading.rows("original_text", document_id=document_id)
            content = rows[0]["content"] if rows else None
            self._originals[document_id] = None if content is None else fold(content.decode("utf-8-sig", "replace"))
        return self._originals[document_id]

    def retrieved(self, assistant: Assistant, case: Case) -> list[dict[str, Any]] | None:
        """The passages that the text search ranks highest for the question alone, best first.

        None where retrieval is not what the case tests: no place in the text is expected, or the question leans
        on the one before.
        """
        from assistant.narrative.candidates import find
        from assistant.narrative.corpus import Corpus
        from assistant.narrative.terms import prepare
        from assistant.narrative.types import TextRequest

        if case.history or not any(in_text(c.locator) for c in case.expect.citations):
            return None
        request = TextRequest(case.question, case.question)
        corpus = Corpus(assistant.store)
        ranked = list(find(request, corpus, prepare(request, corpus), None).fused)[:DEEP]
        places = {row["id"]: row for row in self._reading.rows("passage_places", ids=json.dumps(ranked))}
        return [places[i] for i in ranked if i in places]


def _numbers(rows: str) -> list[int]:
    """The row numbers in "5,7-9"."""
    found: list[int] = []
    for part in rows.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def in_text(locator: str | None) -> bool:
    """Whether a locator names a place in the text (a paragraph, a bullet, a footnote), not a row of a table."""
    return bool(locator) and not re.search(r"\b(?:rows?|cells?)\b", locator or "", re.I)
