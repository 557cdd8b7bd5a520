"""A row of a measures table as a reading: every field as printed, and what its figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.language.marks import fold
from ingest.language.numbers import Parsed, has_loose_mark, parse_figure, plain
from ingest.language.periods import PeriodMention, find_periods
from ingest.prose.footnotes import Notes
from ingest.prose.parts import Part
from ingest.prose.passages import with_pages
from ingest.readings.bases import Frame, Stretch, reaches, row_stretch, says_cumulative
from ingest.readings.beside import comparator_column, target_period, target_unit
from ingest.readings.columns import Columns
from ingest.readings.directions import Way, direction_of
from ingest.readings.heading_periods import heading_or_caption
from ingest.readings.headline import Headline, headline_marks, highlighted
from ingest.readings.ratings import Rated, read_rating
from ingest.readings.roles import Because, Beside, comparator_role
from ingest.readings.rows import MeasureRow, measure_rows
from ingest.readings.units import Unit, heading_unit, unit_of
from ingest.tables.grid import Grid, GridRow, parted
from store.records import Item, Reading, ReadingCell, Section


@dataclass(frozen=True)
class RowNotes:
    """The notes of a row: on its name, on the comparator, on the actual figure, and one that reaches it."""

    measure: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    actual: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()

    @property
    def on_actual(self) -> tuple[str, ...]:
        return (*self.actual, *self.measure, *self.reached)


@dataclass(frozen=True)
class ReadRow:
    """A reading with what its fields were read from; the checks work on these."""

    reading: Reading
    cells: tuple[ReadingCell, ...]
    actual: Parsed
    target: Parsed
    role: Because
    way: Way
    unit: Unit
    stretch: Stretch
    rated: Rated
    notes: RowNotes
    extra: tuple[tuple[str, str], ...] = ()  # (heading, text) of further value columns


@dataclass(frozen=True)
class Setting:
    """What holds for every row of one table."""

    part: Part
    item: Item
    table_id: str
    place: str
    grid: Grid
    columns: Columns
    notes: Notes
    frame: Frame
    headline: Headline
    section: Section | None = None


def read_rows(
    item: Item,
    table_id: str,
    place: str,
    part: Part,
    grid: Grid,
    columns: Columns,
    notes: Notes,
    figures_for: PeriodMention | None,
    prose: Sequence[str],
    sections: Sequence[Section],
    section: Section | None = None,
) -> list[ReadRow]:
    """The readings of a measures table in printed order. Measure ids are empty until they are tied."""
    period = _dates(item)
    heading = columns.dating(columns.actual)
    cumulative = says_cumulative(heading, grid.caption, prose)
    frame = Frame(period, heading_or_caption(heading, grid.caption, period), figures_for, cumulative)
    setting = Setting(
        part, item, table_id, place, grid, columns, notes, frame, headline_marks(grid, columns.measure, prose), section
    )
    rows = measure_rows(grid, columns, sections)
    shaded = highlighted([row.row.cells[columns.measure].fill for row in rows])
    found: list[ReadRow] = []
    for n, row in enumerate(rows):
        reached = _reached(found[-1], row) if found and found[-1].reading.objective == row.label.number else ()
        found.append(_read(setting, row, n + 1, shaded[n], reached))
    return found


def _dates(item: Item) -> tuple[date, date] | None:
    if item.period_start and item.period_end:
        return date.fromisoformat(item.period_start), date.fromisoformat(item.period_end)
    return None


def _reached(before: ReadRow, row: MeasureRow) -> tuple[str, ...]:
    return tuple(note for note in before.notes.measure if reaches(note, " ".join(c.text for c in row.row.cells)))


def _read(setting: Setting, row: MeasureRow, ordinal: int, shaded: bool, reached: tuple[str, ...]) -> ReadRow:
    columns, grid_row = setting.columns, row.row
    compared, compared_role = comparator_column(columns, grid_row)
    measure, headline = setting.headline.strip(grid_row.text(columns.measure))
    notes = _notes(setting, row, compared, reached)
    actual, target = _parsed(grid_row, columns.actual), _parsed(grid_row, compared)
    overall = _text(grid_row, columns.overall_target)
    because = _role(setting, notes, target, actual, compared, compared_role, overall)
    rated, comment = _rating(columns, grid_row)
    stretch = row_stretch(setting.frame, measure, actual, notes.on_actual)
    aimed = overall or ("" if target.exact else _text(grid_row, compared))
    way = direction_of(measure, aimed, (*notes.measure, *notes.actual))
    said_unit = _text(grid_row, columns.unit)
    heading = _with_unit(columns.heading(columns.actual), said_unit)
    unit = unit_of(actual, heading, measure, (*notes.measure, *notes.actual), target)
    compared_period = target_period(because, target, stretch, columns.dating(compared))
    reading = Reading(
        id=f"{setting.table_id}-r{ordinal}",
        measure_id="",
        item_id=setting.item.id,
        table_id=setting.table_id,
        row=_record_row(setting.grid, row.at),
        ordinal=ordinal,
        measure=measure,
        objective=_objective(setting, row),
        objective_title=_objective_title(setting, row),
        theme=row.theme,
        headline=headline or setting.headline.by_fill and shaded,
        overall_target=overall,
        target_ytd=_text(grid_row, compared),
        actual_ytd=_text(grid_row, columns.actual),
        target_value=plain(target.value),
        actual_value=plain(actual.value),
        unit=unit.unit,
        target_unit=target_unit(target, unit, _with_unit(columns.heading(compared), said_unit), measure),
        target_role=because.role,
        direction=way.direction,
        period_start=_iso(stretch.start),
        period_end=_iso(stretch.end),
        period_label=stretch.label or _said(stretch.words),
        basis=stretch.basis,
        area=setting.item.area,
        rag=rated.rag,
        rag_source=rated.source,
        comment=comment,
        footnotes=_all_marks(grid_row),
        page=grid_row.page,
        locator=_locator(setting, ordinal, grid_row.page),
        quote=quote_of(grid_row),
        target_period_start=_iso(compared_period[0]),
        target_period_end=_iso(compared_period[1]),
    )
    return ReadRow(
        reading,
        _cells(setting, reading, compared),
        actual,
        target,
        because,
        way,
        unit,
        stretch,
        rated,
        notes,
        _extra(columns, grid_row, compared),
    )


def _with_unit(heading: str, said: str) -> str:
    """A heading, or what the row's own column of units says, where that names one."""
    return said if said and heading_unit(said) else f"{heading} {said}".strip()


def _role(
    setting: Setting,
    notes: RowNotes,
    target: Parsed,
    actual: Parsed,
    compared: int | None,
    heading_role: str,
    overall: str,
) -> Because:
    """What the figure beside the actual one is."""
    columns, period = setting.columns, setting.frame.period
    mixed = compared is not None and columns.mixed(compared)
    on_measure = (*notes.measure, *notes.reached, *notes.actual)
    return comparator_role(
        Beside(
            cell=target,
            actual=actual,
            heading_role=heading_role,
            heading_mixed=mixed,
            heading=columns.heading(compared),
            overall_target=overall,
            cell_notes=notes.target,
            measure_notes=on_measure,
            period_end=period[1] if period else None,
        )
    )


def _locator(setting: Setting, ordinal: int, page: int | None) -> str:
    place = f"{setting.place}, row {ordinal}" if setting.place else f"row {ordinal}"
    return with_pages(place, page, setting.part)


def quote_of(row: GridRow) -> str:
    """The row as it is quoted: its cells in column order, blanks dropped, marks as superscripts."""
    return " ".join(fold(cell.text) for cell in row.cells if fold(cell.text))


def _parsed(row: GridRow, col: int | None) -> Parsed:
    return parse_figure(row.text(col) if col is not None else "")


def _text(row: GridRow, col: int | None) -> str:
    return row.text(col) if col is not None else ""


def _all_marks(row: GridRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark for cell in row.cells for mark in parted(cell)[1]))


def _notes(setting: Setting, row: MeasureRow, compared: int | None, reached: tuple[str, ...]) -> RowNotes:
    columns, blocks = setting.columns, setting.grid.blocks
    after = [block for block in blocks if block > row.row.block]
    following = after[0] if after else None
    by_place: dict[str, list[str]] = {"measure": [], "target": [], "actual": []}
    missing, passages = [], []
    for col, cell in enumerate(row.row.cells):
        place = "target" if col == compared else "actual" if col == columns.actual else "measure"
        for mark in parted(cell)[1]:
            note = setting.notes.meant(mark, row.row.block, following)
            if note is None:
                missing.append(mark)
            else:
                by_place[place].append(note.text)
                passages.append(note.passage.id)
    loose = [_text(row.row, col) for col in (compared, columns.actual) if has_loose_mark(_text(row.row, col))]
    missing += [text[-1] for text in loose if text[-1] != setting.headline.symbol]
    has_own = any(by_place.values())
    return RowNotes(
        tuple(by_place["measure"]),
        tuple(by_place["target"]),
        tuple(by_place["actual"]),
        () if has_own else reached,
        tuple(missing),
        tuple(passages),
    )


def _rating(columns: Columns, row: GridRow) -> tuple[Rated, str]:
    col = columns.rag
    if col is None:
        cell = row.cells[columns.actual] if columns.actual is not None else None
        rated = read_rating("", cell.fill if cell is not None else None)
    else:
        rated = read_rating(row.text(col), row.cells[col].fill, columns.heading(col))
    if columns.rag_doubt and rated.rag is None:
        rated = replace(rated, doubt=columns.rag_doubt)
    said = _text(row, columns.comment)
    if rated.status and rated.comment and said:
        return rated, said if rated.rag else rated.comment  # the words of a rating stay alone, to be told as one
    return rated, " ".join(part for part in (rated.comment, said) if part)


def _objective(setting: Setting, row: MeasureRow) -> int | None:
    if row.label.number is not None or row.label.title:
        return row.label.number
    return setting.section.objective if setting.section else None


def _objective_title(setting: Setting, row: MeasureRow) -> str:
    if row.label.number is not None or row.label.title:
        return row.label.title
    return setting.section.title if setting.section and setting.section.objective is not None else ""


def _said(words: str) -> str:
    """A label for data of a time that is not exactly said: "Q4 (year not said)"."""
    quarters = [m for m in find_periods(words, undated=True) if m.quarter]
    return f"{quarters[0].label} (year not said)" if quarters else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record_row(grid: Grid, at: int) -> int:
    return len(grid.header) + at


def _cells(setting: Setting, reading: Reading, compared: int | None) -> tuple[ReadingCell, ...]:
    columns = setting.columns
    named = {
        columns.objective: "objective",
        columns.measure: "measure",
        columns.overall_target: "overall_target",
        compared: "target",
        columns.actual: "actual",
        columns.rag: "rag",
        columns.comment: "comment",
    }
    return tuple(
        ReadingCell(reading.id, named.get(col, "other"), reading.table_id, reading.row, col)  # type: ignore[arg-type]
        for col in range(setting.grid.width)
    )


def _extra(columns: Columns, row: GridRow, compared: int | None) -> tuple[tuple[str, str], ...]:
    used = {
        columns.objective,
        columns.measure,
        columns.overall_target,
        compared,
        columns.actual,
        columns.rag,
        columns.comment,
        columns.theme,
    }
    return tuple(
        (columns.headings[col], row.text(col)) for col in range(len(row.cells)) if col not in used and row.text(col)
    )


def with_measure(row: ReadRow, measure_id: str) -> ReadRow:
    """The same row, tied to a measure."""
    return replace(row, reading=replace(row.reading, measure_id=measure_id))
