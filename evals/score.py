"""Scoring one recorded answer against its case. No store, no clock, no chance: the same in, the same out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.cases import Case
from evals.metrics import NAMES, REQUIRED, Result, figures, retrieval, sources, status, text
from evals.metrics.base import share, undefined


@dataclass(frozen=True)
class Scored:
    """A case with all its metrics, in the order of `metrics.NAMES`. `error` is set where asking broke down."""

    case: Case
    set: str
    line: int
    results: tuple[Result, ...]
    error: str = ""

    @property
    def passed(self) -> bool:
        return self.results[0].perfect

    @property
    def failing(self) -> tuple[Result, ...]:
        """The required metrics that the answer did not meet."""
        return tuple(r for r in self.results if r.metric in REQUIRED and r.value is not None and not r.perfect)

    @property
    def values(self) -> dict[str, float]:
        """The metrics that are defined."""
        return {r.metric: r.value for r in self.results if r.value is not None}

    def why(self) -> str:
        """One line: what is wrong."""
        if self.error:
            return f"error: {self.error}"
        return "; ".join(f"{r.metric}: {r.reason}" for r in self.failing)


def score(case: Case, record: Mapping[str, Any], set_name: str = "", line: int = 0) -> Scored:
    """Score a record as `evals.run` writes it: answer, sources, retrieved, error."""
    if record.get("error"):
        why = f"{record['error']['kind']}: {record['error']['message']}"
        broken = share("correct", 0, 1, f"error: {why}", "an answer", why)
        return Scored(case, set_name, line, (broken, *(undefined(name, "no answer") for name in NAMES[1:])), why)
    answer = record["answer"]
    found = {r.metric: r for r in (
        *status.check(case, answer), *figures.check(case, answer), *text.check(case, answer),
        *sources.check(case, answer, record["sources"]), *retrieval.check(case, record.get("retrieved")))}
    wrong = [name for name in REQUIRED if found[name].value is not None and not found[name].perfect]
    verdict = share("correct", int(not wrong), 1, "fell short in: " + ", ".join(wrong) if wrong else "all as expected")
    return Scored(case, set_name, line, (verdict, *(found[name] for name in NAMES[1:])))
