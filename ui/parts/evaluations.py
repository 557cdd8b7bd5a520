"""Evaluation runs of this store: started in the worker, read back from their folders."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import evals
from ui.parts import jobs

FOLDER = "evaluations"      # in the store's folder, one folder a run
STAMP = "%Y-%m-%dT%H-%M-%S"
SETS = Path(evals.__file__).with_name("sets")
DOWNLOADS = {"report.html": "text/html", "results.csv": "text/csv", "summary.md": "text/markdown",
             "problems.jsonl": "application/jsonl"}


@dataclass
class Run(jobs.Job):
    """A run under way. `progress` holds the cases done and of how many."""

    name: str = ""

    @property
    def share(self) -> float:
        return 1.0 if self.done else self.progress.get("done", 0) / (self.progress.get("of") or 1)

    @property
    def line(self) -> str:
        at = self.progress
        return f"{at['done']} of {at['of']} questions asked" if at else "Starting"


def sets() -> dict[str, Path]:
    """The shipped question sets by name."""
    return {path.stem.replace("_", " "): path for path in sorted(SETS.glob("*.jsonl"))}


def start(store: Path, chosen: list[Path]) -> Run:
    """Ask the chosen sets in the background; the latest finished run is what it is compared with."""
    name = datetime.now(UTC).strftime(STAMP)
    before = finished(store)[:1]
    arguments = ["evaluate", str(store), str(store / FOLDER / name), *(str(store / FOLDER / b) for b in before), "--",
                 *map(str, chosen)]
    job = Run(name=name)
    jobs.start(job, lambda: jobs.follow(job, arguments), "The run could not be started on this machine.")
    return job


def finished(store: Path) -> list[str]:
    """Names of the runs that have a summary, the latest first."""
    return sorted((path.parent.name for path in (store / FOLDER).glob("*/summary.json")), reverse=True)


def when(name: str) -> str:
    """A run's name, which is the time it began (UTC), as a reader writes it."""
    try:
        began = datetime.strptime(name, STAMP)
    except ValueError:
        return name
    return f"{began.day} {began:%B %Y, %H:%M:%S} UTC"


def summary(store: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((store / FOLDER / name / "summary.json").read_text(encoding="utf-8"))
    return found


def problems(store: Path, name: str) -> list[dict[str, Any]]:
    """Warnings, the gate's reasons, and each metric of each case that fell short."""
    text = (store / FOLDER / name / "problems.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def fallen(store: Path, name: str) -> list[tuple[str, str, list[str]]]:
    """The cases that fell short: id, question, and what each metric found."""
    found: dict[tuple[str, str], list[str]] = {}
    for problem in problems(store, name):
        if problem["problem"] in ("failure", "error"):
            told = f"{problem.get('metric', 'error')}: {problem['reason']}"
            found.setdefault((problem["id"], problem["question"]), []).append(told)
    return [(ident, question, told) for (ident, question), told in found.items()]


def file(store: Path, name: str, which: str) -> bytes:
    return (store / FOLDER / name / which).read_bytes()
