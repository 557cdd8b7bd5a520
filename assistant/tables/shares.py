"""What part a row is of its table's column."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.composition import Composition
from assistant.figures.arithmetic import percent_of, plain
from assistant.question.parse import Question
from assistant.tables.among import Column, column_of
from assistant.tables.answering import source_of_row, state_cell, table_cell
from assistant.tables.index import plain as stems
from assistant.tables.match import Found
from assistant.tables.ranking import adds_up, place_of
from assistant.words import cue, load, tokens


def answer_share(q: Question, desk: Desk) -> Answer | None:
    """The part that a row named by the question is of its column, beside its figure; None where none is asked for."""
    asked = cue("among.yaml", "share").search(q.text)
    found = table_cell(q, desk) if asked else None
    if asked and found and _of_row(q.text[asked.end():], found):
        return None      # a part of the row itself ("what share of sergeants are women"), not of its column
    column = column_of(desk, found, desk.held.items[found.row.item_id]) if found else None
    if found is None or column is None:
        return None
    at = next((n for n, r in enumerate(column.rows) if r.row == found.row.row), None)
    c = Composition(q.original)
    state_cell(c, desk, found, column.item, name=False)
    if at is None or not state_share(c, desk, column, at):
        return None
    return c.answer("answered")


def _of_row(rest: str, found: Found) -> bool:
    """Whether what the share is "of" is the row, told by which of its words and the column's comes first."""
    first = next((t.stem for t in tokens(rest) if t.stem in stems(found.row.words) | stems(found.cells[0].words)), "")
    return first in stems(found.row.words)


def state_share(c: Composition, desk: Desk, column: Column, at: int) -> bool:
    """Add what part a row is of its column's total, printed or added up; False where it does not add up."""
    value = column.value(at)
    if value is None or not adds_up(column):
        return False
    row = source_of_row(desk.store, column.rows[at], column.item)
    place = place_of(column)
    texts = load("among.yaml")["texts"]
    printed = next((x for x in column.total.cells if x.col == column.cells[0][0].col and x.value is not None),
                   None) if column.total else None
    if printed is not None and column.total is not None:
        whole = [("total", Decimal(str(printed.value)), source_of_row(desk.store, column.total, column.item))]
    else:
        whole = [(f"row_{n}", v, source_of_row(desk.store, column.rows[n], column.item))
                 for n in range(len(column.rows)) if (v := column.value(n)) is not None]
        if len(whole) < len(column.rows):
            return False
    percent = percent_of(c, ("part", value, row), whole)
    if percent is None:
        return False
    c.say(texts["share_of_total" if printed is not None else "share"].format(value=plain(percent), place=place),
          row, *[source for _, _, source in whole])
    return True
