"""The rows of a data file that a citation names, with their headings, for the pages and commands that show a place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from assistant.datasets.rows import MARK, row_numbers
from store.readonly import ReadStore

if TYPE_CHECKING:
    from assistant.present.places import Place

_LOCATOR = re.compile(r"^rows? (?P<first>\d+)(?:\s*[–-]\s*(?P<last>\d+))?(?:,.*)?$")
MOST_ROWS = 400


def data_place(store: ReadStore, ident: str) -> Place | None:
    """The place under a citation's id, or None where it is no rows of data or they are not held."""
    from assistant.present.places import Place, Row

    named = row_numbers(ident)
    head = store.one("dataset_document", id=named[0]) if named else None
    if named is None or head is None:
        return None
    found = store.rows("observations_of_rows", dataset_id=named[0], rows=json.dumps(named[1]))
    if not found:
        return None
    columns = json.loads(head["columns"])
    dimensions = [name for name in columns if name != "area"]
    titles = ["Row", "Period", columns.get("area", {}).get("name", "Area"), *(columns[d]["name"] for d in dimensions),
              head["value_label"] or "Value"]
    lines = [Row((str(r["row"]), r["period_label"], r["area"] or "", *((r[d] or "") for d in dimensions), r["raw"]),
                 False, True) for r in found]
    rows = sorted({int(r["row"]) for r in found})
    locator = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]}–{rows[-1]}"
    quotes = {r["row"]: r["quote"] for r in found}
    return Place(id=ident, kind="table", document_id=head["document_id"], document=head["document"],
                 title=head["item_title"], locator=locator, page=None, pages=None, media_type=head["media_type"],
                 meeting_date=None, period=head["period_label"] or "", quote=" … ".join(quotes[r] for r in rows),
                 caption=head["sheet"] or "", rows=(Row(tuple(titles), True, False), *lines))


def rows_at(store: ReadStore, document_id: str, locator: str) -> str | None:
    """The id of the rows that a locator names in a document ("rows 12–15"), or None where it names none."""
    found = _LOCATOR.match(" ".join(locator.split()))
    head = store.one("dataset_of_document", document_id=document_id) if found else None
    if found is None or head is None:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < first or last - first >= MOST_ROWS:
        return None
    ident = f"{head['id']}{MARK}{first}" + (f"-{last}" if last > first else "")
    return ident if data_place(store, ident) else None
