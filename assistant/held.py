"""What the store holds, at a glance: a snapshot that is read once and again when the store changes.

It carries what understanding a question needs (reports, measures with their wordings and periods,
objectives, acronyms), never figures: those are read by template when they are stated.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.lexicon import Qualifier, lexicon
from assistant.words import content, stem, stop_stems, tokens
from store.readonly import ReadStore


@dataclass(frozen=True)
class HeldItem:
    """A report that is held, with what it says of itself. `when` orders reports in time (ISO date or "")."""

    id: str
    document: str
    kind: str
    title: str
    body: str
    area: str
    period_start: str | None
    period_end: str | None
    period_label: str
    meeting_date: str | None
    rating_key: tuple[tuple[str, str], ...]

    @property
    def when(self) -> str:
        return self.period_end or self.meeting_date or ""


@dataclass(frozen=True)
class Profile:
    """One wording of a measure, prepared for matching."""

    wording: str
    stems: frozenset[str]
    concepts: frozenset[str]
    qualifiers: frozenset[Qualifier]
    context: frozenset[str]        # stems of its objective's title
    subjects: tuple[tuple[str, frozenset[str]], ...] = ()    # its concepts with their stems, as far as its subject goes


@dataclass(frozen=True)
class HeldMeasure:
    """A measure with its wordings, and the periods for which something is held."""

    id: str
    name: str
    unit: str
    kind: str
    direction: str
    profiles: tuple[Profile, ...]
    objectives: frozenset[int]
    headline: bool
    spans: tuple[tuple[str | None, str | None, str, str, str], ...]   # start, end, basis, label, item id


@dataclass(frozen=True)
class Objective:
    """An objective as one report titles it. `section_id` is None where only a table names it."""

    item_id: str
    number: int
    title: str
    section_id: str | None


class Held:
    """A snapshot of one version of a store."""

    def __init__(self, store: ReadStore) -> None:
        self.version = store.version()
        self.items = {row["id"]: _item(row) for row in store.rows("answer_items")}
        self._terms = store.rows("answer_terms")
        self._sections = store.rows("answer_sections")
        self.measures = self._measures(store)
        self.readings: dict[str, Any] = {}      # readings by measure, as this version of the store holds them
        self._choices: frozenset[str] | None = None
        self._stems: frozenset[str] | None = None

    def _measures(self, store: ReadStore) -> dict[str, HeldMeasure]:
        wordings: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in store.rows("answer_wordings"):
            wordings[row["measure_id"]].append(row)
        spans: dict[str, list[tuple[str | None, str | None, str, str, str]]] = defaultdict(list)
        for row in store.rows("answer_measure_periods"):
            spans[row["measure_id"]].append((row["period_start"], row["period_end"], row["basis"],
                                             row["period_label"], row["item_id"]))
        found = {}
        for row in store.rows("answer_measures"):
            mine = wordings[row["id"]]
            texts = {w["wording"]: w["objective_title"] or "" for w in mine}
            found[row["id"]] = HeldMeasure(
                row["id"], row["name"], row["unit"] or "", row["kind"] or "", row["direction"] or "none",
                tuple(self._profile(text, title) for text, title in texts.items()),
                frozenset(w["objective"] for w in mine if w["objective"] is not None),
                any(w["headline"] for w in mine), tuple(spans[row["id"]]))
        return found

    def _profile(self, wording: str, objective_title: str) -> Profile:
        words = tokens(wording)
        stems = {t.stem for t in content(wording)}
        for token in words:
            for expansion in self.expansions.get(token.lower, ()):
                stems.update(t.stem for t in content(expansion))
        hits = lexicon().find(words)
        spelled = " ".join(wording.split())
        return Profile(spelled, frozenset(stems), frozenset(h.concept.id for h in hits if h.exact),
                       lexicon().qualify(words), frozenset(t.stem for t in content(objective_title)),
                       tuple((h.concept.id, frozenset(t.stem for t in words[h.first:h.last])) for h in hits
                             if h.exact and words[h.first].start < _how_measured(wording)))

    @cached_property
    def expansions(self) -> dict[str, tuple[str, ...]]:
        """What acronyms stand for, as the held documents spell them out, by lower-case acronym."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._terms:
            known = found[row["acronym"].lower()]
            if row["expansion"].lower() not in (k.lower() for k in known):
                known.append(row["expansion"])
        return {acronym: tuple(meanings) for acronym, meanings in found.items()}

    @cached_property
    def stem_weight(self) -> dict[str, float]:
        """How distinctive a stem is among measures: ln of the inverse share of measures that have it."""
        count: dict[str, int] = defaultdict(int)
        for measure in self.measures.values():
            for known in frozenset().union(*(p.stems for p in measure.profiles)):
                count[known] += 1
        total = len(self.measures) or 1
        return {known: math.log((total + 1) / (n + 0.5)) for known, n in count.items()}

    @cached_property
    def rarest(self) -> float:
        """The weight of a stem that no measure has."""
        return math.log((len(self.measures) + 1) / 0.5) if self.measures else 1.0

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives as titled by each report: from its sections, else from its tables."""
        seen: dict[tuple[str, int], Objective] = {}
        for row in self._sections:
            if row["objective"] is not None and row["kind"] == "objective":
                seen.setdefault((row["item_id"], row["objective"]),
                                Objective(row["item_id"], row["objective"], row["title"], row["id"]))
        return tuple(seen.values())

    @cached_property
    def objective_stems(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The objectives' numbers with the stems of their titles, each title once."""
        titles = dict.fromkeys((o.number, o.title) for o in self.objectives)
        return tuple((number, frozenset(t.stem for t in content(title))) for number, title in titles)

    @property
    def sections(self) -> list[dict[str, Any]]:
        return self._sections

    @property
    def latest(self) -> HeldItem | None:
        """The report with the latest period (or meeting)."""
        return max(self.items.values(), key=lambda i: (i.when, i.document), default=None)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The forces or areas that the held reports speak for, as printed."""
        return frozenset(text for item in self.items.values() for text in (item.body, item.area) if text)

    @cached_property
    def bodies_with_measures(self) -> frozenset[str]:
        """The forces whose reports print measures: where there are several, an answer says whose figure it is."""
        items = {span[4] for m in self.measures.values() for span in m.spans}
        return frozenset((i.area or i.body).lower() for i in self.items.values() if i.id in items)

    @cached_property
    def body_stems(self) -> frozenset[str]:
        """Stems of the names of the forces held: they tell no measures apart."""
        return frozenset(t.stem for body in self.bodies for t in content(body))

    @cached_property
    def measure_words(self) -> frozenset[str]:
        """Lower-case words of all wordings, objective titles and report titles: what spelling may correct to."""
        texts = [p.wording for m in self.measures.values() for p in m.profiles]
        texts += [o.title for o in self.objectives] + [s["title"] for s in self._sections]
        stops = stop_stems()
        return frozenset(t.lower for text in texts for t in tokens(text) if t.stem not in stops and len(t.lower) > 3)

    def spelling_choices(self, vocabulary: frozenset[str]) -> frozenset[str]:
        """The words that a misspelt one may be read as."""
        if self._choices is None:
            self._choices = self.measure_words | frozenset(w for w in vocabulary if len(w) > 3 and w.isalpha())
        return self._choices

    def known_stems(self, vocabulary: frozenset[str]) -> frozenset[str]:
        """Stems of words that are spelt as something held spells them: those are never corrected."""
        if self._stems is None:
            self._stems = frozenset(map(stem, self.spelling_choices(vocabulary)))
        return self._stems


_MEASURED = re.compile(r"\(|\bas measured\b|\bmeasured (?:by|through)\b|\baccording to\b|\bwith the\b|"
                       r"\bthrough the\b", re.I)


def _how_measured(wording: str) -> int:
    """Where a wording turns to how it is measured; its length where it does not."""
    found = _MEASURED.search(wording)
    return found.start() if found else len(wording)


def _item(row: dict[str, Any]) -> HeldItem:
    key = tuple((str(k), str(v)) for k, v in json.loads(row["rating_key"] or "[]"))
    return HeldItem(row["id"], row["document"], row["kind"], row["title"], row["body"] or "", row["area"] or "",
                    row["period_start"], row["period_end"], row["period_label"] or "", row["meeting_date"], key)
