"""One row of a table that several reports print: its figure in each of them, and the change from first to last."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.composition import Composition
from assistant.figures.arithmetic import difference, shown
from assistant.held import HeldItem
from assistant.question.parse import Question
from assistant.tables.answering import cell_words, figure_of, headings, source_of_row
from assistant.tables.index import Cell, TableRow, tables, words_of
from assistant.tables.match import Found, match
from assistant.tables.ranking import place_of_row
from assistant.tables.scope import in_time, of_body
from assistant.words import load
from ingest.language.periods import find_periods

_Print = tuple[HeldItem, TableRow, Cell]


def answer_over_time(q: Question, desk: Desk) -> Answer | None:
    """How a table's figure moved from report to report, or None where the question asks nothing of the kind."""
    if not q.cues.any("change", "trend", "compare_periods") or q.cues.ratings or "extreme" in q.cues:
        return None
    items = {i.id: i for i in desk.in_scope(q) if of_body(i, q)}
    own = {i.id: words_of(f"{i.title} {i.body} {i.area}") for i in items.values()}
    found = [f for f in match(q, tables(desk.store, desk.held.version), own)
             if f.row.kind == "data" and len(f.cells) == 1 and f.cells[0].value is not None]
    prints = _one_each(q, found, items)
    if len(prints) < 2:
        return None
    c = Composition(q.original)
    texts = load("among.yaml")["texts"]
    for item, row, cell in prints:
        source = source_of_row(desk.store, row, item)
        c.figures.append(figure_of(row, cell, item, c.cite(source)))
        c.say(texts["then"].format(label=row.label, heading=cell.heading, place=place_of_row(row, item),
                                   value=cell_words(cell)), source, *headings(desk.store, row, item))
    _change(c, desk, prints[0], prints[-1])
    return c.answer("answered")


def _one_each(q: Question, found: list[Found], items: dict[str, HeldItem]) -> list[_Print]:
    """The best row of each report, where all of them are one row of one table; in time order."""
    best: dict[str, Found] = {}
    for one in found:
        best.setdefault(one.row.item_id, one)
    if not best:
        return []
    first = next(iter(best.values()))
    same = [f for f in best.values() if f.row.label == first.row.label
            and _undated(f.cells[0].heading) == _undated(first.cells[0].heading)
            and items[f.row.item_id].body == items[first.row.item_id].body]
    kept = [f for f in same if not q.periods.named or in_time(f, q, items[f.row.item_id])
            or _within(q, items[f.row.item_id])]
    chosen = kept if len(kept) > 1 else same if not q.periods.named else []
    return sorted(((items[f.row.item_id], f.row, f.cells[0]) for f in chosen), key=lambda p: p[0].when)


def _undated(heading: str) -> str:
    """A heading without the period in it: "Visitors 2017/18" and "Visitors 2018/19" are one column."""
    for mention in find_periods(heading, undated=True):
        heading = heading.replace(mention.words, " ")
    return " ".join(heading.lower().split())


def _within(q: Question, item: HeldItem) -> bool:
    """Whether a report ends within the one stretch that a question names ("between September and December 2024")."""
    if len(q.periods.named) != 1 or q.periods.named[0].kind != "range" or not item.period_end:
        return False
    start, end = q.periods.named[0].start, q.periods.named[0].end
    return start is not None and end is not None and start.isoformat() <= item.period_end <= end.isoformat()


def _change(c: Composition, desk: Desk, old: _Print, new: _Print) -> None:
    """The change from the first to the last report, where both print the figure in one unit."""
    (old_item, old_row, before), (new_item, new_row, after) = old, new
    if (before.unit, before.scale) != (after.unit, after.scale):
        return
    sources = source_of_row(desk.store, old_row, old_item), source_of_row(desk.store, new_row, new_item)
    x, y = Decimal(str(before.value)), Decimal(str(after.value))
    texts = load("among.yaml")["texts"]
    if x == y:
        c.say(texts["unchanged"].format(label=new_row.label, heading=after.heading), *sources)
        return
    named = ("new", y, sources[1]), ("old", x, sources[0])
    high, low = named if y > x else (named[1], named[0])
    gap = difference(c, before.unit or "count", high, low)
    c.say(texts["changed"].format(label=new_row.label, heading=after.heading, verb="rose" if y > x else "fell",
                                  old=cell_words(before), new=cell_words(after),
                                  gap=shown(gap, "pp") if before.unit == "%" else cell_words(before, f"{gap:,f}")),
          *sources)
