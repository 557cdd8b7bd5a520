"""The force that a question names is its scope: never another force's figures, lists or people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from ingest import ingest_paths
from store.readonly import ReadStore

HEAD = ("Objective\tMeasure\tOverall target\tComparator (Target to date / Previous year / Other)\t"
        "Actual (Year to date)\t")
REPORT = """{force} POLICE AND CRIME PANEL {meeting}

POLICE AND CRIME PLAN PERFORMANCE REPORT

1. Purpose

This report updates the panel on the performance of {name} Police. It covers the period {span}.

2. Progress

{text}

APPENDIX A

{head}RAG rating / Comment
{rows}
"""


def report(name: str, meeting: str, span: str, text: str, rows: list[str]) -> str:
    printed = "\n".join("1. Trust\t" + row if n == 0 else "\t" + row for n, row in enumerate(rows))
    return REPORT.format(force=name.upper(), name=name, meeting=meeting, span=span, text=text, rows=printed, head=HEAD)


FIRST, SECOND = "1 April 2023 to 30 June 2023", "1 April 2023 to 30 September 2023"
REPORTS = {
    "dunmoor-2023-07.txt": report("Dunmoor", "19 JULY 2023", FIRST, (
        "The Commissioner, Ines Carrow, opened a police base in Pellwick on 9 May 2023. The base cost £640,000.\n\n"
        "Operation Larch targets burglars who travel from outside the area. Officers made 31 arrests."), [
        "Residential burglary offences recorded\t1,600\t412\t398\tG", "Robbery offences recorded\t460\t118\t131\tR",
        "Victims satisfied with the service\t75%\t75%\t72.4%\tA"]),
    "dunmoor-2023-10.txt": report("Dunmoor", "25 OCTOBER 2023", SECOND, (
        "Operation Larch was extended to Pellwick in August and is now supported by a drone."), [
        "Residential burglary offences recorded\t1,600\t824\t806\tG", "Robbery offences recorded\t460\t236\t229\tG",
        "Victims satisfied with the service\t75%\t75%\t73.0%\tA"]),
    "eastmarch-2023-07.txt": report("Eastmarch", "12 JULY 2023", FIRST, (
        "The Commissioner, Owen Tasker, has set aside £90,000 for knife bins in Wold. "
        "Nine bins were in place in June."), [
        "Residential burglary offences recorded\t1,100\t301\t268\tG", "Hate crimes reported\t800\t204\t217\tR",
        "Victim satisfaction\t80%\t80%\t78.1%\tA"]),
}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("two")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    ingest_paths(sorted(folder.glob("*.txt")), folder / "store", vectors=False)
    with Assistant(ReadStore(folder / "store"), search_vectors=False) as opened:
        yield opened


def documents(assistant: Assistant, question: str, history: tuple[str, ...] = ()) -> set[str]:
    return {c.document.split("-")[0] for c in assistant.ask(question, history).citations}


@pytest.mark.parametrize("question", [
    "How did residential burglary do in Eastmarch?", "Which measures are red in Eastmarch?",
    "How many measures were green in Eastmarch in Q1 2023/24?", "Who is the commissioner of Eastmarch?",
    "What is victim satisfaction in Eastmarch?"])
def test_only_the_named_force_answers(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert answer.answered and {c.document for c in answer.citations} == {"eastmarch-2023-07.txt"}


def test_another_forces_measure_is_refused_and_said_to_be_anothers(two: Assistant) -> None:
    answer = two.ask("How many hate crimes were reported in Dunmoor?")
    assert answer.reason == "measure_not_held" and not answer.figures
    assert "Eastmarch" in answer.text and "217" not in answer.text


def test_two_forces_are_compared_on_one_basis(two: Assistant) -> None:
    answer = two.ask("Compare residential burglary in Dunmoor and Eastmarch in Q1 2023/24")
    assert "398" in answer.text and "268" in answer.text
    assert [d.value for d in answer.derived][-1] == "130" and "130 above that of Eastmarch" in answer.text


def test_two_forces_of_other_periods_are_not_set_against_each_other(two: Assistant) -> None:
    answer = two.ask("How does victim satisfaction compare between Dunmoor and Eastmarch?")
    assert "73.0%" in answer.text and "78.1%" in answer.text
    assert any(c.code == "unlike_bases" for c in answer.caveats)


def test_of_two_forces_one_may_not_hold_the_measure(two: Assistant) -> None:
    answer = two.ask("Did Dunmoor or Eastmarch have more hate crimes?")
    assert answer.status == "partly_answered" and "217" in answer.text


def test_markers_are_numbered_by_first_use(two: Assistant) -> None:
    answer = two.ask("How did victim satisfaction in Dunmoor change from Q1 2023/24 to Q2 2023/24?")
    assert answer.text.index("[1]") < answer.text.index("[2]")


def test_a_follow_up_keeps_the_force(two: Assistant) -> None:
    answer = two.ask("And residential burglary?", ("How did robbery do in Dunmoor in Q1 2023/24?",))
    assert {f.value for f in answer.figures if f.role == "actual"} == {"398"}


def test_a_follow_up_may_turn_to_another_force(two: Assistant) -> None:
    answer = two.ask("And in Eastmarch?", ("What is victim satisfaction in Dunmoor?",))
    assert {f.value for f in answer.figures if f.role == "actual"} == {"78.1"}


def test_was_the_target_met(two: Assistant) -> None:
    answer = two.ask("Was the target met?", ("How many robberies were there in Dunmoor in Q1 2023/24?",))
    assert {f.value for f in answer.figures if f.role == "actual"} == {"131"}


def test_a_question_of_its_own_is_no_follow_up(two: Assistant) -> None:
    answer = two.ask("Who is the commissioner?", ("How many robberies were there in Dunmoor in Q1 2023/24?",))
    assert answer.answered and "Carrow" in answer.text
    assert "assumed_context" not in {c.code for c in answer.caveats}


@pytest.mark.parametrize("question", [
    "How much did Operation Larch cost?", "How many victims were satisfied by phone in Eastmarch?",
    "How many women were robbed in Dunmoor?", "How many robberies were there in Pellwick?",
    "Will Dunmoor meet its robbery target?"])
def test_what_is_near_does_not_answer(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert answer.status in ("not_found", "out_of_scope") and not answer.figures


def test_an_office_is_given_for_each_force_where_none_is_named(two: Assistant) -> None:
    answer = two.ask("Who is the commissioner?")
    assert "Ines Carrow" in answer.text and "Owen Tasker" in answer.text


def test_a_force_held_is_answered_beside_one_that_is_not(two: Assistant) -> None:
    answer = two.ask("Compare robbery in Dunmoor and Kent")
    assert answer.status == "partly_answered" and "229" in answer.text and "Kent" in answer.text


def test_an_operation_is_described_by_what_it_does(two: Assistant) -> None:
    assert "targets burglars" in two.ask("What is Operation Larch?").text
