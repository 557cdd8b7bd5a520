"""Table rows that run over a page, joined where the page itself shows that they do.

A row's second half is told from a new row by three things together: each of its words stands under a cell whose
text reached the foot of the page before; the first of them had no room left on that cell's last line; and the
words read on. Figures side by side always had room, so two rows of figures are never joined.
"""

from __future__ import annotations

import re

from ingest.blocks import PageNote
from ingest.readers.pdf.hyphens import Joiner
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.tables import Cell, TableDraft

_READS_ON = re.compile(r"^[a-z(,;:)/%&]")
_HALTS = re.compile(r"(?:[-–/&,(]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|per|than|the|to|with))$", re.IGNORECASE)


def join_over_page(above: TableDraft, below: TableDraft, joiner: Joiner) -> list[PageNote]:
    """Joins the last row of `above` with the first body row of `below` where it runs over the page break.

    Returns a note for what was joined. Both drafts are changed in place.
    """
    if not _same_columns(above, below):
        return []
    first = _header_rows(above, below, joiner)
    if first >= below.rows or above.rows < 1:
        return []
    if first == 0 and _header_runs_on(above, below, joiner):
        below.doubts.append("its first row runs together with the header")
        return []
    last = above.rows - 1
    upper = [_cell_over(above, last, column) for column in range(above.columns)]
    lower = below.row_cells(first)
    label = _join_label(upper, lower, above, below, first)
    pairs = [(a, b) for a, b in zip(upper, lower, strict=True) if b and not b.empty]
    unruled = above.open_bottom or below.open_top or (first in below.soft_rows and len(below.soft_rows) == 1)
    if not _is_rest(pairs, unruled, joiner):
        return [label] if label else []
    shown = " | ".join(b.text(joiner) for _, b in pairs)
    for a, b in zip(upper, lower, strict=True):
        if a and b:
            a.lines = a.lines + b.lines
            a.sideways = " ".join(part for part in (a.sideways, b.sideways) if part)
            a.fill = a.fill or b.fill
    below.drop_row(first)
    note = PageNote(below.frame.number, f"Joined a table row that runs over the page: “{shown[:80]}”.")
    return [note, *([label] if label else [])]


def _same_columns(above: TableDraft, below: TableDraft) -> bool:
    if above.columns != below.columns or len(above.xs) != len(below.xs):
        return False
    shift = below.xs[0] - above.xs[0]
    return all(abs(b - a - shift) <= 3 for a, b in zip(above.xs, below.xs, strict=True))


def _header_rows(above: TableDraft, below: TableDraft, joiner: Joiner) -> int:
    """How many of the first rows of `below` repeat the header of `above`."""
    count = 0
    while count < min(above.rows, below.rows):
        text = [cell.casefold() for cell in above.row_text(count, joiner)]
        if not any(text) or text != [cell.casefold() for cell in below.row_text(count, joiner)]:
            break
        count += 1
    return count


def _header_runs_on(above: TableDraft, below: TableDraft, joiner: Joiner) -> bool:
    """Whether the first row of `below` is the header of `above` with more text in the same cells."""
    upper, lower = above.row_text(0, joiner), below.row_text(0, joiner)
    filled = [(one, other) for one, other in zip(upper, lower, strict=True) if one]
    return len(filled) > 1 and all(other.startswith(one) for one, other in filled)


def _cell_over(table: TableDraft, row: int, column: int) -> Cell | None:
    """The cell at a place, a merged one included."""
    for at in range(row, -1, -1):
        for left in range(column, -1, -1):
            cell = table.cells.get((at, left))
            if cell and cell.region.row_end > row and cell.region.column_end > column:
                return cell
    return None


def _join_label(
    upper: list[Cell | None], lower: list[Cell | None], above: TableDraft, below: TableDraft, first: int
) -> PageNote | None:
    """A merged label whose own text runs over the page, though its rows do not."""
    a, b = upper[0], lower[0]
    if not a or not b or a.empty or b.empty or a.region.row_end - a.region.row < 2:
        return None
    if not (_READS_ON.match(b.lines[0].text if b.lines else "") and _at_foot(a) and not _had_room(a, b)):
        return None
    text = " ".join(line.text for line in b.lines)
    a.lines = a.lines + b.lines
    below.cells[(first, 0)] = Cell(b.region, [], "", b.fill)
    lower[0] = below.cells[(first, 0)]
    return PageNote(below.frame.number, f"Joined a merged cell's text that runs over the page: “{text[:80]}”.")


def _is_rest(pairs: list[tuple[Cell | None, Cell]], unruled: bool, joiner: Joiner) -> bool:
    """Whether the lower cells go on from the upper ones; `unruled`: no rule closes the row at the break."""
    both = [(a, b) for a, b in pairs if a and a.lines and b.lines]
    if not both or (len(both) < len(pairs) and not unruled):
        return False
    for a, b in pairs:
        if a is None or b.region.row_end - b.region.row > 1:
            return False
        if a.region.column != b.region.column or a.region.column_end != b.region.column_end:
            return False
    if not all(_at_foot(a) and not _had_room(a, b) for a, b in both):
        return False
    for a, b in both:
        text, more = a.text(joiner), b.text(joiner)
        if _READS_ON.match(more) or _HALTS.search(text) or text.count("(") > text.count(")"):
            return True
    if len(both) < len(pairs):
        return False
    # No rule closes the row; or one cell of words and nothing else: a long name that goes on with a capital.
    return unruled or (len(pairs) == 1 and not any(char.isdigit() for char in pairs[0][1].text(joiner)))


def _at_foot(cell: Cell) -> bool:
    """Whether the cell's text reaches the foot of its row."""
    last = cell.lines[-1] if cell.lines else None
    return last is not None and cell.region.bottom - last.base < 1.25 * last.size + 4


def _had_room(a: Cell, b: Cell) -> bool:
    """Whether the first word of `b` would have fitted on the last line of `a`."""
    last: Line = a.lines[-1]
    first = b.lines[0].words[0]
    margin = min(max(min(line.x0 for line in a.lines) - a.region.x0, 1.0), 8.0)
    room = a.region.x1 - a.region.x0 - 2 * margin
    return (last.x1 - last.x0) + 0.25 * last.size + (first.x1 - first.x0) < room - 0.5
