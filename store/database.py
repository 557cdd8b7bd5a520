"""Opening the store for writing: made where there is none, brought up to date, refused where it is not ours."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.readonly import APPLICATION_ID, DATABASE, SCHEMA_VERSION, marks

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 30.0     # how long a writer waits for another one


def create_or_open(folder: str | Path) -> Database:
    """The store in `folder`, made if need be, with all migrations applied.

    WAL and foreign keys are on; deleted content is overwritten. The caller closes it (or uses `writing`).
    Raises StoreError, and leaves everything as it was, where the file is not ours or of a newer version, and
    where the folder cannot be written.
    """
    path = Path(folder) / DATABASE
    _refuse_foreign(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {path.parent} cannot be made ({error.strerror}); name another with --store."
                         ) from error
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _open(path)
        except sqlite3.OperationalError as error:
            # SQLite waits by itself for most locks, but not while another run turns the log on.
            if "locked" not in str(error) or time.monotonic() > deadline:
                with store_errors(path.parent):
                    raise
        except (sqlite3.DatabaseError, OSError):
            with store_errors(path.parent):
                raise
        time.sleep(0.05)


def _open(path: Path) -> Database:
    from sqlite_utils import Database

    connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        db = Database(connection)
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.enable_wal()
        _migrate(db)
    except BaseException:
        connection.close()
        raise
    return db


def _migrate(db: Database) -> None:
    """Apply what is pending, all in one transaction: two runs that begin at once do not meet halfway.

    Readers look at the version in the file's head, so the log is folded in.
    """
    from store.migrations import apply

    if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
        return
    with transaction(db):
        db.conn.execute(f"PRAGMA user_version={apply(db)}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _refuse_foreign(path: Path) -> None:
    if path.parent.exists() and not path.parent.is_dir():
        raise StoreError(f"{path.parent} is a file, not a folder; name a folder with --store.")
    try:
        if path.stat().st_size == 0:
            return
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    application, version = marks(path)
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is not a panelqa store; name another folder with --store.")
    if version > SCHEMA_VERSION:
        raise StoreError(f"The store at {path.parent} is of a newer version ({version}, this one writes "
                         f"{SCHEMA_VERSION}); update panelqa.")


@contextmanager
def writing(where: str | Path | Database) -> Iterator[Database]:
    """A store to write to: opened and closed here when a folder is given, left open when it is a Database."""
    if not isinstance(where, str | Path):
        with store_errors(None):
            yield where
        return
    db = create_or_open(where)
    try:
        with store_errors(Path(where)):
            yield db
    finally:
        db.close()


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing, as the only writer from the start.

    A transaction that reads before it writes fails at once where another run wrote in between; one that claims
    the write lock first waits for its turn.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def store_errors(folder: Path | None) -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into one line that says what to do."""
    place = f" at {folder}" if folder else ""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "full" in text:
            raise StoreError(f"The disk is full: nothing was written to the store{place}; free some space and "
                             "try again.") from error
        if "locked" in text or "busy" in text:
            raise StoreError(f"The store{place} is in use by another run; try again when it has ended.") from error
        if "readonly" in text or "unable to open" in text:
            raise StoreError(f"The store{place} cannot be written; check its permissions or name another with "
                             "--store.") from error
        raise StoreError(f"The store{place} could not be written ({text}); run 'panelqa check'.") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"The store{place} could not be written ({error}); run 'panelqa check'.") from error
    except OSError as error:
        if error.errno is None:
            raise
        raise StoreError(f"The store{place} could not be written ({error.strerror}); check the disk and try "
                         "again.") from error
