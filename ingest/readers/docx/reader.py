"""The reader of Word documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.blocks import Block, Extract, PageNote, Progress
from ingest.readers.docx.cuts import join_cut
from ingest.readers.docx.headings import Look, drawn_level, look_of
from ingest.readers.docx.notes import Notes
from ingest.readers.docx.numbering import Label, Numbering
from ingest.readers.docx.package import Package, open_package
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.tables import cells_of, is_box, read_table
from ingest.readers.docx.text import ParagraphText, Seen, read_paragraph
from ingest.readers.docx.xml import Element, W, flow
from ingest.readers.marks import fold, take_bullet, take_footnote, take_letter, take_number
from store.errors import UnreadableFile


class DocxReader:
    """Reads Word documents in document order. They have no pages until they are drawn: `pages` is None.

    Headers, footers, comments and tables of contents are left out; tracked deletions too, insertions are kept.
    """

    name = "docx"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a Word document. Raises `UnreadableFile` with one clear line."""
        package = open_package(content)
        walk = _Walk(package)
        walk.go()
        if not any(block.text or block.table for block in walk.blocks):
            raise UnreadableFile("It holds no text, perhaps only pictures; give the document that they show.")
        if on_page:
            on_page(1, 1)
        blocks, joined = join_cut(walk.blocks)
        return Extract(tuple(blocks), None, self.name, package.properties, (*_remarks(walk), *joined))


@dataclass
class _Walk:
    """One pass through a document's body, with the counters that run along."""

    package: Package
    blocks: list[Block] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    deleted_rows: int = 0

    def __post_init__(self) -> None:
        self.styles = Styles(self.package.styles)
        self.numbering = Numbering(self.package.numbering, self.styles)
        self.notes = Notes(self.package.footnotes, self.package.endnotes, self.package.settings)
        self.notes.count_footnotes(self.package.body)

    def go(self) -> None:
        self.look = self._look()
        self._read(self.package.body)

    def _look(self) -> Look:
        """A first pass over the paragraphs outside tables, for the body's size and the use of styles."""
        unused = Notes(self.package.footnotes, self.package.endnotes, self.package.settings)
        paragraphs = (p for p in flow(self.package.body) if p.tag == f"{W}p")
        return look_of(
            (read_paragraph(p, self.styles, unused, Seen()), self.styles.heading_level(p)) for p in paragraphs
        )

    def _read(self, parent: Element) -> None:
        for element in flow(parent):
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)

    def _paragraph(self, paragraph: Element) -> None:
        if self.styles.is_contents(paragraph):
            self.seen.contents += 1
            return
        found = read_paragraph(paragraph, self.styles, self.notes, self.seen)
        label = self.numbering.label(paragraph) if found.text else None
        if found.text:
            self.blocks.append(self._block(found, label, self.styles.heading_level(paragraph)))
        self._notes()
        for box in found.boxes:
            self._read(box)

    def _block(self, found: ParagraphText, label: Label | None, level: int | None) -> Block:
        text, size = found.text, found.size and found.size / 2
        number = None
        if label is not None and not label.bullet and any(c.isalpha() for c in label.text) and len(label.text) > 5:
            text, label = f"{label.text} {text}", None  # "Objective 3 –" is words, not only a number
        if label is None:
            mark, rest = take_footnote(text)
            if mark is not None and level is None:
                return Block("footnote", rest, number=mark, size=size)
            number, rest = take_number(text)
            text = rest if number is not None else text
        elif not label.bullet:
            number = label.number
        if level is None and not (label is not None and (label.bullet or label.letters)):
            level = drawn_level(ParagraphText(text, found.bold, found.plain, found.sizes), self.look)
        if level is not None:
            return Block("heading", text, number=number, level=level, bold=found.all_bold, size=size)
        if label is not None and (label.bullet or label.letters):
            marker = label.text if label.bullet else None
            return Block(
                "list_item",
                text,
                number=number,
                marker=marker,
                level=label.level,
                bold=found.all_bold,
                size=size,
            )
        if label is None and number is None:
            for take, is_bullet in ((take_bullet, True), (take_letter, False)):
                mark, rest = take(text)
                if mark is not None:
                    marker, letter = (mark, None) if is_bullet else (None, mark)
                    return Block("list_item", rest, number=letter, marker=marker, level=1, size=size)
        return Block("paragraph", text, number=number, bold=found.all_bold, size=size)

    def _table(self, table: Element) -> None:
        if is_box(table):
            for cell in cells_of(table):
                self._read(cell)
            return
        inner: list[Element] = []
        boxes: list[Element] = []

        def read_cell(cell: Element) -> str:
            parts = []
            for element in flow(cell):
                if element.tag == f"{W}p":
                    found = read_paragraph(element, self.styles, self.notes, self.seen)
                    boxes.extend(found.boxes)
                    label = self.numbering.label(element) if found.text else None
                    parts.append(f"{label.text} {found.text}" if label else found.text)
                elif element.tag == f"{W}tbl":
                    inner.append(element)
            return fold(" ".join(parts))

        grid, deleted = read_table(table, self.styles, read_cell)
        self.deleted_rows += deleted
        if any(cell.text or cell.fill for row in grid.rows for cell in row):
            self.blocks.append(Block("table", "", table=grid))
        self._notes()
        for box in boxes:
            self._read(box)
        for nested in inner:
            self.seen.nested += 1
            self._table(nested)

    def _notes(self) -> None:
        """The notes that the last block referred to, as blocks after it."""
        for note in self.notes.take():
            parts = [read_paragraph(p, self.styles, self.notes, self.seen).text for p in note.paragraphs]
            text = fold(" ".join(parts))
            if text:
                self.blocks.append(Block("footnote", text, number=note.number or None))


def _remarks(walk: _Walk) -> Iterator[PageNote]:
    """What a person may want to check, said once each with its count."""
    seen, notes, package = walk.seen, walk.notes, walk.package
    counts = (
        (seen.deleted + walk.deleted_rows, "deletions of tracked changes were left out"),
        (seen.inserted, "insertions of tracked changes were kept"),
        (seen.hidden, "pieces of hidden text were left out"),
        (seen.struck, "pieces of struck-through text were kept"),
        (seen.boxes, "text boxes were read after the paragraphs that hold them"),
        (seen.pictures, "pictures or drawings were not read"),
        (seen.contents, "lines of a table of contents were left out"),
        (seen.nested, "tables inside table cells were read after the outer table"),
        (package.outside, "links to other files were not followed"),
        (notes.missing, "notes are referred to and not there"),
    )
    for count, what in counts:
        if count:
            yield PageNote(None, f"{count} {what}.")
    if notes.endnotes_renumbered:
        yield PageNote(None, "Endnotes are marked with figures that follow the footnotes' own.")
    if notes.restarts_unseen:
        yield PageNote(None, "Footnotes are printed with numbers that start again on each page; here they run on.")
    if notes.other_numerals:
        yield PageNote(None, f"Footnotes are printed as “{notes.other_numerals}”…; here they have figures.")
    if package.comments:
        yield PageNote(None, "Comments were left out.")
