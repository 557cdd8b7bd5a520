"""Observations: fetched by templates, and cited by their rows, word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Figure
from assistant.composition import Composition, Source
from assistant.datasets.catalogue import Dataset
from assistant.verify import MOST_WORDS, numbers
from store.readonly import ReadStore

MARK = ":rows:"
JOIN = " … "
_ROWS = re.compile(r"^(?P<dataset>.+):rows:(?P<rows>\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)$")
_FAR = ("0000-00-00", "9999-99-99")


@dataclass(frozen=True)
class Observation:
    """One value of a dataset. `members` by dimension; `value` is None where the cell holds no figure."""

    row: int
    col: int
    start: str
    end: str
    label: str
    basis: str
    area: str
    value: Decimal | None
    unit: str
    raw: str
    quote: str
    members: tuple[tuple[str, str | None], ...]

    def member(self, dimension: str) -> str | None:
        return dict(self.members).get(dimension)

    @property
    def additive(self) -> bool:
        return self.unit in ("count", "GBP")


def fetch(store: ReadStore, data: Dataset, areas: Sequence[str] | None, members: Mapping[str, Sequence[str]],
          start: str = _FAR[0], end: str = _FAR[1]) -> list[Observation]:
    """The observations of areas (None for all), of members by dimension, whose periods lie within start and end."""
    none: dict[str, str | None] = {f"d{n}": None for n in range(1, 9)}
    wanted = none | {d: json.dumps(list(v)) for d, v in members.items()}
    if areas is not None:
        found = store.rows("observations_by_area", dataset_id=data.id, areas=json.dumps(list(areas)), start=start,
                           end=end, **wanted)
    else:
        sizes = {d: sum(m.rows for m in data.members if m.dimension == d and m.value in v) for d, v in members.items()}
        key = min(sizes, key=lambda d: sizes[d], default="")      # the one that leaves the fewest rows to look at
        template = f"observations_by_{key}" if key else "observations_all"
        found = store.rows(template, dataset_id=data.id, start=start, end=end, **wanted)
    return [Observation(r["row"], r["col"], r["period_start"], r["period_end"], r["period_label"], r["basis"],
                        r["area"] or "", None if r["value"] is None else Decimal(r["value"]), r["unit"], r["raw"],
                        r["quote"], tuple((d, r[d]) for d in data.dimensions)) for r in found]


def sources(data: Dataset, found: Sequence[Observation]) -> list[tuple[Source, list[Observation]]]:
    """The citations of observations: their rows joined by "…", at most 300 words in each, in the file's order."""
    by_row: dict[int, list[Observation]] = {}
    for one in sorted(found, key=lambda o: (o.row, o.col)):
        by_row.setdefault(one.row, []).append(one)
    out: list[tuple[Source, list[Observation]]] = []
    rows: list[int] = []
    words = 0
    for row, mine in by_row.items():
        more = len(mine[0].quote.split()) + 1
        if rows and words + more > MOST_WORDS:
            out.append(_source(data, rows, by_row))
            rows, words = [], 0
        rows.append(row)
        words += more
    if rows:
        out.append(_source(data, rows, by_row))
    return out


def _source(data: Dataset, rows: list[int], by_row: dict[int, list[Observation]]) -> tuple[Source, list[Observation]]:
    mine = [o for row in rows for o in by_row[row]]
    quote = JOIN.join(by_row[row][0].quote for row in rows)
    locator = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]}–{rows[-1]}"
    # A period that stands in the headings alone (a wide sheet) is part of the place.
    labels = list(dict.fromkeys(o.label for o in mine))
    if any(n not in numbers(quote) for label in labels for n in numbers(label)):
        locator += f", {labels[0]}" if len(labels) == 1 else f", {labels[0]} to {labels[-1]}"
    return Source(f"{data.id}{MARK}{_compact(rows)}", "figure", data.document, data.title, locator, None, quote), mine


def _compact(rows: Iterable[int]) -> str:
    """Row numbers in short: 5, 7, 8, 9 as "5,7-9"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def row_numbers(ident: str) -> tuple[str, list[int]] | None:
    """The dataset and the rows that a citation's id names, or None where it is no such id."""
    found = _ROWS.match(ident)
    if found is None:
        return None
    rows: list[int] = []
    for part in found["rows"].split(","):
        first, _, last = part.partition("-")
        rows += range(int(first), int(last or first) + 1)
    return found["dataset"], rows


def stored_rows(store: ReadStore, ident: str, document: str) -> str | None:
    """The words of the rows that a citation names, joined; None where they are not held."""
    named = row_numbers(ident)
    place = store.one("dataset_place", id=named[0]) if named else None
    if named is None or place is None or place["document"] != document:
        return None
    quotes = store.rows("observation_quotes", dataset_id=named[0], rows=json.dumps(named[1]))
    return JOIN.join(q["quote"] for q in quotes) or None


def figure(c: Composition, data: Dataset, one: Observation, source: Source, measure: str) -> None:
    """Put a single cell among the answer's figures."""
    value = None if one.value is None else format(one.value, "f")
    c.figures.append(Figure(measure, "actual", value, one.unit, one.raw, f"{one.start}/{one.end}", one.label, one.basis,
                            one.area or data.own_area, None, None, c.cite(source)))
