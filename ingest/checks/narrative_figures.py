"""A figure that the narrative gives for a measure and the period reported, against the figure of its row.

Only a sentence that names one measure plainly, speaks of the period reported, and holds a single figure of the
measure's unit that is not a change or a comparison is held against the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks.context import ItemContext, finding, row_place, words_place
from ingest.checks.words import bare, named_in, pattern
from ingest.language.numbers import FigureWord, figures_in
from ingest.language.periods import find_periods
from ingest.language.sentences import split_sentences
from store.records import Finding

_CLAUSES = re.compile(r"(?<!\d),|[;–—]|,(?!\d)|\b(?:and|but|while|when|because|so that)\b")


def figure_contradicts_table(context: ItemContext) -> Iterator[Finding]:
    """ "There were 61 robberies in the quarter" beside a row that prints 58."""
    for passage in context.prose:
        for sentence in split_sentences(passage.text):
            if not pattern("narrative", "now").search(sentence) or pattern("narrative", "relative").search(sentence):
                continue
            # Another figure of the sentence may be about something else: the clause must name the measure itself.
            clause = next((part for part in _CLAUSES.split(sentence) if _figures(part)), "")
            named = [row for row in context.rows if row.actual.value is not None and named_in(clause, row)]
            figures = _figures(sentence)
            if len(named) != 1 or len(figures) != 1:
                continue
            row, figure = named[0], figures[0]
            if (figure.unit or "count") != row.reading.unit or figure.scale != 1:
                continue
            if figure.value not in (row.actual.value, row.target.value):
                yield finding(
                    context,
                    "narrative_contradicts_table",
                    f"The text gives {figure.text} for this measure; the table prints {bare(row.reading.actual_ytd)}.",
                    [words_place(passage, sentence), row_place(row.reading)],
                    row,
                    "medium",
                )


def _figures(sentence: str) -> list[FigureWord]:
    """The figures of a sentence that are no part of a date or of the measure's own name."""
    for mention in find_periods(sentence, undated=True):
        sentence = sentence.replace(mention.words, " ")
    return figures_in(sentence)
