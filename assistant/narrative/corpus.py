"""What the narrative side keeps of a store between questions: reports, sections, acronyms, word frequencies and
prepared sentences. All of it is dropped when the store's version changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.narrative.texts import Phrase, Text, phrase
from store.readonly import ReadStore

MOST_SENTENCES = 40_000       # prepared sentences kept; the oldest go first


@dataclass(frozen=True)
class Report:
    """A held report (an item) with the rows that its passages take up in the full-text index."""

    id: str
    document: str
    kind: str
    title: str
    body: str
    area: str
    day: str
    low: int
    high: int
    passages: int
    about: Text           # its body, area, title and period: what every sentence in it is about


@dataclass(frozen=True)
class Section:
    id: str
    parent_id: str | None
    ordinal: int
    level: int
    kind: str
    number: str
    title: str
    objective: int | None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the passage (characters `start` to `stop`)."""

    id: str
    passage_id: str
    ordinal: int
    start: int
    stop: int
    text: Text


@dataclass(frozen=True)
class Passage:
    """A passage with its sentences."""

    id: str
    item_id: str
    section_id: str | None
    ordinal: int
    kind: str
    number: str | None
    text: str
    locator: str
    page: int | None
    parent_id: str | None
    sentences: tuple[Sentence, ...]


@dataclass
class _Kept:
    version: tuple[int, int]
    reports: dict[str, Report] = field(default_factory=dict)
    frequencies: dict[str, int] = field(default_factory=dict)
    sections: dict[str, dict[str, Section]] = field(default_factory=dict)
    headings: dict[str, Text] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    terms: list[dict[str, Any]] | None = None


_kept: dict[Path, _Kept] = {}


class Corpus:
    """A store as the narrative side sees it, for one question."""

    def __init__(self, store: ReadStore) -> None:
        self.store = store
        version = store.version()
        kept = _kept.get(store.path)
        if kept is None or kept.version != version:
            kept = _Kept(version, {row["id"]: _report(row) for row in store.rows("narrative_items")})
            _kept[store.path] = kept
        self._kept = kept
        self.reports = kept.reports

    @cached_property
    def size(self) -> int:
        """The number of passages held."""
        return max(1, sum(report.passages for report in self.reports.values()))

    def frequency(self, match: str) -> int:
        """How many passages a MATCH string finds."""
        known = self._kept.frequencies
        if match not in known:
            row = self.store.one("narrative_frequency", match=match) if match else None
            known[match] = int(row["n"]) if row else 0
        return known[match]

    @property
    def terms(self) -> list[dict[str, Any]]:
        """The acronyms that the reports spell out."""
        if self._kept.terms is None:
            self._kept.terms = [row | {"stems": phrase(row["expansion"])} for row in self.store.rows("narrative_terms")]
        return self._kept.terms

    def expansions(self, word: str) -> tuple[str, ...]:
        """What an acronym stands for, and the acronym of a term, in any case of letters."""
        lower, stems = word.lower(), phrase(word)
        found: dict[str, None] = {}
        for row in self.terms:
            if row["acronym"].lower() == lower:
                found[row["expansion"]] = None
            elif len(stems) > 1 and row["stems"] == stems:
                found[row["acronym"]] = None
        return tuple(found)

    def acronyms_within(self, stems: Iterable[str]) -> dict[str, Phrase]:
        """Acronyms most of whose words stand among `stems` (two at least), with the expansion's stems."""
        given = set(stems)
        found: dict[str, Phrase] = {}
        for row in self.terms:
            words: Phrase = row["stems"]
            hits = sum(stem in given for stem in words)
            if hits >= 2 and hits / len(words) >= 0.6:
                found[row["acronym"]] = words
        return found

    def sections(self, item_id: str) -> dict[str, Section]:
        """The section tree of a report, by id, in order."""
        known = self._kept.sections
        if item_id not in known:
            known[item_id] = {row["id"]: Section(row["id"], row["parent_id"], row["ordinal"], row["level"], row["kind"],
                                                 row["number"] or "", row["title"], row["objective"])
                              for row in self.store.rows("narrative_sections", item=item_id)}
        return known[item_id]

    def heading(self, passage: Passage) -> Text:
        """The titles above a passage, innermost first, as one text."""
        key = passage.section_id or ""
        known = self._kept.headings
        if key not in known:
            tree, at = self.sections(passage.item_id), passage.section_id
            titles: list[str] = []
            while at and at in tree and len(titles) < 6:
                titles.append(tree[at].title)
                at = tree[at].parent_id
            known[key] = Text(" . ".join(titles))
        return known[key]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages with their sentences, by id."""
        wanted = list(dict.fromkeys(ids))
        known = self._kept.passages
        missing = [i for i in wanted if i not in known]
        if missing:
            if len(known) > MOST_SENTENCES // 3:
                for old in list(known)[:len(known) // 2]:
                    del known[old]
            known.update(self._read(missing))
        return {i: known[i] for i in wanted if i in known}

    def _read(self, ids: list[str]) -> dict[str, Passage]:
        listed = json.dumps(ids)
        sentences: dict[str, list[Sentence]] = {}
        for row in self.store.rows("narrative_sentences", ids=listed):
            sentences.setdefault(row["passage_id"], []).append(
                Sentence(row["id"], row["passage_id"], row["ordinal"], row["start"], row["stop"], Text(row["text"])))
        return {row["id"]: Passage(row["id"], row["item_id"], row["section_id"], row["ordinal"], row["kind"],
                                   row["number"], row["text"], row["locator"], row["page"], row["parent_id"],
                                   tuple(sentences.get(row["id"], ())))
                for row in self.store.rows("narrative_passages", ids=listed)}


def _report(row: dict[str, Any]) -> Report:
    about = Text(" . ".join(filter(None, (row["body"], row["area"], row["title"], row["period_label"]))))
    return Report(row["id"], row["document"], row["kind"], row["title"], row["body"], row["area"], row["day"],
                  row["low"], row["high"], row["passages"], about)
