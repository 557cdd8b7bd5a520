"""A question that holds several: each part answered or refused by itself, in order, with what it leans on put back."""

from __future__ import annotations

from assistant.assistant import Assistant


def actual(assistant: Assistant, question: str) -> list[str | None]:
    return [f.value for f in assistant.ask(question).figures if f.role == "actual"]


def test_two_measures_and_whether_one_met_its_target(assistant: Assistant) -> None:
    answer = assistant.ask("How did residential burglary and ASB do in Q1 2022/23, and was the burglary target met?")
    assert answer.answered and {"375", "3702"} <= {f.value for f in answer.figures if f.role == "actual"}


def test_a_figure_and_its_account(assistant: Assistant) -> None:
    answer = assistant.ask("What was the violence with injury figure in Q1 2022/23 and why was it high?")
    assert answer.answered and "1,288" in answer.text


def test_a_period_is_carried_to_the_other_part(assistant: Assistant) -> None:
    assert actual(assistant, "How many knife crime offences were there in Q1 2022/23, and how many hate crimes?") == [
        "74", "221"]


def test_a_refused_part_says_which_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("How many knife crime offences were there in Q1 2022/23, and how many horses are there?")
    assert answer.status == "partly_answered"
    assert "74" in answer.text and "“how many horses are there?”" in answer.text


def test_a_statement_is_made_once(assistant: Assistant) -> None:
    answer = assistant.ask("How did residential burglary do in Q1 2022/23, and was the burglary target met?")
    assert answer.text.count("375") == 1


def test_a_pronoun_stands_for_what_the_part_before_is_about(assistant: Assistant) -> None:
    answer = assistant.ask("Who runs the Norland Victim Hub and what is it worth?")
    assert "Harbour Light" in answer.text and "£1.86m" in answer.text
