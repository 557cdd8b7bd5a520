"""How well a rendition was read: cells exact, and wrong values (the one that matters)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Extract, RawCell

_KEY = re.compile(r"[^a-z0-9]+")


@dataclass
class Score:
    """`exact` of `cells`; `wrong` and `different` list (measure, have, want)."""

    cells: int = 0
    exact: int = 0
    rows: int = 0
    wrong: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.exact / self.cells


def fold(text: str) -> str:
    return " ".join(text.split())


def key(text: str) -> str:
    return _KEY.sub("", text.casefold())


def table_rows(extract: Extract, header: Sequence[str], width: int = 6) -> list[tuple[RawCell, ...]]:
    """The body rows of the trusted tables of the given width."""
    rows = []
    for block in extract.blocks:
        if block.table and not block.table.doubts:
            for row in block.table.rows:
                if len(row) == width and [key(cell.text) for cell in row] != [key(text) for text in header]:
                    rows.append(row)
    return rows


def score(extract: Extract, header: Sequence[str], gold: Sequence[Sequence[str]]) -> Score:
    """Every gold row is looked for by its measure; a row that is not gold's but holds figures is wrong."""
    result = Score(cells=6 * len(gold))
    left = list(table_rows(extract, header))
    for want in gold:
        row = next((row for row in left if key(row[1].text) == key(want[1])), None)
        if row is None:
            result.different.append(f"missing: {want[1]}")
            continue
        left.remove(row)
        result.rows += 1
        for at, (cell, text) in enumerate(zip(row, want, strict=True)):
            if fold(cell.text) == fold(text):
                result.exact += 1
                continue
            remark = f"{want[1][:40]} [{at}]: {cell.text!r} for {text!r}"
            result.different.append(remark)
            if at in (2, 3, 4) and re.findall(r"\d[\d.,]*", cell.text) not in ([], re.findall(r"\d[\d.,]*", text)):
                result.wrong.append(remark)
    result.wrong += [
        f"extra row: {[cell.text for cell in row]}"
        for row in left
        if any(re.search(r"\d", cell.text) for cell in row[2:5])
    ]
    return result
