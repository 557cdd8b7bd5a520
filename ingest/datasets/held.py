"""Whether a held data file would be read differently now, because a person has corrected its mapping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.datasets.mapping import Mapping

if TYPE_CHECKING:
    from sqlite_utils import Database

    from store.records import Document

MAPPINGS = "mappings"       # the folder in a store that keeps them


def mapped_anew(db: Database, document: Document, path: Path, folder: Path) -> bool:
    """Whether a mapping beside `path` or in `folder` differs from the one that the document was read by.

    Raises `UnreadableFile` where that mapping is wrong.
    """
    from ingest.datasets.mapping import find

    given = find(path.name, path.parent, folder)
    if given is None:
        return False
    held = next(db.table("datasets").rows_where("document_id = ?", [document.id]), None)
    if held is None:
        return True
    before, now = Mapping.model_validate(json.loads(held["mapping"])), given[0]
    kept = {name: getattr(before, name) for name in ("title", "area", "period") if not getattr(now, name)}
    return before != now.model_copy(update=kept)
