"""A cell that was misread, read again as a person says: only what its row prints can take the place of what was read.

What the report prints wrongly is no misreading: that is noted beside it (`store.review.correct`).
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.language.marks import fold
from ingest.language.numbers import parse_figure, plain
from ingest.readings.ratings import read_rating
from ingest.readings.units import unit_of
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore
from store.review import Changes
from store.review import read_again as note_read_again

_VALUES = {"actual_ytd": ("actual_value", "unit"), "target_ytd": ("target_value", "target_unit")}


def read_again(folder: Path, reading: str, field: str, text: str, who: str, why: str) -> None:
    """Read a field of a reading again as `text`, and parse its figure as the ingest would.

    Raises BadInput where `text` does not stand in one of the row's cells, NotHeld where the reading is gone.
    """
    with ReadStore(folder) as store:
        row = store.one("held_reading", id=reading)
        if row is None:
            raise NotHeld("What this decision is about is not held any more; nothing was noted.")
        cells = store.rows("place_cells", table_id=row["table_id"], first=row["row"], last=row["row"])
    printed = [fold(cell["raw"]) for cell in cells if cell["row"] == row["row"]]
    note_read_again(folder, reading, field, fold(text), who, why, changes(field, fold(text), row, printed))


def changes(field: str, text: str, row: dict[str, str], printed: list[str]) -> Changes:
    """The columns of a reading that `text` changes. A rating may stand in a cell's colour, which has no words."""
    if field == "rag":
        rag = read_rating(text, None).rag
        if rag is None:
            raise BadInput("Write the rating as green, amber or red.")
        source = "printed" if any(read_rating(cell, None).rag == rag for cell in printed) else "colour"
        return {"rag": rag, "rag_source": source}
    if not any(_stands(text, cell) for cell in printed):
        raise BadInput(f"The row does not print “{text}” in any of its cells. If the report should print it, choose "
                       "that it is printed wrongly instead.")
    if field not in _VALUES:
        return {field: text}
    value, unit = _VALUES[field]
    parsed = parse_figure(text)
    found: Changes = {field: text, value: plain(parsed.value)}
    if parsed.unit or parsed.scale != 1:
        found[unit] = unit_of(parsed, "", row["measure"]).unit
    return found


def _stands(text: str, cell: str) -> bool:
    """Whether a text stands in a cell whole: "39" does not stand in "391" nor in "1,039"."""
    return bool(text) and re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", cell) is not None
