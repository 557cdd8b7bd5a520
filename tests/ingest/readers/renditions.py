"""A sample report's measures table written by script as Word, web page, Markdown and spreadsheet.

Each rendition differs from the plain text in how it draws what matters: the objective merged, numbered or in
a band of its own, footnotes as raised figures or real ones, ratings as letters or as colour alone.
"""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from ingest.readers.text.reader import read_text

from . import word

SAMPLES = Path(__file__).parents[3] / "evals" / "samples"
COLOURS = {"G": "00B050", "A": "FFC000", "R": "FF0000"}
_MARK = re.compile(r"\s*([⁰¹²³⁴-⁹]+)$")
_RATING = re.compile(r"(?:^|\s)([RAG])$")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Report:
    """A report's title lines and text, its table's heading row, rows and notes."""

    front: list
    head: list
    rows: list
    notes: dict


def report(stem):
    """The sample `stem`, its table's parts joined: a row carries its objective's label only where it begins."""
    blocks = read_text((SAMPLES / f"{stem}.txt").read_text(encoding="utf-8")).blocks
    tables = [b.table for b in blocks if b.table and len(b.table.rows[0]) == 6]
    rows = [[cell.text for cell in row] for table in tables for row in table.rows[1:]]
    rows = [row for row in rows if any(row[1:])]
    notes = {b.number: b.text for b in blocks if b.kind == "footnote"}
    end = next(at for at, b in enumerate(blocks) if b.table and len(b.table.rows[0]) == 6)
    front = [b for b in blocks[:end] if not b.table]
    return Report(front, [cell.text for cell in tables[0].rows[0]], rows, notes)


def mark_of(text):
    """A cell's words, and the number of its footnote."""
    found = _MARK.search(text)
    return (text[: found.start()], found.group(1).translate(_FIGURES)) if found else (text, "")


def rating_of(text):
    """A cell's comment, and its rating letter."""
    found = _RATING.search(text)
    return (text[: found.start()].strip(), found.group(1)) if found else (text, "")


def spans(rows):
    """For each row that begins an objective, how many rows it spans."""
    starts = [at for at, row in enumerate(rows) if row[0]] + [len(rows)]
    return {start: end - start for start, end in zip(starts, starts[1:], strict=False)}


def _front(document, told, styled=True):
    for block in told.front:
        text = f"{block.number}. {block.text}" if block.number else block.text
        if block.kind == "heading" and styled:
            document.add_heading(text, max(1, block.level))
        elif block.kind == "heading":
            document.add_paragraph().add_run(text).bold = True
        else:
            document.add_paragraph(text)


def _put(cell, text, raised=True, size=8):
    words, mark = mark_of(text)
    paragraph = cell.paragraphs[0]
    paragraph.add_run(words).font.size = Pt(size)
    if mark and raised:
        paragraph.add_run(mark).font.superscript = True
    elif mark:
        paragraph.add_run(f"{{{{{mark}}}}}")


def _shade(cell, colour):
    cell._tc.get_or_add_tcPr().append(parse_xml(word.declared(f'<w:shd w:val="clear" w:fill="{colour}"/>')))


def _saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_merged(told):
    """Raised marks, the objective merged downwards, letters; notes as paragraphs after the table."""
    document = docx.Document()
    _front(document, told)
    table = document.add_table(1 + len(told.rows), 6)
    for cell, text in zip(table.rows[0].cells, told.head, strict=True):
        _put(cell, text)
    for at, row in enumerate(told.rows, start=1):
        for column, text in enumerate(row):
            if text:
                _put(table.cell(at, column), text)
    for start, length in spans(told.rows).items():
        table.cell(start + 1, 0).merge(table.cell(start + length, 0))
    for number, note in told.notes.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(number).font.superscript = True
        paragraph.add_run(f" {note}")
    return _saved(document)


def word_footnotes(told):
    """Real footnotes, ratings by the shade of the last cell alone, bold lines for headings, a repeated header."""
    document = docx.Document()
    _front(document, told, styled=False)
    table = document.add_table(0, 6)
    for at, row in enumerate([told.head, *told.rows]):
        cells = table.add_row().cells
        for column, text in enumerate(row):
            comment, letter = rating_of(text) if column == 5 and at else (text, "")
            _put(cells[column], comment, raised=False)
            if letter:
                _shade(cells[column], COLOURS[letter])
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(parse_xml(word.declared("<w:tblHeader/>")))
    buffer = io.BytesIO(word.with_notes(document, "footnotes", {int(n): t for n, t in told.notes.items()}))
    return _real_references(buffer.getvalue())


def _real_references(content):
    """Turns each placeholder into a reference to a footnote. Word numbers notes where they are first used."""
    pattern = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t>\{\{(\d+)\}\}</w:t></w:r>")
    reference = r'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="\1"/></w:r>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                data = pattern.sub(reference, data.decode("utf-8")).encode("utf-8")
            new.writestr(info.filename, data)
    return buffer.getvalue()


def word_numbered(told):
    """Objectives numbered by Word, ratings as words under a highlighter, every other row shaded."""
    document = docx.Document()
    _front(document, told)
    word.numbering(document, [("decimal", "%1.", 1)])
    table = document.add_table(0, 6)
    for at, row in enumerate([told.head, *told.rows]):
        cells = table.add_row().cells
        for column, text in enumerate(row):
            label = re.match(r"(\d+)\.\s*", text) if column == 0 and at else None
            comment, letter = rating_of(text) if column == 5 and at else (text, "")
            _put(cells[column], text[label.end() :] if label else comment)
            if label:
                cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(word.declared(word.listed(0))))
            if letter:
                run = cells[column].paragraphs[0].add_run(f" {letter}")
                run.font.highlight_color = WD_COLOR_INDEX.GRAY_25
            elif at % 2 and column < 5:
                _shade(cells[column], "F2F2F2")
    for number, note in told.notes.items():
        document.add_paragraph(f"{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in number)} {note}")
    return _saved(document)


def web_page(told):
    """Objectives spanning rows, raised marks, ratings by the colour of a class alone."""
    rules = "".join(f".r{letter}{{background-color:#{colour}}}" for letter, colour in COLOURS.items())
    parts = [f"<!DOCTYPE html><html><head><style>{rules}</style></head><body>"]
    for block in told.front:
        tag = f"h{max(1, block.level)}" if block.kind == "heading" else "p"
        number = f"{block.number}. " if block.number else ""
        parts.append(f"<{tag}>{number}{html.escape(block.text)}</{tag}>")
    parts.append(f"<table><thead><tr>{''.join(f'<th>{html.escape(h)}</th>' for h in told.head)}</tr></thead><tbody>")
    lengths = spans(told.rows)
    for at, row in enumerate(told.rows):
        parts.append("<tr>")
        for column, text in enumerate(row):
            if column == 0 and not text:
                continue
            comment, letter = rating_of(text) if column == 5 else (text, "")
            words, mark = mark_of(comment)
            across = f" rowspan={lengths[at]}" if column == 0 else ""
            colour = f' class="r{letter}"' if letter else ""
            parts.append(f"<td{across}{colour}>{html.escape(words)}{f'<sup>{mark}</sup>' if mark else ''}</td>")
        parts.append("</tr>")
    notes = "".join(f"<p><sup>{number}</sup> {html.escape(note)}</p>" for number, note in told.notes.items())
    return "".join([*parts, "</tbody></table>", notes, "</body></html>"]).encode()


def marked_down(told):
    """Pipe tables, marks as references."""
    lines = []
    for block in told.front:
        number = f"{block.number}. " if block.number else ""
        lines += [f"{'#' * max(1, block.level)} {number}{block.text}" if block.kind == "heading" else block.text, ""]
    for at, row in enumerate([told.head, *told.rows]):
        cells = [f"{words}[^{mark}]" if mark else words for words, mark in map(mark_of, row)]
        lines.append(f"| {' | '.join(cell.replace('*', chr(92) + '*') for cell in cells)} |")
        lines += ["|" + "---|" * 6] if at == 0 else []
    lines += ["", *[f"[^{number}]: {note}" for number, note in told.notes.items()], ""]
    return "\n".join(lines).encode()


def workbook(told):
    """Front matter as lines, the objective merged, plain figures as numbers, ratings by fill alone."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Measures"
    for block in told.front:
        sheet.append([block.text])
        sheet.append([])
    sheet.append([])
    sheet.append(told.head)
    first = sheet.max_row + 1
    for at, row in enumerate(told.rows, start=first):
        for column, text in enumerate(row, start=1):
            comment, letter = rating_of(text) if column == 6 else (text, "")
            cell = sheet.cell(at, column)
            _set(cell, comment)
            if letter:
                cell.fill = PatternFill("solid", fgColor=COLOURS[letter])
    for start, length in spans(told.rows).items():
        sheet.merge_cells(start_row=first + start, end_row=first + start + length - 1, start_column=1, end_column=1)
    for number, note in told.notes.items():
        sheet.cell(sheet.max_row + 1, 1, f"{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in number)} {note}")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def open_document(told):
    """An OpenDocument sheet: raised marks, the objective spanning rows, ratings by fill alone."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableCellProperties, TextProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P, Span

    document = OpenDocumentSpreadsheet()
    styles = {letter: Style(name=letter, family="table-cell") for letter in COLOURS}
    raised = Style(name="raised", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    for letter, style in styles.items():
        style.addElement(TableCellProperties(backgroundcolor=f"#{COLOURS[letter]}"))
    for style in (*styles.values(), raised):
        document.automaticstyles.addElement(style)
    sheet = Table(name="Measures")
    lines = [[block.text] for block in told.front] + [told.head]
    lengths = spans(told.rows)
    notes = [[f"{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in number)} {note}"] for number, note in told.notes.items()]
    for at, row in enumerate([*lines, *told.rows, *notes], start=-len(lines)):
        line = TableRow()
        for column, text in enumerate(row):
            body = 0 <= at < len(told.rows)
            comment, letter = rating_of(text) if body and column == 5 else (text, "")
            words, mark = mark_of(comment) if body else (comment, "")
            spanned = {"numberrowsspanned": lengths[at], "numbercolumnsspanned": 1} if body and at in lengths else {}
            if body and column == 0 and not text:
                cell = CoveredTableCell()
            else:
                cell = TableCell(**(spanned if column == 0 else {}), **({"stylename": letter} if letter else {}))
            if words:
                paragraph = P(text=words)
                if mark:
                    paragraph.addElement(Span(stylename=raised, text=mark))
                cell.addElement(paragraph)
            line.addElement(cell)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _set(cell, text):
    words, mark = mark_of(text)
    percent = re.fullmatch(r"(\d+(?:\.(\d+))?)%", words)
    if mark:
        cell.value = CellRichText(words, TextBlock(InlineFont(vertAlign="superscript"), mark))
    elif percent:
        cell.value = float(percent.group(1)) / 100
        cell.number_format = f"0.{'0' * len(percent.group(2))}%" if percent.group(2) else "0%"
    elif re.fullmatch(r"\d{1,3}(,\d{3})+", words):
        cell.value, cell.number_format = int(words.replace(",", "")), "#,##0"
    elif words:
        cell.value = words


RENDITIONS = {
    "docx": (word_merged, word_footnotes, word_numbered),
    "html": (web_page,),
    "md": (marked_down,),
    "xlsx": (workbook,),
    "ods": (open_document,),
}
