"""A column of a table that a question asks about as a whole: which row has the most, which rows are above a number,
what all rows come to, each row of it.

The column is chosen like a cell's (`match.columns`); the table must be named by the heading of its labels
("district"), its caption or its section, and no distinctive word of the question may be left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.held import HeldItem
from assistant.question.parse import Question
from assistant.tables.index import Cell, TableRow, tables, words_of
from assistant.tables.match import Found, asked_words, columns, uncovered
from assistant.tables.scope import in_time, of_body
from assistant.words import cue, load


@dataclass(frozen=True)
class Column:
    """The rows of one table with the cells of one column (two, where a change between them is asked for)."""

    rows: tuple[TableRow, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total: TableRow | None
    item: HeldItem
    score: float
    named: bool        # the question names the table by its head, caption or section

    @property
    def heading(self) -> str:
        return self.cells[0][0].heading

    def value(self, at: int, which: int = 0) -> Decimal | None:
        found = self.cells[at][which].value
        return None if found is None else Decimal(found)


def choose(q: Question, desk: Desk, *, pair: bool = False, summed: bool = False) -> Column | None:
    """The column that a question is about, in the latest report that prints it; None where that is not clear.

    `pair`: a change between two dated columns is asked for. `summed`: a total is, so that the word names no column.
    """
    items = {i.id: i for i in desk.in_scope(q) if of_body(i, q)}
    held = tables(desk.store, desk.held.version)
    asked = asked_words(q) - (words_of(load("among.yaml")["total_words"]) if summed else frozenset())
    found = []
    for group in _tables(held.rows):
        if group[0].item_id in items and (column := _column(q, group, items[group[0].item_id], asked, pair)):
            found.append(column)
    if not found:
        return None
    found = [c for c in found if c.named] or found
    latest = max(c.item.when for c in found)
    best = sorted((c for c in found if c.item.when == latest), key=lambda c: -c.score)
    if len({c.item.body for c in found}) > 1 or (len(best) > 1 and best[0].score == best[1].score):
        return None
    return best[0]


def column_of(desk: Desk, found: Found, item: HeldItem) -> Column | None:
    """The column that a cell stands in, over all rows of its table."""
    group = [r for r in tables(desk.store, desk.held.version).rows if r.table_id == found.row.table_id]
    rows = [r for r in group if not r.total]
    cells = [tuple(c for c in r.cells if c.col == found.cells[0].col) for r in rows]
    if found.row.kind != "data" or any(len(c) != 1 for c in cells):
        return None
    return Column(tuple(rows), tuple(cells), next((r for r in group if r.total), None), item, found.score, True)


def _tables(rows: Sequence[TableRow]) -> list[list[TableRow]]:
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        if row.kind == "data":
            groups.setdefault(row.table_id, []).append(row)
    return [g for g in groups.values() if len(g) > 1]


def _column(q: Question, group: list[TableRow], item: HeldItem, asked: frozenset[str], pair: bool) -> Column | None:
    rows = [r for r in group if not r.total]
    if len(rows) < 2:
        return None
    first = rows[0]
    cells = _pair(first) if pair else columns(q, first, asked)
    if len(cells) != (2 if pair else 1) or not in_time(Found(first, cells, 1.0), q, item):
        return None
    heading = frozenset().union(*(c.words for c in cells))
    own = words_of(f"{item.title} {item.body} {item.area}")
    if uncovered(q, asked, first.context | own | heading | _said_by_cues(q)):
        return None
    at = [c.col for c in cells]
    picked = [tuple(c for c in r.cells if c.col in at) for r in rows]
    if any(len(p) != len(at) for p in picked):
        return None
    total = next((r for r in group if r.total), None)
    score = len(asked & heading) + 0.5 * len(asked & first.context)
    return Column(tuple(rows), tuple(picked), total, item, score, bool(asked & (first.context | first.head)))


def _pair(row: TableRow) -> tuple[Cell, ...]:
    """The two columns of one thing at two times: dated apart; none where there are not just two."""
    dated = [c for c in row.cells if c.period_end]
    if len(dated) != 2 or dated[0].period_end == dated[1].period_end:
        return ()
    return tuple(sorted(dated, key=lambda c: c.period_end or ""))


def _said_by_cues(q: Question) -> frozenset[str]:
    """The stems of the words by which a question asks for an extreme, a total or a bound."""
    words = load("among.yaml")
    return frozenset().union(*(words_of(m.group()) for key in ("highest", "lowest", "total", "each", "bound", "share",
                                                               "moved")
                               for m in cue("among.yaml", key).finditer(q.text))) | words_of(" ".join(words["plain"]))
