"""The datasets of a store with the members of their dimensions, prepared for naming. Made once for each version."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from assistant.held import Held
from assistant.lexicon import lexicon
from assistant.question.scope import named_bodies
from assistant.words import generic_stems, load, stem, stop_stems, tokens
from ingest.datasets.words import is_total
from store.readonly import ReadStore


@dataclass(frozen=True)
class Member:
    """A value of a dimension. `weights`: its words' stems with what each counts in telling it from others."""

    dimension: str
    value: str
    rows: int
    level: int                      # how many members its dimension has: the fewer the broader
    weights: tuple[tuple[str, float], ...]
    concepts: frozenset[str]
    concept_stems: dict[str, frozenset[str]]
    code: bool
    total: bool

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(s for s, _ in self.weights)


@dataclass(frozen=True)
class Area:
    """An area of a dataset: as printed, the ways in which it is named, and the police body that it is."""

    value: str
    names: tuple[str, ...]
    body: str
    total: bool


@dataclass(frozen=True)
class Span:
    """A period for which rows are held."""

    start: str
    end: str
    label: str
    basis: str


class Dataset:
    """One data sheet that is held."""

    def __init__(self, row: dict[str, Any], store: ReadStore) -> None:
        self.id, self.document = str(row["id"]), str(row["document"])
        self.title, self.value_label, self.unit = str(row["item_title"]), str(row["value_label"]), str(row["unit"])
        self.item_id, self.shape, self.own_area = str(row["item_id"]), str(row["shape"]), str(row["area"] or "")
        self.header, self.header_row = str(row["header"]), int(row["header_row"])
        self.columns: dict[str, dict[str, str]] = json.loads(row["columns"])
        self._store = store
        self._areas: tuple[Area, ...] | None = None
        self._rows = store.rows("dataset_members_of", dataset_id=self.id)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name != "area")

    def heading(self, dimension: str) -> str:
        return self.columns[dimension]["name"]

    @cached_property
    def members(self) -> tuple[Member, ...]:
        levels: dict[str, int] = {}
        for row in self._rows:
            levels[row["dimension"]] = levels.get(row["dimension"], 0) + 1
        return tuple(_member(row, levels[row["dimension"]], self.columns[row["dimension"]]["role"] == "code")
                     for row in self._rows if row["dimension"] != "area")

    def areas(self, held: Held) -> tuple[Area, ...]:
        """Its areas, told by the police bodies that they are."""
        if self._areas is None:
            self._areas = tuple(_area(str(row["value"]), held) for row in self._rows if row["dimension"] == "area")
        return self._areas

    @cached_property
    def ratios(self) -> int:
        """How many of its units must not be added up."""
        return sum(r["unit"] not in ("count", "GBP") for r in self._store.rows("dataset_units", dataset_id=self.id))

    @cached_property
    def periods(self) -> tuple[Span, ...]:
        return tuple(Span(r["period_start"], r["period_end"], r["period_label"], r["basis"])
                     for r in self._store.rows("dataset_periods", dataset_id=self.id))

    @cached_property
    def context(self) -> tuple[frozenset[str], frozenset[str]]:
        """Stems and concepts of what the whole dataset is about: its title and its headings."""
        text = " ; ".join([self.title, self.value_label, *(c["name"] for c in self.columns.values())])
        words = tokens(text)
        return (frozenset(t.stem for t in words) - stop_stems(),
                frozenset(h.concept.id for h in lexicon().find(words) if h.exact))


_cache: WeakKeyDictionary[Held, tuple[Dataset, ...]] = WeakKeyDictionary()


def datasets(store: ReadStore, held: Held) -> tuple[Dataset, ...]:
    """The datasets held, in time order."""
    if held not in _cache:
        _cache[held] = tuple(Dataset(row, store) for row in store.rows("datasets_held"))
    return _cache[held]


def _member(row: dict[str, Any], level: int, code: bool) -> Member:
    value = str(row["value"])
    words = tokens(value)
    stops, generic = stop_stems(), generic_stems()
    telling = {stem(str(w)) for w in load("datasets.yaml")["telling"]}
    weights = tuple((t.stem, 1.0 if t.stem in telling else 0.3 if t.stem in stops or t.lower in stops
                     else 0.2 if t.stem in generic else 1.0) for t in words)
    hits = [h for h in lexicon().find(words) if h.exact]
    spelled: dict[str, frozenset[str]] = {}
    for hit in hits:
        spelled[hit.concept.id] = frozenset(t.stem for t in words[hit.first:hit.last]) | spelled.get(
            hit.concept.id, frozenset())
    return Member(str(row["dimension"]), value, int(row["n"]), level, weights, frozenset(spelled), spelled, code,
                  is_total(value))


def _area(value: str, held: Held) -> Area:
    turned = re.sub(r"^(.+?),\s*(.+)$", r"\2 \1", value) if "," in value else value
    bare = re.sub(r"\s+(?:police|constabulary|police service|police force)$", "", turned, flags=re.IGNORECASE)
    bodies = [b for b in named_bodies(turned, held) if b.kind == "force"]
    whole = max(bodies, key=lambda b: b.span[1] - b.span[0], default=None)
    body = whole.id if whole and whole.span[1] - whole.span[0] >= len(bare) else ""
    return Area(value, tuple(dict.fromkeys((value, turned, bare))), body, is_total(value))
