"""What the store holds, as records. Thin functions over the named templates of `store/sql/`.

By default superseded documents, exempt items and readings of tables in review are left out, as they must be
on behalf of a question; `everything=True` is for upkeep and for a keeper's pages. A list may be empty; a
record asked for by its id or name that is not held raises NotHeld.
"""

from __future__ import annotations

from typing import Any, TypeVar

from store.errors import NotHeld
from store.readonly import ReadStore
from store.records import (
    Cell,
    Document,
    Finding,
    Footnote,
    Item,
    LedgerEntry,
    Measure,
    Passage,
    Reading,
    ReadingCell,
    Section,
    Sentence,
    TableRecord,
    Term,
    Wording,
)
from store.rows import record_of

R = TypeVar("R")


def _all(store: ReadStore, kind: type[R], template: str, **params: Any) -> list[R]:
    return [record_of(kind, row) for row in store.rows(template, **params)]


def _one(store: ReadStore, kind: type[R], template: str, id: str) -> R:
    row = store.one(template, id=id)
    if row is None:
        raise NotHeld(f"There is no {kind.__name__.removesuffix('Record').lower()} {id} in this store.")
    return record_of(kind, row)


def documents(store: ReadStore, *, everything: bool = False) -> list[Document]:
    """Documents by period and name."""
    return _all(store, Document, "held_documents", everything=everything)


def document(store: ReadStore, name_or_id: str) -> Document:
    """The document with this id or name (the held version, where older ones have the same name)."""
    row = store.one("held_document", document=name_or_id)
    if row is None:
        raise NotHeld(f"There is no document {name_or_id} in this store; 'panelqa documents' lists them.")
    return record_of(Document, row)


def document_of_hash(store: ReadStore, sha256: str) -> Document | None:
    """The document with these very bytes, if it was ingested before."""
    row = store.one("held_document_of_hash", sha256=sha256)
    return record_of(Document, row) if row else None


def original(store: ReadStore, document_id: str) -> bytes:
    """The file's bytes as they were ingested."""
    row = store.one("held_original", document_id=document_id)
    if row is None:
        raise NotHeld(f"There is no original for document {document_id} in this store.")
    return bytes(row["content"])


def items(store: ReadStore, document: str | None = None, *, everything: bool = False) -> list[Item]:
    """Items in the order of their periods; those of one document (id or name) where one is named."""
    return _all(store, Item, "held_items", document=document, everything=everything)


def item(store: ReadStore, id: str) -> Item:
    return _one(store, Item, "held_item", id)


def sections(store: ReadStore, item_id: str) -> list[Section]:
    return _all(store, Section, "held_sections", item_id=item_id)


def section(store: ReadStore, id: str) -> Section:
    return _one(store, Section, "held_section", id)


def passages(store: ReadStore, item_id: str) -> list[Passage]:
    return _all(store, Passage, "held_passages", item_id=item_id)


def passage(store: ReadStore, id: str) -> Passage:
    return _one(store, Passage, "held_passage", id)


def bullets(store: ReadStore, passage_id: str) -> list[Passage]:
    """The bullets that a paragraph leads in."""
    return _all(store, Passage, "held_bullets", id=passage_id)


def sentences(store: ReadStore, item_id: str) -> list[Sentence]:
    return _all(store, Sentence, "held_sentences", item_id=item_id)


def sentences_of_passage(store: ReadStore, passage_id: str) -> list[Sentence]:
    return _all(store, Sentence, "held_sentences_of_passage", passage_id=passage_id)


def sentence(store: ReadStore, id: str) -> Sentence:
    return _one(store, Sentence, "held_sentence", id)


def tables(store: ReadStore, item_id: str | None = None, *, document: str | None = None, status: str | None = None,
           everything: bool = False) -> list[TableRecord]:
    """Tables, those in review included: their `status` says so."""
    return _all(store, TableRecord, "held_tables", item_id=item_id, document=document, status=status,
                everything=everything)


def table(store: ReadStore, id: str) -> TableRecord:
    return _one(store, TableRecord, "held_table", id)


def cells(store: ReadStore, table_id: str) -> list[Cell]:
    """A table's cells by row and column."""
    return _all(store, Cell, "held_cells", table_id=table_id)


def measures(store: ReadStore, *, everything: bool = False) -> list[Measure]:
    return _all(store, Measure, "held_measures", everything=everything)


def measure(store: ReadStore, id: str) -> Measure:
    return _one(store, Measure, "held_measure", id)


def wordings(store: ReadStore, measure_id: str | None = None) -> list[Wording]:
    return _all(store, Wording, "held_wordings", measure_id=measure_id)


def readings(store: ReadStore, *, document: str | None = None, item_id: str | None = None,
             measure_id: str | None = None, objective: int | None = None, headline: bool | None = None,
             rag: str | None = None, area: str | None = None, period: tuple[str, str] | None = None,
             everything: bool = False) -> list[Reading]:
    """Readings by period, document and printed order. `period` is (first, last) as ISO dates: any overlap."""
    first, last = period or (None, None)
    return _all(store, Reading, "held_readings", document=document, item_id=item_id, measure_id=measure_id,
                objective=objective, headline=headline, rag=rag, area=area, first=first, last=last,
                everything=everything)


def reading(store: ReadStore, id: str) -> Reading:
    return _one(store, Reading, "held_reading", id)


def reading_cells(store: ReadStore, reading_id: str) -> list[ReadingCell]:
    """Which cells a reading's fields came from."""
    return _all(store, ReadingCell, "held_reading_cells", reading_id=reading_id)


def footnotes(store: ReadStore, item_id: str) -> list[Footnote]:
    return _all(store, Footnote, "held_footnotes", item_id=item_id)


def footnote(store: ReadStore, id: str) -> Footnote:
    return _one(store, Footnote, "held_footnote", id)


def terms(store: ReadStore, item_id: str | None = None, *, everything: bool = False) -> list[Term]:
    """Acronyms as the documents spell them out."""
    return _all(store, Term, "held_terms", item_id=item_id, everything=everything)


def findings(store: ReadStore, *, document: str | None = None, item_id: str | None = None,
             reading_id: str | None = None, measure_id: str | None = None, code: str | None = None,
             severity: str | None = None, everything: bool = False) -> list[Finding]:
    """Findings, the weightiest first."""
    return _all(store, Finding, "held_findings", document=document, item_id=item_id, reading_id=reading_id,
                measure_id=measure_id, code=code, severity=severity, everything=everything)


def ledger(store: ReadStore, document_id: str) -> list[LedgerEntry]:
    """What was counted and checked when a document was ingested."""
    return _all(store, LedgerEntry, "held_ledger", document_id=document_id)
