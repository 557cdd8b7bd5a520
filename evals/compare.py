"""Case by case: what broke, what was mended, what is new, against a baseline or another run.

A known failure that falls short in something else than before has broken as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.baseline import Baseline, Past
from evals.fingerprints import differences
from evals.score import Scored
from store.errors import BadInput


@dataclass(frozen=True)
class Flip:
    """A case that is no longer what it was. `metrics`: those that fell (or rose); `changed`: the case itself was."""

    id: str
    question: str
    metrics: tuple[str, ...]
    why: str
    changed: bool = False


@dataclass(frozen=True)
class Comparison:
    """`gone`: cases of the baseline whose set was run without them. `moves`: metrics whose mean changed."""

    name: str
    common: int
    broke: tuple[Flip, ...]
    mended: tuple[Flip, ...]
    still_failing: tuple[str, ...]
    new_failing: tuple[Flip, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    sets_not_run: tuple[str, ...]
    changed: tuple[str, ...]
    moves: tuple[Mapping[str, Any], ...]
    differs: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        def flips(many: Sequence[Flip]) -> list[dict[str, Any]]:
            return [{"id": f.id, "question": f.question, "metrics": list(f.metrics), "why": f.why,
                     "changed": f.changed} for f in many]

        return {"with": self.name, "common": self.common, "broke": flips(self.broke), "mended": flips(self.mended),
                "new_failing": flips(self.new_failing), "still_failing": list(self.still_failing),
                "new": list(self.new), "gone": list(self.gone), "sets_not_run": list(self.sets_not_run),
                "changed_cases": list(self.changed), "moves": [dict(m) for m in self.moves],
                "differs": list(self.differs)}


def compare(base: Baseline, scored: Sequence[Scored], metrics: Sequence[Mapping[str, Any]],
            fingerprints: Mapping[str, Any]) -> Comparison:
    """Raises BadInput where the two have no case in common: they don't compare."""
    past = base.cases
    comparable(base, [s.case.id for s in scored])
    common = [s for s in scored if s.case.id in past]
    sets = {s.set for s in scored}
    ids = {s.case.id for s in scored}
    return Comparison(
        name=base.name, common=len(common),
        broke=tuple(_flip(s, base) for s in common if _worse(s, past[s.case.id])),
        mended=tuple(_flip(s, base) for s in common if not past[s.case.id].passed and s.passed),
        still_failing=tuple(s.case.id for s in common if not s.passed and not _worse(s, past[s.case.id])),
        new_failing=tuple(_flip(s, base) for s in scored if s.case.id not in past and not s.passed),
        new=tuple(s.case.id for s in scored if s.case.id not in past),
        gone=tuple(i for i, p in past.items() if i not in ids and p.set in sets),
        sets_not_run=tuple(dict.fromkeys(p.set for p in past.values() if p.set not in sets)),
        changed=tuple(s.case.id for s in common if past[s.case.id].fingerprint != s.case.fingerprint),
        moves=_moves(base, metrics) if len(common) == len(past) == len(scored) else _moves_in_common(base, common),
        differs=differences(base.fingerprints, fingerprints))


def comparable(base: Baseline, ids: Iterable[str]) -> None:
    """Raises BadInput where none of the cases is in the baseline."""
    if not any(ident in base.cases for ident in ids):
        raise BadInput(f"The run and {base.name} have no case in common, so they cannot be compared; "
                       "name another baseline or accept this run as one.")


def _worse(now: Scored, past: Past) -> bool:
    """Whether a case broke: it was right, or it was wrong and now falls short in something else as well."""
    return not now.passed and (past.passed or any(r.metric not in past.short for r in now.failing))


def _flip(one: Scored, base: Baseline) -> Flip:
    past = base.cases.get(one.case.id)
    changed = past is not None and past.fingerprint != one.case.fingerprint
    before = tuple(past.short) if past else ()
    names = before if one.passed else tuple(r.metric for r in one.failing if r.metric not in before)
    return Flip(one.case.id, one.case.question, names or ("correct",), one.why(), changed)


def _moves(base: Baseline, metrics: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Every metric whose mean moved, over the same cases before and now; one no longer produced is a move, too."""
    now = {m["metric"]: m["mean"] for m in metrics if m["mean"] is not None}
    moved = []
    for name in dict.fromkeys((*base.metrics, *now)):
        before, after = base.metrics.get(name), now.get(name)
        if before != after:
            moved.append({"metric": name, "before": before, "after": after,
                          "change": None if before is None or after is None else round(after - before, 6)})
    return tuple(moved)


def _moves_in_common(base: Baseline, common: Sequence[Scored]) -> tuple[dict[str, Any], ...]:
    """Where the cases are not the same: the share of right answers over those in common."""
    before = math.fsum(base.cases[s.case.id].passed for s in common) / len(common)
    after = math.fsum(s.passed for s in common) / len(common)
    if before == after:
        return ()
    return ({"metric": "correct", "before": round(before, 6), "after": round(after, 6),
             "change": round(after - before, 6)},)
