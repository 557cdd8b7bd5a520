"""Which measures a report marks as headline measures, in the way that it says it marks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.language.data import policy
from ingest.language.marks import fold, without_marks
from ingest.tables.grid import Grid

_SYMBOLS = "*†‡#^§"


@dataclass(frozen=True)
class Headline:
    """How headline measures are marked: by a symbol on the name, or by the fill of its cell."""

    symbol: str | None = None
    by_fill: bool = False
    words: str = ""

    def strip(self, measure: str) -> tuple[str, bool]:
        """A measure's name without a mark at its end, and whether the mark is the headline mark."""
        name = fold(measure)
        bare = name.strip(_SYMBOLS + " ")
        mark = name[len(bare) :].strip() if name.startswith(bare) else name[: len(name) - len(bare)].strip()
        return bare, self.symbol is not None and self.symbol in mark


def headline_marks(grid: Grid, col: int, prose: Iterable[str]) -> Headline:
    """Read the mark from the column's heading, else from the report's text."""
    heading = " ".join(grid.headings()[col])
    raw = " ".join(fold(row.cells[col].text) for row in grid.header)
    for text in (heading, raw):
        found = _at("headline_header").search(text)
        if found:
            return Headline(found.group("mark") or found.group("mark2"), False, text)
    marked = any(without_marks(row.cells[col].text).endswith(tuple(_SYMBOLS)) for row in grid.body)
    if marked:
        for text in prose:
            found = _at("headline_prose").search(text)
            if found:
                return Headline(found.group("mark") or found.group("mark2"), False, text)
    if not marked and _at("headline_highlight").search(heading):
        return Headline(None, True, heading)
    return Headline()


def highlighted(fills: Sequence[str | None]) -> list[bool]:
    """Which rows have a fill of their own; none where most rows have one."""
    shaded = [bool(fill) and str(fill).lower() not in ("#ffffff", "#fff") for fill in fills]
    return shaded if sum(shaded) <= len(shaded) / 2 else [False] * len(shaded)


@cache
def _at(name: str) -> re.Pattern[str]:
    return re.compile(policy("headers")[name], re.IGNORECASE)
