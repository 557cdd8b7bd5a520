"""One difficulty of a table at a time: marks, merges, fills, and all that must not be trusted."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the pages are drawn with reportlab: pip install reportlab")

from reportlab.lib.colors import CMYKColor, CMYKColorSep, HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf.drawing import HEIGHT, grid, only_table, prose, read, table, texts, write

CELLS = [["Measure", "Target", "Actual"], ["Burglaries", "276", "343"], ["Robberies", "98", "100"]]


def _mark(canvas: Canvas, x: float, top: float, digits: str, share: float, rise: float, size: float = 9) -> None:
    write(canvas, x, top - rise * size, digits, share * size)


@pytest.mark.parametrize(("share", "rise"), [(0.58, 0.34), (0.65, 0.45), (0.7, 0.12), (0.83, 0.33), (1.0, 0.4)])
def test_a_raised_digit_is_a_mark_and_never_part_of_the_figure(share: float, rise: float) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, CELLS)
        _mark(canvas, 174 + canvas.stringWidth("276", "Helvetica", 9), 133, "2", share, rise)
        _mark(canvas, 174 + canvas.stringWidth("98", "Helvetica", 9), 153, "10", share, rise)

    assert [row[1] for row in texts(only_table(read(draw)))] == ["Target", "276 ²", "98 ¹⁰"]


def test_a_mark_before_more_text_and_a_mark_that_was_wrapped() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [60, 200, 245], [100, 120, 150])
        write(canvas, 64, 113, "Rate", 9)
        write(canvas, 204, 113, "Actual", 9)
        end = write(canvas, 64, 133, "9.59", 9)
        _mark(canvas, end, 133, "3", 0.6, 0.35)
        write(canvas, end + 6, 133, "(predicted rate)", 9)
        write(canvas, 204, 133, "31.45%", 9)
        _mark(canvas, 204, 144, "4", 0.6, 0.3)

    assert texts(only_table(read(draw)))[1] == ["9.59 ³ (predicted rate)", "31.45% ⁴"]


def test_ordinals_and_units_are_no_marks() -> None:
    def draw(canvas: Canvas) -> None:
        cells = [["When", "Area"], ["30", "12 km"]]
        table(canvas, cells, width=140)
        _mark(canvas, 64 + canvas.stringWidth("30", "Helvetica", 9), 133, "th", 0.6, 0.35)
        write(canvas, 64 + canvas.stringWidth("30", "Helvetica", 9) + 10, 133, "June", 9)
        _mark(canvas, 204 + canvas.stringWidth("12 km", "Helvetica", 9), 133, "2", 0.6, 0.35)

    assert texts(only_table(read(draw)))[1] == ["30th June", "12 km²"]


def test_a_merged_cell_is_covered_and_an_empty_cell_is_empty() -> None:
    def draw(canvas: Canvas) -> None:
        xs, tops = [60, 160, 260, 360], [100, 120, 140, 160]
        for top in (100, 120, 160):
            canvas.line(60, HEIGHT - top, 360, HEIGHT - top)
        canvas.line(160, HEIGHT - 140, 360, HEIGHT - 140)
        for x in xs:
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 160)
        for at, row in enumerate(
            [["Objective", "Measure", "Actual"], ["1. Safer", "Robberies", "98"], ["", "Burglaries", ""]]
        ):
            for column, text in enumerate(row):
                write(canvas, xs[column] + 4, tops[at] + 13, text, 9)

    found = only_table(read(draw))
    assert texts(found)[1:] == [["1. Safer", "Robberies", "98"], ["^", "Burglaries", ""]]
    assert found.rows[1][0].rowspan == 2
    box = found.rows[1][2].box
    assert box and (box.page, box.x0, box.top, box.x1, box.bottom) == (1, 260, 120, 360, 140)


def test_a_fill_is_told_from_white_grey_and_an_unknown_ink() -> None:
    paints = [
        HexColor("#00b050"),
        HexColor("#ffffff"),
        HexColor("#d9d9d9"),
        CMYKColor(0, 1, 1, 0),
        CMYKColorSep(0, 1, 1, 0, spotName="Panel red"),
    ]

    def draw(canvas: Canvas) -> None:
        for at, paint in enumerate(paints):
            canvas.setFillColor(paint)
            canvas.rect(170, HEIGHT - 140 - 20 * at, 110, 20, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        table(canvas, [["Measure", "Rating"], *[[f"Measure {at}", "x"] for at in range(5)]])

    assert [row[1].fill for row in only_table(read(draw)).rows] == [None, "#00b050", None, "#d9d9d9", "#ff0000", None]


def test_a_coloured_spot_is_the_fill_of_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["Measure", "Rating"], ["Robberies", ""], ["Burglaries", ""]])
        canvas.setFillColor(HexColor("#ff0000"))
        canvas.circle(225, HEIGHT - 130, 6, stroke=0, fill=1)

    assert [row[1].fill for row in only_table(read(draw)).rows] == [None, "#ff0000", None]


def test_letters_printed_twice_to_look_bold_count_once() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, CELLS)
        write(canvas, 174.3, 133, "276", 9)

    assert texts(only_table(read(draw))) == CELLS


def test_a_mark_printed_twice_to_look_bold_counts_once() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, CELLS)
        end = 174 + canvas.stringWidth("276", "Helvetica", 9)
        _mark(canvas, end, 133, "2", 0.6, 0.35)
        _mark(canvas, end + 0.25, 133, "2", 0.6, 0.35)

    assert texts(only_table(read(draw)))[1][1] == "276 ²"


def _over_the_edge(canvas: Canvas) -> None:
    table(canvas, [["Measure", "Target", "Actual"], ["Burglaries", "", "343"]], width=60)
    write(canvas, 163, 133, "1,639,418", 9)


def _upon_one_another(canvas: Canvas) -> None:
    table(canvas, CELLS)
    write(canvas, 177, 133, "98", 9)


def _over_a_rule(canvas: Canvas) -> None:
    table(canvas, [["Measure", "Target", "Actual"], ["Burglaries", "", "343"], ["Robberies", "", "100"]])
    write(canvas, 174, 142, "276", 9)


def _stacked(canvas: Canvas) -> None:
    grid(canvas, [60, 170, 280, 390], [100, 120, 180])
    for column, text in enumerate(["Measure", "Target", "Actual"]):
        write(canvas, 64 + 110 * column, 113, text, 9)
    for at, row in enumerate([["Burglaries", "276", "343"], ["Robberies", "98", "100"]]):
        for column, text in enumerate(row):
            write(canvas, 64 + 110 * column, 135 + 14 * at, text, 9)


def _painted_over(canvas: Canvas) -> None:
    table(canvas, CELLS)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.rect(173, HEIGHT - 137, 60, 12, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#000000"))
    write(canvas, 174, 133, "301", 9)


def _half_ruled(canvas: Canvas) -> None:
    grid(canvas, [60, 170, 280, 390], [100, 120, 160])
    canvas.line(60, HEIGHT - 140, 225, HEIGHT - 140)
    for at, row in enumerate(CELLS):
        for column, text in enumerate(row):
            write(canvas, 64 + 110 * column, 113 + 20 * at, text, 9)


def _broken_figure(canvas: Canvas) -> None:
    grid(canvas, [60, 170, 200, 280], [100, 120, 150])
    for column, text in zip((64, 172, 204), ["Measure", "Target", "Actual"], strict=True):
        write(canvas, column, 113, text, 8 if column == 172 else 9)
    write(canvas, 64, 133, "Burglaries", 9)
    write(canvas, 172, 133, "16391", 9.5)
    write(canvas, 172, 144, "418", 9.5)


@pytest.mark.parametrize(
    ("draw", "doubt"),
    [
        (_over_the_edge, "over a cell's edge"),
        (_upon_one_another, "upon one another"),
        (_over_a_rule, "over a ruling line"),
        (_stacked, "several figures"),
        (_painted_over, "painted over"),
        (_half_ruled, "do not close"),
        (_broken_figure, "broken over two lines"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_clear_is_doubted(draw: object, doubt: str) -> None:
    assert any(doubt in said for said in only_table(read(draw)).doubts)  # type: ignore[arg-type]


def test_clear_tables_raise_no_doubt() -> None:
    assert only_table(read(lambda canvas: table(canvas, CELLS))).doubts == ()


def test_a_figure_too_wide_for_its_cell_is_put_together_where_its_commas_prove_it() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [60, 170, 204, 280], [100, 120, 150])
        for column, text in zip((64, 172, 208), ["Measure", "Target", "Actual"], strict=True):
            write(canvas, column, 113, text, 9)
        write(canvas, 64, 133, "Assets", 9)
        write(canvas, 172, 133, "£118,2", 9.5)
        write(canvas, 172, 144, "50", 9.5)

    found = only_table(read(draw))
    assert texts(found)[1][1] == "£118,250" and found.doubts == ()


def test_dash_blank_and_words_stay_what_they_are() -> None:
    cells = [["Measure", "Target", "Actual"], ["One", "-", ""], ["Two", "TBC", "–"]]
    assert texts(only_table(read(lambda canvas: table(canvas, cells)))) == cells


def test_a_caption_above_the_table_is_kept_with_it() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 60, ["The workforce is set out below and it has grown over the year."])
        write(canvas, 60, 92, "Table 3: Workforce", 10, "Helvetica-Bold")
        table(canvas, CELLS)

    assert only_table(read(draw)).caption == "Table 3: Workforce"


def test_underlines_boxes_and_charts_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 60, ["A paragraph in a box of its own, with a rule under it."])
        canvas.rect(50, HEIGHT - 70, 400, 30)
        canvas.line(60, HEIGHT - 63, 300, HEIGHT - 63)
        for at in range(6):  # grid lines and axis of a chart
            canvas.line(100, HEIGHT - 200 - 20 * at, 400, HEIGHT - 200 - 20 * at)
            canvas.line(100 + 60 * at, HEIGHT - 200, 100 + 60 * at, HEIGHT - 300)
            write(canvas, 95 + 60 * at, 312, str(2018 + at), 7)

    extract = read(draw)
    assert not [block for block in extract.blocks if block.table and not block.table.doubts]
    assert extract.blocks[0].text == "A paragraph in a box of its own, with a rule under it."


def test_sideways_headers_are_read_in_their_own_direction() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["Measure", "", ""], ["Burglaries", "276", "343"]], top=100, height=80)
        for at, text in enumerate(["Target set", "Actual"]):
            canvas.saveState()
            canvas.translate(200 + 110 * at, HEIGHT - 175)
            canvas.rotate(90)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    assert texts(only_table(read(draw))) == [["Measure", "Target set", "Actual"], ["Burglaries", "276", "343"]]
