"""Figures: the right reading, each value in its role, period and place, and every calculation shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant


def value(answer: Answer, role: str) -> set[str | None]:
    return {f.value for f in answer.figures if f.role == role}


def codes(answer: Answer) -> set[str]:
    return {c.code for c in answer.caveats}


@pytest.mark.parametrize(("question", "role", "expected"), [
    ("How did ASB perform in Q1 2023/24?", "actual", "3610"),
    ("How did ASB perform in Q1 2023/24?", "target", "3554"),
    ("How many Special Constables were there at the end of June 2023?", "actual", "152"),
    ("How many Special Constables were there at the end of June 2023?", "previous_year", "133"),
    ("What is the adult reoffending rate for April to June 2023?", "predicted", "24.0"),
    ("rural crime in the first quarter of 2023-24", "baseline", "188"),
    ("What was the solved rate for residential burglary in quarter 1 of 2023/24?", "actual", "12.9"),
    ("How many residential burglaries were there in the quarter ended 30 June 2023?", "actual", "341"),
])
def test_a_value_stands_in_its_own_role(assistant: Assistant, question: str, role: str, expected: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.text
    assert expected in value(answer, role)
    other = {f.value for f in answer.figures if f.role != role}
    assert expected not in other


def test_every_figure_is_tied_to_its_place(assistant: Assistant) -> None:
    answer = assistant.ask("How did the 999 answering do in Q1 2023/24?")
    figure = next(f for f in answer.figures if f.role == "actual")
    citation = next(c for c in answer.citations if c.n == figure.citation)
    assert (figure.value, figure.unit, figure.period) == ("90.4", "%", "2023-04-01/2023-06-30")
    assert citation.document == "norland-vale-panel-2023-07.txt" and "90.4%" in citation.quote
    assert f"[{citation.n}]" in answer.text


def test_a_gap_is_calculated_and_shown(assistant: Assistant) -> None:
    answer = assistant.ask("How far over its target was ASB in Q1 2023/24?")
    derived = answer.derived[0]
    assert derived.value == "56"
    assert {o.value for o in derived.operands} == {"3610", "3554"}
    assert "56 above the target" in answer.text


def test_no_period_means_the_latest_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("How is violence with injury doing?")
    assert "latest held" in answer.text and "Q4 2023/24" in answer.text


def test_a_year_is_the_sum_of_its_quarters(assistant: Assistant) -> None:
    answer = assistant.ask("How many ASB incidents were there in 2023/24?")
    derived = next(d for d in answer.derived if d.formula == "sum")
    assert Decimal(derived.value) == sum(Decimal(o.value or "0") for o in derived.operands)
    assert len(derived.operands) == 4


def test_percentages_are_not_summed_over_a_year(assistant: Assistant) -> None:
    answer = assistant.ask("What was victim satisfaction in 2023/24?")
    assert not any(d.formula == "sum" for d in answer.derived)


def test_a_restated_figure_is_said(assistant: Assistant) -> None:
    assert "restated" in codes(assistant.ask("How many knife crime offences were there in Q1 2022/23?"))


def test_a_rating_against_its_figure_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("How many people were killed or seriously injured in Q2 2022/23?")
    assert {"102", "98"} <= {f.value for f in answer.figures}
    assert "rating_contradicts_figure" in codes(answer)


def test_a_comparator_far_out_of_line_is_said(assistant: Assistant) -> None:
    assert "figure_out_of_line" in codes(assistant.ask("How many police cadets in Q2 2022/23?"))


def test_a_blank_is_not_a_figure(assistant: Assistant) -> None:
    answer = assistant.ask("How many children were identified as at risk of exploitation in Q1 2023/24?")
    assert value(answer, "actual") <= {None}
    assert 'prints "-"' in answer.text


def test_a_change_names_both_readings_and_its_percent(assistant: Assistant) -> None:
    answer = assistant.ask("How did residential burglary change between Q1 2023/24 and Q3 2023/24?")
    assert {"341", "452"} <= value(answer, "actual")
    assert {"111", "32.6"} <= {d.value for d in answer.derived}


def test_unlike_bases_are_never_subtracted(assistant: Assistant) -> None:
    answer = assistant.ask("How did violence with injury change between Q4 2022/23 and Q4 2023/24?")
    assert "unlike_bases" in codes(answer) and not answer.derived


def test_a_trend_gives_every_reading(assistant: Assistant) -> None:
    answer = assistant.ask("How has victim satisfaction changed over time?")
    assert len([f for f in answer.figures if f.role == "actual"]) == 8


def test_an_extreme_is_looked_for_among_like_readings(assistant: Assistant) -> None:
    answer = assistant.ask("In which quarter was ASB highest?")
    assert "Q2 2023/24" in answer.text and "3890" in value(answer, "actual")


def test_two_measures_in_one_question(assistant: Assistant) -> None:
    answer = assistant.ask("How many hate crimes were reported in Q1 2023/24, and what was the KSI figure?")
    assert {"230", "42"} <= value(answer, "actual")


def test_solved_rate_and_volume_are_not_mixed_up(assistant: Assistant) -> None:
    volume = assistant.ask("How many residential burglaries were recorded in Q1 2023/24?")
    rate = assistant.ask("What share of residential burglaries was solved in Q1 2023/24?")
    assert value(volume, "actual") == {"341"} and value(rate, "actual") == {"12.9"}
