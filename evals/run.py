"""Asking: each case once, in order, each result written before the next question is asked."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals import fingerprints, stale
from evals.evidence import Evidence
from evals.reading import Reading
from evals.run_folder import RunFolder
from evals.sets_io import SetCase
from store.errors import BadInput, PanelqaError

if TYPE_CHECKING:
    from assistant import Assistant

OnProgress = Callable[[int, int], None]
"""Called with (cases asked, cases in all) after each case."""
Opener = Callable[[str | Path], "AbstractContextManager[Assistant]"]

BROKEN = (PanelqaError, sqlite3.Error, ArithmeticError, AssertionError, AttributeError, ImportError, LookupError,
          NameError, OSError, RuntimeError, TypeError, ValueError)
"""What a question may break down with; it is recorded as the case's error, and the run goes on."""


@dataclass(frozen=True)
class Plan:
    """What to run. `opener` opens the assistant (tests put one with a fault here)."""

    cases: Sequence[SetCase]
    store: Path
    out: Path
    sets: tuple[str, ...] = ()
    opener: Opener | None = None


def run(plan: Plan, on_progress: OnProgress = lambda done, of: None, *, resume: bool = False) -> RunFolder:
    """Ask every case that has no result yet. Raises BadInput where a run cannot be started or resumed."""
    folder = RunFolder(plan.out)
    marks = {"sets": fingerprints.of_sets(plan.cases), **fingerprints.of_store(plan.store)}
    if resume and folder.begun:
        _same(folder, marks)
        folder.put_cases(plan.cases)
    else:
        folder.start({"sets": list(plan.sets), "store": str(plan.store), "cases": len(plan.cases),
                      "fingerprints": marks, "warnings": list(stale.warnings(plan.cases, plan.store)),
                      "times": {"started": datetime.now(UTC).isoformat(timespec="seconds")}},
                     plan.cases)
    done = folder.records()
    waiting = [c for c in plan.cases if c.case.id not in done]
    if not waiting:
        return folder
    with (plan.opener or _open)(plan.store) as assistant, Reading(plan.store) as reading, folder.appending() as put:
        evidence = Evidence(reading)
        for number, one in enumerate(waiting, len(done) + 1):
            put(ask(assistant, evidence, one))
            on_progress(number, len(plan.cases))
    return folder


def ask(assistant: Assistant, evidence: Evidence, one: SetCase) -> dict[str, Any]:
    """One case's record: the answer with what stands behind it, or the error that came up."""
    began = time.perf_counter()
    record: dict[str, Any] = {"id": one.case.id, "answer": None, "sources": [], "retrieved": None, "error": None}
    try:
        answer = assistant.ask(one.case.question, history=one.case.history).to_dict()
        record["seconds"] = round(time.perf_counter() - began, 4)
        del answer["seconds"]
        record["answer"] = answer
        record["sources"] = evidence.sources(answer)
        record["retrieved"] = evidence.retrieved(assistant, one.case)
    except BROKEN as error:
        record["seconds"] = round(time.perf_counter() - began, 4)
        record["error"] = {"kind": type(error).__name__, "message": " ".join(str(error).split())[:500]}
    return record


def _open(store: str | Path) -> AbstractContextManager[Assistant]:
    from assistant import Assistant
    return Assistant.open(store)


def _same(folder: RunFolder, marks: dict[str, Any]) -> None:
    """Half of a run with one thing and half with another would be no run at all."""
    before = folder.config()["fingerprints"]
    changed = list(fingerprints.differences(before, marks))
    if before["sets"] != marks["sets"]:
        changed.insert(0, "the cases")
    if changed:
        raise BadInput(f"The run in {folder.path} cannot go on: {', '.join(changed)} changed since; start a new one.")
