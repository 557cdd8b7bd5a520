"""A reply as a Word document: the letter with footnotes to its sources, then the evidence annex on its own page."""

from __future__ import annotations

import io
import re
from typing import Any

from assistant.letters.compose import MARK
from assistant.letters.export.annex import HEADINGS, annex, reference
from assistant.letters.reply import Reply, ReplySource

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOTE_WORDS = 60
_WIDTHS = (4.6, 5.6, 3.2, 2.2, 2.0)  # centimetres, the sum being the page between its margins


def to_docx(reply: Reply) -> bytes:
    """The bytes of a .docx file. Markup in any text stays text; figures stand as in the body."""
    from docx import Document
    from docx.shared import Cm, Pt

    from assistant.letters.export.footnotes import Footnotes

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    document.core_properties.title = "Draft reply"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _words(section.header.paragraphs[0], reply.style["draft_mark"])
    notes = Footnotes(document)
    sources = {s.n: s for s in reply.sources}
    first: dict[int, int] = {}
    for text in reply.body.split("\n\n"):
        _paragraph(document.add_paragraph(), text, sources, first, notes)
    if reply.sources:
        _annex(document, reply)
    notes.save()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraph(paragraph: Any, text: str, sources: dict[int, ReplySource], first: dict[int, int], notes: Any) -> None:
    at = 0
    for match in MARK.finditer(text):
        words = text[at : match.start()]
        if words.strip():
            _words(paragraph, words.rstrip())
        elif at:
            _raised(paragraph, ",")
        n = int(match.group(1))
        known = first.get(n)
        number = notes.add(paragraph, _note(sources[n]) if known is None else f"As note {known}.")
        first.setdefault(n, number)
        at = match.end()
    _words(paragraph, text[at:])


def _raised(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.superscript = True


def _words(paragraph: Any, text: str) -> None:
    lines = _clean(text).split("\n")
    for n, line in enumerate(lines):
        run = paragraph.add_run(line)
        if n + 1 < len(lines):
            run.add_break()


def _note(source: ReplySource) -> str:
    words = source.quote.split()
    quote = source.quote if len(words) <= _NOTE_WORDS else " ".join(words[:_NOTE_WORDS]) + " … (whole in the annex)"
    return _clean(f"{reference(source)}: “{quote}”")


def _annex(document: Any, reply: Reply) -> None:
    from docx.shared import Cm, Pt

    document.add_page_break()
    document.add_heading("Evidence annex", level=1)
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    rows = [HEADINGS, *(row.cells for row in annex(reply))]
    for n, cells in enumerate(rows):
        row = table.rows[0] if n == 0 else table.add_row()
        for cell, text, width in zip(row.cells, cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(_clean(text))
            run.font.size = Pt(9)
            run.bold = n == 0
    _repeat(table.rows[0])


def _repeat(row: Any) -> None:
    """Let the heading row stand on each page of the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)
