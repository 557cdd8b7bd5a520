"""Counting: right answers by kind and group, held against the bounds in `data/scorecard.yaml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from evals.score import Scored


@dataclass(frozen=True)
class Asked:
    """One case as it went: its score, what was wrong about its figures, and the first of the answer's words."""

    corpus: str
    scored: Scored
    wrong: tuple[str, ...]
    said: str
    seconds: float


@dataclass(frozen=True)
class Line:
    """Right answers of so many. `bound` is the least share that is good enough, None where there is none."""

    name: str
    right: int
    of: int
    bound: float | None = None

    @property
    def kept(self) -> bool:
        return self.bound is None or self.right >= self.bound * self.of

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "right": self.right, "of": self.of, "share": round(self.right / self.of, 4)
                if self.of else None, "bound": self.bound, "kept": self.kept}


@dataclass(frozen=True)
class Tally:
    """The lines of one corpus: kinds, then groups of kinds with their bounds, and the wrong figures stated."""

    corpus: str
    kinds: tuple[Line, ...]
    groups: tuple[Line, ...]
    wrong: int

    @property
    def kept(self) -> bool:
        return self.wrong == 0 and all(line.kept for line in self.groups)

    def to_dict(self) -> dict[str, Any]:
        return {"corpus": self.corpus, "kinds": [k.to_dict() for k in self.kinds],
                "groups": [g.to_dict() for g in self.groups], "wrong_figures": self.wrong, "kept": self.kept}


def bounds() -> dict[str, Any]:
    """The groups with their kinds and bounds."""
    text = (files("evals") / "data" / "scorecard.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def tally(corpus: str, asked: Sequence[Asked], near_miss: bool = False) -> Tally:
    """Count one corpus. Near misses are one group whatever their kinds."""
    policy = bounds()
    by_kind: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_kind[one.scored.case.kind].append(one)
    kinds = tuple(_line(kind, by_kind[kind]) for kind in sorted(by_kind))
    if near_miss:
        groups: tuple[Line, ...] = (_line("near misses", asked, policy["near_miss"]),)
    else:
        listed = [kind for group in policy["groups"] for kind in group["kinds"]]
        rest = sorted(set(by_kind) - set(listed))
        if rest:
            raise KeyError(f"kinds in no group of scorecard.yaml: {', '.join(rest)}")
        groups = tuple(_line(group["name"], [one for kind in group["kinds"] for one in by_kind.get(kind, ())],
                             group["bound"]) for group in policy["groups"])
    return Tally(corpus, kinds, groups, sum(bool(one.wrong) for one in asked))


def _line(name: str, asked: Iterable[Asked], bound: float | None = None) -> Line:
    cases = list(asked)
    return Line(name, sum(one.scored.passed for one in cases), len(cases), bound)
