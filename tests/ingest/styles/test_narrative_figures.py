"""Figures of the narrative against the table: contradictions are found, and what only looks like one is left."""

from __future__ import annotations

import pytest

from tests.ingest.styles.test_columns import bundle

ROWS = ("Measure|Target|Q3 2024/25|Q3 2023/24|RAG", "Residential burglaries recorded|480|471|520|Green",
        "Knife crime offences|80|91|88|Red", "Victim satisfaction (%)|85%|82.4%|81.0%|Amber",
        "Theft offences|900|1,204|1,100|Red")


def said(prose: str) -> list[str]:
    found = bundle(*ROWS, prose=prose)
    return [f.text for f in found.findings if f.code == "narrative_contradicts_table"]


@pytest.mark.parametrize(("prose", "figure", "printed"), [
    ("There were 450 residential burglaries in Quarter 3.", "450", "471"),
    ("In Q3 2024/25 the force recorded 88 knife crime offences.", "88", "91"),
    ("From October to December 2024 there were 95 knife crime offences, against 88 a year before.", "95", "91"),
    ("Victim satisfaction stood at 84.2% this quarter.", "84.2%", "82.4%"),
    ("Knife crime stood at 88 offences and 450 residential burglaries were recorded in Quarter 3.", "88", "91"),
    ("There were 530 residential burglaries in Quarter 3 of 2023/24.", "530", "520"),
    ("**Residential burglaries** reached 450 in the quarter.", "450", "471"),
])
def test_a_figure_that_the_table_prints_otherwise_is_a_finding(prose: str, figure: str, printed: str) -> None:
    assert f"The text gives {figure} for this measure; the table prints {printed}." in said(prose)


@pytest.mark.parametrize("prose", [
    "There were 471 residential burglaries in Quarter 3.",
    "There were 520 residential burglaries in Quarter 3 of 2023/24.",
    "There were 450 residential burglaries in Quarter 2.",
    "There were 1,450 residential burglaries in the year to date.",
    "There were 450 residential burglaries in 2022/23.",
    "There were 160 residential burglaries in December 2024.",
    "There were 35 arrests for knife crime in Quarter 3.",
    "There were 12 residential burglaries in Northvale in Quarter 3.",
    "There were 31 attempted residential burglaries in Quarter 3.",
    "There were 450 residential burglaries and robberies in Quarter 3.",
    "There were about 500 residential burglaries in Quarter 3.",
    "There were 470 residential burglaries in Quarter 3.",
    "There were 1,200 theft offences in Quarter 3.",
    "Victim satisfaction was 82% in Quarter 3.",
    "Residential burglaries fell by 49 in Quarter 3.",
    "Residential burglaries are expected to reach 600 in Quarter 3.",
    "Residential burglaries cost victims £450 each in Quarter 3.",
    "Knife crime fell in Quarter 3 and 40 officers were trained.",
    "In the last quarter there were 450 residential burglaries.",
    "The target of 480 residential burglaries was met in Quarter 3.",
    "There were 450 residential burglaries.",
    "57 residential burglaries were solved in Quarter 3.",
    "Knife crime offences peaked at 40 in the first week of Quarter 3.",
])
def test_what_only_looks_like_a_contradiction_is_left(prose: str) -> None:
    assert said(prose) == []
