"""Figures and ratings as reports of other styles print them: bounds, clock times, words for colours, own columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.figures.goals import clock, clock_unit, rating_word, read_goal
from ingest import ingest_paths
from store.readonly import ReadStore

HEADS = "| Measure | Target | Q1 2023/24 | Q1 2022/23 | Status |\n|---|---|---|---|---|\n"
FIRST = """# HOLLIN MOSS POLICE AND CRIME PANEL

**Date: 14 September 2023**

# Quarterly Performance Report: Quarter 1 2023/24 (April to June 2023)

1.1 This report covers Hollin Moss Police for 1 April to 30 June 2023.

## 2. Safer neighbourhoods

""" + HEADS + """| Residential burglary | ≤ 380 | 371 | 412 | On track |
| Business burglary | ≤ 180 | 218 | 189 | Off track |
| Average 101 answer time (mm:ss) | ≤ 02:00 | 02:41 | 03:44 | Off track |
| Satisfaction of ASB victims | ≥ 80% | 77.2% | TBC | At risk |
| Hate crime victims offered support | 90% | 93.0% | 91.0% | On track |

## 3. Crime by district

| District | Residential burglary | ASB incidents | Crimes per 1,000 population |
|---|---|---|---|
| Harrow Bridge | 122 | 1,206 | 23.4 |
| Fellside | 74 | 560 | 17.4 |
| Lowmarsh | 175 | 997 | n/a |

## 4. Grants agreed

| Organisation | Amount |
|---|---|
| Refuge outreach | £145,000 |
| Farm watch | £18,500 |
| Carers | TBC |
"""
LATER = {"14 September": "7 December", "Quarter 1 2023/24 (April to June": "Quarter 2 2023/24 (July to September",
         "1 April to 30 June": "1 July to 30 September", "Q1 2023/24 | Q1 2022/23": "Q2 2023/24 | Q1 2023/24",
         "371 | 412 | On track": "402 | 376 | Off track", "| 218 | 189 |": "| 175 | 218 |",
         "02:41 | 03:44 | Off": "01:52 | 02:41 | On", "| 74 |": "| 90 |"}


def _later(text: str) -> str:
    """The report of the quarter after, without the table of grants."""
    for old, new in LATER.items():
        assert old in text
        text = text.replace(old, new)
    return text.partition("## 4.")[0]


@pytest.fixture(scope="module")
def hollin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("hollin")
    paths = [folder / "hollin-2023-09.md", folder / "hollin-2023-12.md"]
    for path, text in zip(paths, (FIRST, _later(FIRST)), strict=True):
        path.write_text(text, "utf-8")
    assert all(r.status == "ingested" for r in ingest_paths(paths, folder / "store", vectors=False))
    with Assistant(ReadStore(folder / "store"), search_vectors=False) as opened:
        yield opened


def words(answer: Answer) -> str:
    return " ".join([answer.text, *(c.text for c in answer.caveats)])


@pytest.mark.parametrize(("text", "value", "sense", "strict"), [
    ("≤ 380", "380", "most", False), ("at least 85%", "85", "least", False), ("<10%", "10", "most", True),
    ("30% or lower", "30", "most", False), ("≤ 02:00", "120", "most", False), ("5% max", "5", "most", False),
    ("£1.5m", "1.5", "", False), ("Fewer than 500 a quarter", "500", "most", True)])
def test_a_bound_is_read_exactly(text: str, value: str, sense: str, strict: bool) -> None:
    goal = read_goal(text)
    assert goal is not None
    assert (goal.value, goal.sense, goal.strict) == (Decimal(value), sense, strict)


@pytest.mark.parametrize("text", ["Reduce", "5% reduction", "less 5% of 2021/22", "180 by March 2024", "-", ""])
def test_words_that_are_no_figure_are_no_goal(text: str) -> None:
    assert read_goal(text) is None


def test_a_clock_time_is_read_whole_and_its_units_only_where_they_are_said() -> None:
    assert clock("02:41") == 161
    assert clock("2.41") is None
    assert clock_unit("Average 101 answer time (mm:ss)") == "mm:ss"
    assert clock_unit("Average 101 answer time") == "clock"


def test_a_rating_word_stands_alone_in_its_cell() -> None:
    assert rating_word("▲ Off track") == "Off track"
    assert rating_word("Off track because of staffing") == ""


def test_a_bounded_target_is_held_against_with_the_printed_rating(hollin: Assistant) -> None:
    answer = hollin.ask("By how much did business burglary miss its target in Q1 2023/24?")
    assert "218" in answer.text and "“Off track”" in answer.text
    assert [d.value for d in answer.derived] == ["38"]


def test_a_clock_time_is_shown_whole_and_its_gap_in_seconds(hollin: Assistant) -> None:
    answer = hollin.ask("What was the average time to answer 101 in Q1 2023/24?")
    assert "02:41" in answer.text and "41 seconds above the target" in answer.text


def test_measures_are_listed_by_rating_words_and_by_movement(hollin: Assistant) -> None:
    answer = hollin.ask("Which measures were off track in Q1 2023/24?")
    assert "Business burglary" in answer.text and "Residential burglary" not in answer.text
    worse = hollin.ask("Which measures are getting worse in Q2 2023/24?")
    assert "Residential burglary" in worse.text and "Business burglary" not in worse.text


def test_the_year_before_comes_from_its_own_column(hollin: Assistant) -> None:
    answer = hollin.ask("How does residential burglary compare with the same quarter last year in Q1 2023/24?")
    assert "371" in answer.text and "412" in answer.text and "41 below" in answer.text
    blank = hollin.ask("How satisfied were ASB victims in Q1 2023/24 and the year before?")
    assert "“TBC”" in blank.text


def test_a_figure_that_a_later_report_prints_otherwise_is_flagged(hollin: Assistant) -> None:
    answer = hollin.ask("How many residential burglaries were there in Q1 2023/24?")
    assert any(c.code == "restated" and "376" in c.text for c in answer.caveats)


def test_a_narrower_group_is_named_and_not_answered_for_all(hollin: Assistant) -> None:
    answer = hollin.ask("What was victim satisfaction?")
    assert answer.status == "not_found" and not answer.figures
    assert any("ASB victims" in n.text for n in answer.nearest)


def test_a_share_about_something_else_answers_no_question_of_how_many(hollin: Assistant) -> None:
    answer = hollin.ask("How many hate crimes were recorded?")
    assert answer.status == "not_found" and "93" not in answer.text


def test_rows_of_another_table_are_ranked_filtered_and_added(hollin: Assistant) -> None:
    top = hollin.ask("Which district had the most ASB in Q1 2023/24?")
    assert "Harrow Bridge" in top.text and "1,206" in top.text
    listed = hollin.ask("List the districts where ASB incidents were above 900 in Q1 2023/24")
    assert "Harrow Bridge" in listed.text and "Lowmarsh" in listed.text and "Fellside" not in listed.text
    summed = hollin.ask("How much was given in grants in total?")
    assert "£163,500" in summed.text and "Carers" in summed.text
    assert [o.value for o in summed.derived[0].operands] == ["145000", "18500"]


def test_rates_are_ranked_without_the_rows_that_print_none_and_never_added(hollin: Assistant) -> None:
    low = hollin.ask("Which district has the lowest crime rate per 1,000 people in Q1 2023/24?")
    assert "Fellside" in low.text and "those without a figure left out" in low.text
    assert not hollin.ask("What do crimes per 1,000 population add up to across the districts?").derived


def test_a_place_that_a_table_holds_answers_for_itself(hollin: Assistant) -> None:
    answer = hollin.ask("How many residential burglaries were there in Fellside in Q2 2023/24?")
    assert "90" in answer.text and "402" not in answer.text
    moved = hollin.ask("How did residential burglary in Fellside change from Q1 2023/24 to Q2 2023/24?")
    assert "from 74 to 90, a change of 16" in moved.text


def test_a_month_without_a_year_is_the_last_one_held(hollin: Assistant) -> None:
    assert "371" in hollin.ask("How many residential burglaries by the end of June?").text
    assert "402" in hollin.ask("How many residential burglaries by the end of September?").text
