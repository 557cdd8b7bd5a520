"""What a person decides about what was read: confirmed, corrected, read again, or set aside. Always with who and why.

A correction is a note beside the printed value, which stays as it is: quotes are the document's words. Where the
cell was misread, what it prints takes the place of what was read. A row or a table that is set aside is not
answered from. Withdrawing a decision brings back what was before; what answers say of it is in `assistant.noted`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from store.database import transaction, writing
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore

if TYPE_CHECKING:
    from sqlite_utils import Database

Kind = Literal["reading", "table", "finding"]
Decision = Literal["confirmed", "corrected", "read_again", "set_aside"]
CORRECTABLE = ("measure", "overall_target", "target_ytd", "actual_ytd", "rag", "comment")
LONGEST = 2000
Changes = dict[str, Any]
Cells = list[tuple[int, int, dict[str, Any]]]       # (row, column, the cell's columns that change)
_TABLES: dict[str, str] = {"reading": "readings", "table": "tables", "finding": "findings"}


@dataclass(frozen=True)
class Review:
    """One decision. `printed` is what was read in `field`, `corrected` what the person says it is."""

    id: int
    at: str
    who: str
    why: str
    kind: Kind
    target: str
    document: str
    decision: Decision
    field: str = ""
    printed: str = ""
    corrected: str = ""
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None


def reviews(store: ReadStore, target: str) -> tuple[Review, ...]:
    """All decisions about a reading, table or finding, oldest first, withdrawn ones too."""
    return tuple(_review(row) for row in store.rows("reviews_of_target", target=target))


def in_force(store: ReadStore, targets: Iterable[str]) -> dict[str, tuple[dict[str, Any], ...]]:
    """The decisions in force about several targets at once, by target."""
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for row in store.rows("review_targets", targets=json.dumps(list(targets))):
        found[row["target"]] = (*found.get(row["target"], ()), row)
    return found


def confirm(folder: Path, kind: Kind, target: str, who: str, why: str) -> None:
    """Say that what was read is right. A table that was set aside is answered from again."""
    _decide(folder, kind, target, who, why, "confirmed")


def confirm_table(folder: Path, table: str, who: str, why: str, cells: Cells) -> None:
    """Say that a table in review was read right. `cells`: its figures, which review held back.

    `ingest.tables.release` makes them from the table's own cells; nothing else may call this.
    """
    _decide(folder, "table", table, who, why, "confirmed", cells=cells)


def set_aside(folder: Path, kind: Kind, target: str, who: str, why: str) -> None:
    """Take a reading or a table out of what is answered from; a finding is no longer shown as open."""
    _decide(folder, kind, target, who, why, "set_aside")


def correct(folder: Path, reading: str, field: str, corrected: str, who: str, why: str) -> None:
    """Note what a field of a reading should say. Raises BadInput for another field or an empty text."""
    _decide(folder, "reading", reading, who, why, "corrected", field, _checked(field, corrected))


def read_again(folder: Path, reading: str, field: str, text: str, who: str, why: str, changes: Changes) -> None:
    """Put what a cell prints in place of what was read. `changes`: the reading's columns with their new values.

    `ingest.readings.again` makes them from the row's own cells; nothing else may call this.
    """
    _decide(folder, "reading", reading, who, why, "read_again", field, _checked(field, text), changes)


def withdraw(folder: Path, review: int, who: str) -> None:
    """Take a decision back; what it changed is as it was before, later decisions stand. Raises NotHeld."""
    with writing(folder) as db, transaction(db):
        row = next(db["reviews"].rows_where("id = ? and withdrawn_at is null", [review], limit=1), None)
        if row is None:
            raise NotHeld("This decision is not there, or was withdrawn before.")
        later = list(db["reviews"].rows_where("target = ? and withdrawn_at is null and id >= ?",
                                              [row["target"], review], order_by="id"))
        if next(db[_TABLES[row["kind"]]].rows_where("id = ?", [row["target"]], limit=1), None):
            for one in reversed(later):
                _write(db, row["kind"], row["target"], _side(one, 0))
            for one in later[1:]:
                _apply(db, one)
        db.table("reviews").update(review, {"withdrawn_at": _now(), "withdrawn_by": who})


def reapply(db: Database, document_id: str) -> None:
    """Let the decisions in force count again for a document that was removed and is held anew."""
    for kind, table in _TABLES.items():
        for row in list(db.query(
                f"select v.* from reviews v where v.kind = ? and v.withdrawn_at is null and v.target in (select t.id "
                f"from {table} t join items i on i.id = t.item_id where i.document_id = ?) order by v.id",
                [kind, document_id])):
            _apply(db, row)


def _checked(field: str, text: str) -> str:
    if field not in CORRECTABLE:
        raise BadInput(f"{field} cannot be corrected; choose one of {', '.join(CORRECTABLE)}.")
    if not text.strip():
        raise BadInput("Write what it should say, or set the row aside instead.")
    return text.strip()[:LONGEST]


def _decide(folder: Path, kind: Kind, target: str, who: str, why: str, decision: Decision, field: str = "",
            corrected: str = "", changes: Changes | None = None, cells: Cells | None = None) -> None:
    if not why.strip():
        raise BadInput("Write why, so that others can follow the decision.")
    with writing(folder) as db, transaction(db):
        row = next(db[_TABLES[kind]].rows_where("id = ?", [target], limit=1), None)
        if row is None:
            raise NotHeld("What this decision is about is not held any more; nothing was noted.")
        after = changes or _changes(kind, row, decision, why)
        if cells:
            after |= {"kind": "data" if row["kind"] == "measures" else row["kind"], "cells": cells}
        db.table("reviews").insert({
            "at": _now(), "who": who, "why": why.strip()[:LONGEST], "kind": kind, "target": target,
            "document": _document(db, str(row["item_id"])), "decision": decision, "field": field,
            "printed": str(row[field] or "") if field else "", "corrected": corrected,
            "before": json.dumps(_both(row, after)), "withdrawn_at": None, "withdrawn_by": None})
        _write(db, kind, target, after)


def _changes(kind: Kind, row: dict[str, Any], decision: Decision, why: str) -> Changes:
    """What a decision changes in the row itself, empty where nothing."""
    if kind == "table" and decision in ("confirmed", "set_aside"):
        status = "ok" if decision == "confirmed" else "set_aside"
        if row["status"] != status:
            return {"status": status, "reason": row["reason"] if status == "ok" else why.strip()[:LONGEST]}
    if kind == "reading" and decision == "set_aside" and not row["superseded"]:
        return {"superseded": 1}
    return {}


def _side(review: dict[str, Any], side: int) -> Changes:
    """The columns that a decision changed, as they were (0) or became (1): `before` holds both of each."""
    return {name: both[side] for name, both in json.loads(review["before"] or "{}").items()}


def _apply(db: Database, review: dict[str, Any]) -> None:
    """Make a decision's changes anew on the row as it now is, and remember how that was."""
    after = _side(review, 1)
    if after:
        row = next(db[_TABLES[review["kind"]]].rows_where("id = ?", [review["target"]], limit=1))
        db.table("reviews").update(review["id"], {"before": json.dumps(_both(row, after))})
        _write(db, review["kind"], review["target"], after)


def _both(row: dict[str, Any], after: Changes) -> dict[str, list[Any]]:
    """What a decision changes, each as it was and as it becomes. Figures of cells were held back before."""
    held_back = [(r, c, dict.fromkeys(columns)) for r, c, columns in after.get("cells", ())]
    return {name: [held_back if name == "cells" else row[name], value] for name, value in after.items()}


def _write(db: Database, kind: str, target: str, changes: Changes) -> None:
    own = {name: value for name, value in changes.items() if name != "cells"}
    if own:
        db.table(_TABLES[kind]).update(target, own)
    for row, col, columns in changes.get("cells", ()):
        db.table("cells").update((target, row, col), columns)


def _document(db: Database, item: str) -> str:
    found = next(db.query("select d.name from items i join documents d on d.id = i.document_id where i.id = ?",
                          [item]), None)
    return str(found["name"]) if found else ""


def _review(row: dict[str, Any]) -> Review:
    return Review(**{name: row[name] for name in Review.__dataclass_fields__})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
