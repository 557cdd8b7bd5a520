"""An office goes to the name put into it; a name that stands near it holds another one."""

from __future__ import annotations

import pytest

from assistant.narrative.cues import detect
from assistant.narrative.persons import identity
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text
from assistant.words import stem


def groups(*words: str) -> list[Group]:
    return [Group(word, (((stem(word),), 1.0),), 1.0, False, True, (), True) for word in words]


@pytest.mark.parametrize(("office", "sentence", "holds"), [
    ("commissioner", "The Commissioner, Helena Marsh, opened a base.", True),
    ("commissioner", "The Commissioner has appointed Joanna Thrale as Chief Constable.", False),
    ("constable", "The Commissioner has appointed Joanna Thrale as Chief Constable.", True),
    ("commissioner", "The Commissioner met Joanna Thrale.", False),
    ("chair", "The committee is chaired by Mrs Oona Latimer.", True),
])
def test_who_holds_an_office(office: str, sentence: str, holds: bool) -> None:
    question = f"Who is the {office}?"
    assert (identity(detect(question), Text(sentence), groups(office), question) == 1.0) is holds
