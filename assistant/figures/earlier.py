"""A period that is held only as the previous year's figure beside a later one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Figure
from assistant.composition import Composition
from assistant.figures.rows import Row, rating_words, target_words
from assistant.question.parse import Question
from ingest.language.periods import label_for


def answer_earlier(q: Question, rows: Sequence[Row]) -> Answer | None:
    """The previous year's figure of a later report, where its own period is the one asked for; else None."""
    if len(q.periods.named) != 1:
        return None
    mention = q.periods.named[0]
    asked = (mention.start.isoformat() if mention.start else None, mention.end.isoformat() if mention.end else None)
    fits = [r for r in rows if r.stated and r.target_role == "previous_year" and r.target_value is not None
            and (r.target_period_start, r.target_period_end) == asked]
    if not fits or None in asked or len({r.target_value for r in fits}) > 1:
        return None
    row = fits[-1]
    label = label_for(str(asked[0]), str(asked[1]))
    c = Composition(q.original)
    n = c.cite(row.source)
    c.figures.append(Figure(row.measure, "previous_year", row.target_value, row.target_unit or row.unit, row.target_ytd,
                            f"{asked[0]}/{asked[1]}", label, row.basis, row.area, None, None, n))
    later = f" The report for {row.period_label} prints it beside its own figure; that period is" if (
        row.period_label) else " A later report prints it beside its own figure; that period is"
    c.figures.append(Figure(row.measure, "actual", row.actual_value, row.unit, row.actual_ytd, row.period,
                            row.period_label, row.basis, row.area, row.rag, row.rag_source, n))
    c.say(f"{row.measure}: {target_words(row)} in {label}.{later} {rating_words(row)}.", row.source)
    return c.answer("answered")
