"""Narrative questions to whole sentences, by words alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.narrative import TermGroup, TextResult
from assistant.narrative.corpus import Corpus
from store.readonly import ReadStore

Ask = Callable[..., TextResult]


def said(result: TextResult) -> str:
    return " ".join(picked.text for picked in result.sentences)


@pytest.mark.parametrize(("question", "expected"), [
    ("How much was awarded to the Fellgate Trust?", "£60,000"),
    ("How many referrals did Harbour Light receive?", "8,214 referrals"),
    ("How many victims were referred to mental health services?", "311 of these victims"),
    ("When will the rural roads strategy be published?", "March 2024"),
    ("Who is the Deputy PCC?", "Tomasz Wray"),
    ("When did Tomasz Wray start?", "26 October"),
    ("How many notices did the cameras lead to?", "6,480"),
    ("Where are the average speed cameras?", "Carrick Pass"),
    ("What share of residents see an officer every week?", "21%"),
    ("Why was the trauma training paid for?", "because officers asked for it"),
    ("What will the stop and search strategy include?", "enhanced scrutiny"),
    ("how much did the felgate trust get awarded", "£60,000"),
])
def test_the_sentence_that_answers_is_shown(ask: Ask, question: str, expected: str) -> None:
    result = ask(question)
    assert result.found
    assert expected in said(result)
    assert len(said(result).split()) <= 160


@pytest.mark.parametrize("question", [
    "How many police horses are there?",
    "How many drones does the force own?",
    "What percentage of officers are vegetarian?",
    "What is the capital of France?",
    "How many stop and searches were carried out?",         # a strategy is mentioned, no count
    "How much did the speed cameras cost?",                 # cameras, and sums for something else
    "When did the Fellgate Trust close?",
    "Who is the Chief Constable?",
    "How many people were killed on the Carrick Pass?",
    "What does QZX stand for?",
    "How many victims of modern slavery were identified?",
])
def test_what_no_report_says_is_refused(ask: Ask, question: str) -> None:
    result = ask(question)
    assert not result.found
    assert result.sentences == ()


def test_a_refusal_names_the_words_nothing_covers_and_what_is_nearest(ask: Ask) -> None:
    result = ask("How many horses do the road safety cameras need?")
    assert "horses" in result.uncovered
    assert result.nearest


def test_of_equal_sentences_the_latest_report_is_quoted(ask: Ask, store: ReadStore) -> None:
    reports = Corpus(store).reports
    assert {reports[p.item_id].document for p in ask("How many victims did Harbour Light support?").sentences} == {
        "panel-2024-01.txt"}


def test_only_the_reports_allowed_are_quoted(ask: Ask, store: ReadStore) -> None:
    older = frozenset(r.id for r in Corpus(store).reports.values() if r.document == "panel-2023-10.txt")
    result = ask("How many victims did Harbour Light support?", items=older)
    assert "1,890" in said(result)
    assert not ask("How much was awarded to the Fellgate Trust?", items=older).found
    assert not ask("How much was awarded to the Fellgate Trust?", items=frozenset()).found


def test_quotes_are_word_for_word(ask: Ask, store: ReadStore) -> None:
    for question in ("How many referrals did Harbour Light receive?", "What is being done about road safety?"):
        for picked in ask(question).sentences:
            passage = Corpus(store).passages([picked.passage_id])[picked.passage_id]
            assert all(part in passage.text for part in picked.quote.split(" … "))


def test_a_sentence_that_leans_on_the_one_before_brings_it(ask: Ask) -> None:
    assert said(ask("When did Tomasz Wray start?")).startswith("Tomasz Wray has commenced")


def test_a_sentence_answers_for_what_it_leans_on(ask: Ask) -> None:
    assert "trauma informed" in said(ask("Why was money awarded to the Fellgate Trust?"))
    assert "6,480" in said(ask("How many notices did the average speed cameras lead to?"))


def test_a_stretch_of_time_must_be_the_one_asked_for(ask: Ask) -> None:
    assert not ask("How many notices did the cameras lead to on the first day?").found


def test_findings_come_with_their_lead_in_and_all_bullets(ask: Ask) -> None:
    text = said(ask("What did the meeting on serious violence find?"))
    assert "Key findings" in text
    assert "homicide action plan" in text
    assert "domestic abuse" in text


def test_a_topic_is_answered_from_under_its_heading(ask: Ask) -> None:
    assert "rural roads" in said(ask("What is being done about road safety?"))


def test_terms_from_the_caller_are_used(ask: Ask) -> None:
    terms = (TermGroup("bursary", ("awarded",)), TermGroup("Fellgate"))
    assert "£60,000" in said(ask("How much was the Fellgate bursary?", terms=terms))


@pytest.mark.parametrize("question", ["", "?", "  ", "\"; DROP TABLE passages; --", "NEAR(a b) AND OR NOT *", "你好吗",
                                      "the of and", "x" * 3000, "\x00\ud7ff", "-" * 50 + " AND \"", "col:umn ^ * ()"])
def test_odd_questions_are_refused_without_an_error(ask: Ask, question: str) -> None:
    assert not ask(question).found


def test_a_bullet_that_is_no_sentence_stands_behind_its_lead_in(assistant: Assistant) -> None:
    answer = assistant.ask("What is being done about rural crime?")
    before, bullet, _ = answer.text.partition("burglary and rural crime, by 29%.")
    assert bullet and re.search(r"raised most often were: \[\d+\] $", before)
