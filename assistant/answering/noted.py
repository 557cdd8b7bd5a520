"""What the keeper noted about the rows that an answer rests on, as caveats of the answer.

The figure that a report prints stays what is stated (a note never takes its place), so a note says beside it what
it should read and why. Where a list or a comparison passes over a row that carries a note, that is said as well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Caveat, Citation
from assistant.answering.desk import Desk
from assistant.composition import Source
from assistant.notes import Note, notes_in_force
from assistant.question.parse import Question
from assistant.tables.answering import MARK as CELLS
from assistant.words import load
from store.readonly import ReadStore


def with_notes(answer: Answer, q: Question, desk: Desk) -> Answer:
    """The answer with a caveat for each note on a row that it uses, or passes over in a list or comparison."""
    if desk.store.one("any_note") is None:
        return answer
    cited = _cited(answer, desk.store)
    used: list[Note] = []
    passed: list[Note] = []
    for note in notes_in_force(desk.store):
        if cited.of(note):
            used.append(note)
        elif any(_passed_over(note, row, answer, cited, q, desk) for row in note.rows):
            passed.append(note)
    found = _Adding(answer)
    for note in used:
        if note.decision != "confirmed":
            found.add(note, "used", cited.of(note))
    data = load("notes.yaml")
    for note in passed[:data["most"]]:
        found.add(note, "unused", ())
    if len(passed) > data["most"]:
        found.caveats.append(Caveat("set_aside_by_keeper", data["further"]))
    _add_confirmed(found, [n for n in used if n.decision == "confirmed"], cited)
    return found.answer


@dataclass(frozen=True)
class _Cited:
    """Where the rows of an answer stand: its readings by (table, row) with their citation, its measures and reports."""

    places: dict[tuple[str, int], int]
    measures: frozenset[str]
    items: frozenset[str]

    def of(self, note: Note) -> tuple[int, ...]:
        """The citations of the rows that a note is about."""
        row = note.rows[0]
        if row["kind"] == "table":
            return tuple(n for (table, _), n in self.places.items() if table == row["table_id"])
        return tuple(n for place, n in self.places.items() if place == _place(row))


class _Adding:
    """An answer under way: notes become citations, numbered on from those it has, and caveats."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.citations = list(answer.citations)
        self.caveats = list(answer.caveats)

    def cite(self, source: Source) -> int:
        known = next((c.n for c in self.citations if c.id == source.id), None)
        if known is None:
            known = max((c.n for c in self.citations), default=0) + 1
            self.citations.append(Citation(known, source.id, source.kind, source.document, source.title,
                                           source.locator, source.page, source.quote))
        return known

    def add(self, note: Note, how: str, cited: Sequence[int]) -> None:
        data = load("notes.yaml")
        text = f"{note.words} {data[how][note.decision]}".strip()
        numbers = (self.cite(note.source), *dict.fromkeys(cited))
        self.caveats.append(Caveat(data["codes"][note.decision], text, numbers))

    @property
    def answer(self) -> Answer:
        return replace(self._answer, citations=tuple(self.citations), caveats=tuple(self.caveats))


def _add_confirmed(found: _Adding, notes: Sequence[Note], cited: _Cited) -> None:
    """One confirmed row or table is said by its note; several are said in one line."""
    if len(notes) == 1:
        found.add(notes[0], "used", cited.of(notes[0]))
    elif notes:
        data = load("notes.yaml")
        found.caveats.append(Caveat(data["codes"]["confirmed"], data["several_confirmed"],
                                    tuple(found.cite(n.source) for n in notes)))


def _cited(answer: Answer, store: ReadStore) -> _Cited:
    places: dict[tuple[str, int], int] = {}
    for c in answer.citations:
        table, mark, at = c.id.partition(CELLS)
        if mark and at.isdigit():
            places[(table, int(at))] = c.n
    rows = store.rows("readings_cited", ids=json.dumps([c.id for c in answer.citations]),
                      quotes=json.dumps([[c.document, c.quote] for c in answer.citations]))
    numbers = {c.id: c.n for c in answer.citations} | {c.quote: c.n for c in reversed(answer.citations)}
    for row in rows:
        places[_place(row)] = numbers.get(row["id"], numbers.get(row["quote"], 1))
    return _Cited(places, frozenset(r["measure_id"] for r in rows), frozenset(r["item_id"] for r in rows))


def _place(row: dict[str, Any]) -> tuple[str, int]:
    return row["table_id"], row["row"]


def _passed_over(note: Note, row: dict[str, Any], answer: Answer, cited: _Cited, q: Question, desk: Desk) -> bool:
    """Whether the answer would read otherwise if a row that it does not cite were taken as the keeper says."""
    if note.decision not in load("notes.yaml")["unused"] or row["item_id"] not in {i.id for i in desk.in_scope(q)}:
        return False
    data = load("notes.yaml")
    if row["item_id"] in cited.items and q.cues.any(*data["over_rows"]):
        return True
    mine = cited.measures
    if not answer.figures:
        mine |= {m.measure.id for m in q.matches if m.strong}
    if row["measure_id"] not in mine:
        return False
    return _in_period(row, q) if note.decision == "set_aside" else q.cues.any(*data["over_time"])


def _in_period(row: dict[str, Any], q: Question) -> bool:
    """Whether a row's period is, or may be, one that the question is about."""
    spans = [(m.start.isoformat(), m.end.isoformat()) for m in q.periods.named if m.start and m.end]
    if not spans or not row["period_start"] or not row["period_end"]:
        return True
    return any(row["period_start"] <= end and start <= row["period_end"] for start, end in spans)
