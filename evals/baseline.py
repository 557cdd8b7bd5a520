"""What a run is compared with: an accepted baseline (one JSON file, a case a line) or another run.

A baseline is changed by `panelqa eval accept` alone, which notes who accepted it and why. It keeps, for each case,
whether it was right and the metrics that fell short: enough to name every flip, little enough to read in a diff.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.run_folder import RunFolder, line
from evals.score import Scored
from store.errors import BadInput

FORMAT = 1


@dataclass(frozen=True)
class Past:
    """One case as it was: its set, its fingerprint, whether it was right, the metrics below 1 among those required."""

    set: str
    fingerprint: str
    passed: bool
    short: Mapping[str, float]


@dataclass(frozen=True)
class Baseline:
    """`name` is what reports call it; `metrics` are means over all of its cases; `accepted` the log, last is now."""

    name: str
    cases: Mapping[str, Past]
    metrics: Mapping[str, float]
    fingerprints: Mapping[str, Any]
    accepted: tuple[Mapping[str, str], ...] = field(default=())


def of_run(name: str, scored: Sequence[Scored], metrics: Sequence[Mapping[str, Any]],
           fingerprints: Mapping[str, Any]) -> Baseline:
    """A finished run as something to compare with."""
    cases = {s.case.id: Past(s.set, s.case.fingerprint, s.passed, {r.metric: r.value or 0.0 for r in s.failing})
             for s in scored}
    return Baseline(name, cases, {m["metric"]: m["mean"] for m in metrics if m["mean"] is not None}, fingerprints)


def read(path: Path) -> Baseline:
    """A baseline file. Raises BadInput where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError
        cases = {c["id"]: Past(c["set"], c["case"], c["passed"], c.get("short", {})) for c in data["cases"]}
        return Baseline(path.name, cases, data["metrics"], data["fingerprints"], tuple(data["accepted"]))
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}); name a baseline or a run's folder.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is not a baseline; 'panelqa eval accept RUN' makes one.") from error


def write(path: Path, base: Baseline, who: str, why: str) -> None:
    """Make `base` the baseline at `path`; the log of what was accepted before is kept."""
    if not who.strip() or not why.strip():
        raise BadInput("Say who accepts the run and why (--who NAME --why REASON).")
    before = read(path).accepted if path.exists() else ()
    right = sum(c.passed for c in base.cases.values())
    note = {"at": datetime.now(UTC).date().isoformat(), "who": who.strip(), "why": why.strip(),
            "result": f"{right} of {len(base.cases)} cases right"}
    head = {"format": FORMAT, "accepted": [*before, note], "fingerprints": base.fingerprints, "metrics": base.metrics}
    cases = ",\n".join("  " + line({"id": i, "set": c.set, "case": c.fingerprint, "passed": c.passed,
                                    **({"short": c.short} if c.short else {})}) for i, c in base.cases.items())
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "cases": [\n' + cases + "\n ]\n}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        RunFolder(path.parent).write(path.name, text)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}); name another file with --to.") from error
