"""What every answering step works with: the store, what is held, the search over text, and the scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.figures.rows import Row, rows_of_item, rows_of_measure
from assistant.held import Held, HeldItem
from assistant.narrative.types import TextRequest, TextResult
from assistant.question.forces import held_forces, names_one, speaks_for
from assistant.question.parse import Question
from assistant.verify import numbers
from assistant.words import load
from store.readonly import ReadStore


@dataclass(frozen=True)
class Desk:
    """`allowed`: ids of the reports that the caller narrowed the question to, None for all."""

    store: ReadStore
    held: Held
    search: Callable[[TextRequest], TextResult]
    search_words: Callable[[TextRequest], TextResult]      # by words alone: quick, no embedding
    allowed: frozenset[str] | None = None
    default_area: str = ""

    def in_scope(self, question: Question) -> list[HeldItem]:
        """The reports that a question is about, in time order."""
        items = [i for i in self.held.items.values() if self.allowed is None or i.id in self.allowed]
        if question.items is not None:
            named = {i.id for i in question.items}
            items = [i for i in items if i.id in named]
        items = [i for i in items if speaks_for(i, question.bodies, self.held)]
        return sorted(items, key=lambda i: (i.when, i.document))

    def rows(self, measure_id: str, question: Question) -> tuple[Row, ...]:
        """The readings of a measure within the question's reports and area."""
        rows = self.all_rows(measure_id)
        if self.allowed is not None or question.items is not None:
            ids = {i.id for i in self.in_scope(question)}
            rows = tuple(r for r in rows if r.item_id in ids)
        forces = held_forces(question.bodies)
        return tuple(r for r in rows if names_one(f"{r.body} {r.area} {r.title}", forces)) if forces else rows

    def all_rows(self, measure_id: str) -> tuple[Row, ...]:
        """The readings of a measure in every report held, in time order."""
        if measure_id not in self.held.readings:
            self.held.readings[measure_id] = rows_of_measure(self.store, measure_id)
        rows: tuple[Row, ...] = self.held.readings[measure_id]
        return rows

    def restatements(self) -> list[dict[str, Any]]:
        """The passages that speak of figures restated, as this version of the store holds them."""
        key = "restatements"
        if key not in self.held.readings:
            words = load("beside.yaml")["query"]
            self.held.readings[key] = self.store.rows("passages_printing", words=words, k=400)
        found: list[dict[str, Any]] = self.held.readings[key]
        return found

    def report_rows(self, item: HeldItem) -> tuple[Row, ...]:
        """The readings that a report prints in tables that are not in review."""
        return tuple(r for r in rows_of_item(self.store, item.id) if r.stated)

    def reports_with_measures(self, items: Sequence[HeldItem]) -> list[HeldItem]:
        """Those of the reports that print a measures table, in time order."""
        ids = {span[4] for m in self.held.measures.values() for span in m.spans}
        return [i for i in items if i.id in ids]


def report_name(item: HeldItem, question: str, rows: Sequence[Row]) -> str:
    """A report as a sentence names it: by its period where the question, its title or a stated row carries it, else
    its file.

    `rows` are those whose figures the answer will state: a label that none of them has could not be proved.
    """
    if item.period_label and (any(r.period_label == item.period_label for r in rows)
                              or numbers(item.period_label) <= numbers(question) | numbers(item.title)):
        return f"the report for {item.period_label}"
    return item.document
