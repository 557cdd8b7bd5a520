"""What a keeper noted reaches every answer that rests on the row: the printed figure stays, the note beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import Answer
from ingest.readings.again import read_again
from store import review
from store.errors import BadInput
from store.readonly import ReadStore
from store.upkeep import remove
from store.writer import write_bundle
from tests.ui.reports import fill, quarter_bundle

WHO, WHY = "kim@example.org", "The page shows a 9, not a 4."


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("noted") / "store")


@pytest.fixture
def store(quarters: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quarters, tmp_path / "store"))


def row_id(store: Path, measure: str = "domestic-burglary", quarter: str = "Q3 2023/24") -> str:
    with ReadStore(store) as held:
        rows = held.rows("held_measure_rows", everything=True, document=None, measure_id=measure, objective=None,
                         headline=None, rag=None, area=None, first=None, last=None)
    return str(next(r["id"] for r in rows if r["period_label"] == quarter))


def ask(store: Path, question: str) -> Answer:
    with Assistant(ReadStore(store), search_vectors=False) as helper:
        return helper.ask(question)


def caveat(answer: Answer, code: str) -> str:
    found = [c for c in answer.caveats if c.code == code]
    assert len(found) == 1, answer.caveats
    quotes = {c.n: c.quote for c in answer.citations}
    assert any(quotes[n] in found[0].text for n in found[0].citations), "the note is no source"
    return found[0].text


@pytest.mark.parametrize("question", [
    "How many domestic burglaries were there in Q3 2023/24?", "How did domestic burglaries change over time?",
    "Which quarter had the most domestic burglaries?", "Which measures were rated green in Q3 2023/24?",
    "What was the change in domestic burglaries between Q2 and Q3 2023/24?",
    "How many measures met their target in Q3 2023/24?"])
def test_a_corrected_figure_stays_as_printed_and_the_note_stands_beside_it(store: Path, question: str) -> None:
    review.correct(store, row_id(store), "actual_ytd", "498", WHO, WHY)
    answer = ask(store, question)
    said = caveat(answer, "corrected_by_keeper")
    assert "the actual figure should read “498” where the report prints “448”" in said and WHY in said
    assert "goes by what is printed" in said and WHO not in str(answer.to_dict())
    assert "498" not in answer.text and all(f.value != "498" for f in answer.figures)


def test_a_ranking_that_passes_over_a_corrected_row_says_so(store: Path) -> None:
    review.correct(store, row_id(store, "confidence"), "actual_ytd", "40%", WHO, WHY)
    answer = ask(store, "Which measure is furthest from its target in Q3 2023/24?")
    assert "Residents who have confidence" not in answer.text
    assert "Other rows are compared here" in caveat(answer, "corrected_by_keeper")


def test_a_note_on_another_quarter_is_left_out(store: Path) -> None:
    review.correct(store, row_id(store), "actual_ytd", "498", WHO, WHY)
    assert not ask(store, "How many domestic burglaries were there in Q1 2023/24?").caveats


def test_a_row_set_aside_is_not_used_and_that_is_said(store: Path) -> None:
    review.set_aside(store, "reading", row_id(store, quarter="Q4 2023/24"), WHO, WHY)
    asked = ask(store, "How many domestic burglaries were there in Q4 2023/24?")
    assert not asked.answered and "set aside; no figure is taken from it" in caveat(asked, "set_aside_by_keeper")
    latest = ask(store, "How many domestic burglaries were there?")
    assert "448" in latest.text and "Q4 2023/24" in caveat(latest, "set_aside_by_keeper")
    assert not ask(store, "How many domestic burglaries were there in Q1 2023/24?").caveats


def test_a_confirmed_row_and_a_confirmed_table_say_so(store: Path) -> None:
    question = "How many domestic burglaries were there in Q3 2023/24?"
    review.confirm(store, "reading", row_id(store), WHO, WHY)
    assert "compared with the document and confirmed" in caveat(ask(store, question), "confirmed_by_keeper")
    review.confirm(store, "table", row_id(store).replace("-r1", "-t0"), WHO, WHY)
    assert "several of the rows" in str(ask(store, question).caveats)


def test_a_finding_set_aside_is_told_with_the_note(store: Path) -> None:
    with ReadStore(store) as held:
        finding = held.rows("findings_of_reading", reading_id=row_id(store, quarter="Q2 2023/24"))[0]["id"]
    review.set_aside(store, "finding", finding, WHO, "A margin is allowed.")
    answer = ask(store, "How many domestic burglaries were there in Q2 2023/24?")
    said = next(c.text for c in answer.caveats if c.code == "rating_contradicts_figure")
    assert "found to be no fault of the report. Reason given: “A margin is allowed.”" in said


def test_a_misread_cell_gives_the_figure_that_its_row_prints(store: Path) -> None:
    target = row_id(store)
    read_again(store, target, "actual_ytd", "450", WHO, "The columns were taken the wrong way round.")
    answer = ask(store, "How many domestic burglaries were there in Q3 2023/24?")
    actual = next(f for f in answer.figures if f.role == "actual")
    assert (actual.value, actual.as_printed) == ("450", "450") and answer.status == "answered"
    assert "the row prints “450” as the actual figure; it had been read as “448”" in caveat(
        answer, "read_again_by_keeper")
    assert any(c.quote == "Number of domestic burglaries 450 448 G" for c in answer.citations)


@pytest.mark.parametrize(("field", "text"), [("actual_ytd", "45"), ("actual_ytd", "498"), ("actual_ytd", "450 448"),
                                             ("rag", "purple"), ("measure", "burglar")])
def test_only_what_the_row_prints_can_be_read_again(store: Path, field: str, text: str) -> None:
    with pytest.raises(BadInput):
        read_again(store, row_id(store), field, text, WHO, WHY)


def test_a_rating_is_read_again_by_its_name(store: Path) -> None:
    read_again(store, row_id(store), "rag", "Amber", WHO, WHY)
    with ReadStore(store) as held:
        assert (held.one("held_reading", id=row_id(store)) or {})["rag"] == "A"


def test_withdrawing_one_of_several_decisions_leaves_the_others(store: Path) -> None:
    target = row_id(store)
    read_again(store, target, "actual_ytd", "450", WHO, WHY)
    review.set_aside(store, "reading", target, WHO, WHY)
    read_again(store, target, "target_ytd", "448", WHO, WHY)
    with ReadStore(store) as held:
        first, aside, _ = review.reviews(held, target)
    review.withdraw(store, first.id, WHO)
    with ReadStore(store) as held:
        row = held.one("held_reading", id=target) or {}
    assert (row["actual_value"], row["target_value"], row["superseded"]) == ("448", "448", 1)
    review.withdraw(store, aside.id, WHO)
    answer = ask(store, "How many domestic burglaries were there in Q3 2023/24?")
    assert {f.role: f.value for f in answer.figures} == {"actual": "448", "target": "448"}


def test_decisions_count_again_when_the_same_file_comes_back(store: Path) -> None:
    bundle = quarter_bundle(2)
    read_again(store, row_id(store), "actual_ytd", "450", WHO, WHY)
    review.set_aside(store, "reading", row_id(store, "confidence"), WHO, WHY)
    remove(store, bundle.document.id, who=WHO)
    write_bundle(store, bundle)
    with ReadStore(store) as held:
        rows = {r["measure_id"]: r for r in held.rows("readings_of_item", item_id=bundle.items[0].id)}
    assert rows["domestic-burglary"]["actual_value"] == "450" and "confidence" not in rows
