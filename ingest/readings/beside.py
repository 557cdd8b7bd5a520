"""The figure beside the actual one: its column, its unit and for when it stands."""

from __future__ import annotations

from datetime import date

from ingest.language.dates import months_ending, year_before
from ingest.language.marks import fold
from ingest.language.numbers import Parsed
from ingest.language.periods import find_periods
from ingest.readings.bases import Stretch
from ingest.readings.choosing import period_of_target
from ingest.readings.columns import Columns
from ingest.readings.heading_periods import stretch_kind, stretch_named
from ingest.readings.roles import Because
from ingest.readings.units import Unit, unit_of
from ingest.tables.grid import GridRow


def comparator_column(columns: Columns, row: GridRow) -> tuple[int | None, str]:
    """The column that the actual figure is set beside: a filled target, else the year before, else another one."""
    filled = [(col, role) for col, role in columns.comparators if fold(row.cells[col].text)]
    for wanted in ("target", "previous_year"):
        for col, role in filled:
            if role == wanted:
                return col, role
    if filled:
        return filled[0]
    return columns.comparators[0] if columns.comparators else (None, "other")


def target_unit(target: Parsed, unit: Unit, heading: str, measure: str) -> str:
    """The comparator's unit: its own sign's, else that of the actual figure; "" where it is no figure."""
    if target.value is None:
        return ""
    if target.unit or target.scale != 1:
        return unit_of(target, heading, measure).unit
    return unit.unit if unit.source != "cell" else unit_of(target, heading, measure).unit


def target_period(
    because: Because, target: Parsed, stretch: Stretch, heading: str
) -> tuple[date | None, date | None]:
    """The comparator's own period: the year before, or the month that its cell or the year that its heading names."""
    if because.role == "previous_year" and stretch.start and stretch.end:
        whole = because.source == "heading" and stretch_kind(heading) != "to_date"
        own = stretch_named(heading, None) if whole else None
        return own if own and own[1] < stretch.start else year_before(stretch.start, stretch.end)
    dated = [m for m in find_periods(target.qualifier) if m.end] if target.qualifier else []
    if len(dated) == 1 and dated[0].end:
        if stretch.basis == "rolling_12_months":
            return months_ending(dated[0].end, 12)
        return dated[0].start, dated[0].end
    if stretch_kind(heading) == "to_date":
        return None, None
    named = [m for m in find_periods(heading) if m.start and m.end]
    if because.role in ("target", "baseline") and len(named) == 1 and named[0].kind == "financial_year":
        return named[0].start, named[0].end
    if because.role == "target":
        return period_of_target(heading, stretch.end) or (None, None)
    return None, None
