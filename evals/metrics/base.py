"""A metric's value for one case, with its reason. Undefined is None, never 0."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """`value` runs from 0 to 1; None: the case says nothing about this metric, and `reason` says why.

    `expected` and `actual` are short words for a failure's line.
    """

    metric: str
    value: float | None
    reason: str
    expected: str = ""
    actual: str = ""

    @property
    def perfect(self) -> bool:
        return self.value == 1

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def share(metric: str, right: int, of: int, reason: str, expected: str = "", actual: str = "") -> Result:
    """`right` of `of`, to six places; undefined where `of` is 0."""
    return Result(metric, round(right / of, 6) if of else None, reason, expected, actual)


def undefined(metric: str, why: str) -> Result:
    return Result(metric, None, why)
