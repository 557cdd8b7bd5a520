"""Spreadsheets: what each cell shows, on sheets that are shown."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from ingest.readers.sheet import CsvReader, OpenDocumentReader, WorkbookReader
from ingest.readers.sheet.numfmt import UnknownFormat, show_date, show_number
from store.errors import UnreadableFile


def book(rows=(), **cells):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def saved(workbook):
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(workbook):
    return WorkbookReader().read(workbook if isinstance(workbook, bytes) else saved(workbook), "a.xlsx")


def tables(extract):
    return [b.table for b in extract.blocks if b.table]


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.7120000000000001, "0.0%", "71.2%"),
        (0.7120000000000001, "General", "0.712"),
        (1639, "#,##0", "1,639"),
        (-1639.5, "#,##0;(#,##0)", "(1,640)"),
        (-5.25, "0.0", "-5.3"),
        (-0.04, "0.0", "0.0"),
        (0, "#,##0;-#,##0;-", "-"),
        (1369313, "£#,##0", "£1,369,313"),
        (1369313, "[$£-809]#,##0.00", "£1,369,313.00"),
        (1369313, '£0.0,,"m"', "£1.4m"),
        (12345.678, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "12,345.68"),
        (3, "+0.0;-0.0", "+3.0"),
        (2.5, "0", "3"),
        (0.5, '0.0" pp"', "0.5 pp"),
        (150, '[>=100]0" high";0" low"', "150 high"),
        (7, "000", "007"),
        (1.5, "0.##", "1.5"),
        (1e15, "General", "1000000000000000"),
    ],
)
def test_numbers_as_shown(value, pattern, shown):
    assert show_number(value, pattern) == shown


@pytest.mark.parametrize("pattern", ["# ?/?", "0.00E+00"])
def test_formats_that_are_not_understood_say_so(pattern):
    with pytest.raises(UnknownFormat):
        show_number(1.25, pattern)


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (date(2013, 6, 30), "mm-dd-yy", "30/06/2013"),
        (datetime(2013, 6, 1), "mmm-yy", "Jun-13"),
        (datetime(2013, 6, 1), "d mmmm yyyy", "1 June 2013"),
        (datetime(2013, 6, 1, 14, 7, 9), "dd/mm/yyyy hh:mm:ss", "01/06/2013 14:07:09"),
        (time(9, 5), "h:mm AM/PM", "9:05 AM"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_dates_as_shown(value, pattern, shown):
    assert show_date(value, pattern) == shown


def test_cells_show_text_figures_dashes_and_blanks():
    workbook = book([["Measure", "Target", "Actual"], ["Crimes", "-", 1517], ["Rate", None, 0.549], ["TBC", "", "TBC"]])
    workbook.active["C3"].number_format = "0.0%"
    table = tables(read(workbook))[0]
    assert cells(table)[1:] == [["Crimes", "-", "1517"], ["Rate", "", "54.9%"], ["TBC", "", "TBC"]]
    assert table.source == "Sheet"


def test_titles_notes_and_several_tables_of_a_sheet():
    workbook = book(
        [
            ["Performance to June 2013"],
            ["Area", "Count"],
            ["North", 5],
            ["Notes: counts are provisional"],
            [],
            [],
            ["Second table"],
            ["Area", "Rate"],
            ["South", 7],
        ]
    )
    workbook.active.title = "Quarter 1"
    extract = read(workbook)
    assert [(b.kind, b.text) for b in extract.blocks] == [
        ("heading", "Quarter 1"),
        ("heading", "Performance to June 2013"),
        ("table", ""),
        ("paragraph", "Notes: counts are provisional"),
        ("heading", "Second table"),
        ("table", ""),
    ]
    assert tables(extract)[0].caption == "Performance to June 2013"


def test_a_blank_row_inside_a_table_does_not_cut_off_its_headings():
    workbook = book([["Area", "Count"], ["North", 5], [None, None], ["South", 7]])
    assert cells(tables(read(workbook))[0]) == [["Area", "Count"], ["North", "5"], ["South", "7"]]


def test_tables_side_by_side_are_two():
    workbook = book([["Area", "Count", None, "Area", "Rate"], ["North", 5, None, "East", 0.5]])
    assert [cells(t)[1] for t in tables(read(workbook))] == [["North", "5"], ["East", "0.5"]]


def test_merged_cells_and_fills():
    workbook = book([["Objective", "Actual", "RAG"], ["1. Reduce crime", 5, None], [None, 6, None]])
    sheet = workbook.active
    sheet.merge_cells("A2:A3")
    sheet["C2"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["C3"].fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.0))
    sheet["C2"] = "on track"
    found = tables(read(workbook))[0]
    assert (found.rows[1][0].rowspan, found.rows[2][0].covered, found.rows[2][0].text) == (2, True, "")
    assert found.rows[1][2].fill == "#00b050"
    assert found.rows[2][2].fill == "#c0504d"


def test_a_symbol_in_colour_is_a_fill():
    workbook = book([["Measure", "RAG"], ["Crimes", "●"], ["Rate", "-"]])
    for at in ("B2", "B3"):
        workbook.active[at].font = Font(color="FFFF0000")
    assert [row[1].fill for row in tables(read(workbook))[0].rows] == [None, "#ff0000", None]


def test_raised_figures_in_a_cell_are_marks():
    workbook = book([["Measure", "Actual"], ["Specials", "x"]])
    raised = TextBlock(InlineFont(vertAlign="superscript"), "2")
    workbook.active["B2"] = CellRichText("276", raised)
    assert cells(tables(read(workbook))[0])[1][1] == "276 ²"


def test_hidden_sheets_are_left_out_and_named():
    workbook = book([["Area", "Count"], ["North", 5]])
    workbook.create_sheet("Workings").append(["secret", 1])
    workbook["Workings"].sheet_state = "hidden"
    extract = read(workbook)
    assert len(tables(extract)) == 1
    assert [note.text for note in extract.notes] == ["The hidden sheet “Workings” was left out."]


def test_formulas_without_saved_results_refuse_the_file():
    with pytest.raises(UnreadableFile, match=r"1 of its cells .* \(the first is B2\)"):
        read(book([["Area", "Count"], ["All", "=SUM(B3:B9)"]]))


def test_formulas_with_saved_results_give_them():
    content = saved(book([["Area", "Count"], ["All", "=SUM(B3:B9)"]]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            new.writestr(
                info.filename, old.read(info).replace(b"<v></v>", b"<v>41</v>").replace(b"<v />", b"<v>41</v>")
            )
    assert cells(tables(read(buffer.getvalue()))[0])[1] == ["All", "41"]


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_loaded(monkeypatch):
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    content = saved(book([["Area", "Count"], ["North", 5]]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", row * 1_000_000 + b"</sheetData>")
            new.writestr(info.filename, data)
    monkeypatch.setattr("openpyxl.load_workbook", None)  # calling it would fail: nothing may be loaded
    with pytest.raises(UnreadableFile, match="has 1,000,002 rows"):
        read(buffer.getvalue())


@pytest.mark.parametrize(
    ("content", "words"),
    [(saved(book()), "no cells"), (saved(book([["a", "b"]]))[:900], "damaged")],
)
def test_bad_workbooks_are_refused_in_one_line(content, words):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert words in str(refused.value) and "\n" not in str(refused.value)


def spreadsheet():
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableCellProperties, TableProperties, TextProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P, Span

    document = OpenDocumentSpreadsheet()
    green = Style(name="green", family="table-cell")
    green.addElement(TableCellProperties(backgroundcolor="#00B050"))
    raised = Style(name="raised", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    away = Style(name="away", family="table")
    away.addElement(TableProperties(display="false"))
    for style in (green, raised, away):
        document.automaticstyles.addElement(style)

    def cell(text, **more):
        made = TableCell(**more)
        if text:
            made.addElement(P(text=text))
        return made

    sheet = Table(name="Quarter 1")
    head, first, second, rest = TableRow(), TableRow(), TableRow(), TableRow(numberrowsrepeated=1_000_000)
    for text in ("Objective", "Measure", "Actual"):
        head.addElement(cell(text))
    first.addElement(cell("1. Reduce crime", numberrowsspanned=2, numbercolumnsspanned=1))
    first.addElement(cell("Rate"))
    marked = TableCell(valuetype="float", value="0.7120000000000001", stylename=green)
    paragraph = P(text="71.2%")
    paragraph.addElement(Span(stylename=raised, text="1"))
    marked.addElement(paragraph)
    first.addElement(marked)
    second.addElement(CoveredTableCell())
    second.addElement(cell("-", numbercolumnsrepeated=2))
    rest.addElement(TableCell(numbercolumnsrepeated=16_000))
    for row in (head, first, second, rest):
        sheet.addElement(row)
    hidden = Table(name="Workings", stylename=away)
    hidden.addElement(TableRow())
    document.spreadsheet.addElement(sheet)
    document.spreadsheet.addElement(hidden)
    return document, cell


def written(document):
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def test_open_document_cells_spans_fills_and_marks():
    extract = OpenDocumentReader().read(written(spreadsheet()[0]), "a.ods")
    found = tables(extract)[0]
    assert cells(found) == [
        ["Objective", "Measure", "Actual"],
        ["1. Reduce crime", "Rate", "71.2% ¹"],
        ["", "-", "-"],
    ]
    assert (found.rows[1][2].fill, found.rows[2][0].covered, found.rows[1][0].rowspan) == ("#00b050", True, 2)
    assert [note.text for note in extract.notes] == ["The hidden sheet “Workings” was left out."]


def test_open_document_million_rows_and_unsaved_formulas_are_refused():
    from odf.table import TableCell, TableRow

    document, cell = spreadsheet()
    row = TableRow(numberrowsrepeated=1_000_000)
    row.addElement(cell("x"))
    document.spreadsheet.childNodes[0].addElement(row)
    with pytest.raises(UnreadableFile, match="rows"):
        OpenDocumentReader().read(written(document), "a.ods")
    document, _ = spreadsheet()
    row = TableRow()
    row.addElement(TableCell(formula="of:=SUM([.A1:.A2])"))
    document.spreadsheet.childNodes[0].addElement(row)
    with pytest.raises(UnreadableFile, match="formulas without saved results"):
        OpenDocumentReader().read(written(document), "a.ods")


def csv_tables(text):
    return tables(CsvReader().read(text.encode(), "a.csv"))


def test_delimited_fields_are_kept_as_they_stand():
    assert cells(csv_tables('Area,Code,Count\n"North, East",007,-\nSouth,,"1,517"\n')[0]) == [
        ["Area", "Code", "Count"],
        ["North, East", "007", "-"],
        ["South", "", "1,517"],
    ]
    assert cells(csv_tables("Area;Count\nNorth;5\nSouth;6,5\n")[0])[2] == ["South", "6,5"]


def test_delimited_rows_of_another_length_put_the_table_in_doubt():
    assert csv_tables("Area,Target,Actual\nNorth,5,6\nSouth,5,6\nEast,5\n")[0].doubts == ("line 4 has 2 fields of 3",)


def test_a_broken_quotation_is_refused_in_one_line():
    with pytest.raises(UnreadableFile, match="line 2"):
        csv_tables('Area,Count\n"North,5\n')
