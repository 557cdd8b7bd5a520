"""The reader of OpenDocument spreadsheets (.ods), which store the text that each cell shows.

The content is read as a stream: a library that builds the whole document tree first (odfpy) needs several
hundred bytes for each of the million blank cells that a formatted sheet declares.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.blocks import Block, Extract, PageNote, Progress, RawCell
from ingest.guards import safe_archive
from ingest.readers.marks import fold, part_marks, with_mark
from ingest.readers.sheet.grid import Row, blocks_of, check_extent
from store.errors import UnreadableFile

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
_DAMAGED = "It is not a spreadsheet that can be opened; open it in LibreOffice, save it as .ods and try again."
_MOST_BLANK_COLUMNS = 1024


class OpenDocumentReader:
    """Reads OpenDocument spreadsheets. Hidden sheets are left out and named."""

    name = "ods"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a spreadsheet, a heading and tables for each sheet. Raises `UnreadableFile`."""
        from lxml import etree

        with safe_archive(content) as archive:
            try:
                looks = _Looks()
                if "styles.xml" in archive.namelist():
                    looks.learn(archive, "styles.xml")
                looks.learn(archive, "content.xml")
                sheets = list(_sheets(archive, looks))
            except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, EOFError) as error:
                raise UnreadableFile(_DAMAGED) from error
        blocks: list[Block] = []
        notes: list[PageNote] = []
        unsaved = [cell for sheet in sheets for cell in sheet.unsaved]
        if unsaved:
            raise UnreadableFile(
                f"{len(unsaved)} of its cells hold formulas without saved results (the first is {unsaved[0]}); "
                "open it in LibreOffice, save it and try again."
            )
        for at, sheet in enumerate(sheets, start=1):
            if sheet.hidden:
                notes.append(PageNote(None, f"The hidden sheet “{sheet.name}” was left out."))
            else:
                blocks += blocks_of(sheet.rows, sheet.name)
            if on_page:
                on_page(at, len(sheets))
        if not blocks:
            raise UnreadableFile("It holds no cells with text or figures on a sheet that is shown.")
        return Extract(tuple(blocks), None, self.name, notes=tuple(notes))


@dataclass
class _Looks:
    """What the styles of a file say: fills, raised text, and which tables are hidden."""

    fills: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)

    def learn(self, archive: zipfile.ZipFile, part: str) -> None:
        for style in _stream(archive, part, f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name") or ""
            self.parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
            for properties in style:
                colour = properties.get(f"{_FO}background-color") or ""
                if properties.tag == f"{_STYLE}table-cell-properties" and colour:
                    self.fills[name] = colour.lower() if _HEX.match(colour) else ""
                if (properties.get(f"{_STYLE}text-position") or "").startswith(("super", "3", "4", "5")):
                    self.raised.add(name)
                if properties.get(f"{_TABLE}display") == "false":
                    self.hidden.add(name)

    def fill(self, name: str | None) -> str | None:
        seen: set[str] = set()
        while name and name not in seen:
            if name in self.fills:
                return self.fills[name] or None
            seen.add(name)
            name = self.parents.get(name)
        return None


@dataclass
class _Sheet:
    name: str
    hidden: bool
    rows: list[Row] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    count: int = 0
    cells: int = 0
    columns: list[str] = field(default_factory=list)
    pending: int = 0

    def add(self, row: Row, times: int) -> None:
        """Adds a row; blank rows are held back until a row with text follows."""
        if not any(cell.text or cell.covered for cell in row):
            self.pending += times
            return
        self.count += times
        self.cells += times * len(row)
        check_extent(self.count, self.cells, self.name)
        self.rows += [[] for _ in range(min(self.pending, 2))]
        self.rows += [list(row) for _ in range(times)]
        self.pending = 0


def _stream(archive: zipfile.ZipFile, part: str, *tags: str) -> Iterator[Any]:
    """The elements of one part with these tags, each forgotten once it has been looked at."""
    from lxml import etree

    with archive.open(part) as stream:
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True, huge_tree=False):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _sheets(archive: zipfile.ZipFile, looks: _Looks) -> Iterator[_Sheet]:
    from lxml import etree

    sheet: _Sheet | None = None
    with archive.open("content.xml") as stream:
        for event, element in etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True,
            tag=(f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"),
        ):  # fmt: skip
            if element.tag == f"{_TABLE}table":
                if event == "start":
                    style = element.get(f"{_TABLE}style-name") or ""
                    sheet = _Sheet(element.get(f"{_TABLE}name") or "", style in looks.hidden)
                elif sheet is not None:
                    yield sheet
                    sheet = None
                    element.clear()
            elif event == "end" and sheet is not None:
                if element.tag == f"{_TABLE}table-row":
                    _read_row(element, sheet, looks)
                else:
                    times = min(_repeated(element, "columns"), _MOST_BLANK_COLUMNS)
                    sheet.columns += [element.get(f"{_TABLE}default-cell-style-name") or ""] * times
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _read_row(element: Any, sheet: _Sheet, looks: _Looks) -> None:
    row: Row = []
    default = element.get(f"{_TABLE}default-cell-style-name")
    for cell in element.iterchildren(*_CELLS):
        times = _repeated(cell, "columns")
        text = _cell_text(cell, looks)
        column = len(row)
        style = cell.get(f"{_TABLE}style-name") or default or "".join(sheet.columns[column : column + 1])
        if cell.get(f"{_TABLE}formula") and not text and cell.get(f"{_OFFICE}value-type") is None:
            sheet.unsaved.append(f"row {sheet.count + 1}, column {column + 1}")
        covered = cell.tag == _CELLS[1]
        blank = not text and not covered
        check_extent(sheet.count, sheet.cells + len(row) + (0 if blank else times), sheet.name)
        row += [
            RawCell(
                "" if covered else text,
                covered=covered,
                rowspan=int(cell.get(f"{_TABLE}number-rows-spanned") or 1),
                colspan=int(cell.get(f"{_TABLE}number-columns-spanned") or 1),
                fill=looks.fill(style),
            )
        ] * (min(times, _MOST_BLANK_COLUMNS) if blank else times)
    while row and not (row[-1].text or row[-1].covered or row[-1].fill):
        row.pop()
    sheet.add(row, _repeated(element, "rows"))


def _repeated(element: Any, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated") or 1)


def _cell_text(cell: Any, looks: _Looks) -> str:
    parts = [_words(paragraph, looks) for paragraph in cell.iterchildren(f"{_TEXT}p")]
    return part_marks(fold(" ".join(parts)))


def _words(element: Any, looks: _Looks, before: str = "") -> str:
    """The text of a paragraph; raised figures become footnote marks, comments are left out."""
    text = before + (element.text or "")
    for piece in element:
        if piece.tag == f"{_TEXT}s":
            text += " " * int(piece.get(f"{_TEXT}c") or 1)
        elif piece.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            text += " "
        elif piece.tag == f"{_TEXT}span" and piece.get(f"{_TEXT}style-name") in looks.raised:
            words = "".join(piece.itertext())
            text = with_mark(text, words.strip()) if words.strip().isdigit() else text + words
        elif isinstance(piece.tag, str) and piece.tag.startswith(_TEXT):
            text = _words(piece, looks, text)
        text += piece.tail or ""
    return text
