"""Held reports as a keeper looks at them: what was found, what was checked, what wants a person's eye."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.present.titles import readable
from store import held
from store.errors import NotHeld
from store.readonly import ReadStore
from store.records import Finding, Item, LedgerEntry, TableRecord
from store.review import Review, in_force, reviews


@dataclass(frozen=True)
class DocumentRow:
    """One held document with counts of what was read from it."""

    id: str
    name: str
    title: str
    media_type: str
    pages: int | None
    size: int
    ingested_at: str
    status: str
    notes: tuple[str, ...]
    periods: str
    meeting_date: str | None
    items: int
    passages: int
    tables: int
    tables_in_review: int
    readings: int
    findings: int

    @property
    def size_text(self) -> str:
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= 100_000 else f"{max(1, round(self.size / 1000))} kB"


@dataclass(frozen=True)
class ReadingLine:
    """A printed row for review; `decisions` are those in force about it."""

    id: str
    table_id: str
    measure: str
    printed: dict[str, str]
    locator: str
    set_aside: bool
    decisions: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ReportPage:
    document: DocumentRow
    items: tuple[Item, ...]
    ledger: tuple[LedgerEntry, ...]
    findings: tuple[Finding, ...]
    tables: tuple[TableRecord, ...]
    readings: tuple[ReadingLine, ...]
    decided: dict[str, tuple[dict[str, Any], ...]]

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that no person has confirmed or set aside."""
        return tuple(f for f in self.findings if f.id not in self.decided)


def documents(store: ReadStore) -> tuple[DocumentRow, ...]:
    """All documents, superseded ones too, by period, the latest first."""
    return tuple(_document(row) for row in store.rows("page_documents", document=""))


def report(store: ReadStore, name: str) -> ReportPage:
    """One document by its name or id. Raises NotHeld."""
    row = store.one("page_documents", document=name) if name else None
    if row is None:
        raise NotHeld("This report is not held here. The Reports page lists those that are.")
    found = tuple(held.findings(store, document=row["id"], everything=True))
    tables = tuple(held.tables(store, document=row["id"], everything=True))
    lines = store.rows("page_readings_of_document", document_id=row["id"])
    decided = in_force(store, [*(f.id for f in found), *(t.id for t in tables), *(r["id"] for r in lines)])
    return ReportPage(_document(row), tuple(held.items(store, row["id"], everything=True)),
                      tuple(held.ledger(store, row["id"])), found, tables,
                      tuple(_line(r, decided.get(r["id"], ())) for r in lines), decided)


def decisions(store: ReadStore, target: str) -> tuple[Review, ...]:
    return reviews(store, target)


def _document(row: dict[str, Any]) -> DocumentRow:
    values = {name: row[name] for name in DocumentRow.__dataclass_fields__}
    return DocumentRow(**{**values, "notes": tuple(json.loads(row["notes"] or "[]")), "periods": row["periods"] or "",
                           "title": readable(row["title"] or "")})


def _line(row: dict[str, Any], decided: tuple[dict[str, Any], ...]) -> ReadingLine:
    fields = ("measure", "overall_target", "target_ytd", "actual_ytd", "rag", "comment")
    return ReadingLine(row["id"], row["table_id"], row["measure"], {f: row[f] or "" for f in fields}, row["locator"],
                       bool(row["superseded"]), decided)
