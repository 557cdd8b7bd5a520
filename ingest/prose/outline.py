"""The section tree of a report, and which section each block belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.blocks import Block
from ingest.language.data import policy
from ingest.language.marks import fold
from store.records import Section

_OBJECTIVE = re.compile(r"^\W*(objective|priority|aim|outcome)\s+(\d{1,2})\b\W*", re.IGNORECASE)
_APPENDIX = re.compile(r"^\W*((?:appendix|annex|schedule)\s+(?:[A-Z]\b|\d{1,2}|[IVX]+\b))", re.IGNORECASE)
_PART = re.compile(r"^\W*part\s+(\d{1,2}|[A-Z]|[IVX]+)\b", re.IGNORECASE)
_LONGEST = 70


@dataclass(frozen=True)
class Outline:
    """`sections` in order, and for each block its section's place in them (None before the first)."""

    sections: tuple[Section, ...]
    of_block: tuple[int | None, ...]

    def chain(self, at: int | None) -> list[Section]:
        """A section and those above it, outermost first."""
        by_id = {section.id: section for section in self.sections}
        found: list[Section] = []
        section = self.sections[at] if at is not None else None
        while section is not None:
            found.insert(0, section)
            section = by_id.get(section.parent_id or "")
        return found

    def place(self, at: int | None) -> str:
        """Where a section stands, as a person would say it: "section 4, Objective 1"."""
        return ", ".join(_name(section) for section in self.chain(at))


def build_outline(blocks: Sequence[Block], item_id: str, front: frozenset[int] = frozenset()) -> Outline:
    """The sections that the headings of `blocks` make. Blocks of the title page (`front`) open none."""
    sections: list[Section] = []
    open_at: list[tuple[int, int]] = []  # (level, place in sections)
    of_block: list[int | None] = []
    for at, block in enumerate(blocks):
        if block.kind != "heading" or at in front or not fold(block.text):
            of_block.append(open_at[-1][1] if open_at else None)
            continue
        level = _level(blocks, at, open_at, sections)
        while open_at and open_at[-1][0] >= level:
            open_at.pop()
        parent = sections[open_at[-1][1]].id if open_at else None
        sections.append(
            _section(block, blocks, at, f"{item_id}-s{len(sections) + 1}", item_id, parent, len(sections) + 1, level)
        )
        open_at.append((level, len(sections) - 1))
        of_block.append(len(sections) - 1)
    return Outline(tuple(sections), tuple(of_block))


def _level(blocks: Sequence[Block], at: int, open_at: list[tuple[int, int]], sections: list[Section]) -> int:
    """The level of a heading; where its format does not say, by what stands around it.

    A heading without a level that another heading follows at once opens a theme; the next such headings are
    its children. Under a numbered section, headings without a number are the section's children. The usual
    closing headings (implications, contacts) stand at the top.
    """
    block = blocks[at]
    text = fold(block.text)
    if _APPENDIX.match(text):
        return 1
    if _OBJECTIVE.match(text) and block.level <= 2:
        numbered = next((level for level, n in open_at if _is_top(sections[n])), 0)
        return numbered + 1 if open_at else max(block.level, 1)
    if block.level:
        return block.level
    if _top_heading().match(text) and not (open_at and _is_top(sections[open_at[0][1]])):
        return 1
    if open_at and _is_top(sections[open_at[0][1]]):
        return open_at[0][0] + 1
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    leads = following is not None and following.kind == "heading" and following.level == 0
    if leads and not (at and blocks[at - 1].kind == "heading" and open_at):
        return 1
    return 2 if open_at and sections[open_at[0][1]].kind == "theme" else 1


def _is_top(section: Section) -> bool:
    return section.kind in ("part", "appendix") or bool(section.number)


def _section(
    block: Block,
    blocks: Sequence[Block],
    at: int,
    section_id: str,
    item_id: str,
    parent: str | None,
    ordinal: int,
    level: int,
) -> Section:
    title = fold(block.text).strip("*# ")
    objective = _OBJECTIVE.match(title)
    kind: Literal["part", "heading", "objective", "theme", "appendix"] = "heading"
    if objective:
        kind = "objective"
    elif _APPENDIX.match(title):
        kind = "appendix"
    elif _PART.match(title):
        kind = "part"
    elif at + 1 < len(blocks) and blocks[at + 1].kind == "heading" and not block.number:
        kind = "theme"
    return Section(
        section_id,
        item_id,
        parent,
        ordinal,
        level,
        kind,
        block.number or "",
        title,
        int(objective.group(2)) if objective else None,
        block.page,
    )


def _name(section: Section) -> str:
    if section.number:
        return f"section {section.number}"
    for pattern in (_APPENDIX,):
        found = pattern.match(section.title)
        if found:
            return _cased(found.group(1))
    if section.objective is not None:
        word = (_OBJECTIVE.match(section.title) or [None, "Objective"])[1]
        return f"{str(word).capitalize()} {section.objective}"
    found = _PART.match(section.title)
    if found:
        return _cased(found.group().strip())
    title = section.title
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _cased(label: str) -> str:
    word, _, rest = label.partition(" ")
    return f"{word.capitalize()} {rest}".strip()


@cache
def _top_heading() -> re.Pattern[str]:
    return re.compile(policy("metadata")["top_headings"], re.IGNORECASE)


def contact_heading() -> re.Pattern[str]:
    """What the heading of a block of names and telephone numbers says."""
    return re.compile(policy("metadata")["contact"], re.IGNORECASE)
