"""The reading side of the store: named, parameterised templates on a connection that cannot write.

Everything that runs on behalf of a question goes through `ReadStore.rows`. The connection is opened with
mode=ro and query_only, an authorizer admits SELECT, READ, FUNCTION and RECURSIVE alone, and a progress
handler ends a statement that runs too long. (mode=ro by itself still allows ATTACH and VACUUM INTO.)

Uses the standard library only, so that a figure question on a cold command line stays fast.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from store.errors import StoreError

APPLICATION_ID = 0x50514131      # "PQA1"
SCHEMA_VERSION = 8               # the number of migrations in store.migrations
DATABASE = "panelqa.db"
TIMEOUT_SECONDS = 20.0
_SQL = Path(__file__).with_name("sql")
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_NAME = re.compile(r"^-- name: (\w+)[^\n]*\n", re.M)


@cache
def templates() -> dict[str, str]:
    """All templates of `store/sql/*.sql` by name. A block starts with the line `-- name: the_name`."""
    found: dict[str, str] = {}
    for file in sorted(_SQL.glob("*.sql")):
        parts = _NAME.split(file.read_text(encoding="utf-8"))
        for name, sql in zip(parts[1::2], parts[2::2], strict=True):
            if name in found:
                raise StoreError(f"The query template {name} is defined twice; rename one in {file.name}.")
            found[name] = sql.strip().rstrip(";")
    return found


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK      # a full-text query asks for it to see whether its index changed
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def marks(path: Path) -> tuple[int, int]:
    """The application id and the schema version of a database; (0, 0) where it is none.

    SQLite reads them. A process that opens the file by itself and closes it drops all locks that its own
    connections hold on it (POSIX): another process could then take itself for the last one and remove the log
    that these still read ("database disk image is malformed"). See sqlite.org/howtocorrupt.html, 2.2.
    """
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        try:
            connection = sqlite3.connect(_address(path), uri=True, timeout=TIMEOUT_SECONDS)
            try:
                return (int(connection.execute("PRAGMA application_id").fetchone()[0]),
                        int(connection.execute("PRAGMA user_version").fetchone()[0]))
            finally:
                connection.close()
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                return 0, 0
            # SQLite waits by itself for most locks, but not while another run turns the log on.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise StoreError(f"The store at {path.parent} could not be read ({error}); run 'panelqa check'."
                                 ) from error
        time.sleep(0.05)


def check_database(path: Path) -> None:
    """Raise StoreError unless the file at `path` is a store of ours that this version can read."""
    if not path.is_file():
        raise StoreError(f"There is no store at {path.parent}; ingest a report first or name another with --store.")
    application, version = marks(path)
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is not a panelqa store; name another folder with --store.")
    if version > SCHEMA_VERSION:
        raise StoreError(f"The store at {path.parent} is of a newer version ({version}, this one reads up to "
                         f"{SCHEMA_VERSION}); update panelqa.")
    if version < SCHEMA_VERSION:
        raise StoreError(f"The store at {path.parent} is of an older version ({version}); run 'panelqa check "
                         "--repair' once to bring it up to date.")


def _address(path: Path) -> str:
    """How the file is opened. Where its folder cannot be written (a read-only share) SQLite may make no lock file
    beside it; nobody can write there, so none is needed."""
    still = not os.access(path.parent, os.W_OK) and not path.with_name(f"{DATABASE}-wal").exists()
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}"


class ReadStore:
    """A read-only view of one store. Usable as a context manager; one per thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.path = self.folder / DATABASE
        check_database(self.path)
        self._db = sqlite3.connect(_address(self.path), uri=True, check_same_thread=False, isolation_level=None,
                                   cached_statements=256)
        self._db.row_factory = sqlite3.Row
        try:
            self._db.execute("PRAGMA query_only=1")
            self._open_virtual_tables()
        except sqlite3.Error as error:
            self._db.close()
            raise StoreError(f"The store at {self.folder} could not be read ({error}); run 'panelqa check'.") from error
        self._deadline = 0.0
        self._db.set_progress_handler(self._overdue, 20_000)
        self._db.set_authorizer(_authorize)

    def _open_virtual_tables(self) -> None:
        """Touch the virtual tables once: opening one declares a table, which the authorizer would deny."""
        self._db.execute("SELECT value FROM json_each('[]')").fetchall()
        for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
                                        ).fetchall():
            self._db.execute(f'SELECT rowid FROM "{name}" LIMIT 0').fetchall()

    def _overdue(self) -> int:
        return int(time.monotonic() > self._deadline)

    def rows(self, template: str, /, **params: Any) -> list[dict[str, Any]]:
        """The rows of a named template, each as a dict. Zero rows is a result, never an error."""
        self._deadline = time.monotonic() + TIMEOUT_SECONDS
        try:
            sql = templates()[template]
        except KeyError:
            raise StoreError(f"There is no query template {template}.") from None
        try:
            return [dict(row) for row in self._db.execute(sql, params)]
        except sqlite3.Error as error:
            raise StoreError(f"The store could not be read ({template}: {error}); run 'panelqa check'.") from error

    def one(self, template: str, /, **params: Any) -> dict[str, Any] | None:
        """The first row of a template, or None."""
        found = self.rows(template, **params)
        return found[0] if found else None

    def version(self) -> tuple[int, int]:
        """Changes whenever the store was written: (the file's change time in ns, its size), WAL included."""
        wal = self.path.with_name(DATABASE + "-wal")
        stats = [p.stat() for p in (self.path, wal) if p.exists()]
        return max(s.st_mtime_ns for s in stats), sum(s.st_size for s in stats)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> ReadStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __iter__(self) -> Iterator[str]:
        return iter(templates())
