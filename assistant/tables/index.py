"""The rows and columns of held tables with their words, prepared once for each version of the store."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from assistant.lexicon import lexicon
from assistant.words import Token, generic_stems, load, stem, stop_stems, tokens
from store.readonly import ReadStore


@dataclass(frozen=True)
class Cell:
    """A figure (or what stands in its place) with its column's heading. `value` is a decimal string or None."""

    row: int
    col: int
    raw: str
    text: str
    heading: str
    value: str | None
    unit: str
    scale: str
    period_start: str | None
    period_end: str | None
    words: frozenset[str]


@dataclass(frozen=True)
class TableRow:
    """A row with its label and the cells under the table's columns of figures."""

    table_id: str
    item_id: str
    row: int
    label: str
    caption: str
    locator: str
    kind: str
    header_rows: int
    words: frozenset[str]         # stems of the label
    parts: tuple[frozenset[str], ...]      # those of each column that the label is made of
    context: frozenset[str]       # stems of the caption and the section
    cells: tuple[Cell, ...]
    reading_id: str | None = None
    head: frozenset[str] = frozenset()         # stems of the heading of its label, with the nouns that mean the same
    is_concept: frozenset[str] = frozenset()   # concepts of which the label is nothing but the name

    @property
    def total(self) -> bool:
        return bool(re.search(load("tables.yaml")["total"], self.label.lower()))


@dataclass(frozen=True)
class Tables:
    """All rows, how rare each stem is among them, and the rows by the stems of their labels."""

    rows: tuple[TableRow, ...]
    weight: dict[str, float]
    by_stem: dict[str, tuple[int, ...]]
    by_reading: dict[str, tuple[int, ...]]

    def of_reading(self, reading_id: str) -> list[TableRow]:
        """The further columns of a reading's own row; none where it has none."""
        return [self.rows[n] for n in self.by_reading.get(reading_id, ())]

    def weigh(self, words: frozenset[str]) -> float:
        return sum(self.weight.get(w, self.rarest) for w in words)

    @property
    def rarest(self) -> float:
        return math.log(len(self.rows) + 2)


def words_of(text: str) -> frozenset[str]:
    """The stems of a label that carry something, with the concepts that it names ("concept:pcso")."""
    return stems_of(tokens(text)) | frozenset(
        f"concept:{h.concept.id}" for h in lexicon().find(tokens(text)) if h.exact)


def stems_of(found: Sequence[Token]) -> frozenset[str]:
    """The stems of words that carry something: no stop word, unless it is written as a name ("IT", "Safe Haven")."""
    stops, names = stop_stems(), load("tables.yaml")["names"]
    return frozenset(t.stem for n, t in enumerate(found) if t.stem not in stops and t.lower not in stops
                     or t.lower in names and (t.text.isupper() or n > 0 and t.text[0].isupper()))


def plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not w.startswith("concept:"))


def tables(store: ReadStore, version: tuple[int, int]) -> Tables:
    """The tables that may be answered from, as this version of the store holds them."""
    return _tables(store, version)


@lru_cache(maxsize=4)
def _tables(store: ReadStore, version: tuple[int, int]) -> Tables:
    rows = []
    for (_, _), group in groupby(store.rows("answer_table_cells"), key=lambda c: (c["table_id"], c["row"])):
        made = _row(list(group))
        if made is not None:
            rows.append(made)
    count: dict[str, int] = defaultdict(int)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for word in row.words:
            by_stem[word].append(n)
        for word in row.words | row.context | frozenset().union(*(c.words for c in row.cells)):
            count[word] += 1
    total = len(rows) + 1
    weight = {word: max(0.3, math.log(total / n)) for word, n in count.items()}
    by_reading: dict[str, tuple[int, ...]] = {row.reading_id: (n,) for n, row in enumerate(rows) if row.reading_id}
    return Tables(tuple(rows), weight, {word: tuple(at) for word, at in by_stem.items()}, by_reading)


def _row(cells: list[dict[str, Any]]) -> TableRow | None:
    """A row of cells; None where it has no label or nothing beside it."""
    first = cells[0]
    figures = [c for c in cells if json.loads(c["row_path"] or "[]")]
    if not figures:
        return None
    path = json.loads(figures[0]["row_path"])
    parts = [first["measure"] or path[-1]] if first["kind"] == "measures" else list(dict.fromkeys(path))
    label = " – ".join(parts)
    section = first["section"] or ""
    labels = [c for c in cells if not json.loads(c["row_path"] or "[]")]
    head = _head(labels) if first["kind"] == "data" else frozenset()
    made = tuple(_cell(c) for c in figures)
    caption = first["caption"] or ""
    return TableRow(first["table_id"], first["item_id"], first["row"], " ".join(label.split()), caption,
                    first["locator"], first["kind"], first["header_rows"], words_of(label),
                    tuple(words for part in parts if plain(words := words_of(part))),
                    words_of(f"{caption} {section}") | head, made, first["reading_id"], head, _named_whole(label))


def _head(cells: Sequence[dict[str, Any]]) -> frozenset[str]:
    """The stems of the headings over a row's labels ("Local policing area"), and of the nouns of the same kind."""
    words = words_of(" ".join(h for c in cells for h in json.loads(c["col_path"] or "[]")))
    kinds = [frozenset(map(stem, kind)) for kind in load("among.yaml")["heads"]]
    return words.union(*(kind for kind in kinds if kind & words))


def _named_whole(label: str) -> frozenset[str]:
    """The concepts of which a label is nothing but the name, general words ("police") apart."""
    found = tokens(label)
    stops = stop_stems() | generic_stems()
    return frozenset(f"concept:{h.concept.id}" for h in lexicon().find(found) if h.exact and all(
        h.first <= i < h.last or t.stem in stops for i, t in enumerate(found)))


def _cell(record: dict[str, Any]) -> Cell:
    heading = " ".join(dict.fromkeys(json.loads(record["col_path"] or "[]")))
    return Cell(record["row"], record["col"], record["raw"], record["text"], heading, record["value"],
                record["unit"] or "", record["scale"] or "", record["period_start"], record["period_end"],
                words_of(heading))
