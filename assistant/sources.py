"""The stored words behind a citation, read afresh: what a quote is verified against."""

from __future__ import annotations

from assistant.datasets.rows import MARK, stored_rows
from assistant.notes import stored_note
from assistant.tables.answering import MARK as CELLS
from assistant.tables.answering import stored_row
from store.readonly import ReadStore


def stored_words(store: ReadStore, ident: str, kind: str, document: str, locator: str) -> str | None:
    """What is printed at a place: a reading's row, or a passage's text; None where nothing is held there.

    Of a keeper's note, the words of the note.
    """
    if kind == "note":
        return stored_note(store, ident, document)
    if MARK in ident:
        return stored_rows(store, ident, document)
    if CELLS in ident:
        return stored_row(store, ident, document)
    if kind == "figure":
        record = store.one("reading_by_id", id=ident)
        return record["quote"] if record and record["document"] == document else None
    place = store.one("passage_place", id=ident)
    if place is None:
        record = store.one("reading_by_id", id=ident)
        return record["quote"] if record and record["document"] == document else None
    return place["text"] if place["document"] == document else None
