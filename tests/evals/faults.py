"""Faults put into a store or into the assistant, to see that an evaluation names them.

A fault in the store changes a copy of it; a fault in the assistant wraps `ask` of a real one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.answer import Answer, Caveat, Citation, Figure

BURGLARY = "Residential burglary offences to be reduced"
Change = Callable[[Answer], Answer]


def sql(store: Path, *statements: str) -> None:
    """Change a store behind the product's back."""
    with sqlite3.connect(store / "panelqa.db") as db:
        for statement in statements:
            db.execute(statement)
    db.close()


class Faulty:
    """An assistant whose answers pass through a change."""

    def __init__(self, real: Assistant, change: Change) -> None:
        self._real, self._change = real, change
        self.store = real.store

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        return self._change(self._real.ask(question, history=history))


def opener(change: Change) -> Callable[[str | Path], Any]:
    @contextmanager
    def opened(store: str | Path) -> Iterator[Any]:
        with Assistant.open(store) as real:
            yield Faulty(real, change)
    return opened


def figures(answer: Answer, change: Callable[[Figure], Figure]) -> Answer:
    return replace(answer, figures=tuple(change(f) for f in answer.figures))


def citations(answer: Answer, change: Callable[[Citation], Citation]) -> Answer:
    return replace(answer, citations=tuple(change(c) for c in answer.citations))


def refuse(answer: Answer) -> Answer:
    return Answer(answer.question, "not_found", "not_in_documents", "The reports do not say.")


def answer_anyway(answer: Answer) -> Answer:
    if answer.answered:
        return answer
    said = Citation(1, "x", "passage", "norland-vale-panel-2022-07.txt", "Report", "section 1", None, "Green")
    return Answer(answer.question, "answered", None, "It went well. [1]", (said,))


def lose_citation(answer: Answer) -> Answer:
    return replace(answer, citations=answer.citations[:-1]) if answer.citations else answer


def lose_marker(answer: Answer) -> Answer:
    return replace(answer, text=answer.text.replace("[1]", "").strip()) if answer.answered else answer


def wrong_unit(answer: Answer) -> Answer:
    return figures(answer, lambda f: replace(f, unit="per_1000"))


def shift_period(answer: Answer) -> Answer:
    return figures(answer, lambda f: replace(f, period="2019-04-01/2019-06-30"))


def flip_rating(answer: Answer) -> Answer:
    return figures(answer, lambda f: replace(f, rag={"R": "G", "G": "R"}.get(f.rag or "", f.rag)))


def mislabel_role(answer: Answer) -> Answer:
    return figures(answer, lambda f: replace(f, role={"target": "actual", "actual": "target"}.get(f.role, f.role)))


def alter_quote(answer: Answer) -> Answer:
    return citations(answer, lambda c: replace(c, quote=c.quote.replace("a", "e", 1)))


def drop_caveats(answer: Answer) -> Answer:
    return replace(answer, caveats=())


def extra_caveat_number(answer: Answer) -> Answer:
    return replace(answer, caveats=(*answer.caveats, Caveat("small_numbers", "There were 98765 of them.")))


def wrong_derived(answer: Answer) -> Answer:
    return replace(answer, derived=tuple(replace(d, value=f"{d.value}9") for d in answer.derived))


def wrong_document(answer: Answer) -> Answer:
    return citations(answer, lambda c: replace(c, document="norland-vale-panel-2022-10.txt"))


def figure_of_another_measure(answer: Answer) -> Answer:
    return figures(answer, lambda f: replace(f, measure="Recorded robberies"))


def invent_number(answer: Answer) -> Answer:
    return replace(answer, text=answer.text.replace(" [1]", ", or 4711 [1]", 1))


def drop_from_list(answer: Answer) -> Answer:
    return replace(answer, figures=answer.figures[:1]) if len(answer.figures) > 2 else answer


def break_down(answer: Answer) -> Answer:
    raise LookupError("no such row")


def fail(answer: Answer) -> Answer:
    return replace(answer, status="failed", reason="verification_failed", text="It did not hold.", figures=(),
                   citations=(), derived=(), caveats=())
