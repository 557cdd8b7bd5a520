"""What the checks look at, and how they say what they found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ingest.identity.known import KnownMeasures
from ingest.language.data import policy
from ingest.prose.footnotes import Notes
from ingest.readings.build import ReadRow
from ingest.tables.records import ReadTable
from store.records import Finding, Item, Passage, Reading


@dataclass(frozen=True)
class ItemContext:
    """One item as read. `document` is the file's name."""

    item: Item
    document: str
    passages: tuple[Passage, ...]
    rows: tuple[ReadRow, ...]
    tables: tuple[ReadTable, ...]
    notes: Notes
    known: KnownMeasures

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The paragraphs and bullets."""
        return tuple(p for p in self.passages if p.kind in ("paragraph", "bullet"))


@dataclass(frozen=True)
class Place:
    """A place that a finding quotes: a row, or words of a passage."""

    id: str
    quote: str
    locator: str


def row_place(reading: Reading) -> Place:
    return Place(reading.id, reading.quote, reading.locator)


def words_place(passage: Passage, words: str) -> Place:
    return Place(passage.id, words, passage.locator)


def finding(
    context: ItemContext,
    code: str,
    text: str,
    places: list[Place],
    row: ReadRow | None = None,
    severity: str | None = None,
) -> Finding:
    """A finding of a known code; its number is given when all are in (see `run_checks`)."""
    known = policy("findings")["codes"][code]
    return Finding(
        "",
        context.item.id,
        code,
        severity or known["severity"],  # type: ignore[arg-type]
        text,
        places[0].locator,
        tuple(place.quote for place in places),
        tuple(place.id for place in places),
        row.reading.id if row else None,
        row.reading.measure_id if row else None,
    )
