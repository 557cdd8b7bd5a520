"""Lists, counts and overviews of a report's measures: complete, with their number, never cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant

GOLD = Path(__file__).parents[2] / "evals" / "samples" / "gold" / "norland-vale-panel-2023-07.json"


def gold() -> list[dict[str, object]]:
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("question", "keep"), [
    ("Which measures were red in Q1 2023/24?", lambda r: r["rag"] == "R"),
    ("List the amber measures for Q1 2023/24", lambda r: r["rag"] == "A"),
    ("Which headline measures are there in Q1 2023/24?", lambda r: r["headline"]),
    ("Show all measures under objective 3 in Q1 2023/24", lambda r: r["objective"] == 3),
    ("Which measures have no rating in Q1 2023/24?", lambda r: r["rag"] is None),
])
def test_a_list_is_complete_and_counted(assistant: Assistant, question: str, keep: object) -> None:
    assert callable(keep)
    expected = {str(r["measure"]) for r in gold() if keep(r)}
    answer = assistant.ask(question)
    assert expected and all(name in answer.text for name in expected)
    assert {f.measure for f in answer.figures} == expected
    count = next(d for d in answer.derived if d.formula == "count")
    assert count.value == str(len(expected)) and len(count.operands) == len(expected)


def test_a_count_cites_all_that_it_counts(assistant: Assistant) -> None:
    answer = assistant.ask("How many measures were green in Q1 2023/24?")
    expected = sum(r["rag"] == "G" for r in gold())
    assert f"{expected} measures rated green" in answer.text
    assert len(answer.citations) == expected


def test_all_on_target_is_answered_by_the_exceptions(assistant: Assistant) -> None:
    answer = assistant.ask("Were all headline measures on target in Q1 2023/24?")
    assert answer.text.startswith("No")
    assert "Victim satisfaction" in answer.text and "999 calls" not in answer.text


def test_missed_targets_count_true_targets_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Which measures missed their target in Q1 2023/24?")
    counted = next(d for d in answer.derived if d.formula == "count")
    assert "Average time taken to answer a 101 call" in answer.text
    assert int(counted.value) == len(counted.operands) > 3


def test_an_empty_list_is_an_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Which measures were red in Q4 2023/24?")
    assert answer.status == "answered" and "No measure" in answer.text


def test_what_the_panel_should_ask_about(assistant: Assistant) -> None:
    answer = assistant.ask("What should the panel ask about in Q1 2023/24?")
    assert "Rated red" in answer.text and "Rated amber" in answer.text


def test_the_measure_furthest_from_its_target(assistant: Assistant) -> None:
    answer = assistant.ask("Which measure was furthest from its target in Q1 2023/24?")
    assert "101 call" in answer.text


def test_an_objective_by_number(assistant: Assistant) -> None:
    assert "tackle anti-social behaviour" in assistant.ask("What is objective 4?").text


def test_a_year_of_quarterly_reports_is_listed_report_by_report(assistant: Assistant) -> None:
    answer = assistant.ask("Which measures were red in 2023/24?")
    assert [answer.text.count(f"Q{n} 2023/24 has 2 measures rated red") for n in (1, 2, 3)] == [1, 1, 1]
    assert "No measure rated red is among those in the report for Q4 2023/24." in answer.text
    assert [d.value for d in answer.derived] == ["2", "2", "2"]
    whole = assistant.ask("Which measures were red in 2022/23?")       # its last report speaks for all of it
    assert whole.text.startswith("The report for 2022/23 has 1 measure rated red.")


def test_the_last_report_and_quarter_are_the_latest(assistant: Assistant) -> None:
    assert "Q4 2023/24" in assistant.ask("Which measures were red in the last report?").text
    last = assistant.ask("How many residential burglaries were recorded in the last quarter?")
    assert "388 (Q4 2023/24, in the quarter, the latest held)" in last.text
    assert "452 (Q3 2023/24" in assistant.ask("What was residential burglary in the previous quarter?").text
    change = assistant.ask("Did residential burglary fall compared with last quarter?")
    assert "fell from 452 (Q3 2023/24, in the quarter) to 388 (Q4 2023/24" in change.text
