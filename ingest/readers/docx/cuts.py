"""Paragraphs that a conversion cut at the end of a page, in documents that were a PDF once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.blocks import Block, PageNote

_CLOSED = (".", "!", "?", ":", ";")
_SHORTEST = 40


def join_cut(blocks: Iterable[Block]) -> tuple[list[Block], list[PageNote]]:
    """The blocks with each paragraph that goes on in lower case joined to its beginning, and a note for each."""
    kept: list[Block] = []
    notes: list[PageNote] = []
    for block in blocks:
        if kept and _goes_on(kept[-1], block):
            above = kept[-1]
            notes.append(PageNote(None, f"Joined over a break: “…{above.text[-30:]}” / “{block.text[:30]}…”."))
            kept[-1] = replace(above, text=f"{above.text} {block.text}")
        else:
            kept.append(block)
    return kept, notes


def _goes_on(above: Block, block: Block) -> bool:
    if above.kind not in ("paragraph", "list_item") or block.kind != "paragraph" or block.number is not None:
        return False
    if len(above.text) < _SHORTEST or above.text.endswith(_CLOSED) or not block.text[:1].islower():
        return False
    return above.kind == "list_item" or not above.text[:1].islower()
