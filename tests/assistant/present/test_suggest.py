"""Suggested questions are of different kinds, in plain words, and each is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.present.suggest import suggested
from store.readonly import ReadStore


@pytest.fixture(scope="module")
def questions(samples_store: Path) -> tuple[str, ...]:
    with ReadStore(samples_store) as store:
        return suggested(store)


def test_they_are_of_different_kinds_and_name_what_a_measure_is_of(questions: tuple[str, ...]) -> None:
    assert len(questions) == 4 == len(set(questions))
    assert [q.split()[0] for q in questions].count("Which") == 1
    assert questions[-1].endswith(" change over time?")
    assert not any("reduction in" in q or "ncrease in" in q for q in questions)


def test_each_is_answered(questions: tuple[str, ...], assistant: Assistant) -> None:
    assert {assistant.ask(q).status for q in questions} == {"answered"}
