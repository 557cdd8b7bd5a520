"""A reading together with the report that prints it, and the words in which its figures are shown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from assistant.answer import Figure
from assistant.composition import Composition, Source
from assistant.figures.goals import CLOCK_UNITS, Goal, clock, clock_unit, rating_word, read_goal
from assistant.words import load
from store.readonly import ReadStore

_FIGURE = re.compile(r"(?:[<>≤≥]=?\s?)?(?:\d{1,3}:[0-5]\d\b|"
                     r"[-−–+]?\s?£?\d[\d,]*(?:\.\d+)?\s?(?:%|(?:bn|m|k)\b)?)", re.I)
_SHARES = ("%", "pp", "ratio", "average", "seconds", "minutes", "hours", "days", "weeks",      # do not add up over time
           *CLOCK_UNITS)


@dataclass(frozen=True)
class Row:
    """One printed row of a measures table. Text is as printed; values are decimal strings or None."""

    id: str
    measure_id: str
    item_id: str
    measure: str
    objective: int | None
    objective_title: str
    theme: str | None
    headline: bool
    overall_target: str
    target_ytd: str
    actual_ytd: str
    target_value: str | None
    actual_value: str | None
    unit: str
    target_unit: str
    target_role: str
    direction: str
    period_start: str | None
    period_end: str | None
    period_label: str
    basis: str
    area: str
    rag: str | None
    rag_source: str | None
    comment: str
    footnotes: tuple[str, ...]
    page: int | None
    locator: str
    quote: str
    title: str
    body: str
    document: str
    meeting_date: str | None
    item_period_end: str | None
    target_period_start: str | None
    target_period_end: str | None
    values_differ: tuple[str, ...]
    table_status: str

    @property
    def source(self) -> Source:
        return Source(self.id, "figure", self.document, self.title, self.locator, self.page, self.quote)

    @property
    def stated(self) -> bool:
        """Whether its figures may be stated as fact: its table is not in review, its values not in doubt."""
        return self.table_status == "ok" and not self.values_differ

    @property
    def actual(self) -> Decimal | None:
        """The actual figure; a time of the clock in its smaller unit."""
        return Decimal(self.actual_value) if self.actual_value is not None else clock(self.actual_ytd)

    @property
    def target(self) -> Decimal | None:
        """The comparator's figure, that of a bound ("≤ 380") included."""
        if self.target_value is not None:
            return Decimal(self.target_value)
        return self._bound.value if self._bound else None

    @cached_property
    def _bound(self) -> Goal | None:
        """The comparator read as a bound or a time, where no plain value of it is stored."""
        goal = read_goal(self.target_ytd) if self.target_value is None and self.target_ytd else None
        return goal if goal and _same_kind(goal.unit, self.unit) else None

    @cached_property
    def goal(self) -> Goal | None:
        """The target that the actual figure may be held against: the comparator where it is one, else the overall
        target, where it is of the same unit and a whole year's number is not set against a part of one."""
        if self.target_role == "target" and self.target is not None:
            sense = self._bound or Goal(self.target, "", "")
            return Goal(self.target, self.unit, sense.sense, sense.strict) if self.comparable else None
        goal = read_goal(self.overall_target) if self.overall_target else None
        whole = self.unit in _SHARES or self.unit.startswith("per_") or self.basis in _WHOLE_YEARS
        if goal and goal.per:
            whole = self.basis == "quarter" if goal.per == "quarter" else self.basis in _WHOLE_YEARS
        return goal if goal and self.actual is not None and whole and _same_kind(goal.unit, self.unit) else None

    @property
    def rating_word(self) -> str:
        """The rating that is printed in other words than a colour ("Off track"); "" where none is."""
        return rating_word(self.comment) if self.rag is None else ""

    @property
    def comparable(self) -> bool:
        """Whether actual and comparator are figures of the same unit, over stretches of the same length.

        A share or rate may stand beside one of another stretch; a number for a quarter beside a year's may not.
        """
        if self.actual is None or self.target is None:
            return False
        if self.target_value is not None and self.unit != (self.target_unit or self.unit):
            return False
        return self.unit in _SHARES or not self._unlike_stretch

    @property
    def _unlike_stretch(self) -> bool:
        """Whether the comparator's own period is longer or shorter than the actual figure's by over a month."""
        ends = (self.period_start, self.period_end, self.target_period_start, self.target_period_end)
        if not all(ends):
            return False
        start, end, other_start, other_end = (date.fromisoformat(day) for day in ends if day)
        return abs((end - start).days - (other_end - other_start).days) > 31

    @property
    def when(self) -> str:
        return self.period_end or self.item_period_end or self.meeting_date or ""

    @property
    def period(self) -> str | None:
        return f"{self.period_start}/{self.period_end}" if self.period_start and self.period_end else None


_WHOLE_YEARS = ("rolling_12_months", "financial_year")


def _same_kind(unit: str, other: str) -> bool:
    """Whether a goal's printed unit fits a figure's; a goal without a sign takes the figure's unit."""
    if unit == "clock" or other in CLOCK_UNITS:
        return unit == "clock" and other in CLOCK_UNITS
    return unit in ("", other)


_NAMES = tuple(f.name for f in fields(Row))


def row(record: dict[str, Any]) -> Row:
    """A row of one of the `readings_*` templates as a Row."""
    values = {name: record[name] for name in _NAMES}
    values["headline"] = bool(values["headline"])
    values["footnotes"] = tuple(json.loads(values["footnotes"] or "[]"))
    values["values_differ"] = tuple(json.loads(values["values_differ"] or "[]"))
    for name in ("comment", "overall_target", "target_ytd", "actual_ytd", "period_label", "title", "body", "area",
                 "unit", "target_unit", "objective_title"):
        values[name] = values[name] or ""
    if clock(values["actual_ytd"]) is not None or (not values["actual_value"] and clock(values["target_ytd"])):
        values["unit"] = clock_unit(values["measure"])
    goal = read_goal(values["target_ytd"]) if values["target_role"] == "target" else None
    if goal and goal.sense:
        values["direction"] = "lower" if goal.sense == "most" else "higher"
    return Row(**values)


def rows_of_measure(store: ReadStore, measure_id: str) -> tuple[Row, ...]:
    return tuple(row(r) for r in store.rows("readings_of_measure", measure_id=measure_id))


def rows_of_item(store: ReadStore, item_id: str) -> tuple[Row, ...]:
    return tuple(row(r) for r in store.rows("readings_of_item", item_id=item_id))


def printed_figure(text: str, unit: str) -> str:
    """The figure of a cell as printed, its unit's sign with it: "9.59 (predicted rate)" is "9.59".

    A percentage that the header alone states gets its sign: "86.5" under "%" is "86.5%".
    """
    match = _FIGURE.search(text)
    if not match:
        return text
    shown = re.sub(r"\s+", "", match.group())
    if word := load("wording.yaml")["unit_words"].get(unit):
        return f"{shown} {word}"
    return shown + "%" if unit == "%" and "%" not in shown else shown


def actual_words(row: Row) -> str:
    return printed_figure(row.actual_ytd, row.unit) if row.actual is not None else row.actual_ytd


def target_words(row: Row) -> str:
    return printed_figure(row.target_ytd, row.target_unit or row.unit) if row.target is not None else row.target_ytd


def period_words(row: Row) -> str:
    """The period and basis of a reading in words, "" where the report does not give them."""
    basis = load("wording.yaml")["basis"].get(row.basis, "")
    return ", ".join(part for part in (row.period_label, basis) if part)


def rating_words(row: Row) -> str:
    """How the reading is rated, in words: "rated green", or that no rating is printed."""
    words = load("wording.yaml")["rating"]
    if row.rating_word:
        return words["in_words"].format(rating=row.rating_word)
    if row.rag is None:
        return words["none"]
    return words["by_source"].get(row.rag_source or "printed", "rated {rating}").format(rating=words["names"][row.rag])


def add_figures(c: Composition, row: Row, *, actual: bool = True, target: bool = True) -> None:
    """Put a reading's figures among the answer's, each in its role."""
    n = c.cite(row.source)
    rag = (row.rag, row.rag_source)
    label = period_words(row)
    entries = []
    if actual:
        entries.append(Figure(row.measure, "actual", row.actual_value, row.unit, row.actual_ytd, row.period,
                              label, row.basis, row.area, *rag, n))
    if target and row.target_value is not None:
        start, end = row.target_period_start, row.target_period_end
        own = f"{start}/{end}" if start and end else (row.period if row.target_role == "target" else None)
        entries.append(Figure(row.measure, row.target_role, row.target_value, row.target_unit or row.unit,
                              row.target_ytd, own, label, row.basis, row.area, *rag, n))
    c.figures.extend(f for f in entries if f not in c.figures)
