"""Work in `ui.worker`, watched line by line. One job at a time in the whole app; others wait their turn."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

log = logging.getLogger("panelqa.ui")
turn = threading.Lock()
_guard = threading.Lock()
J = TypeVar("J", bound="Job")
_ROOT = Path(__file__).parents[2]
BROKEN = "The work stopped unexpectedly. What is not listed here was not done; try again with less at a time."


@dataclass
class Job:
    """Written by its thread, read by page runs; every field is replaced, never changed in place.

    What it does says how far it is: `share` between 0 and 1, `line` in words.
    """

    progress: dict[str, Any] = field(default_factory=dict)
    results: tuple[dict[str, Any], ...] = ()
    error: str = ""
    done: bool = False

    @property
    def share(self) -> float:
        return float(self.done)

    @property
    def line(self) -> str:
        return "Done" if self.done else "Waiting to start"


_kept: dict[tuple[str, ...], tuple[Job, ...]] = {}
MOST_KEPT = 10      # ended jobs of a person; the oldest are let go


def keep(job: Job, *owner: str) -> None:
    """Remember a job for its owner: a page that is reloaded, or opened elsewhere, finds it again."""
    with _guard:
        _kept[owner] = (*_kept.get(owner, ()), job)[-MOST_KEPT:]


def kept(kind: type[J], *owner: str) -> tuple[J, ...]:
    """The owner's jobs of a kind, the oldest first."""
    return tuple(job for job in _kept.get(owner, ()) if isinstance(job, kind))


def let_go(kind: type[Job], *owner: str) -> None:
    """Forget the owner's jobs of a kind that have ended."""
    with _guard:
        _kept[owner] = tuple(job for job in _kept.get(owner, ()) if not (isinstance(job, kind) and job.done))


def start(job: Job, work: Callable[[], None], failed: str) -> None:
    """Do `work` in a thread when its turn comes. The job is done when that ends, however it ends."""
    def run() -> None:
        try:
            with turn:
                work()
        except OSError as error:
            log.error("%s failed", type(job).__name__, exc_info=error)
            job.error = failed
        finally:
            job.done = True

    threading.Thread(target=run, name=type(job).__name__.lower(), daemon=True).start()


def lines(arguments: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What the worker says, as it says it; at the end an error if it broke off."""
    paths = os.pathsep.join(p for p in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if p)
    told_error = False
    with subprocess.Popen([sys.executable, "-m", "ui.worker", *arguments], stdout=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONPATH": paths}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            told_error = told_error or "error" in told
            yield told
    if process.returncode and not told_error:
        log.error("the worker ended with code %s", process.returncode)
        yield {"error": BROKEN}


def follow(job: Job, arguments: Sequence[str]) -> None:
    """Run the worker and keep the job up to date with it."""
    for told in lines(arguments):
        if "progress" in told:
            job.progress = told["progress"]
        elif "result" in told:
            job.results = (*job.results, told["result"])
        else:
            job.error = str(told["error"])
