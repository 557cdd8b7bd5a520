"""Held readings as a reader browses them: lists with filters, one measure over time, comparisons, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from assistant.notes import Note, in_short, notes_in_force
from assistant.present.figures import FigureRow, Shown, printed
from assistant.present.titles import readable
from assistant.present.trend import Series, series
from assistant.present.words import rating_tag, word
from assistant.words import content
from store import held
from store.readonly import ReadStore
from store.records import Finding, Measure, Wording

Show = Literal["all", "headline", "missing", "contradicting", "noted"]
NARRATIVE_MOST = 6
COMPARED_MOST = 4
_FORMULA = re.compile(r"^\s*(?:[=+@\t\r]|-(?![\d.,]+%?\s*$))")
CSV_COLUMNS = ("measure", "document", "period", "period_start", "period_end", "basis", "area", "objective", "headline",
               "overall_target", "comparator_role", "comparator_as_printed", "comparator_value", "actual_as_printed",
               "actual_value", "unit", "rating", "rating_source", "comment", "page", "locator", "findings",
               "keeper_decision", "keeper_field", "keeper_says", "keeper_date", "keeper_reason")


@dataclass(frozen=True)
class ReadingRow:
    """A printed row with its figures. `notes`: what the keeper noted about it and is in force, in words."""

    id: str
    measure_id: str
    document: str
    report: str
    item_id: str
    objective: int | None
    objective_title: str
    headline: bool
    overall_target: str
    comment: str
    page: int | None
    locator: str
    rag: str | None
    finding_codes: tuple[str, ...]
    figures: FigureRow
    source: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def under(self) -> str:
        """The objective with its number: plans of several forces or years use the same numbers."""
        return ". ".join(str(part) for part in (self.objective, self.objective_title) if part not in (None, ""))

    @property
    def missing(self) -> bool:
        return self.figures.actual is None or self.figures.actual.value is None


@dataclass(frozen=True)
class Filter:
    """What to list. Empty means everything; `rating` is G, A, R or "-" for not rated, `period` a printed label,
    `objective` as `ReadingRow.under` has it."""

    item_id: str = ""
    period: str = ""
    objective: str = ""
    rating: str = ""
    show: Show = "all"
    measure_id: str = ""


@dataclass(frozen=True)
class Passage:
    """What the narrative of a report says near a measure's words."""

    id: str
    text: str
    document: str
    report: str
    locator: str
    page: int | None


@dataclass(frozen=True)
class MeasurePage:
    measure: Measure
    wordings: tuple[Wording, ...]
    history: tuple[ReadingRow, ...]
    trends: tuple[Series, ...]
    findings: tuple[Finding, ...]
    narrative: tuple[Passage, ...]
    aside: tuple[Note, ...] = ()        # rows and tables of it that the keeper set aside


def rows(store: ReadStore, wanted: Filter = Filter()) -> tuple[ReadingRow, ...]:
    """Readings that the filter admits, by period, document and printed order."""
    found = store.rows("held_measure_rows", everything=False, document=None, measure_id=wanted.measure_id or None,
                       objective=None, headline=True if wanted.show == "headline" else None,
                       rag=wanted.rating or None, area=None, first=None, last=None)
    kept = [_row(row) for row in found if (not wanted.item_id or row["item_id"] == wanted.item_id)
            and (not wanted.period or row["period_label"] == wanted.period)]
    if wanted.objective:
        kept = [row for row in kept if row.under == wanted.objective]
    if wanted.show == "missing":
        kept = [row for row in kept if row.missing]
    if wanted.show == "contradicting":
        kept = [row for row in kept if row.finding_codes]
    if wanted.show == "noted":
        kept = [row for row in kept if row.notes]
    return tuple(kept)


def measured_items(store: ReadStore) -> tuple[dict[str, Any], ...]:
    """The reports that print measures, the latest first."""
    return tuple({**row, "title": readable(row["title"])} for row in store.rows("page_measured_items"))


def periods(found: Iterable[ReadingRow]) -> tuple[str, ...]:
    """The periods of the rows as they are printed, the latest first."""
    return tuple(dict.fromkeys(row.figures.period for row in reversed(list(found)) if row.figures.period))


def objectives(found: Iterable[ReadingRow]) -> tuple[str, ...]:
    """The objectives among the rows, by number."""
    named = {(row.objective is None, row.objective or 0, row.under) for row in found if row.under}
    return tuple(under for _, _, under in sorted(named))


def measure_page(store: ReadStore, measure_id: str) -> MeasurePage:
    """Everything held about one measure. Raises NotHeld."""
    measure = held.measure(store, measure_id)
    history = rows(store, Filter(measure_id=measure_id))
    return MeasurePage(measure, tuple(held.wordings(store, measure_id)), history, trends(measure.name, history),
                       tuple(held.findings(store, measure_id=measure_id)), narrative(store, measure.name),
                       tuple(n for n in notes_in_force(store) if n.decision == "set_aside"
                             and any(r["measure_id"] == measure_id for r in n.rows)))


def trends(name: str, history: Iterable[ReadingRow]) -> tuple[Series, ...]:
    """The series of one measure under one name, whatever each report called it."""
    return series(replace(row.figures, measure=name) for row in history)


def choices(store: ReadStore) -> dict[str, str]:
    """Measures by id with their names; a name that two measures share is told apart by its unit and direction."""
    counted = store.rows("page_measure_counts")
    names = [row["name"] for row in counted]
    return {row["id"]: row["name"] if names.count(row["name"]) == 1
            else f"{row['name']} ({row['unit']}, {word('directions', row['direction']).lower()}; {row['id']})"
            for row in counted}


def comparable(found: dict[str, tuple[Series, ...]]) -> tuple[tuple[Series, ...], ...]:
    """Series of several measures that may share a chart: same unit and basis. One measure alone is a group too."""
    groups: dict[tuple[str, str], list[Series]] = {}
    for each in found.values():
        for one in each:
            groups.setdefault((one.unit, one.basis), []).append(one)
    return tuple(tuple(group[:COMPARED_MOST]) for group in groups.values())


def narrative(store: ReadStore, name: str) -> tuple[Passage, ...]:
    """Passages that share most of a measure's own words, the latest report first."""
    stems = {token.stem for token in content(name)}
    words = sorted({token.lower for token in content(name)})
    if not words:
        return ()
    match = " OR ".join('"{}"'.format(w.replace('"', '""')) for w in words)
    kept = []
    for row in store.rows("page_narrative", match=match, most=40):
        shared = stems & {token.stem for token in content(row["text"])}
        if len(shared) >= max(1, (2 * len(stems) + 2) // 3):
            kept.append(Passage(row["id"], row["text"], row["document"], readable(row["title"]), row["locator"],
                                row["page"]))
    return tuple(kept[:NARRATIVE_MOST])


def as_csv(found: Iterable[ReadingRow]) -> str:
    """Rows as CSV. A text that a spreadsheet would run as a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for row in found:
        s = row.source
        writer.writerow([_cell(v) for v in (
            s["measure"], row.document, s["period_label"], s["period_start"], s["period_end"], s["basis"], s["area"],
            row.objective, row.headline, s["overall_target"], s["target_role"], s["target_ytd"], s["target_value"],
            s["actual_ytd"], s["actual_value"], s["unit"], s["rag"], s["rag_source"], row.comment, row.page,
            row.locator, "; ".join(row.finding_codes), *_keeper(s))])
    return out.getvalue()


def _keeper(source: dict[str, Any]) -> list[str]:
    """What the keeper noted about a row, column by column; several notes in the order in which they were made."""
    notes = json.loads(source["keeper_notes"])
    return ["; ".join(str(n[name]) for n in notes if n[name]) for name in
            ("decision", "field", "corrected", "at", "why")]


def _cell(value: object) -> str:
    text = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _row(row: dict[str, Any]) -> ReadingRow:
    period = f"{row['period_start']}/{row['period_end']}" if row["period_start"] and row["period_end"] else None
    actual = _shown("actual", row["actual_value"], row["unit"], row["actual_ytd"])
    target = _shown(row["target_role"], row["target_value"], row["target_unit"] or row["unit"], row["target_ytd"])
    figures = FigureRow(row["measure"], row["period_label"] or "", period, word("bases", row["basis"]),
                        row["area"] or "", row["unit"] or "", actual, (target,) if row["target_ytd"] else (),
                        rating_tag(row["rag"], row["rag_source"], row["actual_value"]), 0)
    return ReadingRow(row["id"], row["measure_id"], row["document"], readable(row["item_title"]), row["item_id"],
                      row["objective"], row["objective_title"] or "", bool(row["headline"]),
                      row["overall_target"] or "", row["comment"] or "", row["page"], row["locator"], row["rag"],
                      tuple(json.loads(row["finding_codes"] or "[]")), figures, row,
                      tuple(map(in_short, json.loads(row["keeper_notes"]))))


def _shown(role: str, value: str | None, unit: str | None, as_printed: str | None) -> Shown:
    return Shown(role, word("roles", role), printed(value, unit or "", as_printed or ""), 0,
                 None if value is None else Decimal(value))
