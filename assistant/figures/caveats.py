"""What a reader must know beside a figure: from the findings of ingest and from the reading itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from assistant.composition import Composition, Source
from assistant.figures.rows import Row, row
from assistant.figures.select import Selection
from assistant.notes import note_on_finding
from assistant.words import load
from store.readonly import ReadStore


def add_caveats(c: Composition, store: ReadStore, rows: Iterable[Row], *, footnotes: bool = True) -> None:
    """Add the findings on these readings, and their footnotes that change what a figure means."""
    words = load("caveats.yaml")
    for reading in rows:
        told: set[str] = set()
        findings = store.rows("findings_of_reading", reading_id=reading.id)
        findings += [f for f in store.rows("restatements_of_measure", measure_id=reading.measure_id)
                     if reading.id in json.loads(f["evidence"] or "[]") and f not in findings]
        for finding in findings:
            code = words["from_finding"].get(finding["code"], finding["code"])
            if code in words["silent"]:
                continue
            sources = evidence(store, finding, reading)
            text, keeper = with_note(store, finding)
            c.caveat(code, text, *sources, *keeper)
            told.update(s.id for s in sources)
        if footnotes:
            for note in footnote_sources(store, reading):
                if note.id not in told and not _noted(c, note):
                    c.caveat("footnote_changes_meaning", words["texts"]["footnote"].format(
                        note=" ".join(note.quote.split()[:45]) + ("…" if len(note.quote.split()) > 45 else "")), note)


def with_note(store: ReadStore, finding: dict[str, Any]) -> tuple[str, tuple[Source, ...]]:
    """A finding's text, with what the keeper noted about it and that note as a source."""
    noted = note_on_finding(store, finding["id"])
    return (f"{finding['text']} {noted[0]}", (noted[1],)) if noted else (finding["text"], ())


def _noted(c: Composition, note: Source) -> bool:
    numbers = {n for n, s in enumerate(c.sources, 1) if s.id == note.id}
    return any(numbers & set(caveat.citations) for caveat in c.caveats)


def evidence(store: ReadStore, finding: dict[str, object], reading: Row | None = None) -> list[Source]:
    """The places that a finding quotes, as sources."""
    quotes, ids = json.loads(str(finding["quotes"] or "[]")), json.loads(str(finding["evidence"] or "[]"))
    found = []
    for quote, ident in zip(quotes, ids, strict=False):
        if reading is not None and ident == reading.id:
            found.append(reading.source)
            continue
        if record := store.one("reading_by_id", id=ident):
            found.append(row(record).source)
        elif place := store.one("passage_place", id=ident):
            found.append(Source(ident, "passage", place["document"], place["title"], place["locator"], place["page"],
                                quote))
    return found


def footnote_sources(store: ReadStore, reading: Row) -> list[Source]:
    """The footnotes that a reading's marks refer to, as sources."""
    if not reading.footnotes:
        return []
    notes = store.rows("footnotes_of_item", item_id=reading.item_id)
    return [Source(n["passage_id"], "passage", reading.document, reading.title, n["locator"], n["page"], n["text"])
            for n in notes if n["mark"] in reading.footnotes]


def restated(c: Composition, selection: Selection) -> None:
    """Say that another report prints another value for the same measure and period."""
    words = load("caveats.yaml")["texts"]["restated"]
    for other in selection.restated:
        now = selection.rows[0]
        c.caveat("restated", words.format(value=other.actual_ytd, document=other.document, now=now.actual_ytd,
                                          later=now.document), other.source, now.source)
