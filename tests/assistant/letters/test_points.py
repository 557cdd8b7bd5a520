"""The points of a letter: what is asked is found in its own words, what is story is not."""

import pytest

from assistant.letters import read_letter
from assistant.letters.context import questions_of
from assistant.letters.points import asked_words, find_points


def asked(body: str) -> list[str]:
    letter = read_letter(f"Dear Commissioner,\n\n{body}\n\nYours sincerely,\n\nA Writer\n")
    return [asked_words(letter, point, []) for point in find_points(letter)]


def questions(body: str) -> list[list[str]]:
    letter = read_letter(f"Dear Commissioner,\n\n{body}\n\nYours sincerely,\n\nA Writer\n")
    begin = letter.body[0][0]
    return [[q.wordings[0] for q in questions_of(p, letter.text[begin : p.start])] for p in find_points(letter)]


@pytest.mark.parametrize(
    "body",
    [
        "I would be grateful for a note of the number of cadets.",
        "Members would also be grateful to know how many cadets there were.",
        "Please confirm whether the number of cadets has risen.",
        "It would be useful to know the number of cadets.",
        "I wonder whether the number of cadets has risen.",
        "Could your office kindly let us have the number of cadets?",
        "Any information on cadets would be welcome.",
        "The public are entitled to know how many cadets there are.",
        "To ask the Commissioner what the number of cadets is.",
        "Could I trouble you for the number of cadets?",
        "I would welcome a word about the number of cadets.",
        "My colleague Mrs Lane asks what the number of cadets is.",
        "How many cadets there are is a mystery. How many are there.",
    ],
)
def test_requests_of_many_forms_are_points(body: str) -> None:
    assert len(asked(body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "I look forward to hearing from you within ten days.",
        "I would be grateful for a reply by Friday.",
        "We would like to thank you for opening the fete.",
        "The verge was resurfaced in May, for which we are grateful.",
        "Why on earth should I pay more council tax for this?",
        "How can you sleep at night?",
        "Could you help me with a few queries?",
        "Please do not hesitate to call me.",
        "I am told that burglary has risen and I am appalled.",
    ],
)
def test_story_thanks_deadlines_and_anger_are_no_points(body: str) -> None:
    assert asked(body) == []


def test_questions_on_one_subject_are_one_point_and_on_two_are_two() -> None:
    assert len(asked("How many burglaries were recorded, and was that better or worse than target?")) == 1
    assert len(asked("How many burglaries were recorded and what is being done about speeding?")) == 2


def test_a_question_that_cannot_stand_alone_carries_the_sentence_before() -> None:
    assert asked("I understand the force is overspent. By how much, and against what budget?") == [
        "I understand the force is overspent. By how much, and against what budget?"
    ]


def test_a_thing_to_be_done_is_a_point_that_no_report_is_asked_for() -> None:
    letter = read_letter(
        "Dear Sir\n\nPlease arrange for more patrols.\n\nWe demand that a camera be installed.\n\nYours\nAnn Lee"
    )
    assert [p.action for p in find_points(letter)] == [True, True]


def test_lists_with_numbers_letters_and_labels_in_a_sentence() -> None:
    assert asked(
        "Please answer:\n\n1. How many burglaries?\n2. the number of cadets\n(c) the solved rate for robbery"
    ) == [
        "How many burglaries?",
        "the number of cadets",
        "the solved rate for robbery",
    ]
    assert asked("Please tell me (a) how many cadets there are, (b) when the scheme began and (c) who pays.") == [
        "how many cadets there are",
        "when the scheme began",
        "who pays.",
    ]


def test_rows_of_a_table_and_quoted_messages_are_not_asked() -> None:
    assert asked("Burglary\t12\t15\nRobbery\t3\t4\n\n> How many hoaxes are there?") == []


def test_at_the_time_is_the_period_named_before() -> None:
    found = questions(
        "How many incidents were recorded in the first quarter of 2013/14?\n\nAlso, I would like to know how many "
        "Special Constables there were at the time."
    )
    assert found[1] == ["how many Special Constables there were in Q1 2013/14?"]


def test_those_burglaries_are_the_ones_that_the_sentence_before_names() -> None:
    found = questions(
        "You recorded domestic burglaries between April and June 2013. What share of those burglaries was solved?"
    )
    assert found == [["What share of domestic burglaries was solved in Q1 2013/14?"]]


def test_a_period_in_the_lead_of_a_list_holds_for_its_items() -> None:
    found = questions("Please let me have for January to March 2024:\n\na) the number of cadets\nb) the solved rate")
    assert all("Q4 2023/24" in q[0] for q in found)


def test_long_questions_are_shortened_to_sixty_words_of_the_letter() -> None:
    body = "I would like to know, " + " ".join(f"word{n}" for n in range(90)) + " how many cadets there are?"
    words = asked(body)
    assert len(words[0].split()) <= 60 and words[0].endswith("how many cadets there are?")
    assert all(part.strip() in body for part in words[0].split("…"))
