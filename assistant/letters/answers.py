"""A point put to the assistant: its questions asked one by one, their answers joined into one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer
from assistant.answering.merge import absorb, merge
from assistant.composition import Composition
from assistant.letters.context import ToAsk
from assistant.words import load

Ask = Callable[[str, tuple[str, ...], str | None], Answer]
"""Asks a question, after others, of one document or of all (None)."""


def answer_point(asked: str, questions: tuple[ToAsk, ...], ask: Ask) -> Answer:
    """One answer to a point. `asked` are the letter's words, which become the answer's question.

    Where its questions, asked apart, are not all answered, the point is asked whole as well and the better of the
    two is taken.
    """
    parts: list[Answer] = []
    for question in questions:
        parts.append(_one(question, ask, _only_document(parts)))
    answer = _join(asked, _distinct(parts))
    if len(questions) > 1 and answer.status != "answered":
        whole = ask(" ".join(q.wordings[0] for q in questions), (), None)
        if (
            whole.answered
            and not (answer.answered and _says(answer, whole))
            and (whole.status == "answered" or not answer.answered)
        ):
            answer = whole
    return replace(answer, question=asked, seconds=round(sum(p.seconds for p in parts), 4))


def _join(asked: str, answers: list[Answer]) -> Answer:
    """The answers as one: what is answered, then that the rest is not; where nothing is, the first refusal."""
    said = [a for a in answers if a.answered]
    if not said or len(said) == len(answers):
        return merge(asked, said or answers)
    c = Composition(asked)
    for answer in said:
        absorb(c, answer)
    refused = next(a for a in answers if not a.answered)
    c.say(load("refusals.yaml")["no_account"])
    return c.answer("partly_answered", refused.reason)


def not_for_reports(asked: str, reason: str, words: str) -> Answer:
    """The answer to a point that no report could answer, without asking."""
    c = Composition(asked)
    c.say(words)
    return c.answer("out_of_scope", reason)


def _one(question: ToAsk, ask: Ask, document: str | None) -> Answer:
    """The first wording's answer that is one; else what the last wording got.

    A question that goes on from one that a single document answered is put to that document first.
    """
    history = (question.after,) if question.after else ()
    refused: list[Answer] = []
    for wording in question.wordings:
        for place in dict.fromkeys((document, None)):
            answer = ask(wording, history, place)
            if answer.answered:
                return answer
            refused.append(answer)
    return refused[-1]


def _only_document(parts: list[Answer]) -> str | None:
    """The document that the part before rests on, where it is one."""
    documents = {c.document for c in parts[-1].citations} if parts and parts[-1].answered else set()
    return documents.pop() if len(documents) == 1 else None


def _distinct(answers: list[Answer]) -> list[Answer]:
    """Answers without those that say nothing beside another: all their words stand in it."""
    kept: list[Answer] = []
    for n, answer in enumerate(answers):
        others = kept + answers[n + 1 :]
        if answer.answered and any(
            o.answered and _says(o, answer) and not (o in answers[n + 1 :] and _says(answer, o)) for o in others
        ):
            continue
        kept.append(answer)
    return kept


def _says(one: Answer, other: Answer) -> bool:
    """Whether `one` says all that `other` says."""
    return _plain(other.text) in _plain(one.text)


def _plain(text: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", text)
