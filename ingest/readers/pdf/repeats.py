"""Ruled boxes that stand at the same edge of page after page: letterheads and footers drawn as tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.blocks import PageNote
from ingest.readers.pdf.flow import PageText
from ingest.readers.pdf.hyphens import Joiner
from ingest.readers.pdf.tables import TableDraft

_EDGE = 0.15


def drop_repeated_tables(pages: Sequence[PageText]) -> list[PageNote]:
    """Takes small tables that recur at a page's edge (digits masked) out of the pages; returns what they said.

    Text set sideways in the margin is treated in the same way.
    """
    joiner = Joiner()
    seen: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for table in page.tables:
            if _at_edge(table, page):
                seen[_words(table, joiner)].add(page.number)
        for aside in page.asides:
            seen[_masked(aside)].add(page.number)
    running = {text for text, numbers in seen.items() if len(numbers) > 1 and len(numbers) > 0.4 * len(pages)}
    notes: list[PageNote] = []
    for page in pages:
        for table in list(page.tables):
            if _at_edge(table, page) and _words(table, joiner) in running:
                page.tables.remove(table)
                notes.append(PageNote(page.number, _text(table, joiner)))
        for aside in list(page.asides):
            if _masked(aside) in running:
                page.asides.remove(aside)
                notes.append(PageNote(page.number, aside))
    return notes


def _at_edge(table: TableDraft, page: PageText) -> bool:
    height = page.frame.height
    return table.rows <= 3 and (table.box[3] < _EDGE * height or table.box[1] > (1 - _EDGE) * height)


def _text(table: TableDraft, joiner: Joiner) -> str:
    return " | ".join(text for row in range(table.rows) for text in table.row_text(row, joiner) if text)


def _words(table: TableDraft, joiner: Joiner) -> str:
    return _masked(_text(table, joiner))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()
