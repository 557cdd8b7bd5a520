"""A page's elements in reading order as blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.blocks import Block
from ingest.readers.docx.numbering import spelled
from ingest.readers.html.inline import hidden, inline_text, piece_text, shown, tag
from ingest.readers.html.tables import is_layout, read_table
from ingest.readers.marks import fold, take_bullet, take_footnote, take_number
from ingest.readers.text.reader import read_text

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_LIST_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FOOTNOTES = re.compile(r"\b(?:foot|end)-?notes?\b", re.IGNORECASE)
_MARK_ID = re.compile(r"(?:foot|end)?(?:note|fn|cite_note)[-_:]?(\d{1,3})\b", re.IGNORECASE)


@dataclass
class Walk:
    """Collects the blocks of one page. `fills`: the colours that the page's style rules give to classes."""

    fills: dict[str, str]
    blocks: list[Block] = field(default_factory=list)

    def read(self, element: Any, depth: int = 0, in_notes: bool = False) -> None:
        """Reads the children of an element; text between blocks becomes paragraphs."""
        loose = element.text or ""
        for part in element:
            if hidden(part):
                loose += part.tail or ""
            elif tag(part) in _BLOCKS or _has_blocks(part):
                self._loose(loose)
                self._block(part, depth, in_notes or _is_notes(part))
                loose = part.tail or ""
            else:
                loose = piece_text(part, loose) + (part.tail or "")
        self._loose(loose)

    def _block(self, part: Any, depth: int, in_notes: bool) -> None:
        name = tag(part)
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(part, int(name[1]))
        elif name == "table":
            self._table(part, depth, in_notes)
        elif name in ("ul", "ol"):
            self._list(part, depth + 1, in_notes or _is_notes(part))
        elif name == "pre":
            self.blocks += read_text(part.text_content()).blocks
        elif name in ("p", "dt", "legend", "summary", "figcaption", "caption") and not _has_blocks(part):
            for text in re.split(r"\n\s*\n", piece_text(part, "")):
                self._paragraph(text, bold=_all_bold(part))
        else:
            self.read(part, depth, in_notes)

    def _heading(self, part: Any, level: int) -> None:
        text = inline_text(part)
        number, rest = take_number(text)
        if rest:
            self.blocks.append(Block("heading", rest, number=number, level=level))

    def _loose(self, text: str) -> None:
        for piece in re.split(r"\n[ \t\r\f]*\n", text.replace("\r", "")) if text.strip() else ():
            self._paragraph(piece, bold=False)

    def _paragraph(self, raw: str, bold: bool) -> None:
        text = shown(raw)
        if not text:
            return
        mark, rest = take_footnote(text)
        if mark is not None:
            self.blocks.append(Block("footnote", rest, number=mark))
            return
        bullet, rest = take_bullet(text)
        if bullet is not None:
            self.blocks.append(Block("list_item", rest, marker=bullet, level=1))
            return
        number, rest = take_number(text)
        self.blocks.append(Block("paragraph", rest, number=number, bold=bold))

    def _table(self, table: Any, depth: int, in_notes: bool) -> None:
        if is_layout(table):
            for cell in table.iter("td", "th"):
                if _nearest_table(cell) is table:
                    self.read(cell, depth, in_notes)
            return
        grid = read_table(table, self.fills)
        if grid.caption:
            self._paragraph(grid.caption, bold=False)
        if any(cell.text or cell.fill for row in grid.rows for cell in row):
            self.blocks.append(Block("table", "", table=grid))
        for inner in table.iterdescendants("table"):
            if _nearest_table(inner.getparent()) is table:
                self._table(inner, depth, in_notes)

    def _list(self, part: Any, depth: int, in_notes: bool) -> None:
        ordered = tag(part) == "ol"
        step = -1 if part.get("reversed") is not None else 1
        items = [item for item in part if tag(item) == "li" and not hidden(item)]
        count = _whole(part.get("start"), len(items) if step < 0 else 1)
        kind = _LIST_KINDS.get(part.get("type") or "", "decimal")
        for item in items:
            count = _whole(item.get("value"), count)
            before = len(self.blocks)
            self.read(item, depth, in_notes)
            if len(self.blocks) > before:
                number = spelled(count, kind) if ordered else None
                self.blocks[before] = _as_item(self.blocks[before], item, number, kind, depth, in_notes)
            count += step


def _as_item(first: Block, item: Any, number: str | None, kind: str, depth: int, in_notes: bool) -> Block:
    """The first block of a list item with its bullet or number. A top list of figures numbers paragraphs."""
    if first.kind not in ("paragraph", "list_item", "footnote"):
        return first
    if in_notes:
        named = _MARK_ID.search(item.get("id") or "")
        return Block("footnote", first.text, number=first.number or (named.group(1) if named else number))
    if number is None:
        return Block("list_item", first.text, number=first.number, marker=first.marker or "•", level=depth)
    if kind == "decimal" and depth == 1:
        return Block("paragraph", first.text, number=first.number or number)
    return Block("list_item", first.text, number=number if kind == "decimal" else f"{number}.", level=depth)


def _has_blocks(part: Any) -> bool:
    return any(tag(inner) in _BLOCKS and not hidden(inner) for inner in part.iterdescendants())


def _is_notes(part: Any) -> bool:
    role, marks = part.get("role") or "", f"{part.get('class') or ''} {part.get('id') or ''}"
    return role in ("doc-endnotes", "doc-footnote") or bool(_FOOTNOTES.search(marks.replace("_", " ")))


def _nearest_table(element: Any) -> Any:
    while element is not None and tag(element) != "table":
        element = element.getparent()
    return element


def _all_bold(part: Any) -> bool:
    strong = "".join("".join(e.itertext()) for e in part.iter("strong", "b"))
    return bool(strong.strip()) and fold(strong) == fold("".join(part.itertext()))


def _whole(text: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(found.group(1)) if found else otherwise
