"""Whether a store is sound: the database, what was read against the originals, and the indexes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import embedder, vectors
from store.database import create_or_open, store_errors, transaction, writing
from store.errors import StoreError
from store.readonly import DATABASE, ReadStore, check_database
from store.upkeep import FULL_TEXT, rebuild_full_text

if TYPE_CHECKING:
    from sqlite_utils import Database

SHOWN = 5       # of things that fail a check, how many its line names


@dataclass(frozen=True)
class Checked:
    """One check. `detail` says what was found; `repaired` that it was put right."""

    check: str
    ok: bool
    detail: str
    repaired: bool = False

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def check(folder: str | Path, *, repair: bool = False, on_progress: vectors.OnProgress | None = None
          ) -> list[Checked]:
    """Run all checks. With `repair`, an older store is brought up to date and the indexes are made good.

    What cannot be made from the rest is only reported: damaged pages, a changed original, words that are not
    where they were read. For those: restore a backup, or remove the document and ingest it again.
    """
    folder = Path(folder)
    if repair and (folder / DATABASE).exists():
        with store_errors(folder):
            create_or_open(folder).close()
    check_database(folder / DATABASE)
    found: list[Checked] = []
    with writing(folder) as db:
        found.append(_integrity(db))
        if not found[0].ok:
            return found        # nothing else can be relied on
        found += [_foreign_keys(db), _originals(db), _quotes(db), _cells(db)]
        text = _full_text(db)
    if not text.ok and repair:
        rebuild_full_text(folder)
        text = replace(text, repaired=True)
    return [*found, text, _vectors(folder, repair, on_progress)]


def _named(name: str, bad: list[str], good: str, fault: str) -> Checked:
    if not bad:
        return Checked(name, True, good)
    more = f" and {len(bad) - SHOWN} more" if len(bad) > SHOWN else ""
    return Checked(name, False, f"{fault}: {', '.join(bad[:SHOWN])}{more}")


def _integrity(db: Database) -> Checked:
    try:
        said = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    return _named("database", [] if said == ["ok"] else said, "whole", "damaged; restore a backup")


def _foreign_keys(db: Database) -> Checked:
    bad = [f"{table} row {row}" for table, row, *_ in db.execute("PRAGMA foreign_key_check").fetchall()]
    return _named("references", bad, "all lead somewhere", "rows that lead nowhere")


def _originals(db: Database) -> Checked:
    bad, count = [], 0
    for name, digest, content in db.execute(
            "select d.name, d.sha256, o.content from documents d left join originals o on o.document_id = d.id"):
        count += 1
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            bad.append(name)
    return _named("originals", bad, f"{count} as they were ingested", "not as they were ingested")


def _quotes(db: Database) -> Checked:
    """Each sentence is its passage's words at its place, each passage as long as its place in the item."""
    bad = [name for name, start, end, text, passage in db.execute(
        "select s.id, s.start, s.end, s.text, p.text from sentences s join passages p on p.id = s.passage_id")
        if passage[start:end] != text]
    bad += [row[0] for row in db.execute("select id from passages where char_end - char_start <> length(text)")]
    return _named("words", bad, "verbatim in their places", "not verbatim in their places")


def _cells(db: Database) -> Checked:
    bad = [row[0] for row in db.execute(
        "select distinct rc.reading_id from reading_cells rc left join cells c on c.table_id = rc.table_id "
        "and c.row = rc.row and c.col = rc.col where c.table_id is null")]
    return _named("figures", bad, "each leads to its cell", "readings without their cell")


def _full_text(db: Database) -> Checked:
    bad = []
    for table in FULL_TEXT:
        try:
            with transaction(db):
                db.execute(f"insert into {table}_fts({table}_fts, rank) values ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            bad.append(table)
    return _named("full text", bad, "in step", "out of step")


def _vectors(folder: Path, repair: bool, on_progress: vectors.OnProgress | None) -> Checked:
    with ReadStore(folder) as store:
        mark = embedder.fingerprint(folder)
        pending = [row["name"] for row in store.rows("held_unindexed", fingerprint=mark)]
        stale = [row["document_id"] for row in store.rows("held_vector_rows")
                 if row["held"] is None or row["fingerprint"] != mark]
        wanted = {row["id"] for row in store.rows("held_embeddable_ids", fingerprint=mark)}
    try:
        search = vectors.open_search(folder)
        have = search.ids() if search else set()
        damaged = ""
    except StoreError as error:
        have, damaged = set(), str(error)
    lost, stray = wanted - have, have - wanted
    if not (pending or stale or lost or stray or damaged):
        return Checked("vectors", True, f"in step, {len(have)} sentences")
    detail = damaged or "; ".join(part for part in (
        f"{len(pending)} documents not indexed" if pending else "", f"{len(stale)} documents gone" if stale else "",
        f"{len(lost)} sentences missing" if lost else "", f"{len(stray)} sentences too many" if stray else "") if part)
    if repair:
        mend: Callable[..., vectors.Indexed] = vectors.rebuild if lost or stray or damaged else vectors.update
        mend(folder, on_progress)
    return Checked("vectors", False, detail, repair)
