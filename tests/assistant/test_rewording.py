"""A model may smooth an answer's wording and change nothing else. The model is the one fake in these tests."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.rewording import reword
from assistant.rewording.tokens import tokenise
from assistant.sources import stored_words
from assistant.verify import faults
from store.readonly import ReadStore

QUESTION = "How did ASB perform in Q1 2023/24?"


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def worded(assistant: Assistant, answer: Answer, reply: str) -> Answer:
    return reword(answer, FakeListChatModel(responses=[reply]), "fake:list",
                  lambda a: faults(a, partial(stored_words, assistant.store)))


def test_a_model_sees_no_figure_and_no_quote(answer: Answer) -> None:
    bare = tokenise(answer)
    assert "3,610" not in bare.text and "3,610" in bare.meaning.values()
    assert bare.restore(bare.text) == answer.text


def test_smoother_words_are_used_and_named(assistant: Assistant, answer: Answer) -> None:
    given = tokenise(answer).text
    new = worded(assistant, answer, given.replace("That is", "So that is"))
    assert new.composer == "model:fake:list" and "So that is" in new.text
    assert new.figures == answer.figures and new.citations == answer.citations


@pytest.mark.parametrize("change", [
    lambda t: t.replace("above", "below"),
    lambda t: t + " It was 99.",
    lambda t: t.replace("⟦F3⟧", "", 1),
    lambda t: t + " ⟦F3⟧",
    lambda t: t.replace("rated amber", "rated green"),
    lambda t: t + " The commissioner is to blame.",
    lambda t: t.replace("target", "actual"),
    lambda t: " ".join(reversed(t.split())),
    lambda t: "",
])
def test_anything_else_falls_back_to_the_rules(assistant: Assistant, answer: Answer, change: object) -> None:
    assert callable(change)
    assert worded(assistant, answer, change(tokenise(answer).text)) == answer


def test_a_refusal_is_not_reworded(assistant: Assistant) -> None:
    refusal = assistant.ask("How many police horses are there?")
    assert worded(assistant, refusal, "There are many.") == refusal


def test_the_assistant_uses_the_model_it_is_given(samples_store: Path) -> None:
    chat = FakeListChatModel(responses=["no tokens here"])
    with Assistant(ReadStore(samples_store), search_vectors=False, model="fake:list", chat=chat) as opened:
        assert opened.ask(QUESTION).composer == "rules"
