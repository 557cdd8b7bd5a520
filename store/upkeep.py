"""Looking after a store: removing a document, rebuilding the indexes, backup and restore. See also `store.checking`."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import held, vectors
from store.database import BUSY_SECONDS, create_or_open, store_errors, transaction, writing
from store.errors import BadInput, StoreError
from store.readonly import APPLICATION_ID, DATABASE, SCHEMA_VERSION, ReadStore, check_database
from store.settings import FILE as SETTINGS
from store.writer import log_action

if TYPE_CHECKING:
    from sqlite_utils import Database

MANIFEST = "manifest.json"
FULL_TEXT = ("passages", "wordings")


@dataclass(frozen=True)
class Removed:
    """What went with a document. `reinstated` names the earlier version that counts again, if there is one."""

    document: str
    rows: int
    reinstated: str | None = None


def remove(folder: str | Path, document: str, *, who: str = "", why: str = "") -> Removed:
    """Remove a document (name or id) with its original and everything read from it, in one transaction.

    Measures that no report prints any more go too, unless a person tied their wordings. The version that it
    replaced, if held, counts again. Its vectors are dropped last; an interruption is put right by the next ingest.
    """
    folder = Path(folder)
    with ReadStore(folder) as store:
        found = held.document(store, document)
    with writing(folder) as db:
        owned = _owned(db)
        with transaction(db):
            db.execute("PRAGMA defer_foreign_keys=ON")
            rows = sum(_delete(db, table, predicate, found.id) for table, predicate in owned)
            _tidy_measures(db)
            reinstated = _reinstate(db, found.supersedes)
            db.execute("update documents set supersedes = null where supersedes = ?", [found.id])
            log_action(db, "remove", found.name, who=who, why=why, before=found.sha256)
        for table in FULL_TEXT:
            db.table(table).optimize()      # so that no word of it stays in the index
    if _was_indexed(folder, found.id):
        vectors.update(folder)
    return Removed(found.name, rows, reinstated)


def clear(db: Database, document_id: str) -> int:
    """Delete everything that was read from a document, itself with it, within the caller's transaction."""
    db.execute("PRAGMA defer_foreign_keys=ON")
    return sum(_delete(db, table, predicate, document_id) for table, predicate in _owned(db))


def _was_indexed(folder: Path, document_id: str) -> bool:
    with ReadStore(folder) as store:
        return any(row["document_id"] == document_id for row in store.rows("held_vector_rows"))


def _owned(db: Database) -> list[tuple[str, str]]:
    """Tables whose rows belong to a document, children first, each with the condition that finds its rows.

    Read from the foreign keys, so that a table added later is not forgotten.
    """
    links = {name: [(key.column, key.other_table) for key in db.table(name).foreign_keys
                    if key.other_table not in (name, "measures")] for name in db.table_names()}
    depth = {"documents": 0}
    while True:
        grown = {name: 1 + max(depth[other] for _, other in pairs if other in depth)
                 for name, pairs in links.items() if any(other in depth for _, other in pairs)}
        if grown.items() <= depth.items():
            break
        depth |= grown
    conditions = {"documents": "id = :document"}
    for name in sorted(depth, key=lambda name: depth[name])[1:]:
        conditions[name] = " or ".join(f'"{column}" in (select id from "{other}" where {conditions[other]})'
                                       for column, other in links[name] if other in conditions)
    return list(reversed(conditions.items()))


def _delete(db: Database, table: str, predicate: str, document_id: str) -> int:
    return max(0, db.conn.execute(f'delete from "{table}" where {predicate}', {"document": document_id}).rowcount)


def _tidy_measures(db: Database) -> None:
    unused = ("select id from measures where id not in (select measure_id from readings) "
              "and id not in (select measure_id from wordings where tied_by = 'person')")
    db.execute(f"delete from findings where measure_id in ({unused})")
    db.execute(f"delete from wordings where measure_id in ({unused})")
    db.execute("delete from measures where id not in (select measure_id from readings) "
               "and id not in (select measure_id from wordings)")


def _reinstate(db: Database, earlier: str | None) -> str | None:
    row = next(db.table("documents").rows_where("id = ?", [earlier]), None) if earlier else None
    if row is None:
        return None
    db.table("documents").update(row["id"], {"status": "held"})
    db.execute("update readings set superseded = 0 where item_id in (select id from items where document_id = ?)",
               [row["id"]])
    return str(row["name"])


def reindex(folder: str | Path, on_progress: vectors.OnProgress | None = None, *, with_vectors: bool = True
            ) -> vectors.Indexed:
    """Rebuild the full-text index and the vectors from what is held."""
    check_database(Path(folder) / DATABASE)
    rebuild_full_text(folder)
    return vectors.rebuild(folder, on_progress) if with_vectors else vectors.Indexed()


def rebuild_full_text(folder: str | Path) -> None:
    """Make the full-text index anew."""
    with writing(folder) as db, transaction(db):
        for table in FULL_TEXT:
            db.execute(f"insert into {table}_fts({table}_fts) values ('rebuild')")


def backup(folder: str | Path, file: str | Path) -> int:
    """Write a store into one file: the database with all originals, its settings, and a manifest. Returns its size.

    The vectors are left out: they are made again from it. So is `ui.toml`, which may hold secrets. Readers and
    writers are not held up. Raises BadInput where the file exists already.
    """
    folder, target = Path(folder), Path(file)
    check_database(folder / DATABASE)
    if target.exists():
        raise BadInput(f"{target} exists already; name another file.")
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent} to write {target.name} into.")
    with store_errors(folder), tempfile.TemporaryDirectory(dir=target.parent, prefix=".panelqa-backup-") as scratch:
        copy = Path(scratch) / DATABASE
        _copy(folder / DATABASE, copy)
        packed = Path(scratch) / "backup.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as pack:
            pack.write(copy, DATABASE)
            if (folder / SETTINGS).is_file():
                pack.write(folder / SETTINGS, SETTINGS)
            pack.writestr(MANIFEST, json.dumps(_manifest(copy), indent=1))
        os.replace(packed, target)
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    """A whole and consistent copy, whatever is written meanwhile; as one file, without a log beside it."""
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    writer = sqlite3.connect(target)
    try:
        reading.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reading.close()


def _manifest(copy: Path) -> dict[str, Any]:
    from datetime import UTC, datetime

    with copy.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    db = sqlite3.connect(copy)
    try:
        names = [name for (name,) in db.execute("select name from documents order by name")]
    finally:
        db.close()
    return {"made": "panelqa backup", "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "schema": SCHEMA_VERSION, "sha256": digest, "documents": names}


def restore(folder: str | Path, file: str | Path, *, replace: bool = False) -> int:
    """Bring a store back from a backup; returns the number of documents. Vectors are made by a `reindex` after.

    The backup is checked whole before anything is touched, and copied in one transaction. Raises BadInput
    where the file is no backup of ours or damaged, and where the store holds documents and `replace` is not
    set; StoreError where the place holds something that is not ours or of a newer version.
    """
    folder, source = Path(folder), Path(file)
    with store_errors(folder), tempfile.TemporaryDirectory(prefix="panelqa-restore-") as scratch:
        copy, settings = _unpack(source, Path(scratch))
        db = create_or_open(folder)
        try:
            held_now = db.table("documents").count
            if held_now and not replace:
                raise BadInput(f"The store at {folder} holds {held_now} documents; add --replace to put the backup "
                               "in their place, or name another folder with --store.")
            incoming = sqlite3.connect(copy)
            try:
                incoming.backup(db.conn)
            finally:
                incoming.close()
        finally:
            db.close()
        if settings is not None:
            (folder / SETTINGS).write_bytes(settings)
    with writing(folder) as db:         # brings an older backup up to date
        log_action(db, "restore", source.name)
        count = db.table("documents").count
    vectors.forget(folder)
    return count


def _unpack(source: Path, scratch: Path) -> tuple[Path, bytes | None]:
    """The database out of a backup, checked, and its settings."""
    damaged = BadInput(f"{source} is not a panelqa backup, or is damaged; nothing was changed.")
    try:
        with zipfile.ZipFile(source) as pack:
            names = set(pack.namelist())
            if not {DATABASE, MANIFEST} <= names:
                raise damaged
            manifest = json.loads(pack.read(MANIFEST))
            pack.extract(DATABASE, scratch)
            settings = pack.read(SETTINGS) if SETTINGS in names else None
    except OSError as error:
        raise BadInput(f"{source} cannot be read ({error.strerror}); check the path. Nothing was changed.") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, EOFError) as error:
        raise damaged from error
    copy = scratch / DATABASE
    if not isinstance(manifest, dict) or not isinstance(manifest.get("schema"), int):
        raise damaged
    if manifest["schema"] > SCHEMA_VERSION:
        raise StoreError(f"{source} was made by a newer version ({manifest['schema']}, this one reads up to "
                         f"{SCHEMA_VERSION}); update panelqa.")
    with copy.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != manifest.get("sha256"):
            raise damaged
    db = sqlite3.connect(copy)
    try:
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        if not ours or db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise damaged
    except sqlite3.DatabaseError as error:
        raise damaged from error
    finally:
        db.close()
    return copy, settings
