"""Passages: paragraphs, bullets, headings and notes, each verbatim and with its locator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block, Box
from ingest.language.marks import fold
from ingest.language.sentences import sentence_spans
from ingest.prose.outline import Outline, contact_heading
from ingest.prose.parts import Part
from store.records import Passage, Sentence

_PHONE = re.compile(r"(?<![\d£])\(?0\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|[\w.+-]+@[\w-]+\.\w+")
_ITEM_SHAPE = re.compile(r"^\W*[\w'’/ ]{2,40}\s[–—-]\s")


@dataclass
class _Writer:
    """Where the next passage stands; counters by place."""

    item_id: str
    outline: Outline
    part: Part
    plain_numbers: bool
    passages: list[Passage] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    char: int = 0
    lead: Passage | None = None
    bullets: list[Passage] = field(default_factory=list)

    def add(
        self,
        block: Block,
        at: int,
        kind: str,
        locator: str,
        parent: Passage | None = None,
        text: str | None = None,
        number: str | None = None,
    ) -> Passage:
        body = block.text.strip() if text is None else text
        ordinal = len(self.passages) + 1
        section = self.outline.of_block[at]
        passage = Passage(
            f"{self.item_id}-p{ordinal}",
            self.item_id,
            self.outline.sections[section].id if section is not None else None,
            ordinal,
            kind,  # type: ignore[arg-type]
            number,
            body,
            self._unique(locator, block.page),
            block.page,
            _own_page(block.page, self.part),
            self.char,
            self.char + len(body),
            parent.id if parent else None,
            _boxes(block),
            block.ocr,
        )
        self.char += len(body) + 1
        self.passages.append(passage)
        return passage

    def _unique(self, locator: str, page: int | None) -> str:
        self.used[locator] += 1
        again = self.used[locator]
        return with_pages(locator if again == 1 else f"{locator} ({again})", page, self.part)

    def count(self, place: str, what: str) -> str:
        self.counts[f"{place}|{what}"] += 1
        label = f"{what} {self.counts[f'{place}|{what}']}"
        return f"{place}, {label}" if place else label


def with_pages(locator: str, page: int | None, part: Part) -> str:
    """A locator with both page numbers, for an item of a pack."""
    if not part.page_offset or page is None:
        return locator
    return f"{locator}, page {page - part.page_offset} (pack page {page})"


def build_passages(part: Part, outline: Outline, item_id: str, front: frozenset[int]) -> list[Passage]:
    """The passages of a part's blocks; tables give none here (see `ingest.tables.text`)."""
    blocks = part.blocks
    writer = _Writer(item_id, outline, part, _numbers_are_unique(blocks))
    for at, block in enumerate(blocks):
        if block.kind == "table" or not fold(block.text):
            writer.lead, writer.bullets = None, []
        elif block.kind == "heading":
            _heading(writer, block, at, front)
        elif block.kind == "footnote":
            _note(writer, block, at)
        elif block.kind == "list_item":
            _bullet(writer, block, at)
        else:
            _paragraph(writer, blocks, at)
    return writer.passages


def _heading(writer: _Writer, block: Block, at: int, front: frozenset[int]) -> None:
    writer.lead, writer.bullets = None, []
    section = writer.outline.of_block[at]
    place = "title" if at in front or section is None else writer.outline.place(section)
    writer.add(block, at, "heading", place, number=block.number)


def _note(writer: _Writer, block: Block, at: int) -> None:
    place = writer.outline.place(writer.outline.of_block[at])
    label = f"footnote {block.number}" if block.number else "footnote"
    writer.add(block, at, "footnote", f"{place}, {label}" if place else label, number=block.number)


def _bullet(writer: _Writer, block: Block, at: int) -> None:
    """A bullet under the paragraph that leads it in, or under the bullet that it is nested in."""
    level = max(block.level, 1)
    writer.bullets = writer.bullets[: level - 1]
    parent = writer.bullets[-1] if writer.bullets else writer.lead
    place = _bare(parent.locator, writer.part) if parent else writer.outline.place(writer.outline.of_block[at])
    passage = writer.add(block, at, "bullet", writer.count(place, "bullet"), parent, number=block.number)
    writer.bullets.append(passage)


def _bare(locator: str, part: Part) -> str:
    return re.sub(r", page \d+ \(pack page \d+\)$", "", locator) if part.page_offset else locator


def _paragraph(writer: _Writer, blocks: Sequence[Block], at: int) -> None:
    block = blocks[at]
    section = writer.outline.of_block[at]
    place = writer.outline.place(section)
    kind = "contact" if _is_contact(writer.outline, section, block, at, len(blocks)) else "paragraph"
    led = writer.lead if writer.lead is not None and _is_listed(blocks, at) else None
    if block.number:
        number = block.number.strip("()")
        locator = f"paragraph {number}" if writer.plain_numbers or not place else f"{place}, paragraph {number}"
    else:
        locator = writer.count(place, "contact line" if kind == "contact" else "paragraph")
    passage = writer.add(block, at, kind, locator, led, number=block.number)
    if led is None:
        text = passage.text.rstrip("*_ ")
        leads = text.endswith((":", ";", "–", "—", "follows")) or bool(block.number)
        writer.lead = passage if leads else None
    writer.bullets = []


def _is_listed(blocks: Sequence[Block], at: int) -> bool:
    """A short unnumbered line after a colon that is an item of a list without bullets."""
    block = blocks[at]
    before = blocks[at - 1]
    if block.number or len(block.text) > 220 or before.kind not in ("paragraph", "list_item"):
        return False
    shaped = bool(_ITEM_SHAPE.match(block.text))
    first = before.text.rstrip("*_ ").endswith(":")
    if not block.text.rstrip().endswith("."):
        return first or shaped or len(before.text) <= 220 and not before.text.rstrip().endswith(".")
    return shaped and (first or bool(_ITEM_SHAPE.match(before.text)))


def _is_contact(outline: Outline, section: int | None, block: Block, at: int, count: int) -> bool:
    chain = outline.chain(section)
    if any(contact_heading().search(part.title) for part in chain) and len(block.text) < 300:
        return True
    return bool(_PHONE.search(block.text)) and at >= count * 0.6 and len(block.text) < 300


def _numbers_are_unique(blocks: Sequence[Block]) -> bool:
    """Whether paragraph numbers alone tell paragraphs apart ("paragraph 12")."""
    numbers = [block.number for block in blocks if block.kind == "paragraph" and block.number]
    return len(numbers) >= 3 and len(set(numbers)) == len(numbers)


def _own_page(page: int | None, part: Part) -> str | None:
    return None if page is None else str(page - part.page_offset)


def _boxes(block: Block) -> tuple[tuple[float, ...], ...]:
    boxes: tuple[Box, ...] = block.boxes or ((block.box,) if block.box else ())
    return tuple((float(box.page), box.x0, box.top, box.x1, box.bottom) for box in boxes)


def build_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The sentences of every passage, each verbatim."""
    return [
        Sentence(f"{passage.id}.{n}", passage.id, n, start, end, passage.text[start:end])
        for passage in passages
        for n, (start, end) in enumerate(sentence_spans(passage.text), start=1)
    ]


def shifted(passages: Sequence[Passage], start: int) -> list[Passage]:
    """Passages renumbered and moved to stand after others in the item's text."""
    moved, char = [], start
    for passage in passages:
        moved.append(replace(passage, char_start=char, char_end=char + len(passage.text)))
        char += len(passage.text) + 1
    return moved
