"""The observations of a sheet under a mapping: read twice, once to check everything, once as they are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ingest.datasets.grid import Cells, Grid
from ingest.datasets.mapping import Mapping
from ingest.datasets.periods import Period, first_of_month, join_period, month_from, read_period
from ingest.datasets.shape import headings
from ingest.datasets.values import Value, read_value
from ingest.datasets.words import is_total, unit_of
from store.errors import UnreadableFile

MOST_DIMENSIONS = 8
COLUMNS = ("dataset_id", "row", "col", "period_start", "period_end", "period_label", "basis", "area", "value", "unit",
           "raw", "quote", *(f"d{n}" for n in range(1, MOST_DIMENSIONS + 1)))


@dataclass
class Seen:
    """What a first reading found. `members`: by column of the store ("area", "d1" ...), each with its rows."""

    rows: int = 0
    members: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    periods: dict[tuple[str, str], Period] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """A mapping laid over a sheet: at which index each column stands."""

    mapping: Mapping
    grid: Grid
    names: tuple[str, ...]
    first: int                                  # index into grid.rows of the first row under the headings
    dimensions: tuple[tuple[str, int], ...]     # heading, index; in the order of d1, d2 ...
    area: int | None
    unit: int | None
    values: tuple[tuple[int, Period | None], ...]
    year: tuple[int, str] | None
    quarter: int | None
    month: int | None
    period: int | None
    fixed: Period | None

    @property
    def header(self) -> str:
        return " ".join(name for name in self.names if name)


def lay(mapping: Mapping, grid: Grid) -> Layout:
    """Lay a mapping over a sheet. Raises `UnreadableFile` where they do not fit."""
    at = next((n for n, (number, _) in enumerate(grid.rows) if number == mapping.header_row), None)
    if at is None or at + mapping.header_rows >= len(grid.rows):
        raise UnreadableFile(f"Its mapping says that headings stand in row {mapping.header_row}, but no rows of data "
                             "follow there; correct header_row.")
    names = headings(grid, at, mapping.header_rows)
    missing = [name for name in mapping.columns if name not in names]
    if missing:
        raise UnreadableFile(f"Its mapping names the column “{missing[0]}”, which the data does not have; correct it.")
    twice = [name for name in mapping.columns if names.count(name) > 1]
    if twice:
        raise UnreadableFile(f"Several of its columns are headed “{twice[0]}”; give each a heading of its own.")

    def only(role: str) -> int | None:
        found = mapping.of_role(role)
        if len(found) > 1:
            raise UnreadableFile(f"Its mapping gives “{found[0]}” and “{found[1]}” the role {role}; only one can "
                                 "have it.")
        return names.index(found[0]) if found else None

    dimensions = tuple((name, names.index(name)) for name in mapping.of_role("dimension", "code"))
    if len(dimensions) > MOST_DIMENSIONS:
        raise UnreadableFile(f"It has {len(dimensions)} columns of labels; up to {MOST_DIMENSIONS} are read. Give some "
                             "the role ignore in its mapping.")
    years = [(only(role), role) for role in ("financial_year", "calendar_year")]
    year = next(((index, role) for index, role in years if index is not None), None)
    layout = Layout(mapping, grid, tuple(names), at + mapping.header_rows, dimensions, only("area"), only("unit"),
                    _values(mapping, names), year, only("quarter"), only("month"), only("period"), _fixed(mapping))
    dated = layout.period is not None or layout.year is not None or layout.fixed or mapping.shape == "wide"
    if not dated:
        raise UnreadableFile("Its mapping names no period: give a column the role period or financial_year, or set "
                             "period.")
    return layout


def _fixed(mapping: Mapping) -> Period | None:
    if not mapping.period:
        return None
    start, _, end = mapping.period.partition("/")
    if len(start) == 10 and len(end) == 10:
        mapping = mapping.model_copy(update={"period": f"{start} to {end}"})
    found = read_period(mapping.period)
    if found is None:
        raise UnreadableFile(f"Its mapping's period “{mapping.period}” cannot be read; write it like Q1 2017/18.")
    return found


def _values(mapping: Mapping, names: list[str]) -> tuple[tuple[int, Period | None], ...]:
    columns = mapping.of_role("value")
    if mapping.shape == "tidy":
        if len(columns) != 1:
            raise UnreadableFile(f"Its mapping gives {len(columns)} columns the role value; tidy data has one.")
        return ((names.index(columns[0]), None),)
    found = [(names.index(name), read_period(name)) for name in columns]
    if not found:
        raise UnreadableFile("Its mapping gives no column the role value; wide data has one for each period.")
    for at, period in found:
        if period is None:
            raise UnreadableFile(f"The heading “{names[at]}” has the role value but names no period; write it like "
                                 "Apr-17 or Q1 2017/18.")
    return tuple(found)


def survey(layout: Layout) -> Seen:
    """Read everything once. Raises `UnreadableFile` with the first row that cannot be read."""
    seen = Seen()
    names = [*(f"d{n}" for n in range(1, len(layout.dimensions) + 1)), "area"]
    seen.members = {name: Counter() for name in names}
    for row in _rows(layout, seen):
        seen.rows += 1
        for name, member in zip(names, (*row.members, row.area), strict=True):
            if member:
                seen.members[name][member] += 1
        for period, value, raw, unit in row.values:
            seen.kinds[value.kind] += 1
            seen.units[unit] += value.value is not None
            seen.periods.setdefault((period.start, period.end), period)
            if not value.readable:
                seen.unreadable.append(f"row {row.number} “{raw}”")
    if not seen.rows or not any(kind in seen.kinds for kind in ("figure", "nil")):
        raise UnreadableFile("No row of its data holds a figure; check the file and its mapping.")
    return seen


def observations(layout: Layout, dataset_id: str) -> Iterator[tuple[object, ...]]:
    """Rows for the store's table of observations, in the order of `COLUMNS`."""
    blank = (None,) * (MOST_DIMENSIONS - len(layout.dimensions))
    for row in _rows(layout, Seen()):
        for column, (period, value, raw, unit) in zip(layout.values, row.values, strict=True):
            yield (dataset_id, row.number, column[0], period.start, period.end, period.label, period.basis, row.area,
                   value.value, unit, raw, row.quote, *(m or None for m in row.members), *blank)


@dataclass(frozen=True)
class _Row:
    number: int
    area: str
    members: tuple[str, ...]
    values: tuple[tuple[Period, Value, str, str], ...]
    quote: str


def _rows(layout: Layout, seen: Seen) -> Iterator[_Row]:
    mapping = layout.mapping
    filled = _merged(layout)
    for number, printed in layout.grid.rows[layout.first :]:
        cells = filled(number, printed)
        quote = " ".join(cell for cell in printed if cell)
        if sum(map(bool, cells)) < 2 and len(layout.names) > 1:
            seen.notes.append(quote)
            continue
        if any(cells[len(layout.names):]):
            raise UnreadableFile(f"Its row {number} has {len(cells)} cells under {len(layout.names)} headings; put the "
                                 "commas right (a text with a comma needs quotation marks) and save it again.")
        period = layout.fixed or _period(layout, cells)
        if period is None and mapping.shape == "tidy":
            if is_total(next(filter(None, cells))):
                seen.notes.append(quote)
                continue
            raise UnreadableFile(f"Its row {number} has no period that can be read (“{quote[:60]}”); correct the row "
                                 "or the mapping.")
        area = _cell(cells, layout.area) if layout.area is not None else mapping.area
        unit = (unit_of(_cell(cells, layout.unit)) or "unknown") if layout.unit is not None else mapping.unit
        values = []
        for at, dated in layout.values:
            when = dated or period
            assert when is not None
            if mapping.dates == "months" and first_of_month(when):
                when = month_from(when)
            if mapping.basis:
                when = replace(when, basis=mapping.basis)
            raw = _cell(cells, at)
            value = read_value(raw, mapping.scale)
            values.append((when, value, raw, value.unit or unit))
        yield _Row(number, area, tuple(_cell(cells, at) for _, at in layout.dimensions), tuple(values), quote)


def _cell(cells: Cells, at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _period(layout: Layout, cells: Cells) -> Period | None:
    if layout.period is not None:
        return read_period(_cell(cells, layout.period))
    if layout.year is None:
        return None
    return join_period(_cell(cells, layout.year[0]), layout.year[1],
                       _cell(cells, layout.quarter) if layout.quarter is not None else "",
                       _cell(cells, layout.month) if layout.month is not None else "")


def _merged(layout: Layout) -> Callable[[int, Cells], Cells]:
    """Fills merged cells with what is printed in their first one."""
    spans = [m for m in layout.grid.merged if m[1] > m[0] or m[3] > m[2]]
    if not spans:
        return lambda number, cells: cells
    printed = dict(layout.grid.rows)

    def fill(number: int, cells: Cells) -> Cells:
        mine = [m for m in spans if m[0] <= number <= m[1]]
        if not mine:
            return cells
        out = [*cells, *[""] * (max(m[3] for m in mine) + 1 - len(cells))]
        for top, _, left, right in mine:
            for column in range(left, right + 1):
                out[column] = _cell(printed.get(top, ()), left)
        return tuple(out)

    return fill
