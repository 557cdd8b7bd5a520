"""A fall or rise on the year before that the narrative tells of, against the two figures of the row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.context import ItemContext, finding, row_place, words_place
from ingest.checks.narrative_figures import is_about
from ingest.checks.spoken_periods import Spoken, spoken_of
from ingest.checks.words import bare, pattern
from ingest.language.numbers import figures_in
from ingest.language.sentences import split_sentences
from ingest.readings.build import ReadRow
from store.records import Finding, Passage

_CLAUSE = re.compile(r"[,;:–—()]|\b(?:and|but|while|when|because|so that|or)\b")


def change_contradicts_table(context: ItemContext) -> Iterator[Finding]:
    """ "Robbery fell by 7% on the same quarter last year" beside a row that prints 310 and, for that quarter, 288."""
    rows = [row for row in context.rows if row.reading.target_role == "previous_year" and _counted(row)]
    for passage in context.prose if rows else ():
        for sentence in split_sentences(passage.text):
            since = pattern("narrative", "year_on_year").search(sentence)
            if since and not pattern("future").search(sentence):
                yield from _of_sentence(context, passage, sentence, since, rows)


def _counted(row: ReadRow) -> bool:
    values = (row.actual.value, row.target.value)
    return row.reading.unit == row.reading.target_unit == "count" and all(
        value is not None and value == value.to_integral_value() for value in values
    )


def _of_sentence(
    context: ItemContext, passage: Passage, sentence: str, since: re.Match[str], rows: list[ReadRow]
) -> Iterator[Finding]:
    lead = sentence[: since.start()]
    if _CLAUSE.search(sentence[since.end() :].rstrip(". ")) or _CLAUSE.search(lead.rstrip(", (")):
        return
    fell, rose = pattern("narrative", "fell").search(lead), pattern("narrative", "rose").search(lead)
    if (fell is None) == (rose is None):
        return
    said = _spoken(lead, since.group(), context.item.period_end)
    meant = [row for row in rows if said and _of_row_time(said, row) and is_about(said.rest, row)]
    if len(meant) != 1 or said is None:
        return
    row = meant[0]
    actual, before = row.actual.value or Decimal(0), row.target.value or Decimal(0)
    amounts = re.findall(r"\bby\b(.*)$", said.rest)
    way = "fell" if fell else "rose"
    if _way(actual - before) != way or not _fits(amounts[0] if amounts else "", actual, before):
        yield finding(
            context,
            "narrative_contradicts_table",
            f"The text says that this measure {way}{_by(amounts)}; the table prints "
            f"{bare(row.reading.actual_ytd)} and, for the year before, {bare(row.reading.target_ytd)}.",
            [words_place(passage, sentence), row_place(row.reading)],
            row,
        )


def _spoken(lead: str, since: str, period_end: str | None) -> Spoken | None:
    """When the sentence speaks of; where only its comparison says so ("the same quarter last year"), as that says."""
    return spoken_of(lead, period_end) or (Spoken(None, since, lead) if not re.search(r"\d{4}|Q\d", lead) else None)


def _of_row_time(said: Spoken, row: ReadRow) -> bool:
    if said.dates is not None:
        return said.dates == (row.reading.period_start, row.reading.period_end)
    return said.suits(row)


def _way(change: Decimal) -> str:
    return "fell" if change < 0 else "rose" if change > 0 else ""


def _fits(said: str, actual: Decimal, before: Decimal) -> bool:
    """Whether an amount that is said is the change, or the change in percent; what is no amount fits."""
    if pattern("narrative", "about").search(said):
        return True
    for figure in figures_in(said)[:1]:
        change = abs(actual - before)
        if figure.unit == "%":
            half = Decimal(1).scaleb(int(figure.value.as_tuple().exponent)) * Decimal("0.51")
            return before != 0 and abs(change / before * 100 - figure.value) <= half
        if figure.unit is None and figure.scale == 1:
            return change == figure.value
    return True


def _by(amounts: list[str]) -> str:
    figures = figures_in(amounts[0]) if amounts else []
    return f" by {figures[0].text}" if figures else ""
