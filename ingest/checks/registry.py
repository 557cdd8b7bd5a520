"""The checks, in the order in which their findings are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.checks.changes import change_contradicts_figures
from ingest.checks.comparators import (
    baseline_year,
    comparator_not_target,
    footnote_changes_meaning,
    marks_and_notes,
    other_time,
)
from ingest.checks.context import ItemContext
from ingest.checks.dates import date_after_period
from ingest.checks.figures import (
    ambiguous_unit,
    duplicate_row,
    figure_out_of_line,
    in_review,
    missing_figures,
    provisional,
    small_numbers,
)
from ingest.checks.narrative import headline_claims, no_concerns, said_of_measures
from ingest.checks.narrative_changes import change_contradicts_table
from ingest.checks.narrative_figures import figure_contradicts_table
from ingest.checks.ratings import rating_contradicts_figure, rating_unclear
from ingest.checks.references import reference_misses
from ingest.checks.restated import restated
from store.records import Finding

CHECKS: tuple[Callable[[ItemContext], Iterable[Finding]], ...] = (
    rating_contradicts_figure,
    headline_claims,
    no_concerns,
    said_of_measures,
    figure_contradicts_table,
    change_contradicts_table,
    date_after_period,
    figure_out_of_line,
    change_contradicts_figures,
    restated,
    ambiguous_unit,
    rating_unclear,
    in_review,
    footnote_changes_meaning,
    other_time,
    comparator_not_target,
    baseline_year,
    provisional,
    small_numbers,
    missing_figures,
    duplicate_row,
    marks_and_notes,
    reference_misses,
)
