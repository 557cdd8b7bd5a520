"""Comparators that are not targets, and footnotes that change what a figure means."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.context import ItemContext, Place, finding, row_place, words_place
from ingest.readings.build import ReadRow
from ingest.readings.directions import direction_of
from ingest.readings.roles import sets_no_target
from store.records import Finding

_CODES = {
    "previous_year": "previous_year_comparator",
    "predicted": "predicted_comparator",
    "baseline": "baseline_year",
    "other": "comparator_not_target",
}
_TEXTS = {
    "previous_year": "The figure beside the actual one is the previous year's, not a target",
    "predicted": "The figure beside the actual one is a prediction, not a target",
    "baseline": "The figure beside the actual one is a baseline, not a target",
    "other": "The report does not say that the figure beside the actual one is a target",
}


_COLUMN_TEXTS = {
    "previous_year": "The figures beside the actual ones are the previous year's, not targets",
    "predicted": "The figures beside the actual ones are predictions, not targets",
    "baseline": "The figures beside the actual ones are a baseline, not targets",
    "other": "The report does not say that the figures beside the actual ones are targets",
}


def comparator_not_target(context: ItemContext) -> Iterator[Finding]:
    """Rows whose comparator is a figure, and not a target; a column that its heading settles is named once."""
    columns: dict[tuple[str, str, str], list[ReadRow]] = {}
    single: list[ReadRow] = []
    for row in context.rows:
        if row.target.value is None or row.reading.target_role not in _CODES:
            continue
        if row.role.source == "heading":
            columns.setdefault((row.reading.table_id, row.reading.target_role, row.role.words), []).append(row)
        else:
            single.append(row)
    tables = {table.record.id: table.record for table in context.tables}
    for (table_id, role, heading), rows in columns.items():
        if len(rows) == 1:
            single += rows
            continue
        place = Place(table_id, heading, tables[table_id].locator)
        yield finding(context, _CODES[role], f"{_COLUMN_TEXTS[role]}: the column's heading is “{heading}”.", [place])
    order = {row.reading.id: at for at, row in enumerate(context.rows)}
    for row in sorted(single, key=lambda row: order[row.reading.id]):
        role = row.reading.target_role
        places = [row_place(row.reading), *_note_places(context, row, row.role.words)]
        overall = row.reading.overall_target
        tail = (
            f": the overall target is “{overall}”." if role == "other" and overall and sets_no_target(overall) else "."
        )
        yield finding(context, _CODES[role], _TEXTS[role] + tail, places, row)


def baseline_year(context: ItemContext) -> Iterator[Finding]:
    """Figures of a year in which the baseline is only being set."""
    for row in context.rows:
        overall = row.reading.overall_target
        figure = row.actual.value is not None or row.target.value is not None
        if (
            figure
            and sets_no_target(overall)
            and "baseline" in overall.lower()
            and row.reading.target_role != "baseline"
        ):
            yield finding(context, "baseline_year", f"No target is set: “{overall}”.", [row_place(row.reading)], row)


def footnote_changes_meaning(context: ItemContext) -> Iterator[Finding]:
    """A footnote by which a higher figure is better although the name says reduce, or the other way round."""
    for row in context.rows:
        if row.way.source != "footnote":
            continue
        plain = direction_of(row.reading.measure, row.reading.overall_target)
        if plain.direction != row.way.direction and plain.direction in ("lower", "higher"):
            wanted = "reduce" if plain.direction == "lower" else "increase"
            notes = [p for note in (*row.notes.measure, *row.notes.actual) for p in _note_places(context, row, note)]
            yield finding(
                context,
                "footnote_changes_meaning",
                f"The name says {wanted}, but its footnote says that a {row.way.direction} figure is better.",
                [row_place(row.reading), *notes],
                row,
            )


def other_time(context: ItemContext) -> Iterator[Finding]:
    """Figures that a footnote dates to another time than the period reported."""
    start = context.item.period_start
    for row in context.rows:
        words, stretch = row.stretch.words, row.stretch
        if not words or row.actual.value is None:
            continue
        places = [row_place(row.reading), *_note_places(context, row, words)]
        if stretch.end is None:
            yield finding(
                context,
                "footnote_changes_meaning",
                "Its footnote says that the figure is of another time than "
                f"the heading, but not exactly which: “{words}”",
                places,
                row,
                "low",
            )
        elif start and stretch.end.isoformat() < start:
            yield finding(
                context,
                "old_cohort",
                f"The figure is of an earlier time than the period reported: “{_short(words)}”",
                places,
                row,
            )
        elif start and stretch.basis == "unknown":
            yield finding(
                context,
                "footnote_changes_meaning",
                f"Its footnote gives the figure for another stretch than the heading: “{_short(words)}”",
                places,
                row,
            )


def _short(words: str) -> str:
    """At most forty words, so that a caveat stays readable."""
    parts = words.split()
    return words if len(parts) <= 40 else " ".join(parts[:40]) + " …"


def _note_places(context: ItemContext, row: ReadRow, words: str) -> list[Place]:
    """The footnote that holds the words, as a place."""
    if not words:
        return []
    for note in context.notes.notes:
        if words in note.text:
            return [words_place(note.passage, words)]
    return []


def marks_and_notes(context: ItemContext) -> Iterator[Finding]:
    """A mark in the table without its note, and a note that no mark calls."""
    from ingest.language.marks import split_marks

    for row in context.rows:
        for _ in row.notes.missing:
            yield finding(
                context,
                "mark_without_note",
                "The row carries a footnote mark, but the report has no such note.",
                [row_place(row.reading)],
                row,
            )
    called = {mark for table in context.tables for cell in table.cells for mark in cell.marks}
    called |= {mark for p in context.passages if p.kind != "footnote" for mark in split_marks(p.text)[1]}
    for note in context.notes.notes:
        if note.mark and note.mark not in called:
            yield finding(
                context,
                "note_without_mark",
                "A footnote that nothing in the report refers to.",
                [words_place(note.passage, note.text)],
            )
