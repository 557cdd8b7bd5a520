"""Working out which columns of a sheet are dimensions, periods, areas and values; or that it is no data.

Headings propose, values decide. Where two readings are left, nothing is guessed: `Ambiguous` says what a person
has to settle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.datasets.grid import Cells, Grid
from ingest.datasets.mapping import Mapping, Role
from ingest.datasets.periods import first_of_month, month_of, quarter_number, read_period, read_year
from ingest.datasets.values import read_value
from ingest.datasets.words import heading_role, is_total, limit, pattern, scale_of, unit_of
from ingest.language.data import policy

_PERIODS = ("period", "financial_year", "calendar_year", "quarter", "month")


class Ambiguous(Exception):
    """Data whose columns can be read in more than one way. `draft` is a mapping to be completed."""

    def __init__(self, what: str, draft: dict[str, object]) -> None:
        super().__init__(what)
        self.draft = draft


@dataclass(frozen=True)
class Column:
    """A column with what its values look like."""

    at: int
    name: str
    values: tuple[str, ...]        # those that are not blank
    total: int                     # rows, blank ones included

    @property
    def distinct(self) -> int:
        return len(set(self.values))

    @property
    def numeric(self) -> bool:
        """Whether its cells are figures, or say that there is none; at least some are figures."""
        kinds = {v: read_value(v) for v in dict.fromkeys(self.values)}
        figures = any(k.value is not None for k in kinds.values())
        return figures and sum(kinds[v].readable for v in self.values) >= limit_share() * len(self.values)

    def all(self, test: Callable[[str], object]) -> bool:
        """Whether nearly all its cells pass a test (which gives None for those that do not)."""
        fits = {v: test(v) is not None for v in dict.fromkeys(self.values)}
        return bool(fits) and sum(fits[v] for v in self.values) >= limit_share() * len(self.values)


def limit_share() -> float:
    return float(policy("columns")["limits"]["share"])


def headings(grid: Grid, at: int, rows: int = 1) -> list[str]:
    """The headings from the row at index `at`; of two rows, the upper one's merged headings stand before the lower."""
    number, upper = grid.rows[at]
    if rows == 1:
        return list(upper)
    lower = grid.rows[at + 1][1]
    width = max(len(upper), len(lower))
    top = [*upper, *[""] * (width - len(upper))]
    for first, _, left, right in grid.merged:
        if first == number:
            top[left : right + 1] = [top[left]] * (min(right, width - 1) - left + 1)
    return [" ".join(p for p in dict.fromkeys((t, lower[n] if n < len(lower) else "")) if p)
            for n, t in enumerate(top)]


def guess(grid: Grid) -> Mapping | None:
    """The mapping of a sheet, or None where it is no data. Raises `Ambiguous`."""
    for at in range(min(limit("header_within"), len(grid.rows) - 1)):
        for header_rows in ((2, 1) if _spread(grid, at) else (1,)):
            found = _at(grid, at, header_rows)
            if found is not None:
                return found
    return None


def _spread(grid: Grid, at: int) -> bool:
    """Whether headings of a row are merged over several columns."""
    number = grid.rows[at][0]
    return at + 2 < len(grid.rows) and any(m[0] == m[1] == number and m[3] > m[2] for m in grid.merged)


def _at(grid: Grid, at: int, header_rows: int) -> Mapping | None:
    names = headings(grid, at, header_rows)
    body = [cells for _, cells in grid.rows[at + header_rows :] if not _aside(cells, len(names))]
    if len([n for n in names if n]) < 2 or not body or len(names) > limit("columns"):
        return None
    if any(pattern("measures_table").search(n) for n in names):
        return None
    columns = _columns(names, body)
    if columns is None:
        return None
    row = grid.rows[at][0]
    return _wide(columns, grid.sheet, row, header_rows) or _tidy(columns, grid.sheet, row, header_rows)


def _aside(cells: Cells, columns: int) -> bool:
    """Whether a row is a note, or a line of totals under the data with its labels left blank."""
    filled = sum(map(bool, cells))
    return filled < 2 or 2 * filled <= columns and is_total(next(filter(None, cells)))


def _columns(names: Sequence[str], body: Sequence[Cells]) -> list[Column] | None:
    """The columns; None where values stand under no heading, or a heading is itself a figure that is no period."""
    width = max(len(names), *(len(cells) for cells in body))
    found = []
    for at in range(width):
        name = names[at] if at < len(names) else ""
        values = tuple(cells[at] for cells in body if at < len(cells) and cells[at])
        if not name and len(values) > max(1, len(body) // 10):
            return None
        if name and _period_heading(name) is None and read_value(name).value is not None:
            return None
        if name:
            found.append(Column(at, name, values, len(body)))
    return found


def _period_heading(name: str) -> object:
    return read_period(name) or read_year(name, "calendar_year")


def _wide(columns: list[Column], sheet: str, row: int, header_rows: int) -> Mapping | None:
    dated = [c for c in columns if read_period(c.name)]
    years = [c for c in columns if c not in dated and read_year(c.name, "calendar_year")]
    roles: dict[str, Role] = {}
    labels = [c for c in columns if c not in dated and c not in years]
    if len(dated) < 2 and len(years) < 2 or not labels:
        return None
    if not all(c.numeric or not c.values for c in (*dated, *years)) or not any(c.values for c in labels):
        return None
    area = _area(labels)
    doubtful = []
    for column in columns:
        if column in dated or column in years:
            roles[column.name] = "value"
        elif column is area:
            roles[column.name] = "area"
        elif pattern("worked_out").search(column.name) and column.numeric:
            roles[column.name] = "ignore"
        elif heading_role(column.name) in ("ignore", "code", "unit"):
            roles[column.name] = heading_role(column.name)      # type: ignore[assignment]
        elif column.numeric and not pattern("describing").search(column.name):
            doubtful.append(column.name)
        else:
            roles[column.name] = "dimension"
    if not any(role in ("area", "dimension") for role in roles.values()):
        return None
    _unique(columns)
    text = " ".join([sheet, *(c.name for c in labels)])
    if years:
        if area is None:
            return None
        raise Ambiguous(f"the columns {_names(years)} may be calendar or financial years; write them as 2017/18",
                        {"shape": "wide", "header_row": row, "columns": roles})
    if doubtful:
        raise Ambiguous(f"the column {_quoted(doubtful)} holds figures but names no period",
                        {"shape": "wide", "header_row": row, "columns": roles | dict.fromkeys(doubtful, "ignore")})
    if all(first_of_month(read_period(c.name)) for c in dated):
        raise Ambiguous(f"{_names(dated)} may be days or the months that begin then (dates: days or months)",
                        {"shape": "wide", "header_row": row, "dates": "months", "columns": roles})
    return Mapping(shape="wide", columns=roles, sheet=sheet, header_row=row, header_rows=header_rows,
                   unit=_unit_of(text, [v for c in dated for v in c.values]), scale=scale_of(text),
                   basis="snapshot" if pattern("stocks").search(text) else "")


def _tidy(columns: list[Column], sheet: str, row: int, header_rows: int) -> Mapping | None:
    roles: dict[str, Role] = {}
    values, bare = [], []
    for column in columns:
        role = _tidy_role(column)
        if role == "year?":
            bare.append(column)
        elif role == "value":
            values.append(column)
        else:
            roles[column.name] = role       # type: ignore[assignment]
    area = _area([c for c in columns if roles.get(c.name) in ("area", "dimension")])
    roles = {name: "dimension" if role == "area" and (area is None or name != area.name) else role
             for name, role in roles.items()}
    if area is not None:
        roles[area.name] = "area"
    labels = [n for n, role in roles.items() if role in ("area", "dimension")]
    if not values or not labels:
        return None
    _settle_periods(roles)
    periods = [n for n, role in roles.items() if role in _PERIODS]
    draft: dict[str, object] = {"shape": "tidy", "header_row": row, "columns": {
        c.name: roles.get(c.name, "financial_year" if c in bare else "value") for c in columns}}
    if bare and (len(values) == 1 or area is not None):
        _unique(columns)
        raise Ambiguous(f"the column {_names(bare)} may hold calendar or financial years", draft)
    if not periods:
        if area is None or len(labels) < 2 or len(values) > 1 or not _repeats(columns, labels):
            return None
        raise Ambiguous("no column holds a period that can be read", draft)
    _unique(columns)
    if len(values) > 1:
        raise Ambiguous(f"{_names(values)} may each hold the values", draft)
    if [roles[p] for p in periods] in (["quarter"], ["month"]):
        raise Ambiguous(f"the column {_quoted(periods)} names no year", draft)
    if len([p for p in periods if roles[p] == "period"]) > 1:
        raise Ambiguous(f"{_quoted(periods)} may each hold the period", draft)
    value = values[0]
    days = [c for c in columns if roles.get(c.name) == "period"
            and c.all(lambda v: first_of_month(read_period(v)) or None)]
    months = any(heading_role(c.name) == "month" for c in days)
    if days and not months and not pattern("stocks").search(f"{days[0].name} {value.name}"):
        raise Ambiguous(f"the column {_names(days)} may hold days or the months that begin then (dates: days or "
                        "months)", draft | {"dates": "months"})
    ordered: dict[str, Role] = {c.name: roles.get(c.name, "value") for c in columns}
    text = f"{value.name} {sheet}"
    return Mapping(shape="tidy", columns=ordered, sheet=sheet, header_row=row, header_rows=header_rows,
                   measure=value.name, dates="months" if months else "",
                   unit=_unit_of(text, value.values), scale=scale_of(value.name),
                   basis="snapshot" if pattern("stocks").search(text) else "")


def _tidy_role(column: Column) -> str:
    named = heading_role(column.name)
    if named in ("ignore", "code", "unit"):
        return named
    if named in ("financial_year", "calendar_year") and column.all(lambda v: read_year(v, named)):
        return named
    if named in ("year", "financial_year", "calendar_year"):
        if column.all(lambda v: read_year(v, "financial_year")):
            bare = column.all(lambda v: read_year(v, "calendar_year"))
            return "year?" if bare else "financial_year"
        return "period" if column.all(read_period) else "dimension"
    if named == "quarter" and column.all(quarter_number):
        return "quarter"
    if named == "month" and column.all(month_of):
        return "month"
    if named in ("quarter", "month", "period") and column.all(read_period):
        return "period"
    if column.numeric and named != "area":
        return "dimension" if pattern("describing").search(column.name) else "value"
    if not named and column.all(read_period):
        return "period"
    return "area" if named == "area" and not column.numeric else "dimension"


def _settle_periods(roles: dict[str, Role]) -> None:
    """Of several columns that tell the time, the ones that tell it most closely; the others are left out."""
    by_role: dict[str, list[str]] = {}
    for name, role in roles.items():
        by_role.setdefault(role, []).append(name)
    drop: list[str]
    if by_role.get("period"):
        drop = ["financial_year", "calendar_year", "quarter", "month"]
    elif by_role.get("month"):
        drop = ["quarter", *(["financial_year"] if by_role.get("calendar_year") else [])]
    elif by_role.get("financial_year") and by_role.get("calendar_year"):
        drop = ["calendar_year"]
    else:
        drop = []
    for dropped in drop:
        for name in by_role.get(dropped, ()):
            roles[name] = "ignore"


def _area(labels: Sequence[Column]) -> Column | None:
    """The column of areas: by its heading, of several the one that parts them most finely; else by its values."""
    named = [c for c in labels if heading_role(c.name) == "area" and not c.numeric]
    if named:
        return max(named, key=lambda c: c.distinct)
    known = {str(a) for a in policy("columns")["known_areas"]}
    for column in labels:
        values = {v.lower().replace("&", "and").removesuffix(" police").removesuffix(" constabulary")
                  for v in column.values}
        if values and len(values & known) >= 0.8 * len(values):
            return column
    return None


def _repeats(columns: Sequence[Column], labels: Sequence[str]) -> bool:
    """Whether labels come again and again, as in data, over at least a few rows."""
    return any(c.total >= 6 and c.distinct <= c.total // 2 for c in columns if c.name in labels)


def _unique(columns: Sequence[Column]) -> None:
    names = [c.name for c in columns]
    twice = [n for n in dict.fromkeys(names) if names.count(n) > 1]
    if twice:
        raise Ambiguous(f"several columns are headed {_quoted(twice)}; give each a heading of its own", {})


def _unit_of(text: str, values: Sequence[str]) -> str:
    """The unit by the headings, else by the cells' own signs, else a count where all figures are whole."""
    signs = {read_value(v).unit for v in dict.fromkeys(values)} - {None}
    if len(signs) == 1:
        return str(signs.pop())
    named = unit_of(text)
    if named:
        return named
    whole = all("." not in (read_value(v).value or "") for v in dict.fromkeys(values))
    return "count" if whole and not signs else "unknown"


def _names(columns: Sequence[Column]) -> str:
    return _quoted([c.name for c in columns])


def _quoted(names: Sequence[str]) -> str:
    shown = [f"“{n}”" for n in names[:6]]
    return ", ".join(shown) if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"
