"""Footnotes of a report, and which of them a mark in a table means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from store.records import Footnote, Passage


@dataclass(frozen=True)
class Note:
    """A footnote with the block that it stands in."""

    mark: str
    text: str
    block: int
    passage: Passage


@dataclass(frozen=True)
class Notes:
    """All footnotes of an item. A mark may be used again for another note further on."""

    notes: tuple[Note, ...]

    def meant(self, mark: str, block: int, next_block: int | None) -> Note | None:
        """The note for a mark in the table of a block: the one that stands between it and the table's next part,
        else the only one, else the nearest before, else the nearest after."""
        same = [note for note in self.notes if note.mark == mark]
        under = [n for n in same if n.block > block and (next_block is None or n.block < next_block)]
        if under or not same:
            return under[0] if under else None
        before = [n for n in same if n.block < block]
        return before[-1] if before else same[0]


def read_notes(blocks: Sequence[Block], passages: Sequence[Passage]) -> Notes:
    """The footnotes of `blocks`, matched to their passages in order."""
    written = [passage for passage in passages if passage.kind == "footnote"]
    noted = [(at, block) for at, block in enumerate(blocks) if block.kind == "footnote" and block.text.strip()]
    return Notes(
        tuple(
            Note(str(block.number or ""), passage.text, at, passage)
            for (at, block), passage in zip(noted, written, strict=True)
        )
    )


def footnote_records(notes: Notes, item_id: str) -> list[Footnote]:
    """The footnotes as the store holds them."""
    return [
        Footnote(f"{item_id}-f{n}", item_id, note.mark, note.text, note.passage.page, note.passage.id)
        for n, note in enumerate(notes.notes, start=1)
    ]
