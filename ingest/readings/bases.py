"""For what stretch a figure stands: its period and basis.

The column's heading says it for the whole table; a footnote on the measure or its figure overrides it. Where a
note says that the data are of another time without saying exactly which, period and basis stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ingest.language.data import policy
from ingest.language.dates import NAMES, months_ending
from ingest.language.marks import without_marks
from ingest.language.numbers import Parsed
from ingest.language.periods import PeriodMention, find_periods, label_for
from ingest.language.sentences import split_sentences
from ingest.prose.covered import to_date
from ingest.readings.heading_periods import heading_period
from store.records import Basis


@dataclass(frozen=True)
class Stretch:
    """A period with its basis. `words`: the note that says so, where it is not the table's own."""

    start: date | None
    end: date | None
    basis: Basis
    label: str
    words: str = ""


@dataclass(frozen=True)
class Frame:
    """What the report and the column say for every row: the period reported, the heading, a sentence."""

    period: tuple[date, date] | None
    heading: str
    figures_for: PeriodMention | None = None
    cumulative: bool = False


def says_cumulative(heading: str, caption: str, prose: Sequence[str]) -> bool:
    """Whether a heading, a caption or a sentence on the figures says that quarters add up over the year."""
    if any(_at("cumulative").search(text) and not _at("not_cumulative").search(text) for text in (heading, caption)):
        return True
    sentences = [s for text in prose if _at("cumulative").search(text) for s in split_sentences(text)]
    return any(
        _at("cumulative").search(s) and _at("cumulative_figures").search(s) and not _at("not_cumulative").search(s)
        for s in sentences
    )


def table_stretch(frame: Frame) -> Stretch:
    """The stretch of a column by its heading, the report's period and what the report says of its figures."""
    basis = _heading_basis(frame.heading)
    named = heading_period(frame.heading, frame.period)
    said = frame.figures_for
    if named and named.start and named.end:
        if basis is None:
            basis = _kind_basis(named)
        if frame.cumulative and basis == "quarter":
            basis = "year_to_date"
        start, end = to_date(named.end) if basis == "year_to_date" else (named.start, named.end)
        if basis == "unknown" and named.kind in ("range", "half_year") and (start, end) == to_date(end):
            basis = "year_to_date"
        if frame.period is not None and start <= frame.period[1] < end:
            # A column headed by the year, in a report on a part of it, cannot hold what is yet to come.
            end, basis = frame.period[1], basis if basis == "year_to_date" else "unknown"
        return _stretch(start, end, basis)
    if frame.period is None:
        return Stretch(None, None, basis or "unknown", "")
    start, end = frame.period
    if basis == "year_to_date":
        return _stretch(*to_date(end), basis)
    if basis is None and said is not None:
        if said.start and said.end:
            start, end = said.start, said.end
            basis = "year_to_date" if (start, end) == to_date(end) and (end - start).days > 95 else _kind_basis(said)
        elif said.basis in ("quarter", "year_to_date"):
            basis = said.basis  # type: ignore[assignment]
            start, end = to_date(end) if basis == "year_to_date" else (start, end)
    if basis == "rolling_12_months":
        return _stretch(*months_ending(end, 12), basis)
    if basis == "quarter" and (end - start).days > 100:
        start, end = months_ending(end, 3)
    return _stretch(start, end, basis or "unknown")


def _heading_basis(heading: str) -> Basis | None:
    for basis in policy("bases")["heading"]:
        if _at("heading", basis).search(heading.lower()):
            return basis  # type: ignore[no-any-return]
    return None


def _kind_basis(mention: PeriodMention) -> Basis:
    if mention.basis in ("quarter", "financial_year", "rolling_12_months", "snapshot"):
        return mention.basis  # type: ignore[return-value]
    return {"quarter": "quarter", "financial_year": "financial_year"}.get(mention.kind, "unknown")  # type: ignore[return-value]


def _stretch(start: date, end: date, basis: Basis, words: str = "") -> Stretch:
    label = f"12 months to {NAMES[end.month]} {end.year}" if basis == "rolling_12_months" else label_for(start, end)
    return Stretch(start, end, basis, label, words)


def row_stretch(frame: Frame, measure: str, actual: Parsed, notes: Sequence[str]) -> Stretch:
    """The stretch of one row's actual figure: what its notes say, else the table's."""
    table = table_stretch(frame)
    for note in notes:
        said = _by_note(note, actual, frame, table)
        if said is not None:
            return said
    dated = [m for m in find_periods(actual.qualifier) if m.start and m.end] if actual.qualifier else []
    if len(dated) == 1 and dated[0].start and dated[0].end:
        return _stretch(dated[0].start, dated[0].end, "unknown", actual.qualifier)
    if _at("snapshot_measure").search(measure.lower()):
        return Stretch(table.start, table.end, "snapshot", table.label)
    return table


def _by_note(note: str, actual: Parsed, frame: Frame, table: Stretch) -> Stretch | None:
    sentences = split_sentences(note)
    for sentence in sentences:
        own = re.split(r"\bcompar", sentence, flags=re.IGNORECASE)[0]
        exact = next((m for m in find_periods(own) if m.basis == "rolling_12_months" and m.start and m.end), None)
        if exact and exact.start and exact.end:
            return _stretch(exact.start, exact.end, "rolling_12_months", sentence)
    if _at("rolling").search(note.lower()):
        return _rolling(note, sentences, frame)
    printed = _printed(actual)
    for sentence in sentences:
        dated = [m for m in find_periods(sentence) if m.start and m.end and m.kind not in ("since", "open")]
        holds = bool(printed) and re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d]|[.,]\d)", note) is not None
        if (
            holds
            and dated
            and dated[0].start
            and dated[0].end
            and dated[0].kind in ("month", "range", "quarter", "half_year", "financial_year")
        ):
            return _from_sentence(dated[0], table, note, sentence)
        if (
            _at("actual").search(sentence.lower())
            and not _at("comparison").search(sentence.lower())
            and len(dated) == 1
            and dated[0].start
            and dated[0].end
        ):
            return _stretch(dated[0].start, dated[0].end, _kind_basis(dated[0]), sentence)
    return None


def _from_sentence(mention: PeriodMention, table: Stretch, note: str, sentence: str) -> Stretch | None:
    """The note that works a figure out says for when; the table's own stretch needs no override."""
    if mention.start is None or mention.end is None or (mention.start, mention.end) == (table.start, table.end):
        return None
    return _stretch(mention.start, mention.end, _kind_basis(mention), sentence)


def _rolling(note: str, sentences: Sequence[str], frame: Frame) -> Stretch | None:
    """Rolling data: twelve months to the latest month that the note names, or an end that it ties to the period."""
    twelve = re.search(r"\b(?:12|twelve)[\s-]*months?\b", note.lower())
    if twelve and _at("to_period_end").search(note.lower()) and frame.period:
        return _stretch(*months_ending(frame.period[1], 12), "rolling_12_months", note)
    if twelve:
        for sentence in sentences:
            found = _latest(sentence)
            if found:
                return found
    words = next((s for s in sentences if _at("actual").search(s.lower()) or _at("rolling").search(s.lower())), note)
    said = next((s for s in sentences if _at("actual").search(s.lower())), words)
    return Stretch(None, None, "unknown", "", said)


def _latest(sentence: str) -> Stretch | None:
    if not _at("latest").search(sentence.lower()):
        return None
    tail = sentence[_at("latest").search(sentence.lower()).start() :]  # type: ignore[union-attr]
    for mention in find_periods(re.split(r"\bcompar", tail, flags=re.IGNORECASE)[0]):
        if mention.end is None:
            continue
        if mention.kind in ("month", "open", "date"):
            return _stretch(*months_ending(mention.end, 12), "rolling_12_months", sentence)
        if mention.start and 350 < (mention.end - mention.start).days < 380:
            return _stretch(mention.start, mention.end, "rolling_12_months", sentence)
    return None


def _printed(actual: Parsed) -> str:
    """The figure as printed, without its qualifier."""
    return without_marks(re.sub(r"[(\[].*$", "", actual.raw)) if actual.value is not None else ""


def reaches(note: str, measure: str) -> bool:
    """Whether a note on one row also speaks of the row beside it: it names several measures, and this one's words."""
    if not _at("several_measures").search(note.lower()):
        return False
    words = _content(measure)
    return len(words & _content(note)) >= min(3, len(words))


def _content(text: str) -> set[str]:
    joined = re.sub(r"\bre[\s-](?=offen)", "re", text.lower())
    return {word.rstrip("s")[:9] for word in re.findall(r"[a-z]{5,}", joined)} - {
        "measur",
        "percentag",
        "number",
        "shown",
    }


@cache
def _at(*path: str) -> re.Pattern[str]:
    node: Any = policy("bases")
    for key in path:
        node = node[key]
    return re.compile(node, re.IGNORECASE)
