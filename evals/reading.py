"""What the evaluation reads of a store: its own queries (`sql/*.sql`) on its own read-only connection.

None of the assistant's query templates is used, so that a fault in one of them cannot hide itself.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from store.errors import StoreError
from store.readonly import DATABASE, check_database

_SQL = Path(__file__).with_name("sql")
_NAME = re.compile(r"^-- name: (\w+)[^\n]*\n", re.M)


@cache
def _queries() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted(_SQL.glob("*.sql")):
        parts = _NAME.split(file.read_text(encoding="utf-8"))
        found |= dict(zip(parts[1::2], (sql.strip().rstrip(";") for sql in parts[2::2]), strict=True))
    return found


class Reading:
    """A store opened for reading. Raises StoreError where there is none."""

    def __init__(self, folder: str | Path) -> None:
        path = Path(folder) / DATABASE
        check_database(path)
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA query_only=1")

    def rows(self, query: str, /, **params: Any) -> list[dict[str, Any]]:
        """The rows of one of the queries in `sql/`."""
        try:
            return [dict(row) for row in self._db.execute(_queries()[query], params)]
        except sqlite3.Error as error:
            raise StoreError(f"The store could not be read ({query}: {error}); run 'panelqa check'.") from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()
