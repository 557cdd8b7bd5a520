"""Adding up: each metric over the cases for which it is defined, and the share of right answers by kind, tag and set.

Intervals are Wilson's score intervals at 95% (Wilson 1927), which hold for small counts and shares near 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evals.metrics import NAMES
from evals.metrics.status import FALSE_REFUSAL, MISSED_REFUSAL
from evals.score import Scored

Z = 1.959963984540054       # the normal distribution's 97.5% point


def wilson(right: int, of: int) -> tuple[float, float] | None:
    """The 95% interval of a share, or None where there is nothing to share."""
    if not of:
        return None
    p, n = right / of, of
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return round(max(0.0, centre - half), 6), round(min(1.0, centre + half), 6)


def summarise(scored: Sequence[Scored], seconds: Mapping[str, float]) -> dict[str, Any]:
    """The counts and means of a run. What depends on the clock stands under `times` alone."""
    errors = sum(bool(s.error) for s in scored)
    return {
        "cases": len(scored), "passed": sum(s.passed for s in scored), "failed": sum(not s.passed for s in scored),
        "errors": errors, "rate": _rate("all", scored),
        "metrics": [_metric(name, scored) for name in NAMES],
        "refusals": _refusals(scored),
        "by_kind": _groups(scored, lambda s: (s.case.kind,)),
        "by_tag": _groups(scored, lambda s: s.case.tags),
        "by_set": _groups(scored, lambda s: (s.set,)),
        "times": _times([seconds[s.case.id] for s in scored if s.case.id in seconds]),
    }


def _rate(name: str, scored: Sequence[Scored]) -> dict[str, Any]:
    passed = sum(s.passed for s in scored)
    interval = wilson(passed, len(scored))
    return {"name": name, "passed": passed, "of": len(scored),
            "rate": round(passed / len(scored), 6) if scored else None,
            "low": interval[0] if interval else None, "high": interval[1] if interval else None}


def _groups(scored: Sequence[Scored], names: Callable[[Scored], Iterable[str]]) -> list[dict[str, Any]]:
    found: dict[str, list[Scored]] = {}
    for one in scored:
        for name in dict.fromkeys(names(one)):
            found.setdefault(name, []).append(one)
    return [_rate(name, found[name]) for name in sorted(found)]


def _metric(name: str, scored: Sequence[Scored]) -> dict[str, Any]:
    values = [s.values[name] for s in scored if name in s.values]
    perfect = sum(value == 1 for value in values)
    interval = wilson(perfect, len(values))
    return {"metric": name, "mean": round(math.fsum(values) / len(values), 6) if values else None, "of": len(values),
            "perfect": perfect, "undefined": len(scored) - len(values),
            "low": interval[0] if interval else None, "high": interval[1] if interval else None}


def _refusals(scored: Sequence[Scored]) -> dict[str, Any]:
    """False refusals beside missed refusals, each of how many it could have been."""
    judged = [(s, r) for s in scored for r in s.results if r.metric == "abstention" and r.value is not None]
    return {"false_refusals": sum(r.reason == FALSE_REFUSAL for _, r in judged),
            "should_answer": sum(s.case.refuses is False for s, _ in judged),
            "missed_refusals": sum(r.reason == MISSED_REFUSAL for _, r in judged),
            "should_refuse": sum(s.case.refuses is True for s, _ in judged)}


def _times(seconds: Sequence[float]) -> dict[str, Any]:
    ranked = sorted(seconds)

    def at(share: float) -> float | None:
        return ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)] if ranked else None

    return {"asked": len(ranked), "seconds": round(math.fsum(ranked), 3), "median": at(0.5), "p95": at(0.95),
            "slowest": ranked[-1] if ranked else None}
