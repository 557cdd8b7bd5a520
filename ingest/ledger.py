"""A document's ledger: what was counted in it, and which checks its reading passed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.assemble import ReadItem
from ingest.blocks import Extract
from ingest.language.marks import split_marks
from ingest.tables.records import is_long
from store.records import LedgerEntry

Line = tuple[str, str, str, bool | None, str]  # kind, name, value, passed, detail


def build_ledger(document_id: str, extract: Extract, items: Sequence[ReadItem]) -> list[LedgerEntry]:
    """Counts first, then the checks; a check that fails says where."""
    lines = [*_counts(extract, items), *_checks(extract, items)]
    return [
        LedgerEntry(document_id, n, kind, name, value, passed, detail)  # type: ignore[arg-type]
        for n, (kind, name, value, passed, detail) in enumerate(lines, start=1)
    ]


def _counts(extract: Extract, items: Sequence[ReadItem]) -> list[Line]:
    cells = [cell for item in items for table in item.tables for cell in table.cells]
    printed = [cell for cell in cells if re.search(r"\d", cell.text) and not cell.header]
    tables = [table for item in items for table in item.tables]
    values = {
        "pages": len(extract.page_labels) or extract.pages or 0,
        "blocks": len(extract.blocks),
        "items": len(items),
        "passages": sum(len(i.passages) for i in items),
        "sentences": sum(len(i.sentences) for i in items),
        "tables": len(tables),
        "tables in review": sum(t.record.status == "review" for t in tables),
        "tables held as cells only": sum(is_long(t) for t in tables),
        "measure rows": sum(len(i.rows) for i in items),
        "cells": len(cells),
        "cells with a figure read": sum(c.value is not None for c in cells),
        "cells with digits left as text": sum(c.value is None for c in printed),
        "footnotes": sum(len(i.footnotes) for i in items),
        "findings": sum(len(i.findings) for i in items),
        "scanned pages": len(extract.scanned_pages),
    }
    counted: list[Line] = [("count", name, str(value), None, "") for name, value in values.items()]
    return counted + [("count", "note", "", None, note.text) for note in extract.notes]


def _checks(extract: Extract, items: Sequence[ReadItem]) -> list[Line]:
    rows = [row for item in items for row in item.rows]
    halves = [
        r.reading.locator
        for r in rows
        if re.match(r"^[a-z(,]", r.reading.measure) and not re.match(r"^[a-z][A-Z]", r.reading.measure)
    ]
    raised = [c.table_id for i in items for t in i.tables for c in t.cells if split_marks(c.text)[1]]
    missing = [f"{m} at {r.reading.locator}" for r in rows for m in r.notes.missing]
    numbers = [int(r.reading.objective) for r in rows if r.reading.objective is not None]
    bare = [r.reading.locator for r in rows if r.reading.objective is None and numbers]
    gaps = [gap for item in items for gap in _gaps(item)]
    return [
        _check("no row begins in the middle of a sentence", halves),
        _check("no footnote mark is left in a cell's text", raised),
        _check("every mark has its note", missing),
        _check("objectives run in order", [] if numbers == sorted(numbers) else ["their order changes"]),
        _check("every row stands under an objective", bare),
        _check("numbered paragraphs run without gaps", gaps),
        _check("every page has text of its own", [f"page {page}" for page in extract.scanned_pages]),
    ]


def _check(name: str, trouble: Sequence[str]) -> Line:
    return ("check", name, str(len(trouble)), not trouble, "; ".join(list(trouble)[:5]))


def _gaps(item: ReadItem) -> list[str]:
    """Where a run of plainly numbered paragraphs skips a number."""
    numbers = [int(p.number) for p in item.passages if p.kind == "paragraph" and p.number and p.number.isdigit()]
    if len(numbers) < 5 or numbers[0] != 1:
        return []
    return [f"{a} is followed by {b}" for a, b in zip(numbers, numbers[1:], strict=False) if b not in (a + 1, 1)]
