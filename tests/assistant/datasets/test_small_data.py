"""Answers from small invented data: wide sheets, rates, suppressed cells, totals among the parts."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.sources import stored_words
from assistant.verify import faults
from ingest import ingest_paths
from store.readonly import ReadStore

WIDE = """Force,Offence,Apr-21,May-21,Jun-21,Jul-21
Northford,Burglary,10,12,9,14
Northford,Robbery,1,*,2,4
Vale,Burglary,7,6,4,3
Vale,Robbery,3,3,2,1
"""
RATES = """Quarter,District,Indicator,Age group,Value
Q1 2021/22,Ash,Solved rate for burglary,Under 18,12.5%
Q1 2021/22,Ash,Solved rate for burglary,18 and over,15.0%
Q1 2021/22,Birch,Solved rate for burglary,Under 18,8.5%
Q1 2021/22,Birch,Solved rate for burglary,18 and over,9.0%
Q2 2021/22,Ash,Solved rate for burglary,Under 18,14.5%
Q2 2021/22,Ash,Solved rate for burglary,18 and over,15.5%
"""
TOTALS = """Quarter,Area,Offence,Sex,Number of victims
Q1 2021/22,Ash,Robbery,Male,10
Q1 2021/22,Ash,Robbery,Female,6
Q1 2021/22,Ash,Robbery,Total,16
Q1 2021/22,Birch,Robbery,Male,3
Q1 2021/22,Birch,Robbery,Female,2
Q1 2021/22,Birch,Robbery,Total,5
Q1 2021/22,England,Robbery,Male,13
Q1 2021/22,England,Robbery,Female,8
Q1 2021/22,England,Robbery,Total,21
"""


@pytest.fixture
def ask(tmp_path: Path):
    opened = []

    def of(text: str, name: str = "data.csv"):
        (tmp_path / name).write_text(text)
        assert ingest_paths([tmp_path / name], tmp_path / "store", vectors=False)[0].status == "ingested"
        assistant = Assistant(ReadStore(tmp_path / "store"), search_vectors=False)
        opened.append(assistant)

        def question(words: str):
            answer = assistant.ask(words)
            assert answer.status != "failed" and not faults(answer, lambda *p: stored_words(assistant.store, *p)), (
                answer
            )
            return answer

        return question

    yield of
    for assistant in opened:
        assistant.close()


def test_a_wide_sheet_gives_a_month_and_adds_up_a_quarter(ask):
    question = ask(WIDE)
    one = question("How many burglaries did Northford record in May 2021?")
    assert [f.value for f in one.figures] == ["12"] and one.citations[0].quote == "Northford Burglary 10 12 9 14"
    assert one.figures[0].period == "2021-05-01/2021-05-31"
    quarter = question("How many burglaries did Northford record in Q1 2021/22?")
    assert [(d.value, d.formula, len(d.operands)) for d in quarter.derived] == [("31", "sum", 3)]
    latest = question("How many burglaries were there in Vale?")
    assert [f.value for f in latest.figures] == ["3"] and "latest_period" in {c.code for c in latest.caveats}


def test_a_suppressed_cell_is_never_nil(ask):
    question = ask(WIDE)
    alone = question("How many robberies did Northford record in May 2021?")
    assert (
        alone.figures[0].value is None
        and "“*”" in alone.text
        and "0" not in alone.text.split("[1]")[0].replace("2021", "")
    )
    summed = question("How many robberies did Northford record in Q1 2021/22?")
    assert summed.derived[0].value == "3" and "missing_figure" in {c.code for c in summed.caveats}


def test_a_change_between_months_has_its_sign(ask):
    answer = ask(WIDE)("How did burglary change in Vale between April 2021 and July 2021?")
    assert "fell from 7 (April 2021) to 3 (July 2021), a change of -4 (-57.1%)" in answer.text
    assert "small_numbers" in {c.code for c in answer.caveats}


def test_rates_are_never_added_up(ask):
    question = ask(RATES)
    both = question("What was the solved rate for burglary in Ash in Q1 2021/22?")
    assert (
        not both.derived
        and {f.value for f in both.figures} == {"12.5", "15.0"}
        and {f.unit for f in both.figures} == {"%"}
    )
    year = question("What was the solved rate for burglary in Ash in 2021/22?")
    assert year.status == "not_found" and not year.derived


def test_totals_are_not_added_to_their_parts(ask):
    question = ask(TOTALS)
    assert [f.value for f in question("How many robbery victims were there in Ash in Q1 2021/22?").figures] == ["16"]
    assert [
        f.value for f in question("How many female robbery victims were there in Ash in Q1 2021/22?").figures
    ] == ["6"]
    assert question("Which area had the most robbery victims in Q1 2021/22?").text.startswith("Ash ")


def test_what_the_data_lacks_is_said(ask):
    question = ask(WIDE)
    assert question("How many burglaries did Northford record in May 2022?").reason == "period_not_held"
    assert question("How many burglaries did Kent Police record in May 2021?").reason == "area_not_held"
    assert question("How many arsons did Northford record in May 2021?").status == "not_found"


def test_the_cited_rows_can_be_shown(ask, tmp_path):
    from assistant.present.places import find

    answer = ask(WIDE)("How many burglaries did Northford record in Q1 2021/22?")
    with ReadStore(tmp_path / "store") as store:
        place = find(store, answer.citations[0].id)
    assert place.document == "data.csv" and [row.cells[-1] for row in place.rows if row.own] == [
        "10",
        "12",
        "9",
        "14",
    ]
