"""A part of a file that is read on its own: a report, or one item of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block, Extract
from store.records import ItemKind


@dataclass(frozen=True)
class Part:
    """The blocks of one item. `page_offset`: the item's own page is the file's page less this."""

    blocks: tuple[Block, ...]
    kind: ItemKind = "report"
    title: str = ""
    title_words: str = ""
    first_page: int | None = None
    last_page: int | None = None
    page_offset: int = 0
    exempt: bool = False
    exempt_words: str = ""


def whole(extract: Extract) -> Part:
    """A file that is one report."""
    pages = [block.page for block in extract.blocks if block.page is not None]
    return Part(
        extract.blocks, first_page=min(pages, default=None), last_page=extract.pages or max(pages, default=None)
    )


def text_of(blocks: Sequence[Block]) -> str:
    """The running text of blocks, one a line."""
    return "\n".join(block.text for block in blocks if block.text)
