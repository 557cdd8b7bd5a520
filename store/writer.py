"""Writing a document into the store: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.database import transaction, writing
from store.errors import StoreError
from store.readonly import DATABASE
from store.records import Bundle, Measure, Wording
from store.review import reapply
from store.rows import field_names, plain, record_of, row_of, values_of

if TYPE_CHECKING:
    from sqlite_utils import Database

# In the order in which they are written. Parents come before children as far as a list can say it; within a
# transaction foreign keys are checked at its end, so that a paragraph may follow its bullet.
_PARTS: tuple[tuple[str, str], ...] = (
    ("items", "items"), ("sections", "sections"), ("passages", "passages"), ("sentences", "sentences"),
    ("tables", "tables"), ("cells", "cells"), ("readings", "readings"), ("reading_cells", "reading_cells"),
    ("footnotes", "footnotes"), ("terms", "terms"), ("findings", "findings"), ("ledger", "ledger"),
)


@dataclass(frozen=True)
class KnownMeasure:
    """A measure that the store holds, with the wordings under which reports printed it."""

    measure: Measure
    wordings: tuple[Wording, ...]


def write_bundle(where: str | Path | Database, bundle: Bundle) -> None:
    """Write a document with everything read from it, in one transaction.

    Where `bundle.document.supersedes` names a held document, that one is marked as superseded in the same
    transaction. Raises StoreError and leaves the store as it was when anything goes wrong, and where the
    document is already held.
    """
    with writing(where) as db:
        document = bundle.document
        if db.table("documents").count_where("id = ? or sha256 = ?", [document.id, document.sha256]):
            raise StoreError(f"{document.name} is already held; nothing was written.")
        with transaction(db):
            db.execute("PRAGMA defer_foreign_keys=ON")
            db.table("documents").insert(row_of(document))
            db.table("originals").insert({"document_id": document.id, "content": bundle.original})
            write_measures(db, bundle.measures, bundle.wordings)
            for attribute, table in _PARTS:
                if records := getattr(bundle, attribute):
                    _insert(db, table, field_names(type(records[0])), map(values_of, records))
            for table, rows in bundle.extras.items():
                if rows:
                    columns = list(dict.fromkeys(column for row in rows for column in row))
                    _insert(db, table, columns, ([plain(row.get(column)) for column in columns] for row in rows))
            for table, (names, stream) in bundle.streams.items():
                _insert(db, table, names, stream)
            if document.supersedes:
                _supersede(db, document.supersedes, document.id)
            reapply(db, document.id)


def write_measures(db: Database, measures: Iterable[Measure], wordings: Iterable[Wording]) -> None:
    """Add or update measures and wordings; a wording's first and last period are widened, never narrowed."""
    db.table("measures").upsert_all((row_of(measure) for measure in measures), pk="id")
    for wording in wordings:
        held = next(db.table("wordings").rows_where("measure_id = ? and wording = ?",
                                              [wording.measure_id, wording.wording]), None)
        row = row_of(wording)
        if held is None:
            db.table("wordings").insert(row)
            continue
        first = [period for period in (held["first_period"], row["first_period"]) if period]
        last = [period for period in (held["last_period"], row["last_period"]) if period]
        # A person's word on which measure this is stands until a person changes it.
        tied_by = "person" if "person" in (held["tied_by"], row["tied_by"]) else held["tied_by"]
        db.table("wordings").update((wording.measure_id, wording.wording), {
            "first_period": min(first, default=None), "last_period": max(last, default=None), "tied_by": tied_by})


def supersede(where: str | Path | Database, old: str, new: str) -> None:
    """Mark the document with id `old` as replaced by `new`: held, shown on request, never answered from."""
    with writing(where) as db, transaction(db):
        _supersede(db, old, new)


def _supersede(db: Database, old: str, new: str) -> None:
    if not db.table("documents").count_where("id = ?", [old]):
        raise StoreError(f"The version to be replaced ({old}) is not held; nothing was written.")
    db.table("documents").update(old, {"status": "superseded"})
    db.table("documents").update(new, {"supersedes": old})
    db.execute("update readings set superseded = 1 where item_id in (select id from items where document_id = ?)",
               [old])


def known_measures(where: str | Path | Database) -> tuple[KnownMeasure, ...]:
    """The measures of a store with their wordings, ordered by id. Empty where there is no store yet."""
    if isinstance(where, str | Path) and not (Path(where) / DATABASE).exists():
        return ()
    with writing(where) as db:
        wordings: dict[str, list[Wording]] = {}
        for row in db.table("wordings").rows_where(order_by="measure_id, first_period, wording"):
            wordings.setdefault(row["measure_id"], []).append(record_of(Wording, row))
        return tuple(KnownMeasure(record_of(Measure, row), tuple(wordings.get(row["id"], ())))
                     for row in db.table("measures").rows_where(order_by="id"))


def log_action(db: Database, action: str, target: str, *, who: str = "", before: str = "", after: str = "",
               why: str = "") -> None:
    """Note what a person did to the store, so that it can be seen and undone."""
    from datetime import UTC, datetime

    db.table("actions").insert({"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, "action": action,
                          "target": target, "before": before, "after": after, "why": why})


def _insert(db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Many rows at once. (sqlite-utils' own batches are bound by SQLite's parameter limit: half the pace.)"""
    if not db.table(table).exists():
        raise StoreError(f"The store has no table {table}; nothing was written. Update panelqa.")
    if unknown := set(columns) - set(db.table(table).columns_dict):
        raise StoreError(f"The store's table {table} has no column {min(unknown)}; nothing was written.")
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    db.conn.executemany(f'insert into "{table}" ({names}) values ({marks})', rows)
