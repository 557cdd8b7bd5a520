"""Which rows of a table are its heading, and what each column is called."""

from __future__ import annotations

import re
from functools import cache

from ingest.language.data import policy
from ingest.language.marks import fold
from ingest.language.numbers import parse_figure
from ingest.language.periods import find_periods
from ingest.tables.grid import GridRow


def column_role(heading: str) -> str | None:
    """The part of a measure row that a heading names (see `ingest/data/headers.yaml`), or None."""
    text = fold(heading).lower()
    if not text:
        return None
    for pattern, role in _patterns():
        if pattern.search(text):
            return role
    periods = [m for m in find_periods(heading, undated=True) if m.start or m.kind in ("quarter", "month")]
    if periods and len(re.sub(r"\W", "", text)) - len(re.sub(r"\W", "", periods[0].words)) <= 6:
        return "actual"
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["words"]), entry["role"]) for entry in policy("headers")["columns"])


def header_rows(rows: list[GridRow], stated: int | None) -> int:
    """How many rows at the top are the heading; 0 where there is none.

    A heading has no figures, and either the format says so, or its words are column names, or figures stand
    under it. A second heading row must be covered by merges of the first.
    """
    if stated is not None:
        return min(stated, len(rows))
    if not rows or not _is_heading(rows, 0):
        return 0
    count = 1
    while count < len(rows) - 1 and _is_second(rows, count):
        count += 1
    return count


def _is_heading(rows: list[GridRow], at: int) -> bool:
    row = rows[at]
    filled = row.filled()
    if len(filled) < 2:
        return False
    if any(_is_figure(row.text(col)) for col in filled):
        return False
    named = sum(column_role(row.text(col)) is not None for col in filled)
    below = rows[at + 1 :]
    figures = any(_is_figure(other.text(col)) for other in below for col in filled[1:])
    return named >= 2 or figures or named == 1 and len(filled) == 2


def _is_second(rows: list[GridRow], at: int) -> bool:
    spans = any(cell.colspan > 1 or cell.rowspan > 1 for row in rows[:at] for cell in row.cells)
    row = rows[at]
    if not spans or not row.filled() or any(_is_figure(row.text(col)) for col in row.filled()):
        return False
    first = row.cells[0]
    above = any(rows[n].cells[0].rowspan > at - n for n in range(at))
    if first.covered and above or not fold(first.text) and len(row.filled()) > 1:
        return True
    wide = any(cell.colspan > 1 for cell in rows[at - 1].cells)
    named = sum(column_role(row.text(col)) is not None for col in row.filled())
    return wide and not fold(rows[at - 1].cells[0].text) and named >= 3


def _is_figure(text: str) -> bool:
    kind = parse_figure(text).kind
    return kind in ("figure", "range", "bound", "bracketed", "malformed") and not re.fullmatch(
        r"(?:19|20)\d\d", text.strip()
    )


def same_heading(first: list[str], second: list[str]) -> bool:
    """Whether two heading rows are the same but for a small addition ("marked*", "marked* pink")."""
    if len(first) != len(second):
        return False
    pairs = [(fold(a).lower(), fold(b).lower()) for a, b in zip(first, second, strict=True)]
    return all(a == b or _alike(a, b) for a, b in pairs)


def _alike(first: str, second: str) -> bool:
    if not first or not second:
        return False
    words, others = set(re.findall(r"\w+", first)), set(re.findall(r"\w+", second))
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    return len(words & others) >= 0.75 * max(len(words), len(others)) or words == others
