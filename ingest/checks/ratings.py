"""Ratings against the figures of their own row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from ingest.checks.context import ItemContext, finding, row_place
from ingest.checks.figures import out_of_line
from ingest.checks.words import RATING_WORDS, bare
from ingest.readings.build import ReadRow
from store.records import Finding

Standing = Literal["better", "equal", "worse"]


def standing(row: ReadRow) -> Standing | None:
    """How the actual figure stands to its comparator, by the direction wanted; None where that is not told.

    A measure that is to be maintained has no worse side here, and figures of unlike units are not compared.
    """
    reading = row.reading
    if reading.actual_value is None or reading.target_value is None or reading.unit != reading.target_unit:
        return None
    if reading.direction not in ("lower", "higher") or _part_of_year(row):
        return None
    actual, beside = Decimal(reading.actual_value), Decimal(reading.target_value)
    if actual == beside:
        return "equal"
    return "better" if (actual < beside) == (reading.direction == "lower") else "worse"


def _part_of_year(row: ReadRow) -> bool:
    """Whether a number for part of a year stands beside one for a longer stretch: neither meets the other yet."""
    reading = row.reading
    ends = (reading.period_start, reading.period_end, reading.target_period_start, reading.target_period_end)
    if reading.unit in ("%", "pp", "ratio") or not all(ends):
        return False
    start, end, other_start, other_end = (date.fromisoformat(day) for day in ends if day)
    return (other_end - other_start).days - (end - start).days > 31


def rating_contradicts_figure(context: ItemContext) -> Iterator[Finding]:
    """Green or "Met" for a missed target, red or amber for one that is met; green for one worse than last year's."""
    for row in context.rows:
        reading, stands = row.reading, standing(row)
        if stands is None or row.rated.stands in (None, "other") or out_of_line(row)[0]:
            continue  # a figure that may be misprinted says nothing against its rating
        severity = _severity(row, stands)
        if severity is None:
            continue
        side = "above" if Decimal(reading.actual_value or 0) > Decimal(reading.target_value or 0) else "below"
        if stands == "equal":
            side = "equal to"
        what = {
            "target": "target",
            "previous_year": "previous year's figure",
            "predicted": "predicted figure",
            "baseline": "baseline",
        }[reading.target_role]
        rated = RATING_WORDS[reading.rag] if reading.rag else f"“{row.rated.comment}”"
        said = f" The table comments: “{reading.comment}”." if reading.comment and reading.rag else ""
        text = (
            f"Rated {rated}, but {reading.actual_ytd} is {side} the {what} of "
            f"{bare(reading.target_ytd)} and a {reading.direction} figure is wanted.{said}"
        )
        yield finding(context, "rating_contradicts_figure", text, [row_place(reading)], row, severity)


def _severity(row: ReadRow, stands: Standing) -> str | None:
    reading = row.reading
    if reading.target_role == "target":
        if row.rated.stands == "good" and stands == "worse":
            return "high"
        if row.rated.stands == "bad" and stands != "worse":
            return "high"
        return "medium" if reading.rag == "A" and stands != "worse" and row.way.stated and not reading.comment else None
    if reading.target_role in ("previous_year", "predicted", "baseline") and reading.rag == "G" and stands == "worse":
        return "low" if reading.comment else "medium"
    return None


def rating_unclear(context: ItemContext) -> Iterator[Finding]:
    """A rating cell that names two ratings, or whose colour and letter disagree."""
    for row in context.rows:
        if row.rated.doubt:
            yield finding(
                context, "rating_unclear", f"The rating is not clear: {row.rated.doubt}.", [row_place(row.reading)], row
            )
