"""Every cell of a table, with its labels, its figure, unit, scale and period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.language.marks import fold
from ingest.language.numbers import Parsed, parse_figure, plain
from ingest.language.periods import PeriodMention, find_periods
from ingest.readings.units import heading_scale, heading_unit
from ingest.tables.grid import Grid, GridRow, owner_text, parted
from ingest.tables.headers import column_role
from store.records import Cell, TableKind

_MONEY = re.compile(r"£|€|\bbudget\b|\bexpenditure\b|\bspend\b|\bincome\b|\bcost\b", re.IGNORECASE)
_RATING = re.compile(r"^\W*(?:red|amber|green|[RAG])\W*(?:[–—:-].*)?$", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\b", re.IGNORECASE)   # a part of the year, not said which days
_CONTENTS = re.compile(r"\bcontents\b|^(?:page|item)s?(?:\s+(?:no\.?|number))?$", re.IGNORECASE)


@dataclass(frozen=True)
class Described:
    """A heading's unit, scale and period."""

    unit: str | None
    scale: Decimal
    period: PeriodMention | None


def table_kind(grid: Grid, is_measures: bool) -> TableKind:
    """What sort of table it is. Tables with a figure in their body are data."""
    if is_measures:
        return "measures"
    texts = [row.text(col) for row in grid.body for col in row.filled()]
    headings = [" ".join(path) for path in grid.headings()]
    first = [row.text(0) for row in grid.body]
    if any(_CONTENTS.search(heading) for heading in headings if len(heading) < 30) and grid.width <= 3:
        return "contents"
    if len(first) >= 2 and grid.width <= 3 and sum(bool(_RATING.match(text)) for text in first) >= len(first) * 0.6:
        return "key"
    figures = sum(parse_figure(text).kind in ("figure", "bracketed") for text in texts)
    return "data" if figures and grid.header else "other"


def build_cells(grid: Grid, table_id: str, withheld: bool) -> list[Cell]:
    """All cells in printed order. `withheld`: the table is in review, so no value is taken from it."""
    headings = grid.headings()
    described = [_describe(path, grid.caption) for path in headings]
    brackets = bool(_MONEY.search(" ".join([grid.caption, *(" ".join(path) for path in headings)])))
    references = {col for col, path in enumerate(headings) if column_role(" ".join(path)) == "reference"}
    labels = _label_columns(grid, references)
    cells = [
        _cell(table_id, at, col, row, header=True)
        for at, row in enumerate(grid.header)
        for col in range(len(row.cells))
    ]
    for at, row in enumerate(grid.body):
        path = tuple(text for col in labels if (text := _label(grid, at, col)))
        row_said = _describe(path, "")
        for col, raw in enumerate(row.cells):
            parsed = parse_figure(parted(raw)[0], brackets_negative=brackets)
            label = col in labels or col in references
            value = None if withheld or label else plain(parsed.value)
            said = described[col] if col < len(described) else _describe((), "")
            cells.append(
                _cell(
                    table_id,
                    len(grid.header) + at,
                    col,
                    row,
                    value=value,
                    row_path=() if label else path,
                    said=said,
                    row_said=row_said,
                    col_path=headings[col] if col < len(headings) else (),
                    parsed=parsed,
                )
            )
    return cells


def _cell(
    table_id: str,
    at: int,
    col: int,
    row: GridRow,
    *,
    header: bool = False,
    value: str | None = None,
    row_path: tuple[str, ...] = (),
    col_path: tuple[str, ...] = (),
    said: Described | None = None,
    row_said: Described | None = None,
    parsed: Parsed | None = None,
) -> Cell:
    raw = row.cells[col]
    text, marks = parted(raw)
    unit, scale, period = _of_value(value, said, row_said, parsed)
    start = period.start.isoformat() if period and period.start else None
    end = period.end.isoformat() if period and period.end else None
    box = raw.box
    return Cell(
        table_id,
        at,
        col,
        raw.text,
        text,
        header,
        raw.covered,
        row_path,
        col_path,
        value,
        unit,
        scale,
        start,
        end,
        marks,
        raw.fill,
        raw.page,
        (float(box.page), box.x0, box.top, box.x1, box.bottom) if box else None,
    )


def _of_value(
    value: str | None, said: Described | None, row_said: Described | None, parsed: Parsed | None
) -> tuple[str | None, str | None, PeriodMention | None]:
    """Unit, scale and period of a figure: its own signs, then its column's, then its row's."""
    if value is None or said is None or row_said is None or parsed is None:
        return None, None, (said.period if said else None)
    unit = parsed.unit or said.unit or row_said.unit
    scale = parsed.scale if parsed.scale != 1 else said.scale if said.scale != 1 else row_said.scale
    if parsed.unit in ("%", "pp") or unit in ("%", "pp"):
        scale = parsed.scale
    return unit, (str(scale) if scale != 1 else None), said.period or row_said.period


def _describe(path: tuple[str, ...], caption: str) -> Described:
    """The heading's innermost word on unit, scale and period; the caption's where the heading is silent."""
    texts = [*reversed(path), caption]
    unit = next((u for text in texts if (u := heading_unit(text))), None)
    scale = next((s for text in texts if (s := heading_scale(text)) != 1), Decimal(1))
    period = None
    for text in texts:
        dated = [m for m in find_periods(text) if m.start and m.end]
        if len(dated) == 1 and not (dated[0].kind == "calendar_year" and _SEASON.search(text)):
            period = dated[0]
            break
    return Described(unit, scale, period)


def _label_columns(grid: Grid, references: set[int]) -> set[int]:
    """The columns at the left that hold words, up to the first that holds figures; numbers of rows are no figures."""
    labels: set[int] = set()
    for col in range(grid.width):
        if col in references:
            continue
        texts = [row.text(col) for row in grid.body if col < len(row.cells) and row.text(col)]
        wordy = [text for text in texts if re.search(r"[A-Za-z]{2}", text) and not parse_figure(text).exact]
        if texts and len(wordy) < 0.7 * len(texts):
            break
        labels.add(col)
    return labels if len(labels) < grid.width else set(range(min(1, grid.width)))


def _label(grid: Grid, at: int, col: int) -> str:
    """A row's label: its own, or that of the merged cell that covers it."""
    own = owner_text(grid.body, at, col)
    return fold(own)
