"""Follow-ups take over what they leave out, and say what they took."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.assistant import Assistant

FIRST = "How did residential burglary do in Q3 2023/24?"


def actual(answer: Answer) -> set[str | None]:
    return {f.value for f in answer.figures if f.role == "actual"}


def test_and_the_solved_rate(assistant: Assistant) -> None:
    answer = assistant.ask("and the solved rate?", (FIRST,))
    assert {(f.measure, f.period) for f in answer.figures if f.role == "actual"} == {
        ("Increase in the solved rate for residential burglary", "2023-10-01/2023-12-31")}
    assert "assumed_context" in {c.code for c in answer.caveats}


def test_the_quarter_before(assistant: Assistant) -> None:
    assert actual(assistant.ask("What about the quarter before?", (FIRST,))) == {"372"}


def test_another_measure_in_the_same_period(assistant: Assistant) -> None:
    answer = assistant.ask("And victim satisfaction?", (FIRST,))
    assert {f.period for f in answer.figures if f.role == "actual"} == {"2023-10-01/2023-12-31"}


def test_show_me_the_reds_then(assistant: Assistant) -> None:
    answer = assistant.ask("show me the reds then", (FIRST,))
    assert "Q3 2023/24" in answer.text and "Residential burglary" in answer.text


def test_history_may_be_answers(assistant: Assistant) -> None:
    first = assistant.ask(FIRST)
    assert actual(assistant.ask("What about the quarter before?", (first,))) == {"372"}
    assert actual(assistant.ask("What about the quarter before?", (first.to_dict(),))) == {"372"}


def test_a_full_question_takes_nothing_over(assistant: Assistant) -> None:
    answer = assistant.ask("How did ASB perform in Q1 2023/24?", (FIRST,))
    assert actual(answer) == {"3610"}
    assert "assumed_context" not in {c.code for c in answer.caveats}


def test_a_question_of_its_own_takes_no_period_from_one_that_named_none(assistant: Assistant) -> None:
    first = assistant.ask("How is burglary doing?")
    second = assistant.ask("What is being done about rural crime?", history=[first])
    assert not any("Taken from the question before" in c.text for c in second.caveats)
    assert "auction mart" in second.text
