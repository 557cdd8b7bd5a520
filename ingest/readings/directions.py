"""Whether a lower or a higher figure is better, by the report's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ingest.language.data import policy
from ingest.language.marks import fold
from store.records import Direction

Source = Literal["footnote", "measure", "overall_target", "subject", "none"]


@dataclass(frozen=True)
class Way:
    """A direction and what it was read from. By `subject` it is our reading, not the report's statement."""

    direction: Direction
    source: Source

    @property
    def stated(self) -> bool:
        return self.source in ("footnote", "measure", "overall_target")


def direction_of(measure: str, overall_target: str, notes: Iterable[str] = ()) -> Way:
    """The direction of a measure; "none" where nothing says it."""
    for note in notes:
        found = _which("note_better", note)
        if found:
            return Way(found, "footnote")
    name, overall = fold(measure), fold(overall_target)
    if _at("deed").search(name):
        return Way("none", "none")
    found = _which("measure", name)
    if found:
        return Way(found, "measure")
    found = _which("overall_target", overall)
    if found:
        return Way(found, "overall_target")
    adverse = _at("subject", "lower").search(name)
    if _at("number_by_date").search(overall) and not adverse:
        return Way("higher", "overall_target")
    if _at("subject", "higher").search(name):
        return Way("higher", "subject")
    if _at("neutral").search(name):
        return Way("none", "none")
    return Way("lower", "subject") if adverse else Way("none", "none")


def is_deed(measure: str) -> bool:
    """Whether a measure is something to be done (a strategy, a framework): it needs no figure."""
    return bool(_at("deed").search(fold(measure)))


def _which(table: str, text: str) -> Direction | None:
    """The earliest of the directions that the text speaks of."""
    spoken = [
        (found.start(), direction)
        for direction in policy("directions")[table]
        if (found := _at(table, direction).search(text))
    ]
    return min(spoken)[1] if spoken else None


@cache
def _at(*path: str) -> re.Pattern[str]:
    node: Any = policy("directions")
    for key in path:
        node = node[key]
    return re.compile(node, re.IGNORECASE)
