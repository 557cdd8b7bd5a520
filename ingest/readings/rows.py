"""The rows of a measures table, each under its objective and theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.language.data import policy
from ingest.language.marks import fold, without_marks
from ingest.readings.columns import Columns
from ingest.tables.grid import Grid, GridRow
from store.records import Section

_NUMBERED = re.compile(
    r"^\W*(?:(?:objective|priority|aim)\s*)?(\d{1,2})\s*[.):–—-]*\s*(.*)$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Label:
    """An objective as a table prints it. `number` is None where it has none."""

    number: int | None
    title: str


@dataclass(frozen=True)
class MeasureRow:
    """One printed row with a measure. `first` is true on the row that prints the objective's label."""

    row: GridRow
    at: int  # its place in the grid's body
    label: Label
    theme: str | None
    first: bool


def measure_rows(grid: Grid, columns: Columns, sections: Sequence[Section] = ()) -> list[MeasureRow]:
    """The rows that name a measure, in order, with objectives filled down and over pages."""
    label, theme = Label(None, ""), None
    found: list[MeasureRow] = []
    ahead = _labels_overleaf(grid, columns)
    for at, row in enumerate(grid.body):
        printed = fold(row.text(columns.objective)) if columns.objective is not None else ""
        first = bool(printed)
        if at in ahead:
            label, first = _label(ahead[at], label, sections), False
        elif printed:
            label = _label(printed, label, sections)
            if len(printed) > 0 and label.title:
                theme = None
        if columns.theme is not None and row.text(columns.theme):
            theme = row.text(columns.theme)
        if _is_banner(row, columns):
            banner = row.text(row.filled()[0])
            numbered = _NUMBERED.match(banner)
            if columns.objective is None and (numbered and numbered.group(2) or _section(banner, sections)):
                label, theme = _label(banner, label, sections), None
            elif row.filled()[0] != columns.objective:
                theme = banner
            continue
        if not row.text(columns.measure) or _is_note(grid, at, columns):
            continue
        if _names_a_group(grid, at, columns):
            theme = row.text(columns.measure)
            continue
        found.append(MeasureRow(row, at, label, theme, first))
    return found


def _is_banner(row: GridRow, columns: Columns) -> bool:
    """A row that only names what follows: one cell over the whole width, or a label alone."""
    filled = row.filled()
    if len(filled) != 1:
        return False
    cell = row.cells[filled[0]]
    if cell.colspan >= len(row.cells) - 1 and len(row.cells) > 2:
        return True
    return filled[0] != columns.measure


def _is_note(grid: Grid, at: int, columns: Columns) -> bool:
    """A remark under the last measure, alone in its row ("Source: force data", as sheets print it)."""
    row = grid.body[at]
    after = grid.body[at + 1 :]
    alone = row.filled() == [columns.measure] and all(len(other.filled()) < 2 for other in after)
    return alone and at > 0 and bool(re.search(policy("headers")["table_note"], row.text(columns.measure), re.I))


def _names_a_group(grid: Grid, at: int, columns: Columns) -> bool:
    """A name with nothing beside it, over rows that have figures, in a table without a column for groups."""
    if columns.objective is not None or columns.theme is not None or grid.body[at].filled() != [columns.measure]:
        return False
    below = grid.body[at + 1].filled() if at + 1 < len(grid.body) else []
    return len(below) > 1


def _label(printed: str, current: Label, sections: Sequence[Section]) -> Label:
    """The objective that a label names. "7 Cont." is objective 7, under the title it had before."""
    text = without_marks(printed)
    numbered = _NUMBERED.match(text)
    number = int(numbered.group(1)) if numbered else None
    title = fold(numbered.group(2)) if numbered else fold(text)
    if _continued().search(text):
        title = fold(_continued().sub("", title))
        same = number is None or number == current.number
        return current if same else Label(number, title or _title_of(number, sections))
    if number is None:
        section = _section(title, sections)
        number = section.objective if section else None
    if number is not None and not title:
        title = current.title if number == current.number else _title_of(number, sections)
    return Label(number, title)


def _title_of(number: int | None, sections: Sequence[Section]) -> str:
    for section in sections:
        if section.objective is not None and section.objective == number:
            return re.sub(r"^\W*\w+\s+\d+\W*", "", section.title)
    return ""


def _section(title: str, sections: Sequence[Section]) -> Section | None:
    """The objective's section of the same title."""
    wanted = re.sub(r"\W+", " ", title).lower().strip()
    for section in sections:
        if section.objective is not None:
            held = re.sub(r"\W+", " ", re.sub(r"^\W*\w+\s+\d+\W*", "", section.title)).lower().strip()
            if wanted and wanted == held:
                return section
    return None


def _labels_overleaf(grid: Grid, columns: Columns) -> dict[int, str]:
    """Rows at a page's foot whose label was pushed to the next page.

    Where labels span their rows by merged cells, a row whose label cell is empty and not covered belongs to
    no label above it; if such rows reach the foot of the page and the next page opens with a label, it is theirs.
    """
    col = columns.objective
    if col is None or not any(row.cells[col].rowspan > 1 or row.cells[col].covered for row in grid.body):
        return {}
    ahead: dict[int, str] = {}
    for at, row in enumerate(grid.body):
        if at == 0 or grid.body[at - 1].part == row.part:
            continue
        label = fold(row.cells[col].text)
        if not label or _continued().search(label) or not _bare(row, col):
            continue
        back = at - 1
        while back >= 0 and grid.body[back].part == row.part - 1 and _unowned(grid, back, col):
            ahead[back] = label
            back -= 1
    return ahead


def _unowned(grid: Grid, at: int, col: int) -> bool:
    """An empty label cell that nothing above covers, alone or merged with empty ones below it."""
    cell = grid.body[at].cells[col]
    if fold(cell.text):
        return False
    if not cell.covered:
        return True
    for above in range(at - 1, -1, -1):
        owner = grid.body[above]
        if owner.part != grid.body[at].part:
            return False
        if not owner.cells[col].covered:
            return not fold(owner.cells[col].text)
    return False


def _bare(row: GridRow, col: int) -> bool:
    return not row.cells[col].covered


@cache
def _continued() -> re.Pattern[str]:
    return re.compile(policy("headers")["continued"], re.IGNORECASE)
