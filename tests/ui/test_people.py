"""Decisions of people: who, when and why; the printed value stays; a decision can be withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import conversations, feedback, review
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore
from tests.ui.reports import fill

WHO, WHY = "A. Keeper", "The page image shows 391."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "store")


@pytest.fixture
def reading(folder: Path) -> Iterator[str]:
    with ReadStore(folder) as store:
        yield str(store.rows("readings_of_measure", measure_id="domestic-burglary")[0]["id"])


def read(folder: Path, target: str) -> tuple[review.Review, ...]:
    with ReadStore(folder) as store:
        return review.reviews(store, target)


def held(folder: Path, measure: str = "domestic-burglary") -> list[dict[str, object]]:
    with ReadStore(folder) as store:
        return store.rows("readings_of_measure", measure_id=measure)


def test_a_correction_keeps_what_is_printed(folder: Path, reading: str) -> None:
    before = held(folder)
    review.correct(folder, reading, "actual_ytd", " 391 ", WHO, WHY)
    assert held(folder) == before
    noted = read(folder, reading)[0]
    assert (noted.who, noted.why, noted.field, noted.printed, noted.corrected) == (WHO, WHY, "actual_ytd", "519", "391")
    assert noted.in_force and noted.at[:2] == "20" and noted.document == "norland-vale-2023-07.pdf"


def test_a_row_set_aside_is_not_answered_from_until_withdrawn(folder: Path, reading: str) -> None:
    review.set_aside(folder, "reading", reading, WHO, WHY)
    assert len(held(folder)) == 3
    review.withdraw(folder, read(folder, reading)[0].id, "B. Keeper")
    assert len(held(folder)) == 4
    gone = read(folder, reading)[0]
    assert not gone.in_force and gone.withdrawn_by == "B. Keeper"


def test_a_table_set_aside_and_back(folder: Path, reading: str) -> None:
    table = reading.rsplit("-", 1)[0] + "-t0"
    review.set_aside(folder, "table", table, WHO, "The columns are shifted.")
    with ReadStore(folder) as store:
        row = store.one("held_table", id=table)
    assert row is not None and (row["status"], row["reason"]) == ("set_aside", "The columns are shifted.")
    review.withdraw(folder, read(folder, table)[0].id, WHO)
    with ReadStore(folder) as store:
        assert store.one("held_table", id=table)["status"] == "ok"      # type: ignore[index]


@pytest.mark.parametrize(("field", "text", "why"), [
    ("quote", "x", WHY), ("actual_ytd", "  ", WHY), ("actual_ytd", "391", "  ")])
def test_a_correction_without_reason_text_or_field_is_refused(
        folder: Path, reading: str, field: str, text: str, why: str) -> None:
    with pytest.raises(BadInput):
        review.correct(folder, reading, field, text, WHO, why)
    assert read(folder, reading) == ()


def test_what_is_not_held_cannot_be_decided_on(folder: Path) -> None:
    with pytest.raises(NotHeld):
        review.confirm(folder, "reading", "gone-r1", WHO, WHY)
    with pytest.raises(NotHeld):
        review.withdraw(folder, 1, WHO)


def test_a_reported_answer_is_decided_once_and_becomes_a_case(folder: Path) -> None:
    answer = {"status": "answered", "figures": [{"measure": "m", "role": "actual", "value": "5", "unit": "count",
                                                "period": None, "citation": 1}]}
    number = feedback.report(folder, "How many?", answer, "missing", " the target ", "reader")
    with ReadStore(folder) as store:
        assert feedback.waiting(store) == 1
        queued = feedback.reports(store)[0]
    assert queued.note == "the target" and feedback.as_case(queued)["expect"]["figures"][0]["value"] == "5"
    feedback.close(folder, number, "case", WHO)
    with pytest.raises(NotHeld):
        feedback.close(folder, number, "wrong", WHO)
    with ReadStore(folder) as store:
        assert feedback.waiting(store) == 0 and feedback.reports(store, "closed")[0].outcome == "case"


def test_an_unknown_reason_is_refused(folder: Path) -> None:
    with pytest.raises(BadInput):
        feedback.report(folder, "How many?", {}, "because", "", "reader")


def test_a_kept_conversation_ends(folder: Path) -> None:
    key, expires = conversations.keep(folder, [{"question": "q"}], 1, "reader")
    with ReadStore(folder) as store:
        assert conversations.kept(store, key) == [{"question": "q"}]
        assert store.one("conversation", id=key, now=expires) is None
        with pytest.raises(NotHeld):
            conversations.kept(store, "guess")
    conversations.forget(folder, key)
    with ReadStore(folder) as store, pytest.raises(NotHeld):
        conversations.kept(store, key)
    with pytest.raises(BadInput):
        conversations.keep(folder, [], 0, "reader")
