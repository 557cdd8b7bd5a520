"""What the keeper noted about rows, tables and findings, in words; each note in force is a source of its own.

Readers see when and why, not who. The words are made from the stored decision alone, so that a citation of a note
can be checked like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.composition import Source
from assistant.present.dates import long_date
from assistant.words import load
from store.readonly import ReadStore

MARK = "note:"
WHY_WORDS = 60


@dataclass(frozen=True)
class Note:
    """A decision in force, with the rows that it is about: one, or all of a table."""

    id: int
    decision: str
    words: str
    source: Source
    rows: tuple[dict[str, Any], ...]


def notes_in_force(store: ReadStore) -> tuple[Note, ...]:
    """All notes on rows and tables of what is held, the oldest first; read again when the store was written to."""
    return _in_force(store, store.version())


@lru_cache(maxsize=4)
def _in_force(store: ReadStore, version: tuple[int, int]) -> tuple[Note, ...]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in store.rows("notes_on_readings", note=None):
        rows.setdefault(row["note"], []).append(row)
    return tuple(_note(group) for group in rows.values())


def note_on_finding(store: ReadStore, finding: str) -> tuple[str, Source] | None:
    """What the keeper noted about a finding, in words, and the note as a source; None where nothing is noted."""
    row = store.one("note_on_finding", finding=finding, note=None)
    return _finding_note(row) if row else None


def stored_note(store: ReadStore, ident: str, document: str) -> str | None:
    """The words of the note behind a citation; None where it was withdrawn or its document is not held."""
    found = note_of(store, ident)
    return found[0] if found and found[1].document == document else None


def note_of(store: ReadStore, ident: str) -> tuple[str, Source, str] | None:
    """A note in force by its id: its words, itself as a source, and the id of the place that it is about."""
    number = ident.removeprefix(MARK)
    if not number.isdigit():
        return None
    rows = store.rows("notes_on_readings", note=int(number))
    if rows:
        note = _note(rows)
        return note.words, note.source, rows[0]["reading_id"] if rows[0]["kind"] == "reading" else rows[0]["table_id"]
    row = store.one("note_on_finding", finding=None, note=int(number))
    return (*_finding_note(row), str(row["place"] or "")) if row else None


def _note(rows: Sequence[dict[str, Any]]) -> Note:
    data, row = load("notes.yaml"), rows[0]
    whole = row["kind"] == "table"      # its readings, where it has any, are the rows
    where = ", ".join(p for p in (row["period_label"], row["locator"]) if p)
    about = (data["table"].format(table_locator=row["table_locator"], document=row["document"]) if whole
             else data["row"].format(measure=row["measure"], where=where))
    words = " ".join((data["lead"].format(date=long_date(row["at"]), row=about)
                      + said(row) + _reason(row["why"])).split())
    source = _source(row, words, row["table_locator"] if whole else row["locator"])
    return Note(row["note"], row["decision"], words, source, tuple(rows))


def said(row: dict[str, Any]) -> str:
    """A decision in words, without its date and reason: what should read how, or what was confirmed."""
    data = load("notes.yaml")
    shown = data["ratings"] if row["field"] == "rag" else {}
    return str(data["decisions"][row["decision"]].format(
        field=data["fields"].get(row["field"], ""), corrected=shown.get(row["corrected"], row["corrected"]),
        printed=shown.get(row["printed"], row["printed"]) or data["nothing"]))


def in_short(row: dict[str, Any]) -> str:
    """A decision beside the row that it is about: its date, what it says, and why."""
    lead = load("notes.yaml")["title"].format(date=long_date(row["at"]))
    return " ".join(f"{lead}: {said(row)}{_reason(row['why'])}".split())


def _finding_note(row: dict[str, Any]) -> tuple[str, Source]:
    form = load("notes.yaml")["findings"][row["decision"]]
    words = " ".join((form.format(date=long_date(row["at"])) + _reason(row["why"])).split())
    return words, _source(row, words, row["locator"])


def _source(row: dict[str, Any], words: str, locator: str) -> Source:
    title = load("notes.yaml")["title"].format(date=long_date(row["at"]))
    return Source(f"{MARK}{row['note']}", "note", row["document"], title, locator, row["page"], words)


def _reason(why: str) -> str:
    words = why.split()
    cut = " ".join(words[:WHY_WORDS]) + ("…" if len(words) > WHY_WORDS else "")
    return str(load("notes.yaml")["reason"]).format(why=cut)
