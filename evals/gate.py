"""The gate: passed or failed, with one headline that the exit code and every report share.

Nothing passes for want of something to check: a threshold on a metric that no case produced fails, and so does a
case that is gone from its set. Judged metrics have no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from evals.compare import Comparison
from evals.metrics import NAMES
from evals.score import Scored
from store.errors import BadInput

DEFAULT = Path(__file__).with_name("data") / "gate.yaml"
Limit = Field(default=0, ge=0)


class Gate(BaseModel):
    """The fields of a gate file. Limits are counts, thresholds and drops are shares from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new_failures: int = Limit
    errors: int = Limit
    gone_cases: int = Limit
    min: dict[str, float] = Field(default_factory=dict)
    max_drop: dict[str, float] = Field(default_factory=dict)

    @field_validator("min", "max_drop")
    @classmethod
    def _metrics(cls, values: dict[str, float]) -> dict[str, float]:
        for name, value in values.items():
            if name not in NAMES:
                raise ValueError(f"there is no metric {name!r}; there are {', '.join(NAMES)}")
            if not 0 <= value <= 1:
                raise ValueError(f"{name}: {value} is not between 0 and 1")
        return values


@dataclass(frozen=True)
class Verdict:
    """`reasons`: a line for each thing that failed the gate; none where it passed."""

    headline: str
    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.reasons

    @property
    def exit_code(self) -> int:
        return int(bool(self.reasons))

    def to_dict(self) -> dict[str, Any]:
        return {"verdict": "passed" if self.passed else "failed", "headline": self.headline,
                "exit_code": self.exit_code, "reasons": list(self.reasons)}


def read(path: Path | None) -> Gate:
    """The gate in a file, or the usual one. Raises BadInput for a field or metric that there is not."""
    path = path or DEFAULT
    try:
        return Gate.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}); name a gate file.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not YAML ({error}).") from error
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}"
                         for e in error.errors(include_url=False))
        raise BadInput(f"{path}: {said}.") from error


def judge(gate: Gate, scored: Sequence[Scored], summary: Mapping[str, Any], compared: Comparison | None) -> Verdict:
    """The verdict on a finished run."""
    failing = [s.case.id for s in scored if not s.passed]
    known = set(compared.still_failing) if compared else set()
    new = [i for i in failing if i not in known]
    reasons = [*_limits(gate, new, summary, compared), *_thresholds(gate, summary)]
    if compared:
        reasons += _drops(gate, compared)
    elif gate.max_drop:
        reasons.append("the gate limits drops, but there is no baseline to drop from")
    if not scored:
        reasons.append("no case was run")
    right = f"{summary['passed']} of {summary['cases']} cases right"
    rate = summary["rate"]
    if rate["rate"] is not None:
        right += f" ({rate['rate']:.1%}, 95% interval {rate['low']:.1%} to {rate['high']:.1%})"
    if reasons:
        more = f"; and {len(reasons) - 1} more" if len(reasons) > 1 else ""
        return Verdict(f"FAILED: {right}; {reasons[0]}{more}", tuple(reasons))
    tail = f"; {_count(len(failing) - len(new), 'known failure')}, none new" if known else ""
    return Verdict(f"PASSED: {right}{tail}", ())


def _limits(gate: Gate, new: Sequence[str], summary: Mapping[str, Any], compared: Comparison | None) -> list[str]:
    found = []
    if len(new) > gate.new_failures:
        found.append(f"{_count(len(new), 'new failure')} ({_some(new)})")
    if summary["errors"] > gate.errors:
        found.append(f"{_count(summary['errors'], 'case')} ended in an error")
    if compared and len(compared.gone) > gate.gone_cases:
        found.append(f"{_count(len(compared.gone), 'case')} of the baseline gone from the sets "
                     f"({_some(compared.gone)})")
    return found


def _thresholds(gate: Gate, summary: Mapping[str, Any]) -> list[str]:
    held = {m["metric"]: m for m in summary["metrics"]}
    found = []
    for name, floor in gate.min.items():
        mean = held[name]["mean"]
        if mean is None:
            found.append(f"{name} has the threshold {floor:g}, but no case produced it")
        elif mean < floor:
            found.append(f"{name} is {mean:.3f}, below its threshold {floor:g}")
    return found


def _drops(gate: Gate, compared: Comparison) -> list[str]:
    moved = {m["metric"]: m for m in compared.moves}
    found = []
    for name, most in gate.max_drop.items():
        move = moved.get(name)
        if move and move["after"] is None:
            found.append(f"{name} was {move['before']:.3f} in the baseline and is not produced any more")
        elif move and move["change"] is not None and -move["change"] > most + 1e-9:
            found.append(f"{name} fell from {move['before']:.3f} to {move['after']:.3f}, by more than {most:g}")
    return found


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
