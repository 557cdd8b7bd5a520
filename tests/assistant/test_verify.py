"""The last step: an answer whose quotes or numbers do not hold is not shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Derived, Operand
from assistant.assistant import Assistant
from assistant.sources import stored_words
from assistant.verify import faults

QUESTION = "How did ASB perform in Q1 2023/24?"


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def wrong(assistant: Assistant, answer: Answer) -> list[str]:
    return faults(answer, partial(stored_words, assistant.store))


def test_a_true_answer_has_no_fault(assistant: Assistant, answer: Answer) -> None:
    assert wrong(assistant, answer) == []


def test_a_changed_digit_is_caught(assistant: Assistant, answer: Answer) -> None:
    assert wrong(assistant, replace(answer, text=answer.text.replace("3,610", "3,601")))


def test_a_changed_quote_is_caught(assistant: Assistant, answer: Answer) -> None:
    quote = replace(answer.citations[0], quote=answer.citations[0].quote.replace("3,610", "3,601"))
    assert wrong(assistant, replace(answer, citations=(quote, *answer.citations[1:])))


def test_a_lost_citation_is_caught(assistant: Assistant, answer: Answer) -> None:
    assert wrong(assistant, replace(answer, citations=()))


def test_a_figure_that_its_quote_lacks_is_caught(assistant: Assistant, answer: Answer) -> None:
    assert wrong(assistant, replace(answer, figures=(replace(answer.figures[0], value="99"),)))


def test_a_wrong_calculation_is_caught(assistant: Assistant, answer: Answer) -> None:
    off = replace(answer.derived[0], value="57")
    assert wrong(assistant, replace(answer, derived=(off,)))


@pytest.mark.parametrize("formula", ["__import__('os')", "actual ** 2", "actual.real", "actual if actual else 1"])
def test_a_formula_is_arithmetic_and_nothing_else(assistant: Assistant, answer: Answer, formula: str) -> None:
    odd = Derived("56", "count", formula, (Operand("actual", "3610", 1),))
    assert wrong(assistant, replace(answer, derived=(odd,)))


def test_a_number_in_a_caveat_needs_its_own_citation(assistant: Assistant, answer: Answer) -> None:
    from assistant.answer import Caveat
    assert wrong(assistant, replace(answer, caveats=(Caveat("provisional", "It was 4,711.", ()),)))


def test_an_answer_that_fails_is_not_shown(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    import assistant.assistant as module
    original = module.route
    monkeypatch.setattr(module, "route", lambda q, desk: replace(original(q, desk), text="It was 12,345. [1]"))
    shown = assistant.ask(QUESTION)
    assert shown.status == "failed" and "12,345" not in shown.text


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300) | st.text(alphabet="ASBhow many 0123456789%£?/-burglary Q1 2023/24\n[]'\"", max_size=200))
def test_any_text_gets_an_answer_that_holds(assistant: Assistant, text: str) -> None:
    shown = assistant.ask(text)
    assert shown.status in ("answered", "partly_answered", "not_found", "out_of_scope"), (text, shown.caveats)
    assert wrong(assistant, shown) == []


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=20, max_size=100))
def test_the_longest_questions_get_an_answer(assistant: Assistant, text: str) -> None:
    assert assistant.ask((text * 1000)[:20_000]).status != "failed"
