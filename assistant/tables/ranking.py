"""Answers over the rows of a table: the highest and lowest, those above or below a number, all of them, their total."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.composition import Composition, Source
from assistant.figures.arithmetic import counted, difference, shown, total
from assistant.held import HeldItem
from assistant.question.parse import Question
from assistant.tables.among import Column, choose
from assistant.tables.answering import cell_words, figure_of, headings, source_of_row
from assistant.tables.index import Cell, TableRow
from assistant.tables.match import asked_words
from assistant.verify import numbers
from assistant.words import cue, load
from ingest.readings.directions import direction_of


def answer_among(q: Question, desk: Desk) -> Answer | None:
    """Answer over a table's rows, or None where the question asks nothing of the kind, or not clearly."""
    if q.cues.any(*load("among.yaml")["not_for"]) or q.cues.ratings:
        return None
    extreme = _extreme(q)
    if extreme and (moved := cue("among.yaml", "moved").search(q.text)) and (column := choose(q, desk, pair=True)):
        return _moved_most(q, desk, column, down=moved.group("down") is not None)
    bound = cue("among.yaml", "bound").search(q.text)
    summed = cue("among.yaml", "total").search(q.text)
    each = cue("among.yaml", "each").search(q.text)
    if not (extreme or bound or summed or each):
        return None
    column = choose(q, desk, summed=bool(summed) and not (extreme or bound))
    if column is None or not _may_answer(q, column, bool(summed), each):
        return None
    if bound:
        return _beyond(q, desk, column, bound)
    if extreme:
        return _top(q, desk, column, extreme)
    return _total(q, desk, column) if summed else _each(q, desk, column)


def _may_answer(q: Question, column: Column, summed: bool, each: re.Match[str] | None) -> bool:
    """Whether a table is meant at all: by what its rows are ("district") where a measure is named as well."""
    head = column.rows[0].head & asked_words(q)
    if q.best and q.best.strong:
        return bool(head)
    if each and not summed:
        return bool(head)
    return column.named or summed and not q.matches


def _extreme(q: Question) -> str:
    return next((word for word in ("highest", "lowest", "worst", "best") if cue("among.yaml", word).search(q.text)), "")


def place_of(column: Column) -> str:
    return place_of_row(column.rows[0], column.item)


def place_of_row(row: TableRow, item: HeldItem) -> str:
    """A table as a sentence names it: by its caption or section, and by its report's period where its title has it."""
    place = row.caption or re.sub(r", table \d+$", "", row.locator)
    dated = item.period_label and numbers(item.period_label) <= numbers(f"{item.title} {item.document} {row.locator}")
    return f"“{place}” ({item.period_label if dated else item.document})"


class _Saying:
    """A composition over one column: its rows as sources, stated with their figures."""

    def __init__(self, q: Question, desk: Desk, column: Column) -> None:
        self.c, self.desk, self.column = Composition(q.original), desk, column
        self.texts = load("among.yaml")["texts"]
        self.place = place_of(column)
        if q.periods.silent and len(desk.in_scope(q)) > 1:
            self.c.caveat("latest_period", load("caveats.yaml")["texts"]["latest"], self.source(column.rows[0]))
        self.with_figure = [n for n in range(len(column.rows)) if column.value(n) is not None]
        self.without = [n for n in range(len(column.rows)) if column.value(n) is None]

    def source(self, row: TableRow) -> Source:
        return source_of_row(self.desk.store, row, self.column.item)

    def heads(self) -> list[Source]:
        return headings(self.desk.store, self.column.rows[0], self.column.item)

    def figures(self, row: TableRow, *cells: Cell) -> Source:
        source = self.source(row)
        n = self.c.cite(source)
        self.c.figures += [figure_of(row, cell, self.column.item, n) for cell in cells if cell.value is not None]
        return source

    def words(self, at: int, which: int = 0) -> str:
        return cell_words(self.column.cells[at][which])

    def label(self, at: int) -> str:
        return self.column.rows[at].label

    def like_unit(self) -> bool:
        """Whether all figures of the column are in one unit and scale, so that they may be ranked and added."""
        cells = [self.column.cells[n][0] for n in self.with_figure]
        return len({(c.unit, c.scale) for c in cells}) == 1


def _top(q: Question, desk: Desk, column: Column, word: str) -> Answer | None:
    say = _Saying(q, desk, column)
    if len(say.with_figure) < 2 or not say.like_unit():
        return None
    high = word == "highest"
    if spent := cue("among.yaml", "spent").search(q.text):
        high = spent.group("over") is not None
        known = [v for n in say.with_figure if (v := column.value(n)) is not None]
        if say.without or not any(v > 0 if high else v < 0 for v in known):
            return None
    if word in ("worst", "best"):
        way = direction_of(column.heading, "").direction
        if way not in ("higher", "lower"):
            return None
        high = (way == "higher") == (word == "best")
    word = "highest" if high else "lowest"
    values = {n: column.value(n) for n in say.with_figure}
    best = (max if high else min)(v for v in values.values() if v is not None)
    top = [n for n in say.with_figure if values[n] == best]
    key = "top" if len(top) == 1 else "ties"
    sources = [say.figures(column.rows[n], *column.cells[n]) for n in top]
    say.c.say(say.texts[key].format(label=say.label(top[0]), labels=" and ".join(map(say.label, top)), word=word,
                                    heading=column.heading, value=say.words(top[0])), *sources, *say.heads())
    without = say.texts["without"] if say.without else ""
    say.c.say(say.texts["among"].format(word=word, place=say.place, without=without),
              *[say.source(column.rows[n]) for n in say.with_figure])
    return say.c.answer("answered")


def _beyond(q: Question, desk: Desk, column: Column, bound: re.Match[str]) -> Answer | None:
    """The rows whose figure lies beyond a number that the question names, with their count."""
    say = _Saying(q, desk, column)
    data, word = load("among.yaml"), bound.group("word").lower()
    limit = Decimal(bound.group("number").replace(",", ""))
    if not say.like_unit() or bound.group("sign") in ("thousand", "million", "k", "m") or not say.with_figure or (
            column.cells[say.with_figure[0]][0].scale not in ("", "1")):
        return None
    test: Callable[[Decimal], bool] = (lambda v: v > limit) if word in data["lower_bounds"] else (lambda v: v < limit)
    if word in (*data["least_bounds"], *data["most_bounds"]):
        strict = test
        def test(v: Decimal) -> bool: return strict(v) or v == limit
    found = [n for n in say.with_figure if (v := column.value(n)) is not None and test(v)]
    if not found:
        say.c.say(say.texts["none"].format(place=say.place, bound=bound.group().strip(), heading=column.heading),
                  *[say.source(r) for r in column.rows], *say.heads())
        return say.c.answer("answered")
    n = counted(say.c, [say.source(column.rows[at]) for at in found])
    say.c.say(say.texts["list"].format(n=n, place=say.place, have="has" if n == 1 else "have", heading=column.heading,
                                       bound=bound.group().strip()), say.source(column.rows[found[0]]), *say.heads())
    _rows(say, found)
    return say.c.answer("answered")


def _rows(say: _Saying, at: Sequence[int]) -> None:
    for n in at:
        say.c.say(f"{say.label(n)}: {say.words(n)}.", say.figures(say.column.rows[n], *say.column.cells[n]))


def _each(q: Question, desk: Desk, column: Column) -> Answer:
    say = _Saying(q, desk, column)
    say.c.say(say.texts["each"].format(heading=column.heading, place=say.place), *say.heads() or
              [say.source(column.rows[0])])
    _rows(say, range(len(column.rows)))
    return say.c.answer("answered")


def _total(q: Question, desk: Desk, column: Column) -> Answer | None:
    """The total that a table prints, else the sum of its rows: of counts and amounts only."""
    say = _Saying(q, desk, column)
    heading_col = column.cells[0][0].col
    if column.total is not None:
        cell = next((x for x in column.total.cells if x.col == heading_col and x.value is not None), None)
        if cell is None:
            return None
        say.c.say(say.texts["printed_total"].format(label=column.total.label, place=say.place, heading=column.heading,
                                                    value=cell_words(cell)),
                  say.figures(column.total, cell), *say.heads())
        return say.c.answer("answered")
    cell = column.cells[say.with_figure[0]][0] if say.with_figure else None
    if cell is None or not say.like_unit() or not adds_up(column) or len(say.with_figure) < 2:
        return None
    value = total(say.c, "GBP" if cell.unit == "GBP" else "count", _operands(say, column))
    for n in say.with_figure:
        say.figures(column.rows[n], *column.cells[n])
    say.c.say(say.texts["sum"].format(place=say.place, heading=column.heading, value=cell_words(cell, f"{value:,f}")),
              *[say.source(column.rows[n]) for n in say.with_figure], *say.heads())
    _left_out(say)
    return say.c.answer("answered")


def _operands(say: _Saying, column: Column) -> list[tuple[str, Decimal, Source]]:
    return [(f"row_{i}", v, say.source(column.rows[n])) for i, n in enumerate(say.with_figure, 1)
            if (v := column.value(n)) is not None]


def adds_up(column: Column) -> bool:
    """Whether a column's figures are counts or amounts, which add up; shares and rates do not."""
    units = {c[0].unit for c in column.cells if c[0].value is not None}
    return units <= {"", "count", "GBP", "FTE"} and not re.search(load("among.yaml")["no_sum"], column.heading.lower())


def _left_out(say: _Saying) -> None:
    if say.without:
        say.c.say(say.texts["left_out"].format(labels="; ".join(map(say.label, say.without))),
                  *[say.source(say.column.rows[n]) for n in say.without])


def _moved_most(q: Question, desk: Desk, column: Column, *, down: bool) -> Answer | None:
    """The row whose figure fell (or rose) the most between the two columns of its table."""
    say = _Saying(q, desk, column)
    moves: dict[int, Decimal] = {}
    for n in range(len(column.rows)):
        before, after = column.value(n), column.value(n, 1)
        if before is not None and after is not None:
            moves[n] = before - after if down else after - before
    if len(moves) < 2 or len({(c.unit, c.scale) for p in column.cells for c in p if c.value is not None}) > 1:
        return None
    most = max(moves.values())
    verb = "fell" if down else "rose"
    if most <= 0:
        say.c.say(say.texts["not_moved"].format(place=say.place, verb=verb),
                  *[say.source(column.rows[n]) for n in moves])
        return say.c.answer("answered")
    for i, n in enumerate(n for n in moves if moves[n] == most):
        old, new = column.cells[n]
        source = say.figures(column.rows[n], old, new)
        high, low = ((old, new) if down else (new, old))
        gap = difference(say.c, old.unit or "count", ("larger", Decimal(str(high.value)), source),
                         ("smaller", Decimal(str(low.value)), source))
        say.c.say(say.texts["moved_tie" if i else "moved"].format(
            label=say.label(n), verb=verb, place=say.place, old=cell_words(old), new=cell_words(new),
            old_heading=old.heading, new_heading=new.heading,
            gap=shown(gap, "pp") if old.unit == "%" else cell_words(old, f"{gap:,f}")), source, *say.heads())
    _left_out(say)
    return say.c.answer("answered")
