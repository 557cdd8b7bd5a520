"""Whether a sentence holds an answer of the type asked for, and how questions are typed."""

from __future__ import annotations

import pytest

from assistant.narrative.counts import dates, numbers
from assistant.narrative.cues import detect
from assistant.narrative.match import any_of
from assistant.narrative.texts import Text, phrase


@pytest.mark.parametrize(("question", "kind"), [
    ("How much was awarded to the charity?", "money"), ("How big is the fund?", "money"),
    ("When was the plan announced?", "date"), ("How many members sit on the board?", "count"),
    ("By how much did the backlog rise?", "change"), ("What percentage of residents agree?", "percentage"),
    ("Who is the Deputy PCC?", "identity"), ("Who attended the meeting?", "person"),
    ("Where is the workshop?", "place"), ("Why was it paused?", "reason"),
    ("What is being done about speeding?", "action"), ("What did the inspection find?", "findings"),
    ("How often do they meet?", "frequency"), ("What is the witness attendance rate?", "rate"),
    ("What was the campaign about?", "what"),
])
def test_the_type_of_answer_wanted(question: str, kind: str) -> None:
    assert detect(question).type == kind


@pytest.mark.parametrize(("text", "count"), [
    ("16,145 victims were supported, 545 of them by phone.", 2),
    ("It was announced on 17 July 2013.", 0),
    ("£60,000 was awarded, 5% of the fund, in 2022/23.", 0),
    ("Six members were appointed in May.", 1),
    ("See point 48 and paragraph 12.", 0),
    ("Both 999 and 101 have seen improvements.", 0),
    ("The scheme offers 1:1 mentoring.", 0),
])
def test_numbers_that_count_something(text: str, count: int) -> None:
    assert len(numbers(text)) == count


def test_may_is_a_month_only_beside_a_date_word() -> None:
    assert not dates("Some of it may be recovered.")
    assert [m.group() for m in dates("The committee was appointed in May.")] == ["May"]


def test_a_phrase_stands_within_a_short_window() -> None:
    text = Text("The police cadet scheme will be expanded to all districts.")
    assert text.where(phrase("cadet schemes")) is not None
    assert text.where(phrase("expanded districts")) is not None
    assert text.where(phrase("police districts")) is None


def test_no_operator_reaches_the_query_language() -> None:
    assert any_of([phrase('a" OR "b')]) == '"a or b"'
    assert "*" in any_of([phrase("cameras")])
    assert any_of([()]) == ""
