"""Joining answers: the parts of a question that holds several, with one numbering of citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Status
from assistant.composition import Composition, Source

MOST_WORDS = 25      # words of a part of a question that its refusal repeats
_STATEMENT = re.compile(r"(?<=\])\s+(?!\[)")
_MARK = re.compile(r"\[(\d+)\]")


def absorb(c: Composition, answer: Answer) -> None:
    """Take an answer's statements and all that hangs on them into a composition, renumbered."""
    numbers = {x.n: c.cite(Source(x.id, x.kind, x.document, x.title, x.locator, x.page, x.quote))
               for x in answer.citations}
    c.statements.append(_MARK.sub(lambda m: f"[{numbers.get(int(m.group(1)), m.group(1))}]", answer.text))
    c.figures += [f for f in (replace(f, citation=numbers[f.citation]) for f in answer.figures) if f not in c.figures]
    c.derived += [replace(d, operands=tuple(replace(o, citation=numbers[o.citation]) for o in d.operands))
                  for d in answer.derived]
    for caveat in answer.caveats:
        c.caveat(caveat.code, caveat.text, *[numbers[n] for n in caveat.citations])
    c.nearest += [replace(n, citation=None if n.citation is None else numbers[n.citation]) for n in answer.nearest]


def merge(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer from the answers to a question's parts: answered in part where a part was refused."""
    if len(answers) == 1:
        return replace(answers[0], question=question)
    if not any(a.answered for a in answers) and len({a.text for a in answers}) == 1:
        return replace(answers[0], question=question)
    c = Composition(question)
    said: set[str] = set()
    stated: set[str] = set()
    for answer in map(_told_apart, answers):
        if answer.text in said:
            continue
        said.add(answer.text)
        absorb(c, answer)
        c.statements[-1] = _new(c.statements[-1], stated)
    c.statements = [s for s in c.statements if s]
    if not any(a.answered for a in answers):
        return c.answer(answers[0].status, answers[0].reason)
    whole = all(a.status == "answered" for a in answers)
    status: Status = "answered" if whole else "partly_answered"
    return c.answer(status, None if whole else next(a.reason for a in answers if a.status != "answered"))


def _new(text: str, said: set[str]) -> str:
    """The statements of a text that no part before it said, word for word and from the same places."""
    mine = _STATEMENT.split(text)
    kept = [s for s in mine if s not in said]
    said.update(mine)
    return " ".join(kept)


def _told_apart(answer: Answer) -> Answer:
    """A part that is refused says which part it is, where its own words do not."""
    asked = " ".join(answer.question.split())
    if answer.answered or not asked or len(asked.split()) > MOST_WORDS:
        return answer
    return replace(answer, text=f"“{asked}” {answer.text}")
