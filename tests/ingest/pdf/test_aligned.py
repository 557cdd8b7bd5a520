"""Tables without vertical rules: read where the page leaves one way to read them, else held with the reason."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("reportlab", reason="the pages are drawn with reportlab: pip install reportlab")

from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import RawTable
from tests.ingest.pdf.drawing import HEIGHT, only_table, read, texts, write

XS = (60, 300, 370, 440)
HEAD = ("Measure", "Target", "Actual", "RAG")
ROWS = (
    ("Burglary", "150", "143", "G"),
    ("Calls answered in ten seconds", "90%", "91.5%", "G"),
    ("Arson", "-", "12", ""),
)


def row(canvas: Canvas, top: float, cells: Sequence[str], xs: Sequence[float] = XS) -> None:
    for x, text in zip(xs, cells, strict=True):
        write(canvas, x, top, text, 9)


def rule(canvas: Canvas, top: float, x0: float = 55, x1: float = 520) -> None:
    canvas.line(x0, HEIGHT - top, x1, HEIGHT - top)


def reason(table: RawTable) -> str:
    assert len(table.doubts) == 1 and table.doubts[0].startswith("borderless: ")
    return table.doubts[0]


def test_three_rules_and_even_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 88)
        row(canvas, 100, HEAD)
        rule(canvas, 105)
        for at, cells in enumerate(ROWS):
            row(canvas, 120 + 14 * at, cells)
        rule(canvas, 155)
        write(canvas, 60, 166, "* A note right under the table, as wide as prose, with 3 figures in it.", 9)

    table = only_table(read(draw))
    assert table.doubts == () and texts(table) == [list(HEAD), *map(list, ROWS)]


def test_figures_set_right_under_headings_set_left() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 100, HEAD)
        for at, (name, target, actual, rag) in enumerate(ROWS):
            top = 116 + 14 * at
            write(canvas, 60, top, name, 9)
            for edge, text in ((360, target), (430, actual)):
                write(canvas, edge - canvas.stringWidth(text, "Helvetica", 9), top, text, 9)
            write(canvas, 440, top, rag, 9)

    assert texts(only_table(read(draw)))[1:] == [list(cells) for cells in ROWS]


def test_stripes_enclose_names_that_wrap() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 100, HEAD)
        for at, cells in enumerate(ROWS):
            top = 108 + 30 * at
            if at % 2 == 0:
                canvas.setFillColorRGB(0.9, 0.9, 0.9)
                canvas.rect(55, HEIGHT - top - 30, 460, 30, stroke=0, fill=1)
                canvas.setFillColorRGB(0, 0, 0)
            row(canvas, top + 17, ("", *cells[1:]))
            write(canvas, 60, top + 11, cells[0], 9)
            write(canvas, 60, top + 23, "Across the County", 9)

    names = [cells[0] for cells in texts(only_table(read(draw)))]
    assert names == ["Measure", *(f"{cells[0]} Across the County" for cells in ROWS)]


def test_a_rating_by_colour_alone_holds_its_column() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 100, HEAD)
        for at, (cells, colour) in enumerate(zip(ROWS, ("#00b050", "#c00000", "#ffc000"), strict=True)):
            row(canvas, 120 + 18 * at, (*cells[:3], ""))
            canvas.setFillColor(colour)
            canvas.circle(448, HEIGHT - 117 - 18 * at, 5, stroke=0, fill=1)
            canvas.setFillColor("black")

    table = only_table(read(draw))
    assert [cells[3].fill for cells in table.rows] == [None, "#00b050", "#c00000", "#ffc000"]


def test_headings_over_several_columns_are_told_by_the_rules_under_them() -> None:
    xs = (60, 260, 320, 380, 440)

    def draw(canvas: Canvas) -> None:
        write(canvas, 275, 100, "Quarter 1", 9)
        write(canvas, 395, 100, "Quarter 2", 9)
        rule(canvas, 103, 258, 355)
        rule(canvas, 103, 378, 475)
        row(canvas, 114, ("Measure", "Target", "Actual", "Target", "Actual"), xs)
        rule(canvas, 118)
        row(canvas, 130, ("Burglary", "150", "143", "155", "160"), xs)
        row(canvas, 144, ("Robbery", "20", "23", "20", "19"), xs)

    found = texts(only_table(read(draw)))
    assert found[0] == ["", "Quarter 1", "^", "Quarter 2", "^"] and found[2][3:] == ["155", "160"]


def test_a_table_without_a_heading_goes_on_from_the_page_before() -> None:
    def first(canvas: Canvas) -> None:
        row(canvas, 700, HEAD)
        for at in range(4):
            row(canvas, 716 + 14 * at, (f"Measure {at}", "100", str(90 + at), "G"))

    def second(canvas: Canvas) -> None:
        for at in range(4):
            row(canvas, 60 + 14 * at, (f"Further measure {at}", "1,200", str(80 + at), "A"))

    parts = [block.table for block in read(first, second).blocks if block.table]
    assert [part.doubts for part in parts] == [(), ()]
    assert texts(parts[1])[0] == ["Further measure 0", "1,200", "80", "A"]


def test_a_name_that_wraps_into_a_capital_is_held_where_no_gap_tells_its_row() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 100, HEAD)
        row(canvas, 114, ("Offences under the Misuse of Drugs", "210", "226", "G"))
        write(canvas, 60, 125, "Act", 9)
        row(canvas, 136, ("Violence against", "900", "871", "A"))
        write(canvas, 60, 147, "Women", 9)
        row(canvas, 158, ("Arson", "60", "71", "R"))

    assert "could belong to the row above or below it (“Act”)" in reason(only_table(read(draw)))


def test_two_tables_side_by_side_are_held() -> None:
    def draw(canvas: Canvas) -> None:
        for at, cells in enumerate([("Measure", "Target", "Actual"), ("Burglary", "30", "28"), ("Theft", "90", "97")]):
            row(canvas, 100 + 15 * at, cells, (60, 160, 220))
            row(canvas, 100 + 15 * at, cells, (320, 420, 480))

    assert "two of its columns have the same heading" in reason(only_table(read(draw)))


def test_figures_that_do_not_line_up_are_held() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 100, HEAD)
        row(canvas, 116, ("Burglary", "150", "143", "G"))
        row(canvas, 132, ("Arson", "60", "71", "R"), (60, 318, 370, 440))

    assert "do not line up" in reason(only_table(read(draw)))


def test_a_year_at_the_foot_of_a_table_is_no_page_number() -> None:
    def draw(canvas: Canvas) -> None:
        row(canvas, 700, ("Measure", "Target", "Actual", "RAG"))
        rule(canvas, 705)
        row(canvas, 716, ("Burglary", "150", "143", "G"))
        rule(canvas, 720)
        row(canvas, 731, ("Hate crime", "Baseline in", "221", "G"))
        write(canvas, 300, 742, "2022/23", 9)
        rule(canvas, 746)
        write(canvas, 280, 800, "Page 3 of 4", 8)

    assert texts(only_table(read(draw)))[2] == ["Hate crime", "Baseline in 2022/23", "221", "G"]


def test_a_row_of_a_frame_without_its_rules_is_parted_by_the_other_rows_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (86, 106, 126, 146):
            rule(canvas, top, 55, 500)
        for x in (55, 500):
            canvas.line(x, HEIGHT - 86, x, HEIGHT - 146)
        for x in (295, 365, 435):
            canvas.line(x, HEIGHT - 106, x, HEIGHT - 126)
        row(canvas, 100, HEAD)
        row(canvas, 120, ROWS[0])
        row(canvas, 140, ROWS[1])

    assert texts(only_table(read(draw))) == [list(HEAD), list(ROWS[0]), list(ROWS[1])]
