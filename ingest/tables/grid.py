"""A table as a grid whose merged cells know their owner, and whose parts over pages are joined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.blocks import RawCell, RawTable
from ingest.language.marks import fold, split_marks

Row = tuple[RawCell, ...]


@dataclass(frozen=True)
class GridRow:
    """One printed row. `block` is the number of the block that it came from, `part` counts the table's parts."""

    cells: Row
    block: int
    part: int = 0
    joined: bool = False

    @property
    def page(self) -> int | None:
        return next((cell.page for cell in self.cells if cell.page is not None), None)

    def text(self, col: int) -> str:
        """A cell's text without its footnote marks."""
        return parted(self.cells[col])[0] if 0 <= col < len(self.cells) else ""

    def filled(self) -> list[int]:
        """The columns that print something."""
        return [col for col, cell in enumerate(self.cells) if fold(cell.text)]


@dataclass(frozen=True)
class Grid:
    """A table with its parts joined: header rows (of the first part), then body rows."""

    header: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    blocks: tuple[int, ...]
    caption: str = ""
    page: int | None = None
    doubts: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in (*self.header, *self.body)), default=0)

    def headings(self) -> list[tuple[str, ...]]:
        """For each column the headings above it, outermost first, without repeats."""
        return [
            _path([owner_text(self.header, at, col) for at in range(len(self.header))]) for col in range(self.width)
        ]


def parted(cell: RawCell) -> tuple[str, tuple[str, ...]]:
    """A cell's text without its footnote marks, and the marks, raised or typed."""
    text, raised = split_marks(cell.text if cell.bare is None else cell.bare)
    return text, tuple(dict.fromkeys((*raised, *cell.marks)))


def owner_text(rows: tuple[GridRow, ...], at: int, col: int) -> str:
    """The text that stands over a cell: its own, or that of the merged cell that covers it."""
    row = rows[at]
    if col >= len(row.cells):
        return ""
    cell = row.cells[col]
    if not cell.covered:
        return parted(cell)[0]
    for left in range(col - 1, -1, -1):
        owner = row.cells[left]
        if not owner.covered:
            if left + owner.colspan > col:
                return parted(owner)[0]
            break
    for above in range(at - 1, -1, -1):
        owner = rows[above].cells[col]
        if not owner.covered:
            return parted(owner)[0] if above + owner.rowspan > at else ""
    return ""


def _path(texts: list[str]) -> tuple[str, ...]:
    return tuple(text for n, text in enumerate(texts) if text and (n == 0 or text != texts[n - 1]))


def to_rows(table: RawTable, block: int) -> list[GridRow]:
    """The rows of a part, each as wide as the widest."""
    width = max((len(row) for row in table.rows), default=0)
    rows = []
    for row in table.rows:
        cells = tuple(cell if cell.page is not None else replace(cell, page=table.page) for cell in row)
        rows.append(GridRow(cells + (RawCell("", page=table.page),) * (width - len(row)), block))
    return rows
