"""What is held as plain rows: the shapes of `panelqa documents`, `measures`, `tables` and `findings`."""

from __future__ import annotations

import json
from typing import Any

from store.readonly import ReadStore

DOCUMENT_COLUMNS = ("id", "document", "title", "media_type", "reader", "pages", "size", "sha256", "ingested_at",
                    "status", "supersedes", "period", "period_label", "meeting_date", "body", "area", "items",
                    "passages", "tables", "measures", "findings", "notes")
MEASURE_COLUMNS = ("id", "document", "title", "page", "locator", "objective", "objective_title", "theme", "measure",
                   "measure_id", "headline", "overall_target", "target_ytd", "actual_ytd", "target_value",
                   "actual_value", "unit", "target_unit", "target_role", "direction", "period", "period_label",
                   "target_period", "basis", "area", "rag", "rag_source", "comment", "footnotes", "finding_codes",
                   "values_differ", "keeper_notes", "quote")
TABLE_COLUMNS = ("id", "document", "title", "page", "locator", "kind", "caption", "n_rows", "n_cols", "header_rows",
                 "figures", "status", "reason")
FINDING_COLUMNS = ("id", "code", "severity", "document", "title", "locator", "quotes", "text", "measure_id",
                   "reading_id", "evidence", "period")


def period_of(start: str | None, end: str | None) -> str | None:
    """A period as it is written everywhere: "2013-04-01/2013-06-30", None where an end is not known."""
    return f"{start}/{end}" if start and end else None


def document_rows(store: ReadStore, *, document: str | None = None, everything: bool = False) -> list[dict[str, Any]]:
    """One row for each document, with the period and meeting of its report and what was read from it."""
    reports: dict[str, dict[str, Any]] = {}
    for item in store.rows("held_items", document=document, everything=True):
        best = reports.setdefault(item["document_id"], item)
        if item["kind"] in ("report", "data") and best["kind"] not in ("report", "data"):
            reports[item["document_id"]] = item
    rows = []
    for row in store.rows("held_document_rows", document=document, everything=everything):
        item = reports.get(row["id"], {})
        row |= {name: item.get(name) for name in ("period_label", "meeting_date", "body", "area")}
        row |= {"notes": json.loads(row["notes"]), "period": period_of(item.get("period_start"),
                                                                       item.get("period_end"))}
        rows.append({name: row[name] for name in DOCUMENT_COLUMNS})
    return rows


def measure_rows(store: ReadStore, *, document: str | None = None, period: tuple[str, str] | None = None,
                 rag: str | None = None, objective: int | None = None, area: str | None = None,
                 measure_id: str | None = None, headline: bool | None = None, everything: bool = False
                 ) -> list[dict[str, Any]]:
    """Printed rows of measures tables by period and document. `rag` "-" means without a rating."""
    first, last = period or (None, None)
    rows = []
    for row in store.rows("held_measure_rows", document=document, first=first, last=last, rag=rag, area=area,
                          objective=objective, measure_id=measure_id, headline=headline, everything=everything):
        row |= {"headline": bool(row["headline"]), "title": row["item_title"],
                "period": period_of(row["period_start"], row["period_end"]),
                "target_period": period_of(row["target_period_start"], row["target_period_end"])}
        row |= {name: json.loads(row[name]) for name in ("footnotes", "finding_codes", "values_differ",
                                                        "keeper_notes")}
        rows.append({name: row[name] for name in MEASURE_COLUMNS})
    return rows


def table_rows(store: ReadStore, *, document: str | None = None, status: str | None = None, kind: str | None = None,
               everything: bool = False) -> list[dict[str, Any]]:
    """Tables by document and order; `figures` counts the cells that hold exactly one figure."""
    return [{name: row["item_title"] if name == "title" else row[name] for name in TABLE_COLUMNS}
            for row in store.rows("held_table_rows", document=document, status=status, kind=kind,
                                  everything=everything)]


def finding_rows(store: ReadStore, *, document: str | None = None, period: tuple[str, str] | None = None,
                 rag: str | None = None, objective: int | None = None, area: str | None = None,
                 code: str | None = None, severity: str | None = None, measure_id: str | None = None,
                 everything: bool = False) -> list[dict[str, Any]]:
    """Findings, the weightiest first."""
    first, last = period or (None, None)
    rows = []
    for row in store.rows("held_finding_rows", document=document, first=first, last=last, rag=rag, area=area,
                          objective=objective, code=code, severity=severity, measure_id=measure_id,
                          everything=everything):
        row |= {"title": row["item_title"], "period": period_of(row["period_start"], row["period_end"])}
        row |= {name: json.loads(row[name]) for name in ("quotes", "evidence")}
        rows.append({name: row[name] for name in FINDING_COLUMNS})
    return rows
