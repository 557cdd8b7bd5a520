"""Tables as the store holds them, and the rows of plain tables as passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.language.marks import fold
from ingest.prose.footnotes import Notes
from ingest.prose.metadata import About
from ingest.prose.outline import Outline
from ingest.prose.parts import Part
from ingest.prose.passages import with_pages
from ingest.readings.build import ReadRow, read_rows
from ingest.readings.columns import Columns, read_columns
from ingest.tables.cells import build_cells, table_kind
from ingest.tables.grid import Grid
from ingest.tables.joining import join_tables
from store.records import Cell, Item, Passage, TableRecord

LONGEST = 400
_TITLE = re.compile(r"[A-Z£].{2,80}[^.:;,]")


@dataclass(frozen=True)
class ReadTable:
    """A table with its cells, and its rows as readings where it is a measures table that may be trusted."""

    record: TableRecord
    cells: tuple[Cell, ...]
    rows: tuple[ReadRow, ...]
    grid: Grid
    columns: Columns | None
    section: int | None


def read_tables(
    part: Part, outline: Outline, item: Item, about: About, notes: Notes, passages: Sequence[Passage]
) -> list[ReadTable]:
    """Every table of an item. One with a doubt goes to review: its cells are kept, no figure is taken from it."""
    grids = join_tables(part.blocks)
    period = about.period
    columns = [read_columns(grid, period) for grid in grids]
    places = [outline.place(outline.of_block[grid.blocks[0]]) for grid in grids]
    measured = Counter(place for place, found in zip(places, columns, strict=True) if found)
    counts: Counter[str] = Counter()
    prose = [passage.text for passage in passages if passage.kind in ("paragraph", "bullet")]
    tables: list[ReadTable] = []
    for ordinal, (grid, found, place) in enumerate(zip(grids, columns, places, strict=True), start=1):
        counts[place] += 1
        label = f"{place}, table {counts[place]}" if place else f"table {counts[place]}"
        section = outline.of_block[grid.blocks[0]]
        reasons = list(grid.doubts) + ([found.doubt] if found and found.doubt else [])
        record = TableRecord(
            f"{item.id}-t{ordinal}",
            item.id,
            outline.sections[section].id if section is not None else None,
            ordinal,
            table_kind(grid, found is not None),
            _caption(part, grid),
            grid.page,
            with_pages(label, grid.page, part),
            len(grid.header) + len(grid.body),
            grid.width,
            len(grid.header),
            "review" if reasons else "ok",
            "; ".join(reasons),
        )
        rows: list[ReadRow] = []
        if found and not reasons:
            rows = read_rows(
                item,
                record.id,
                place if measured[place] == 1 else label,
                part,
                replace(grid, caption=record.caption),
                found,
                notes,
                about.figures_for,
                prose,
                outline.sections,
                outline.sections[section] if section is not None else None,
            )
        cells = build_cells(replace(grid, caption=record.caption), record.id, bool(reasons))
        tables.append(ReadTable(record, tuple(cells), tuple(rows), grid, found, section))
    return tables


def _caption(part: Part, grid: Grid) -> str:
    """The table's own caption, or the line before it: one that begins "Table 2", or a short one that is no sentence."""
    if grid.caption:
        return grid.caption
    at = grid.blocks[0] - 1
    block = part.blocks[at] if at >= 0 else None
    before = fold(block.text) if block else ""
    if before.lower().startswith(("table ", "figure ")) and len(before) < 200:
        return before
    titled = block is not None and block.kind in ("paragraph", "heading") and _TITLE.fullmatch(before)
    return before if titled else ""


def is_long(table: ReadTable) -> bool:
    """Whether a table is data rather than reading matter: its cells are held, its rows are no passages."""
    return len(table.grid.body) > LONGEST


def table_passages(tables: Sequence[ReadTable], part: Part, start: int, first: int) -> list[Passage]:
    """The rows of tables that are not measures tables, as passages, so that their words are found.

    Tables in review give none, nor do those of more than `LONGEST` rows (the ledger counts them). `first` is
    the number of the first passage, `start` where it begins in the item's text.
    """
    found: list[Passage] = []
    for table in tables:
        if table.record.kind == "measures" or table.record.status != "ok" or is_long(table):
            continue
        bare = table.record.locator.split(", page ")[0] if part.page_offset else table.record.locator
        for n, row in enumerate(table.grid.body, start=1):
            text = " ".join(fold(cell.text) for cell in row.cells if fold(cell.text))
            if not text:
                continue
            number = first + len(found)
            page = row.page
            found.append(
                Passage(
                    f"{table.record.item_id}-p{number}",
                    table.record.item_id,
                    table.record.section_id,
                    number,
                    "table_text",
                    None,
                    text,
                    with_pages(f"{bare}, row {n}", page, part),
                    page,
                    None if page is None else str(page - part.page_offset),
                    start,
                    start + len(text),
                )
            )
            start += len(text) + 1
    return found
