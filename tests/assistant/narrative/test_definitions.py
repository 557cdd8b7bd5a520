"""Acronyms, contacts and summaries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.narrative import TextResult
from assistant.narrative.definitions import asked_term

Ask = Callable[..., TextResult]


@pytest.mark.parametrize(("question", "term"), [
    ("What does CDP stand for?", "CDP"), ("What is an IDVA?", "IDVA"), ("what do SNTs mean", "SNTs"),
    ("What is the meaning of ROCU?", "ROCU"), ("What does the abbreviation DA mean?", "DA"),
    ("How many officers are there?", None),
])
def test_the_term_asked_for(question: str, term: str | None) -> None:
    assert asked_term(question) == term


@pytest.mark.parametrize("question", ["What does VAWG stand for?", "What is VAWG?", "what does vawg mean"])
def test_an_acronym_is_answered_where_it_is_spelt_out(ask: Ask, question: str) -> None:
    result = ask(question)
    assert result.found
    assert "violence against women and girls (VAWG)" in result.sentences[0].quote


def test_a_definition_does_not_hang_on_the_period(ask: Ask) -> None:
    older = ask("How many victims did Harbour Light support?", prefer_latest=False)
    items = frozenset(p.item_id for p in older.sentences)
    assert ask("What does VAWG stand for?", items=items).found


@pytest.mark.parametrize("question", ["Who answers questions about this report?", "Who do I contact about this?"])
def test_the_contact_is_a_person(ask: Ask, question: str) -> None:
    result = ask(question)
    assert result.found
    assert "Priya Sandall" in " ".join(p.text for p in result.sentences)


def test_a_section_is_summed_up_in_its_own_sentences(ask: Ask) -> None:
    text = " ".join(p.text for p in ask("Summarise the road safety section").sentences)
    assert "6,480" in text
    assert "rural roads" in text
    assert "Harbour Light" not in text
