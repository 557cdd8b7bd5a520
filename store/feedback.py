"""The queue of answers that people reported as wrong, for the keeper; one can become an evaluation case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from store.database import transaction, writing
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore

Outcome = Literal["right", "wrong", "case"]
REASONS = ("wrong_figure", "wrong_place", "wrong_measure", "missing", "should_refuse", "should_answer", "other")
LONGEST = 2000


@dataclass(frozen=True)
class Report:
    """A reported answer. `answer` is its `to_dict()`; `outcome` is empty while it is open; `history` holds the
    questions asked before it, oldest first."""

    id: int
    at: str
    who: str
    question: str
    answer: dict[str, Any]
    reason: str
    note: str
    status: str
    outcome: str
    closed_at: str | None
    closed_by: str | None
    history: tuple[str, ...] = ()


def report(folder: Path, question: str, answer: dict[str, Any], reason: str, note: str, who: str,
           history: Sequence[str] = ()) -> int:
    """Put an answer into the queue; returns its number. Raises BadInput for a reason that is not one, and for a note
    that is too long."""
    if reason not in REASONS:
        raise BadInput(f"Choose a reason: {', '.join(REASONS)}.")
    if len(note) > LONGEST:
        raise BadInput(f"Write at most {LONGEST:,} characters.")
    with writing(folder) as db, transaction(db):
        db.table("feedback").insert({
            "at": _now(), "who": who, "question": question, "answer": json.dumps(answer, ensure_ascii=False),
            "reason": reason, "note": note.strip(), "status": "open", "outcome": "", "closed_at": None,
            "closed_by": None, "history": json.dumps(list(history), ensure_ascii=False)})
        return int(next(db.query("select last_insert_rowid() as id"))["id"])


def reports(store: ReadStore, status: str = "open") -> tuple[Report, ...]:
    """Reported answers, oldest first; `status` is open, closed or "" for all."""
    return tuple(Report(**{**row, "answer": json.loads(row["answer"]), "history": tuple(json.loads(row["history"]))})
                 for row in store.rows("feedback_queue", status=status))


def waiting(store: ReadStore) -> int:
    row = store.one("feedback_count")
    return int(row["n"]) if row else 0


def close(folder: Path, number: int, outcome: Outcome, who: str) -> None:
    """Take a report off the queue with its outcome. Raises NotHeld where it is not open."""
    with writing(folder) as db, transaction(db):
        if not next(db["feedback"].rows_where("id = ? and status = 'open'", [number], limit=1), None):
            raise NotHeld("This report is not in the queue any more.")
        db.table("feedback").update(number, {"status": "closed", "outcome": outcome, "closed_at": _now(),
                                             "closed_by": who})


def as_case(held: Report) -> dict[str, Any]:
    """The start of an evaluation case: the question, what was answered, and that a person must say what is right.

    A reported refusal that was right, or an answer that should have been one, expects `not_found`; else the
    figures of the answer stand as the ones to be checked by the keeper before the case is accepted.
    """
    expect: dict[str, Any] = {"status": "not_found" if held.reason == "should_refuse" else "answered"}
    figures = [{k: f[k] for k in ("measure", "role", "value", "unit", "period")} for f in held.answer["figures"]]
    if figures and held.reason not in ("should_refuse", "wrong_figure", "wrong_measure"):
        expect["figures"] = figures
    return {"id": f"reported-{held.id}", "question": held.question, "kind": "reported", "expect": expect,
            "tags": ["reported", held.reason], "history": list(held.history)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
