"""Timing two things by turns and comparing their medians, so that what else the machine does falls on both."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock and seconds of processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Measured:
    """One comparison: medians in seconds (or megabytes), their ratio and the ratio that must not be passed.

    `ratio` is by the clock; `cpu_ratio` by processor time, which a busy machine disturbs less. `bound` None: stated
    for information.
    """

    section: str
    what: str
    ours: float
    beside: float
    unit: str
    ratio: float
    cpu_ratio: float | None
    bound: float | None
    note: str = ""

    @property
    def kept(self) -> bool:
        return self.bound is None or self.ratio <= self.bound

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"kept": self.kept}


def taken(what: Callable[[], object]) -> Taken:
    """How long a call takes in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    what()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def process(*args: str) -> Taken:
    """How long a new Python process takes. Raises CalledProcessError where it fails."""
    return _child(args)[0]


def process_with_output(*args: str) -> tuple[Taken, str]:
    """The same, with what the process printed."""
    return _child(args)


def _child(args: Sequence[str]) -> tuple[Taken, str]:
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *args], check=True, capture_output=True, text=True,
                          env=os.environ | {"HF_HUB_OFFLINE": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - wall, cpu), done.stdout


def compare(section: str, what: str, ours: Sequence[Taken], beside: Sequence[Taken], bound: float | None,
            note: str = "") -> Measured:
    """Medians of both sides and their ratios."""
    mine, other = (statistics.median(t.wall for t in side) for side in (ours, beside))
    my_cpu, other_cpu = (statistics.median(t.cpu for t in side) for side in (ours, beside))
    cpu_ratio = round(my_cpu / other_cpu, 3) if other_cpu else None
    return Measured(section, what, round(mine, 4), round(other, 4), "s", round(mine / other, 3), cpu_ratio, bound, note)
