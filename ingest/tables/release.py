"""A table in review that a person confirms: its figures are taken from the stored cells, as the ingest would have.

A measures table in review has no readings; confirmed, it is answered from like any other table, by row and column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ingest.language.numbers import parse_figure, plain
from ingest.tables.cells import _MONEY, _describe, _of_value
from store import review
from store.errors import NotHeld
from store.readonly import ReadStore


def confirm_table(folder: Path, table: str, who: str, why: str) -> None:
    """Confirm a table. Raises BadInput without a reason, NotHeld where the table is gone."""
    with ReadStore(folder) as store:
        head = store.one("place_table", id=table)
        if head is None:
            raise NotHeld("What this decision is about is not held any more; nothing was noted.")
        cells = store.rows("held_cells", table_id=table) if head["status"] == "review" else []
    review.confirm_table(folder, table, who, why, figures(cells, str(head["caption"] or "")))


def figures(cells: Iterable[Mapping[str, Any]], caption: str) -> review.Cells:
    """The figures of withheld cells by (row, column): value, unit, scale and period. Labels and blanks have none."""
    body = [(c, tuple(json.loads(c["row_path"] or "[]")), tuple(json.loads(c["col_path"] or "[]")))
            for c in cells if not c["header"]]
    said = {path: _describe(path, caption) for _, _, path in body}
    row_said = {path: _describe(path, "") for _, path, _ in body}
    brackets = bool(_MONEY.search(" ".join([caption, *(" ".join(path) for path in said)])))
    found: review.Cells = []
    for cell, row_path, col_path in body:
        parsed = parse_figure(cell["raw"], brackets_negative=brackets)
        value = plain(parsed.value)
        if not row_path or value is None:
            continue
        unit, scale, period = _of_value(value, said[col_path], row_said[row_path], parsed)
        found.append((cell["row"], cell["col"], {
            "value": value, "unit": unit, "scale": scale,
            "period_start": period.start.isoformat() if period and period.start else None,
            "period_end": period.end.isoformat() if period and period.end else None}))
    return found
