"""Falls and rises on the year before, in the narrative, against the row's two figures."""

from __future__ import annotations

import pytest

from tests.ingest.styles.test_columns import bundle

ROWS = ("Measure|Q3 2024/25|Q3 2023/24|Change|RAG", "Robbery offences|310|288|+22|Red",
        "Burglary offences|471|520|-49|Green", "Victim satisfaction|82%|80%|2pp|Green")


def said(prose: str, *rows: str) -> list[str]:
    found = bundle(*(rows or ROWS), prose=prose)
    return [f.text for f in found.findings if f.code == "narrative_contradicts_table"]


@pytest.mark.parametrize("prose", [
    "Robbery fell compared with the same quarter last year.",
    "Robbery rose by 12 in Quarter 3 compared with the previous year.",
    "Burglary has fallen by 12% against the same period of the previous year.",
    "Burglary offences increased this quarter compared to the same quarter last year.",
])
def test_a_change_that_the_row_does_not_print_is_a_finding(prose: str) -> None:
    (text,) = said(prose)
    assert text.startswith("The text says that this measure ")


@pytest.mark.parametrize("prose", [
    "Robbery rose compared with the same quarter last year.",
    "Robbery rose by 22 in Quarter 3 compared with the previous year.",
    "Robbery rose by 7.6% compared with the same quarter last year.",
    "Burglary has fallen by about 12% against the same period of the previous year.",
    "Robbery fell compared with the quarter before.",
    "Robbery fell in Quarter 2 compared with the same quarter last year.",
    "Robbery fell over the year to date compared with last year.",
    "Robbery in Northvale fell compared with the same quarter last year.",
    "Robbery arrests fell compared with the same quarter last year.",
    "Robbery and burglary fell compared with the same quarter last year.",
    "Robbery is expected to fall compared with last year.",
    "Victim satisfaction fell compared with the same quarter last year.",
    "Robbery fell compared with the previous 12 months.",
])
def test_what_fits_or_may_mean_something_else_is_left(prose: str) -> None:
    assert said(prose) == []
