"""Footnote marks typed as plain characters: "(a)", "[1]", "*", a raised letter.

Such a mark is told from a name's own brackets by its note: a cell ends with it, and a line that begins with it stands
under the table. Then the cell's bare text goes without it (its printed text stays), and the line is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, RawCell, RawTable
from ingest.language.data import policy
from ingest.language.marks import fold, split_marks
from ingest.readers.marks import RAISED_LETTERS, TO_RAISED

_SYMBOLS = "*†‡§#^"
_LETTERS = "".join(RAISED_LETTERS)
_ENDS = re.compile(
    rf"\s*(?:[(\[](?:note\s*)?(?P<name>[a-z]|\d{{1,2}})[)\]]|(?P<symbol>[{_SYMBOLS}]{{1,3}})|(?P<raised>[{_LETTERS}]))$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"^\\?(?:\^(?P<caret>\d{{1,2}})\^\s*|(?:[(\[]|notes?\s+)?(?P<name>[a-z]|\d{{1,2}})[)\]:]\s*|(?P<letter>[a-z])\.\s+"
    rf"|(?P<symbol>[{_SYMBOLS}]{{1,3}})\s*|(?P<raised>[{_LETTERS}])\s*)(?=\S)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?<=[.;])\s+(?=\\?(?:[(\[](?:[a-z]|\d{{1,2}})[)\]]|[†‡§]{{1,3}}|[*#]{{1,3}}\s?(?=[A-Z])|[{_LETTERS}]\s))"
)
_NEAR = 4  # other lines that may stand between a table and a note of it
_TABLES = 3  # parts of a table that may follow before its notes come


@dataclass(frozen=True)
class _Note:
    block: int
    mark: str
    text: str


def with_typed_marks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with the typed marks of tables' cells parted from their text, and the marks' notes as footnotes."""
    blocks = _one_note_each(blocks)
    tables = [at for at, block in enumerate(blocks) if block.table]
    notes = {at: _notes_under(blocks, at) for at in tables}
    done = list(blocks)
    for n, at in enumerate(tables):
        table = blocks[at].table
        if table is None:
            continue
        known: dict[str, _Note] = {}
        for later in tables[n : n + _TABLES]:
            for note in notes[later]:
                known.setdefault(note.mark, note)
        used = {mark for row in table.rows for cell in row for mark in _marks_of(cell, known)}
        for mark in used:
            note = known[mark]
            done[note.block] = replace(blocks[note.block], kind="footnote", text=note.text, number=mark, marker=None)
        if used:
            done[at] = replace(done[at], table=_parted(table, known))
    return tuple(done)


def _one_note_each(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a line of several notes ("* Provisional. † One area only.") as one block for each."""
    done: list[Block] = []
    for at, block in enumerate(blocks):
        printed = _printed(block)
        near = any(before.table for before in blocks[max(0, at - _NEAR) : at])
        if near and done and done[-1].text in TO_RAISED and done[-1].kind == block.kind == "paragraph":
            done[-1] = replace(block, text=f"{TO_RAISED[done[-1].text]} {block.text}")  # raised, and so parted
            continue
        parts = _NEXT.split(printed) if near and printed and _BEGINS.match(printed) else []
        if len(parts) < 2 or not all(_BEGINS.match(part) for part in parts):
            done.append(block)
        else:
            done += [replace(block, kind="paragraph", text=part, number=None, marker=None) for part in parts]
    return done


def _notes_under(blocks: Sequence[Block], at: int) -> list[_Note]:
    """The lines under a table that begin with a mark."""
    found: list[_Note] = []
    others = 0
    for number, block in enumerate(blocks[at + 1 :], start=at + 1):
        if block.kind in ("table", "heading") or others > _NEAR:
            break
        note = _note(number, block)
        if note:
            found.append(note)
        elif block.kind != "footnote":
            others += 1
    return found


def _note(number: int, block: Block) -> _Note | None:
    if block.kind == "footnote" and block.number and not block.number.isdigit():
        return _Note(number, block.number.strip("()[].").lower(), block.text)
    printed = _printed(block)
    begins = _BEGINS.match(printed)
    if not begins or _says_headline(printed):
        return None
    return _Note(number, _mark(begins), fold(printed[begins.end() :]))


def _printed(block: Block) -> str:
    """A paragraph or list item with what stands before its text; "" where that is a paragraph's number."""
    if block.kind not in ("paragraph", "list_item") or block.number and block.number.isdigit():
        return ""
    before = block.number or (block.marker if block.marker in tuple(_SYMBOLS) else "")
    return f"{before} {block.text}" if before else block.text


def _mark(found: re.Match[str]) -> str:
    named = {key: text for key, text in found.groupdict().items() if text}
    raised = named.get("raised")
    return RAISED_LETTERS[raised] if raised else next(iter(named.values())).lower()


def _says_headline(text: str) -> bool:
    """Whether a line explains the mark of headline measures, which is no footnote's."""
    return bool(re.search(policy("headers")["headline_note"], text, re.IGNORECASE))


def _marks_of(cell: RawCell, known: dict[str, _Note]) -> list[str]:
    """The marks with a note that a cell ends with, and its raised numbers."""
    bare, typed = _strip(cell.text, known)
    return [*typed, *(mark for mark in split_marks(bare)[1] if mark in known)]


def _strip(text: str, known: dict[str, _Note]) -> tuple[str, list[str]]:
    bare, marks = fold(text), list[str]()
    while (found := _ENDS.search(bare)) and found.start() > 0 and _mark(found) in known:
        marks.insert(0, _mark(found))
        bare = bare[: found.start()]
    return bare, marks


def _parted(table: RawTable, known: dict[str, _Note]) -> RawTable:
    rows = []
    for row in table.rows:
        stripped = [(cell, *_strip(cell.text, known)) for cell in row]
        rows.append(tuple(replace(cell, bare=bare, marks=tuple(m)) if m else cell for cell, bare, m in stripped))
    return replace(table, rows=tuple(rows))
