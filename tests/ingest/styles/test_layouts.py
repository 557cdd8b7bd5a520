"""Layouts of other houses: aligned columns under numbered objectives, notes in sheets, names that wrap downwards."""

from __future__ import annotations

import io

from openpyxl import Workbook

from ingest.identity.known import KnownMeasures
from ingest.pipeline import build_bundle
from tests.ingest.core.helpers import read
from tests.ingest.pdf.drawing import pdf, write


def test_aligned_rows_that_begin_with_the_number_of_their_objective() -> None:
    text = ("LOWDHAM POLICE AND CRIME PANEL\n\n9 May 2024\n\nPerformance Report 2023/24\n\n"
            "Objective          Measure                         2023/24 Target    2023/24 Actual    RAG\n"
            "1. Safer homes     Domestic burglary offences      1,100             1,180             Amber\n"
            "1. Safer homes     Distraction burglary offences   70                66                Green\n"
            "2. Safer roads     Fatal and serious collisions    200               188               Green\n\n"
            "End of report\n")
    rows = read(text).readings
    assert [(r.objective, r.measure, r.target_value, r.actual_value, r.rag) for r in rows] == [
        (1, "Domestic burglary offences", "1100", "1180", "A"), (1, "Distraction burglary offences", "70", "66", "G"),
        (2, "Fatal and serious collisions", "200", "188", "G")]


def test_a_note_in_a_sheets_last_row_is_no_measure() -> None:
    workbook = Workbook()
    for row in (["KPI", "Target", "Actual", "RAG"], ["Burglary", 480, 471, "G"], ["Robbery", 90, None, None],
                ["Source: force data, provisional"]):
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    rows = build_bundle(out.getvalue(), "x.xlsx", KnownMeasures()).readings
    assert [(r.measure, r.actual_value) for r in rows] == [("Burglary", "471"), ("Robbery", None)]


def test_a_name_that_ends_on_the_line_of_its_figures_stays_whole_or_is_not_read() -> None:
    def page(canvas) -> None:  # type: ignore[no-untyped-def]
        write(canvas, 40, 60, "Lowdham Police and Crime Panel", 14)
        write(canvas, 40, 90, "Performance Report Quarter 3 2024/25")
        lines = [("Measure", "Target", "Actual", "RAG"), ("Burglary offences", "480", "471", "Green"),
                 ("Emergency calls answered within 10",), ("seconds", "90%", "93.1%", "Green"),
                 ("Robbery offences", "90", "101", "Red"), ("Theft offences", "900", "850", "Green")]
        for at, cells in enumerate(lines):
            for column, text in enumerate(cells):
                write(canvas, (40, 260, 340, 420)[column], 130 + 14 * at, text, 9)

    rows = build_bundle(pdf(page), "x.pdf", KnownMeasures()).readings
    assert {r.measure for r in rows} <= {"Burglary offences", "Emergency calls answered within 10 seconds",
                                         "Robbery offences", "Theft offences"}


def test_signs_of_a_font_of_signs_are_no_figures() -> None:
    def page(canvas) -> None:  # type: ignore[no-untyped-def]
        write(canvas, 40, 60, "Lowdham Police and Crime Panel", 14)
        write(canvas, 40, 90, "Performance Report Quarter 3 2024/25")
        rows = [("Measure", "Target", "Actual", "On track?", "Trend"), ("Burglary offences", "480", "471", "✓", "▼"),
                ("Robbery offences", "90", "101", "✗", "▲"), ("Theft offences", "900", "850", "✓", "▼")]
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                font = "ZapfDingbats" if at and column > 2 else "Helvetica"
                write(canvas, (40, 200, 280, 360, 460)[column], 130 + 20 * at, text, 9, font)
        for x in (35, 195, 275, 355, 455, 540):
            canvas.line(x, 842 - 115, x, 842 - 200)
        for top in (115, 135, 155, 175, 200):
            canvas.line(35, 842 - top, 540, 842 - top)

    rows = build_bundle(pdf(page), "x.pdf", KnownMeasures()).readings
    assert [(r.measure, r.actual_value, r.rag, r.comment) for r in rows] == [
        ("Burglary offences", "471", None, "✓"), ("Robbery offences", "101", None, "✗"),
        ("Theft offences", "850", None, "✓")]
