"""One report, written by script in every format: the same blocks and the same cells come out of each."""

import csv
import html
import io

import docx
import pytest
from docx.shared import Pt
from openpyxl import Workbook

from ingest.readers import read_document

HEAD = ["Objective", "Success Measure (Headline marked*)", "Overall Target", "Target", "Actual", "RAG Status / Comment"]
ROWS = [
    ["1.Visible policing", "Public confidence ¹", "maintain", "71.2%", "69.1%", "A"],
    ["", "Emergencies answered in 20 minutes*", "95%", "95%", "95.9%", "G"],
    ["", "Number of cadets", "140 by 2015", "276 ²", "343", "G"],
    ["2.Less violence", "Violence with injury*", "less 2%", "1,639", "1,517", "On target G"],
    ["", "Joint strategy", "Monitor outcome", "-", "-", "Commenced G"],
    ["", "Impact statements taken", "Monitor outcome", "", "TBC", "Baseline in development."],
    ["", "Unnecessary attendance", "Monitor outcome", "", "1.96 ¹⁰", "See footnote R"],
]
NOTES = {"1": "Survey data, rolling", "2": "Previous year figure", "10": "A higher figure is better"}
MARKS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))


def parted(cell):
    """A cell's words and the figures of its mark."""
    words = cell.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹").rstrip()
    return words, "".join(MARKS[c] for c in cell[len(words) :].strip())


def as_text():
    lines = ["Appendix B", "", *["\t".join(row) for row in (HEAD, *ROWS)], ""]
    for number, note in NOTES.items():
        lines += [f"{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in number)} {note}", ""]
    return "\n".join(lines).encode()


def as_docx():
    document = docx.Document()
    document.add_heading("Appendix B", 1)
    table = document.add_table(0, 6)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            words, mark = parted(text)
            cell.paragraphs[0].add_run(words).font.size = Pt(8)
            if mark:
                cell.paragraphs[0].add_run(mark).font.superscript = True
    for number, note in NOTES.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(number).font.superscript = True
        paragraph.add_run(f" {note}")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html():
    def cell(text):
        words, mark = parted(text)
        return f"<td>{html.escape(words)}{f'<sup>{mark}</sup>' if mark else ''}</td>"

    rows = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in (HEAD, *ROWS))
    notes = "".join(f"<p><sup>{number}</sup>{note}</p>" for number, note in NOTES.items())
    return f"<!DOCTYPE html><html><body><h1>Appendix B</h1><table>{rows}</table>{notes}</body></html>".encode()


def as_markdown():
    def line(row):
        cells = [f"{words}[^{mark}]" if mark else words for words, mark in map(parted, row)]
        return f"| {' | '.join(cells).replace('*', chr(92) + '*')} |"

    rows = [line(HEAD), "|" + "---|" * 6, *map(line, ROWS)]
    notes = [f"[^{number}]: {note}" for number, note in NOTES.items()]
    return "\n".join(["# Appendix B", "", *rows, "", *notes, ""]).encode()


def as_xlsx():
    workbook = Workbook()
    workbook.active.title = "Appendix B"
    for row in (HEAD, *ROWS):
        workbook.active.append(row)
    at = {(r, c): workbook.active.cell(r + 2, c + 1) for r in range(len(ROWS)) for c in range(6)}
    at[0, 3].value, at[0, 3].number_format = 0.7120000000000001, "0.0%"
    at[3, 4].value, at[3, 4].number_format = 1517, "#,##0"
    for number, note in NOTES.items():
        workbook.active.append([f"{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in number)} {note}"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def as_csv():
    buffer = io.StringIO()
    csv.writer(buffer).writerows([HEAD, *ROWS])
    return buffer.getvalue().encode()


@pytest.mark.parametrize("write", [as_text, as_docx, as_html, as_markdown, as_xlsx, as_csv])
def test_every_cell_is_the_same_in_every_format(write):
    kind, extract = read_document(write(), f"report.{write.__name__.removeprefix('as_')}")
    tables = [block.table for block in extract.blocks if block.table]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [HEAD, *ROWS]
    assert tables[0].doubts == () and len(tables) == 1
    if kind != "csv":
        notes = {block.number: block.text for block in extract.blocks if block.kind == "footnote"}
        headings = [block.text for block in extract.blocks if block.kind == "heading"]
        assert (notes, headings) == (NOTES, ["Appendix B"])
