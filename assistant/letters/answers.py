"""A point put to the assistant: its questions asked one by one, their answers joined into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer
from assistant.answering.merge import merge
from assistant.composition import Composition
from assistant.letters.context import ToAsk

Ask = Callable[[str], Answer]


def answer_point(asked: str, questions: tuple[ToAsk, ...], ask: Ask) -> Answer:
    """One answer to a point. `asked` are the letter's words, which become the answer's question.

    Where its questions, asked apart, are not all answered, the point is asked whole as well and the better of the
    two is taken.
    """
    parts = [_one(q, ask) for q in questions]
    answer = merge(asked, _distinct(parts))
    if len(questions) > 1 and answer.status != "answered":
        whole = ask(" ".join(q.softly or q.text for q in questions))
        if whole.status == "answered" or whole.answered and not answer.answered:
            answer = whole
    return replace(answer, question=asked, seconds=sum(p.seconds for p in parts))


def not_for_reports(asked: str, reason: str, words: str) -> Answer:
    """The answer to a point that no report could answer, without asking."""
    c = Composition(asked)
    c.say(words)
    return c.answer("out_of_scope", reason)


def _one(question: ToAsk, ask: Ask) -> Answer:
    if question.softly:
        answer = ask(question.softly)
        if answer.answered:
            return answer
    return ask(question.text)


def _distinct(answers: list[Answer]) -> list[Answer]:
    """Answers without those that say nothing new: a part of another's text from the same places."""
    kept: list[Answer] = []
    for answer in answers:
        quotes = {(c.id, c.quote) for c in answer.citations}
        if answer.answered and any(k.status == answer.status and quotes <= {(c.id, c.quote) for c in k.citations} and
                                   _plain(answer.text) in _plain(k.text) for k in kept):
            continue
        kept.append(answer)
    return kept


def _plain(text: str) -> str:
    import re

    return re.sub(r"\s*\[\d+\]", "", text)
