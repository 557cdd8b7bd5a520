"""Words and numbers as all reports put them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.finish import Outcome


def percent(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.1%}"


def interval(row: Mapping[str, Any]) -> str:
    return "" if row["low"] is None else f"{row['low']:.1%} to {row['high']:.1%}"


def mean(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def since(outcome: Outcome) -> dict[str, str]:
    """For each case that is not plainly right: new failure, broke, known failure, mended."""
    found = {s.case.id: "failed" for s in outcome.scored if not s.passed}
    if outcome.compared:
        found |= dict.fromkeys(outcome.compared.still_failing, "known failure")
        found |= {f.id: "broke" for f in outcome.compared.broke}
        found |= {f.id: "mended" for f in outcome.compared.mended}
    return found
