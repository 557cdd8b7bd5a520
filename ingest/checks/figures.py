"""Figures against their own row: out of line, of an unclear unit, missing, small, printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.context import ItemContext, finding, row_place
from ingest.checks.words import pattern
from ingest.language.data import policy
from ingest.language.numbers import figures_in
from ingest.language.periods import find_periods
from ingest.readings.build import ReadRow
from ingest.readings.directions import is_deed
from store.records import Finding


def figure_out_of_line(context: ItemContext) -> Iterator[Finding]:
    """A comparator or actual figure far beyond the number that the overall target names, or far from the other.

    A measure that should fall may rightly stand far above its target, so it is only held against the other
    figure of its row.
    """
    for row in context.rows:
        text, printed = out_of_line(row)
        if text:
            yield _out(context, row, text, printed)


def out_of_line(row: ReadRow) -> tuple[str, str]:
    """(what is out of line, the figure as printed), or two empty strings."""
    limits = policy("findings")["out_of_line"]
    reading, overall = row.reading, _overall(row)
    for value, printed, what in (
        (reading.target_value, reading.target_ytd, "comparator"),
        (reading.actual_value, reading.actual_ytd, "actual figure"),
    ):
        if value is None or overall is None or reading.direction == "lower":
            continue
        if Decimal(value) > overall * Decimal(str(limits["beyond_overall"])):
            named = f"what the overall target names (“{reading.overall_target}”)"
            return f"The {what} {printed} is far above {named}", printed
    if _apart(row, limits):
        both = f"The comparator {reading.target_ytd} and the actual figure {reading.actual_ytd}"
        return f"{both} are far apart", reading.target_ytd
    return "", ""


def _out(context: ItemContext, row: ReadRow, text: str, printed: str) -> Finding:
    glued = ""
    digits = re.sub(r"\D", "", printed.split("(")[0])
    if len(digits) > 1 and digits[-1] in {note.mark for note in context.notes.notes}:
        glued = " Its last digit is possibly a footnote mark; the original should be checked."
    if row.reading.actual_ytd not in text and row.reading.actual_ytd:
        text += f"; the actual figure is {row.reading.actual_ytd}"
    return finding(context, "figure_out_of_line", f"{text}.{glued}", [row_place(row.reading)], row)


def _overall(row: ReadRow) -> Decimal | None:
    """The largest number of things that the overall target names; percentages and dates are left out."""
    text = row.reading.overall_target
    for mention in find_periods(text):
        text = text.replace(mention.words, " ")
    share = row.reading.unit == "%"
    numbers = [figure.value for figure in figures_in(text) if (figure.unit == "%") == share and figure.scale == 1]
    changes = re.search(r"\bless\b|\bincrease\b|\breduc", text, re.IGNORECASE)
    return max(numbers) if numbers and not (share and changes) else None


def _apart(row: ReadRow, limits: dict[str, float]) -> bool:
    reading = row.reading
    if reading.target_value is None or reading.actual_value is None or reading.unit != reading.target_unit:
        return False
    small, large = sorted((Decimal(reading.target_value), Decimal(reading.actual_value)))
    return large >= limits["from"] and small >= 0 and large >= small * Decimal(str(limits["apart"]))


def ambiguous_unit(context: ItemContext) -> Iterator[Finding]:
    """A name that says a number beside a percentage, and the like."""
    for row in context.rows:
        if row.unit.doubt:
            yield finding(
                context,
                "ambiguous_unit",
                f"The unit is not clear: {row.unit.doubt} ({row.reading.actual_ytd}).",
                [row_place(row.reading)],
                row,
            )


def missing_figures(context: ItemContext) -> Iterator[Finding]:
    """A rating without a figure, a figure without a rating, neither figure nor rating. Deeds need no figure."""
    rated = any(row.rated.stands for row in context.rows)
    for row in context.rows:
        reading = row.reading
        place = [row_place(reading)]
        if row.actual.value is None and not is_deed(reading.measure):
            if row.rated.stands not in (None, "other"):
                text = _not_one(row, "A rating is printed without a figure.")
                yield finding(context, "rating_without_figure", text, place, row)
            elif row.actual.kind not in ("text", "several", "range", "bound", "one_in"):
                text = _not_one(row, "No figure is printed for this measure.")
                yield finding(context, "missing_figure", text, place, row)
        elif row.actual.value is not None and row.rated.stands is None and rated:
            yield finding(context, "figure_without_rating", "A figure is printed without a rating.", place, row)


def _not_one(row: ReadRow, otherwise: str) -> str:
    """What a cell prints that holds digits and no single figure; `otherwise` where it holds none."""
    printed = row.reading.actual_ytd
    if not re.search(r"\d", printed):
        return otherwise
    return f"“{printed}” is not taken as a figure: it can be read in more than one way, or is no single exact number."


def small_numbers(context: ItemContext) -> Iterator[Finding]:
    """Counts so small that a change of one or two looks large in percent."""
    limit = Decimal(policy("findings")["small"])
    for row in context.rows:
        values = [Decimal(v) for v in (row.reading.actual_value, row.reading.target_value) if v is not None]
        if row.reading.unit == "count" and len(values) == 2 and max(values) < limit:
            yield finding(
                context,
                "small_numbers",
                "The figures are small: a change of one or two looks large in percent.",
                [row_place(row.reading)],
                row,
            )


def provisional(context: ItemContext) -> Iterator[Finding]:
    """Figures that their own cell, comment or note calls provisional."""
    for row in context.rows:
        said = next(
            (text for text in (row.actual.qualifier, row.reading.comment) if pattern("provisional").search(text)), ""
        )
        if said:
            yield finding(
                context,
                "provisional",
                f"The report calls the figure provisional: “{said}”.",
                [row_place(row.reading)],
                row,
            )


def duplicate_row(context: ItemContext) -> Iterator[Finding]:
    """The same measure printed twice in one report."""
    seen: dict[tuple[str, str], ReadRow] = {}
    for row in context.rows:
        key = (row.reading.measure.lower(), row.reading.unit)
        before = seen.setdefault(key, row)
        if before is not row:
            yield finding(
                context,
                "duplicate_row",
                "The same measure is printed twice.",
                [row_place(before.reading), row_place(row.reading)],
                row,
            )


def in_review(context: ItemContext) -> Iterator[Finding]:
    """Tables that could not be read with confidence."""
    from ingest.checks.context import Place

    for table in context.tables:
        if table.record.status == "review":
            heading = next((cell.text for cell in table.cells if cell.text), "")
            yield finding(
                context,
                "in_review",
                f"A table could not be read with confidence and is not answered from: {table.record.reason}.",
                [Place(table.record.id, heading, table.record.locator)],
            )
