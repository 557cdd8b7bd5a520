"""What stands in further columns of a reading's own row, or in a later report, and bears on its figure.

The year before, where the row prints it in a column of its own; and another value of the same measure and period
that a later report prints, in a column or in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.composition import Composition, Source
from assistant.figures.arithmetic import difference, point_unit, shown
from assistant.figures.goals import CLOCK_UNITS, clock
from assistant.figures.rows import Row, actual_words, add_figures, period_words, printed_figure, rating_words
from assistant.figures.value import state_gaps, state_overall_target
from assistant.question.parse import Question
from assistant.tables.answering import cell_words, column_cells, figure_of, headings
from assistant.tables.index import Cell, TableRow, tables
from assistant.verify import numbers
from assistant.words import content, cue, load
from ingest.language.dates import year_before
from ingest.language.periods import label_for


def asks_year_before(q: Question) -> bool:
    return q.periods.year_before or q.periods.relative == "year_ago" or "previous_year" in q.cues


def say_year_before(c: Composition, desk: Desk, rows: Sequence[Row]) -> None:
    """Add the year before from its own column, where a reading's row has one beside another comparator."""
    for row in rows:
        if row.target_role == "previous_year" and row.target is not None:
            continue
        if (found := _column(desk, row)) is not None:
            _say(c, desk, row, *found)


def with_year_before(q: Question, desk: Desk, rows: Sequence[Row]) -> Row | None:
    """The reading whose own row prints the period asked for as its year before; None where none does."""
    dated = sorted(rows, key=lambda r: r.when, reverse=True)
    if q.periods.relative == "year_ago" and not q.periods.named:
        return next((r for r in dated[:1] if _column(desk, r) or (
            r.target_role == "previous_year" and any(ch.isalnum() for ch in r.target_ytd))), None)
    if len(q.periods.named) != 1:
        return None
    asked = (q.periods.named[0].start, q.periods.named[0].end)
    return next((r for r in dated if (span := _span(r)) and year_before(*span) == asked and _column(desk, r)), None)


def _span(row: Row) -> tuple[date, date] | None:
    if not (row.period_start and row.period_end):
        return None
    return date.fromisoformat(row.period_start), date.fromisoformat(row.period_end)


def _column(desk: Desk, row: Row) -> tuple[TableRow, Cell] | None:
    """The cell of the year before in a reading's own row: by its heading's words or by its period."""
    held = tables(desk.store, desk.held.version)
    span = _span(row)
    before = tuple(day.isoformat() for day in year_before(*span)) if span else ()
    for printed in held.of_reading(row.id):
        fits = [x for x in printed.cells if x.text.strip() and (
            (x.period_start, x.period_end) == before
            or re.search(load("tables.yaml")["roles"]["previous_year"], x.heading.lower()))]
        if len(fits) == 1:
            return printed, fits[0]
    return None


def _say(c: Composition, desk: Desk, row: Row, printed: TableRow, cell: Cell) -> None:
    item = desk.held.items[printed.item_id]
    texts = load("caveats.yaml")["beside"]
    heads = headings(desk.store, printed, item)
    value = Decimal(cell.value) if cell.value is not None else clock(cell.text)
    if value is None:
        c.say(texts["blank"].format(heading=cell.heading, text=cell.text), row.source, *heads)
        return
    if cell.value is not None:
        c.figures.append(replace(figure_of(printed, cell, item, c.cite(row.source)), measure=row.measure,
                                 role="previous_year", basis=row.basis))
    words = cell_words(cell) if cell.value is not None else cell.text
    c.say(texts["prints"].format(heading=cell.heading, value=words), row.source, *heads)
    like = cell.unit in ("", row.unit) or row.unit in CLOCK_UNITS and cell.value is None
    if row.actual is None or not like or row.unit == "clock":
        return
    if value == row.actual:
        c.say(texts["same"].format(value=actual_words(row)), row.source)
        return
    named = ("actual", row.actual, row.source), ("year_before", value, row.source)
    gap = difference(c, row.unit, *(named if row.actual > value else (named[1], named[0])))
    side = "above" if row.actual > value else "below"
    c.say(texts["gap"].format(now=actual_words(row), gap=shown(gap, point_unit(row.unit)), side=side), row.source)


def answer_own_column(q: Question, desk: Desk, rows: Sequence[Row]) -> Answer | None:
    """The column of the very period asked for, where these readings stand for another and their rows print both.

    With the overall target where it can be held against it, and the rating that the row prints.
    """
    by_id = {r.id: r for r in rows}
    found = [f for f in column_cells(q, desk, frozenset(by_id)) if f.cells[0].value is not None]
    mention = q.periods.named[0] if len(q.periods.named) == 1 else None
    if not found or mention is None or mention.start is None or mention.end is None:
        return None
    c = Composition(q.original)
    for one in found:
        row, cell = by_id[str(one.row.reading_id)], one.cells[0]
        days = (mention.end - mention.start).days
        own = replace(row, actual_ytd=cell.text, actual_value=cell.value, period_start=mention.start.isoformat(),
                      period_end=mention.end.isoformat(), period_label=label_for(mention.start, mention.end),
                      basis="quarter" if 88 <= days <= 92 else "unknown", target_ytd="", target_value=None,
                      target_role="other")
        add_figures(c, own, target=False)
        c.say(load("caveats.yaml")["beside"]["own"].format(
            measure=row.measure, value=actual_words(own), period=period_words(own), heading=cell.heading), row.source,
            *headings(desk.store, one.row, desk.held.items[one.row.item_id]))
        state_overall_target(c, [own])
        state_gaps(c, own)
        if row.rag or row.rating_word:
            c.say(load("caveats.yaml")["beside"]["rated"].format(rating=rating_words(row)), row.source)
        say_restated(c, desk, [own])
    return c.answer("answered")


def say_restated(c: Composition, desk: Desk, rows: Sequence[Row]) -> None:
    """Caveats where a later report prints another value for a stated reading's period, in a column or in words."""
    for row in rows:
        if row.actual_value is None or any(x.code == "restated" for x in c.caveats):
            continue
        _by_column(c, desk, row)
        _by_words(c, desk, row)


def _by_column(c: Composition, desk: Desk, row: Row) -> None:
    held = tables(desk.store, desk.held.version)
    for later in desk.all_rows(row.measure_id):
        if later.when <= row.when or not later.stated or (later.area or later.body) != (row.area or row.body):
            continue
        for printed in held.of_reading(later.id):
            for cell in printed.cells:
                same = row.period == f"{cell.period_start}/{cell.period_end}"
                if same and cell.value is not None and Decimal(cell.value) != Decimal(str(row.actual_value)):
                    c.caveat("restated", load("caveats.yaml")["beside"]["restated"].format(
                        document=later.document, value=cell.text, heading=cell.heading), later.source,
                        *headings(desk.store, printed, desk.held.items[printed.item_id]))


def _by_words(c: Composition, desk: Desk, row: Row) -> None:
    """A sentence of a later report that says of the measure that this very figure was restated."""
    value = printed_figure(row.actual_ytd, "")
    for place in desk.restatements():
        item = desk.held.items.get(place["item_id"])
        if item is None or item.when <= row.when or item.body != row.body:
            continue
        for sentence in re.split(r"(?<=[.;])\s+", place["text"]):
            own = {t.stem for t in content(row.measure)}
            if cue("beside.yaml", "restated").search(sentence) and numbers(value) <= numbers(sentence) and own and (
                    own <= {t.stem for t in content(sentence)}):
                source = Source(place["id"], "passage", place["document"], place["title"], place["locator"],
                                place["page"], sentence)
                c.caveat("restated", load("caveats.yaml")["beside"]["said"].format(document=place["document"],
                                                                                  words=sentence), source)
