"""Figures that another report prints otherwise for the same measure and period."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.context import ItemContext, finding, row_place
from ingest.checks.words import bare
from ingest.identity.known import HeldReading
from ingest.readings.build import ReadRow
from store.records import Finding

_LIKE = {"quarter", "year_to_date", "financial_year", "unknown"}


def restated(context: ItemContext) -> Iterator[Finding]:
    """The actual figure, or last year's figure beside it, differs from what another report printed for that time."""
    for row in context.rows:
        reading = row.reading
        for held in context.known.readings.get(reading.measure_id, ()):
            if held.document == context.document or held.reading.area != reading.area:
                continue
            if _same_time(held, reading.period_start, reading.period_end, reading.basis) and _differs(
                held, reading.actual_value, reading.unit
            ):
                yield _finding(context, row, held, f"{bare(reading.actual_ytd)} is printed here")
            elif (
                reading.target_role == "previous_year"
                and _same_time(held, reading.target_period_start, reading.target_period_end, reading.basis)
                and _differs(held, reading.target_value, reading.target_unit)
            ):
                yield _finding(
                    context, row, held, f"{bare(reading.target_ytd)} is printed here as the previous year's figure"
                )


def _same_time(held: HeldReading, start: str | None, end: str | None, basis: str) -> bool:
    other = held.reading
    like = other.basis == basis or {other.basis, basis} <= _LIKE
    return bool(start and end) and like and (other.period_start, other.period_end) == (start, end)


def _differs(held: HeldReading, value: str | None, unit: str) -> bool:
    other = held.reading
    return value is not None and other.actual_value is not None and other.unit == unit and other.actual_value != value


def _finding(context: ItemContext, row: ReadRow, held: HeldReading, here: str) -> Finding:
    text = f"{here}; another report prints {held.reading.actual_ytd} for the same measure and time."
    return finding(context, "restated", text, [row_place(row.reading), row_place(held.reading)], row)
