"""A figure that the narrative gives for a measure and the period reported, against the figure of its row.

Only a clause that names one measure and nothing beside it, holds one figure of the measure's unit that is no
change, comparison or round number, and is of a sentence that speaks of the row's own period is held against the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.context import ItemContext, finding, row_place, words_place
from ingest.checks.spoken_periods import Spoken, spoken_of
from ingest.checks.words import bare, named_in, pattern
from ingest.identity.wordings import form_of
from ingest.language.data import policy
from ingest.language.numbers import FigureWord, figures_in, parse_figure
from ingest.language.sentences import split_sentences
from ingest.readings.build import ReadRow
from ingest.readings.heading_periods import stretch_named
from store.records import Finding, Passage

_CLAUSES = re.compile(r"((?<!\d),|[;:–—()]|,(?!\d)|\b(?:and|but|while|when|because|so that|or)\b)")


def figure_contradicts_table(context: ItemContext) -> Iterator[Finding]:
    """ "There were 61 robberies in the quarter" beside a row that prints 58."""
    rows = [row for row in context.rows if row.actual.value is not None]
    for passage in context.prose if rows else ():
        for sentence in split_sentences(passage.text):
            if pattern("future").search(sentence) or not re.search(r"\d", sentence):
                continue
            yield from _of_sentence(context, passage, sentence, rows)


def _of_sentence(context: ItemContext, passage: Passage, sentence: str, rows: list[ReadRow]) -> Iterator[Finding]:
    spoken = spoken_of(sentence, context.item.period_end)
    if spoken is None:
        return
    for clause in _clauses(spoken.rest):
        meant = [row for row in rows if is_about(clause, row)]
        if len(meant) != 1:
            continue
        row = meant[0]
        figures = _figures(clause, row)
        if len(figures) != 1 or not _same_unit(figures[0], row):
            continue
        printed = _printed(spoken, row)
        if printed and not any(_same(figures[0], value) for value, _ in printed):
            yield finding(
                context,
                "narrative_contradicts_table",
                f"The text gives {figures[0].text} for this measure; the table prints {bare(printed[0][1])}.",
                [words_place(passage, sentence), row_place(row.reading)],
                row,
                "medium",
            )


def _clauses(text: str) -> list[str]:
    """The parts of a sentence that may be read alone; one that goes on in an "and …" without a figure may not."""
    pieces = _CLAUSES.split(pattern("narrative", "compared").split(text)[0])
    found = []
    for at in range(0, len(pieces), 2):
        then = pieces[at + 2] if at + 2 < len(pieces) else ""
        joins = pieces[at + 1] in ("and", "or") if at + 1 < len(pieces) else False
        if not (then.strip() and not re.search(r"\d", then) and (joins or len(then.split()) < 4)):
            found.append(pieces[at])
    return found


def is_about(clause: str, row: ReadRow) -> bool:
    """Whether a clause names a measure, and no other thing that its figure might be of ("35 arrests for burglary")."""
    if not named_in(clause, row):
        return False
    numbers = {word for figure in figures_in(clause) for word in re.findall(r"\d+", figure.text)}
    said = form_of(clause).words - numbers - set(policy("findings")["narrative"]["says_nothing"])
    return said <= form_of(row.reading.measure).words | form_of(row.reading.area).words


def _figures(clause: str, row: ReadRow) -> list[FigureWord]:
    """The figures of a clause but those of the measure's own name ("within 15 minutes"); none beside a comparison."""
    own = {figure.text for figure in figures_in(row.reading.measure)}
    found = [figure for figure in figures_in(clause) if figure.text not in own]
    for text in own:
        clause = re.sub(rf"\b(?:within\s+)?{re.escape(text)}", " ", clause)
    if row.reading.unit == "%":
        clause = re.sub(r"%\s+of\b|\bper cent of\b", "% ", clause)
    vague = pattern("narrative", "about").search(clause) or pattern("narrative", "relative").search(clause)
    return [] if vague else found


def _same_unit(figure: FigureWord, row: ReadRow) -> bool:
    return (figure.unit or "count") == row.reading.unit and figure.scale == 1


def _printed(spoken: Spoken, row: ReadRow) -> list[tuple[Decimal, str]]:
    """The row's figures that the sentence may mean, with their cells; empty where it speaks of another time."""
    reading = row.reading
    actual, beside = (row.actual.value, reading.actual_ytd), (row.target.value, reading.target_ytd)
    others = [(heading, parse_figure(text).value, text) for heading, text in row.extra]
    if spoken.dates is None:
        held = [actual, beside, *((value, text) for _, value, text in others)] if spoken.suits(row) else []
    elif spoken.dates == (reading.period_start, reading.period_end):
        held = [actual]
    elif reading.target_role == "previous_year" and spoken.dates == _days(
        (reading.target_period_start, reading.target_period_end)
    ):
        held = [beside]
    else:
        held = [(value, text) for heading, value, text in others if _days(stretch_named(heading, None)) == spoken.dates]
    return [(value, text) for value, text in held if value is not None]


def _days(stretch: Sequence[object] | None) -> tuple[str, str] | None:
    return (str(stretch[0]), str(stretch[1])) if stretch else None


def _same(figure: FigureWord, value: Decimal) -> bool:
    """Whether a figure is the value, or the value rounded to as many places or round to as many digits."""
    if figure.value == value or round(value, max(0, -_exponent(figure.value))) == figure.value:
        return True
    zeros = len(str(figure.value)) - len(str(figure.value).rstrip("0")) if _exponent(figure.value) == 0 else 0
    return zeros > 0 and round(value, -zeros) == figure.value


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)
