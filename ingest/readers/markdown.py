"""The reader of Markdown (CommonMark with pipe tables).

Prose, headings and cells give the text alone, as a reader of the page sees it, without the marks of emphasis and links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.blocks import Block, Extract, PageNote, Progress, RawCell, RawTable
from ingest.encoding import decode
from ingest.readers.html.reader import read_html
from ingest.readers.marks import fold, part_marks, take_footnote, take_number, to_superscript
from ingest.readers.text.headings import looks_like_title
from ingest.readers.text.reader import read_text
from ingest.readers.text.tables import piped_cells
from store.errors import UnreadableFile

_MARKED_UP = re.compile(r"^(?: {0,3}#{1,6}\s+\S| {0,3}\|?(?:\s*:?-+:?\s*\|)+|\S.*\n(?:=+|-{3,})\s*$)", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_NOTE_TEXT = re.compile(r"^\[\^(\d{1,3})\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)$", re.MULTILINE)
_NOTE_MARK = re.compile(r"\s*\[\^(\d{1,3})\]")
_SUP = re.compile(r"\s*(?:<sup>(\d{1,3})</sup>|\^(\d{1,3})\^)")
_BOLD_LINE = re.compile(r"^(\*\*|__)(?=\S)(.+?)\1$")
_LABELLED = re.compile(r"^(\*\*|__)[A-Z][^*_\n]{1,40}(?::\1|\1\s*:)")  # "**Date of meeting:** …", one of several lines


class MarkdownReader:
    """Reads Markdown. A file of that name without any mark-up is read as plain text, with its tabbed tables."""

    name = "markdown"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a Markdown file. Raises `UnreadableFile` where it is empty or cannot be decoded."""
        text, encoding = decode(content)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise UnreadableFile("It holds no text; check that the right file was saved.")
        blocks, properties, notes = read_markdown(text)
        if not encoding.startswith("utf-8"):
            notes = [PageNote(None, f"Its text was read as {encoding}."), *notes]
        if on_page:
            on_page(1, 1)
        return Extract(tuple(blocks), None, self.name, properties, tuple(notes))


def read_markdown(text: str) -> tuple[list[Block], dict[str, str], list[PageNote]]:
    """The blocks of a Markdown text, the title of its front matter, and notes."""
    from markdown_it import MarkdownIt

    properties: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        title = _FRONT_TITLE.search(front.group(1))
        properties = {"title": title.group(1)} if title else {}
        text = text[front.end() :]
    if not _MARKED_UP.search(text):
        extract = read_text(text)
        return list(extract.blocks), properties, list(extract.notes)
    footnotes = [Block("footnote", fold(body), number=number) for number, body in _NOTE_TEXT.findall(text)]
    text = _NOTE_TEXT.sub("", text)
    walk = _Walk(text.split("\n"))
    walk.read(MarkdownIt("commonmark").enable("table").parse(text))
    return [*walk.blocks, *footnotes], properties, walk.notes


@dataclass
class _Walk:
    """One pass over the tokens of a file. `lists` holds the open lists, each with its kind."""

    lines: Sequence[str]
    blocks: list[Block] = field(default_factory=list)
    notes: list[PageNote] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    item: tuple[str, str] | None = None

    def read(self, tokens: Sequence[Any]) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self.lists.append(token.type)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
            elif token.type == "list_item_open":
                self.item = (token.info, token.markup)
            elif token.type == "heading_open":
                self._heading(tokens[at + 1], int(token.tag[1]))
                at += 2
            elif token.type == "paragraph_open":
                self._paragraph(tokens[at + 1])
                at += 2
            elif token.type == "table_open":
                end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                self._table(tokens[at:end])
                at = end
            elif token.type in ("fence", "code_block"):
                self.blocks += read_text(token.content).blocks
            elif token.type == "html_block" and token.content.strip().startswith("<"):
                self._html(token.content)
            at += 1

    def _heading(self, inline: Any, level: int) -> None:
        number, text = take_number(plain_text(inline))
        if text:
            self.blocks.append(Block("heading", text, number=number, level=level))

    def _paragraph(self, inline: Any) -> None:
        raw = "\n".join(self.lines[inline.map[0] : inline.map[1]]) if inline.map else inline.content
        if "\t" in inline.content and not self.lists:
            extract = read_text(raw)
            self.blocks += extract.blocks
            self.notes += extract.notes
            return
        lines = inline.content.split("\n")
        if len(lines) > 1 and not self.lists and all(map(_LABELLED.match, lines)):
            self.blocks += [Block("paragraph", line) for line in plain_lines(inline)]
            return
        text, item, self.item = plain_text(inline), self.item, None
        if item is not None and self.lists:
            self.blocks.append(self._list_item(text, *item))
            return
        mark, rest = take_footnote(text)
        if mark is not None:
            self.blocks.append(Block("footnote", rest, number=mark))
            return
        bold = _BOLD_LINE.match(fold(inline.content))
        if bold and looks_like_title(text):
            self.blocks.append(Block("heading", text, bold=True))
            return
        number, rest = take_number(text)
        self.blocks.append(Block("paragraph", rest, number=number, bold=bool(bold)))

    def _list_item(self, text: str, number: str, markup: str) -> Block:
        """A list item; the numbers of a list that is not inside another are paragraph numbers."""
        if self.lists[-1] == "bullet_list_open":
            return Block("list_item", text, marker=markup, level=len(self.lists))
        if len(self.lists) == 1:
            return Block("paragraph", text, number=number)
        return Block("list_item", text, number=number, level=len(self.lists))

    def _table(self, tokens: Sequence[Any]) -> None:
        rows: list[list[RawCell]] = []
        heads = 0
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                pictures = [piece.content for piece in token.children or () if piece.type == "image"]
                rows[-1].append(RawCell(plain_text(token) or fold(" ".join(pictures))))
            heads += token.type == "thead_close"
        # markdown-it gives every row as many cells as the header has, and drops what goes beyond it
        doubts = []
        start = tokens[0].map[0] if tokens[0].map else 0
        for number, line in enumerate(self.lines[start : start + len(rows) + 1]):
            cells = len(piped_cells(line))
            if number != 1 and cells != len(rows[0]):
                doubts.append(f"row {number or 1} has {cells} cells under {len(rows[0])} headings")
        table = RawTable(rows=tuple(map(tuple, rows)), doubts=tuple(doubts[:1]), header_rows=heads or None)
        self.blocks.append(Block("table", "", table=table))

    def _html(self, content: str) -> None:
        blocks, _ = read_html(content)
        self.blocks += blocks


def plain_text(inline: Any) -> str:
    """The text of an inline token without its mark-up, footnote references as marks."""
    return _plain(inline.children or ())


def plain_lines(inline: Any) -> list[str]:
    """The same, each of its lines alone."""
    lines: list[list[Any]] = [[]]
    for piece in inline.children or ():
        if piece.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(piece)
    return [_plain(line) for line in lines]


def _plain(pieces: Sequence[Any]) -> str:
    text = ""
    for piece in pieces:
        if piece.type in ("text", "code_inline"):
            text += piece.content
        elif piece.type in ("softbreak", "hardbreak") or piece.type == "html_inline" and piece.content == "<br>":
            text += " "
        elif piece.type == "html_inline" and piece.content in ("<sup>", "</sup>"):
            text += piece.content
    text = _NOTE_MARK.sub(lambda found: f" {to_superscript(found.group(1))}", text)
    text = _SUP.sub(lambda found: f" {to_superscript(found.group(1) or found.group(2))}", text)
    return part_marks(fold(text.replace("<sup>", "").replace("</sup>", "")))
