"""What a question asks for: its verb, who did it, what an amount was for; and other words for its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.narrative.counts import count
from assistant.narrative.cues import detect
from assistant.narrative.evidence import ENOUGH, evidence
from assistant.narrative.sayings import others, sayings
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text, phrase
from assistant.words import load, stem, tokens


def group(word: str, *ways: str) -> Group:
    found = ((phrase(word), 1.0), *((phrase(way), 0.7) for way in ways))
    return Group(word, found, 1.0, False, True, (), True)


def proof(question: str, sentence: str, *groups: Group) -> float:
    return evidence(detect(question), Text(sentence), groups, question)


@pytest.mark.parametrize(("question", "verb"), [
    ("How many drivers were convicted after the campaign was launched?", "convict"),
    ("Who owns the site of the new depot?", "own"),
    ("When did the operation start?", "start"),
    ("When will the work at Marsh Lane be finished?", "finish"),
    ("How many people work for the helpline?", "work"),
    ("Who is responsible for tackling fraud?", ""),
    ("How many staff did the hub have according to the report?", ""),
    ("How many arrests did the operation lead to?", ""),
])
def test_the_verb_that_carries_a_question(question: str, verb: str) -> None:
    assert detect(question).verb == (stem(verb) if verb else "")


def test_a_number_counts_only_what_stands_with_it() -> None:
    asked = "How many people have been fined on the moor?"
    people = group("people")
    assert count(detect(asked), Text("The order came into force and lasts for three years."), (people,), asked) < ENOUGH
    assert count(detect(asked), Text("The team visited 31 villages."), (people,), asked) < ENOUGH
    assert count(detect(asked), Text("So far 31 have been fined."), (people,), asked) >= ENOUGH
    assert count(detect(asked), Text("So far 31 drivers have been fined."), (people,), asked) >= ENOUGH


def test_a_thing_done_in_the_passive_names_nobody() -> None:
    asked, killed = "Who killed PC Thorne?", group("killed")
    assert proof(asked, "A memorial to PC Thorne, who was killed on duty, stands at Nab Pier.", killed) < ENOUGH
    assert proof(asked, "PC Thorne was killed by Amos Grindle in 1972.", killed) >= ENOUGH


def test_who_holds_an_office_is_not_who_comes_next() -> None:
    asked, office = "Who will be the next chief constable?", group("chief constable")
    assert proof(asked, "The Chief Constable, Ian Holt, retires in June.", office) < ENOUGH
    assert proof(asked, "The next Chief Constable, Una Marsh, takes up the post in June.", office) >= ENOUGH


def test_an_amount_that_was_saved_or_fined_is_no_cost() -> None:
    asked, bus = "How much did the bus cost?", group("bus")
    assert proof(asked, "The bus has saved £12,000.", bus) < ENOUGH
    assert proof(asked, "The bus was paid for by a grant of £12,000.", bus) >= ENOUGH


def test_what_one_amount_was_for_says_nothing_of_another() -> None:
    asked, bus = "How much did the bus cost?", group("bus")
    assert proof(asked, "The bus cost £90,000 and should save £12,000 a year.", bus) >= ENOUGH


def test_a_term_of_several_words_is_counted_by_its_last() -> None:
    asked = "How many extra police officers were paid for?"
    term = replace(group("extra police officers"), parts=((phrase("officers"),),))
    assert detect(asked).head == stem("officers")
    assert count(detect(asked), Text("The budget held a further uplift of 125 officers."), (term,), asked) >= ENOUGH


@pytest.mark.parametrize(("question", "without", "within"), [
    ("Why did response times slip?", "Response times slipped in May.", "Road closures added nine minutes to journeys."),
    ("Why is the officer retiring?", "The officer retires at the end of March.", "He retires because he is ill."),
    ("What time does the clinic open?", "The clinic opens on 3 May.", "The clinic opens at 9.30am on 3 May."),
    ("What colour is the new van?", "The new van came in May.", "The new van is painted yellow."),
    ("Where did the staff go?", "The staff have moved.", "The staff have moved to cabins in the car park."),
])
def test_a_sentence_must_hold_what_the_question_is_after(question: str, without: str, within: str) -> None:
    assert proof(question, without) < ENOUGH <= proof(question, within)


def test_expressions_are_found_whole_and_by_their_stems() -> None:
    found = sayings(tokens("Who is stepping down as head of the force?"))
    assert [(s.first, s.last) for s in found][:1] == [(2, 4)] and "retire" in found[0].others


def test_the_thesaurus_keeps_apart_what_must_not_be_mixed_up() -> None:
    for one, other in [("arrest", "convict"), ("charge", "convict"), ("open", "close"), ("start", "finish"),
                       ("killed", "injured"), ("apply", "award"), ("overspend", "underspend")]:
        assert other not in others(phrase(one)) and one not in others(phrase(other))
    assert all(isinstance(entry, str) and len(line) > 1 for line in load("thesaurus.yaml")["groups"] for entry in line)
