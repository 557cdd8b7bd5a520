"""The answer of a table's cell, with its row word for word."""

from __future__ import annotations

import re
from datetime import date

from assistant.answer import Answer, Figure
from assistant.answering.desk import Desk
from assistant.composition import Composition, Source
from assistant.held import HeldItem
from assistant.question.parse import COUNTED, Question
from assistant.tables.index import Cell, TableRow, tables, words_of
from assistant.tables.match import Found, asked_words, columns, match, row_named
from assistant.tables.scope import in_time, of_body
from assistant.verify import numbers
from assistant.words import load
from ingest.language.periods import label_for
from store.readonly import ReadStore

MARK = ":cells:"
_COUNTS_MONEY = re.compile(r"\b(?:how many|number of) (?:\w+ )?(?:pounds|millions?|thousands?)\b", re.I)


def answer_table(q: Question, desk: Desk) -> Answer | None:
    """Answer from the cell that the question's words name, or None where none is clearly named."""
    found = _cells(q, desk)
    items = {i.id: i for i in desk.in_scope(q)}
    best = _best(found, items)
    if not best:
        return None
    c = Composition(q.original)
    for one in best:
        state_cell(c, desk, one, items[one.row.item_id], name=len(best) > 1)
    if q.periods.silent and len({f.row.item_id for f in found if f.row.label == best[0].row.label}) > 1:
        c.caveat("latest_period", load("caveats.yaml")["texts"]["latest"], *c.sources[:1])
    return c.answer("answered")


def table_cell(q: Question, desk: Desk) -> Found | None:
    """The one cell that a question names, of one report; None where it names no cell, a whole row, or several."""
    best = _best([f for f in _cells(q, desk) if len(f.cells) == 1], {i.id: i for i in desk.in_scope(q)})
    return best[0] if len(best) == 1 else None


def names_row(q: Question, desk: Desk, besides: frozenset[str]) -> bool:
    """Whether a question names a row of a table that is no measures table (a district, a rank), by words that are
    not `besides`: those of the measure that it names as well."""
    return row_named(asked_words(q), tables(desk.store, desk.held.version), besides)


def _cells(q: Question, desk: Desk) -> list[Found]:
    """The rows that a question names, with the cells asked for, best first."""
    data = load("tables.yaml")
    if q.cues.any(*data["not_for"]) or q.cues.ratings or "extreme" in q.cues or q.periods.ranged:
        return []
    items = {i.id: i for i in desk.in_scope(q) if of_body(i, q)}
    held = tables(desk.store, desk.held.version)
    own = {i.id: words_of(f"{i.title} {i.body} {i.area}") for i in items.values()}
    found = [f for f in match(q, held, own) if in_time(f, q, items[f.row.item_id])]
    if COUNTED.search(q.text) and not _COUNTS_MONEY.search(q.text):
        found = [f for f in found if not all(c.unit == "GBP" for c in f.cells)]
    if re.search(data["asks_money"], q.text.lower()):
        found = [f for f in found if any(c.unit == "GBP" for c in f.cells) or _of_money(f)]
    if q.cues.any(*data["one_cell"]):
        found = [f for f in found if len(f.cells) == 1]
    if q.cues.any(*data["changes"]):
        found = [f for f in found if len(f.cells) == 1 and _is_change(f)]
    return found


def _of_money(found: Found) -> bool:
    """Whether a row's table or column is about money by its words, where its unit does not say so."""
    headed = " ".join([found.row.caption, found.row.locator, *(c.heading for c in found.cells)])
    return re.search(load("tables.yaml")["of_money"], headed.lower()) is not None


def answer_column(q: Question, desk: Desk, reading_ids: frozenset[str]) -> Answer | None:
    """Answer from a further column of a measure's own row ("Q1", "% change"), where the question names that column."""
    data = load("tables.yaml")
    if q.cues.any(*data["not_for"]):
        return None
    items = {i.id: i for i in desk.in_scope(q) if of_body(i, q)}
    best = column_cells(q, desk, reading_ids, changes=q.cues.any(*data["changes"]))
    if not best:
        return None
    c = Composition(q.original)
    for one in best:
        state_cell(c, desk, one, items[one.row.item_id], name=len(best) > 1)
    return c.answer("answered") if c.figures else None


def column_cells(q: Question, desk: Desk, reading_ids: frozenset[str], *, changes: bool = False) -> list[Found]:
    """The further column of these readings' rows that a question names; `changes`: one of changes alone."""
    if q.cues.ratings or q.periods.ranged or not reading_ids:
        return []
    items = {i.id: i for i in desk.in_scope(q) if of_body(i, q)}
    asked = asked_words(q)
    rows = [r for r in tables(desk.store, desk.held.version).rows if r.reading_id in reading_ids and r.item_id in items]
    found = [Found(r, cells, 1.0) for r in rows if len(cells := columns(q, r, asked)) == 1]
    return _best([f for f in found if (not changes or _is_change(f)) and in_time(f, q, items[f.row.item_id])], items)


def _is_change(found: Found) -> bool:
    return re.search(r"change|movement|variance|difference", found.cells[0].heading.lower()) is not None


def asks_forecast(text: str) -> bool:
    """Whether a question has the words of a column of forecasts, so that a table may print what it asks for."""
    return re.search(load("tables.yaml")["asks_forecast"], text.lower()) is not None


def printed_forecast(q: Question, desk: Desk) -> Answer | None:
    """A forecast that a table prints, and nothing else: None where the cell named is no forecast."""
    answer = answer_table(q, desk) if asks_forecast(q.text) else None
    return answer if answer and answer.figures and {f.role for f in answer.figures} == {"predicted"} else None


def _best(found: list[Found], items: dict[str, HeldItem]) -> list[Found]:
    """The best row of the latest report of each force; nothing where two rows fit equally well."""
    if not found:
        return []
    near = [f for f in found if f.score >= found[0].score * 0.97]
    by_body: dict[str, list[Found]] = {}
    for one in near:
        by_body.setdefault(items[one.row.item_id].body, []).append(one)
    chosen = []
    for group in by_body.values():
        latest = max(items[f.row.item_id].when for f in group)
        last = [f for f in group if items[f.row.item_id].when == latest]
        shown = {(f.row.label, tuple((c.heading, c.raw) for c in f.cells)) for f in last}
        if len(shown) > 1:
            return []
        chosen.append(last[0])
    return chosen if len(chosen) <= load("tables.yaml")["limits"]["most_reports"] else []


def state_cell(c: Composition, desk: Desk, found: Found, item: HeldItem, *, name: bool) -> None:
    source = source_of_row(desk.store, found.row, item)
    n = c.cite(source)
    said = []
    for cell in found.cells:
        figure = figure_of(found.row, cell, item, n)
        if cell.value is not None:
            c.figures.append(figure)
        said.append(f"{cell.heading}: {cell_words(cell)}" if len(found.cells) > 1 else cell_words(cell))
    cell = found.cells[0]
    lead = f"{item.body or item.document}, " if name else ""
    label = found.row.label if len(found.cells) > 1 else f"{found.row.label}, {_small(cell.heading)}"
    when = "" if _when(cell, found, item) == "" else f" ({_when(cell, found, item)})"
    if len(found.cells) > 1 and len({(x.period_start, x.period_end) for x in found.cells}) > 1:
        when = ""
    c.say(f"{lead}{label}{when}: {'; '.join(said)}.", source, *headings(desk.store, found.row, item))
    caption = found.row.caption
    if caption and not _covers(caption, source):
        return
    if caption and caption.lower() not in source.locator.lower():
        c.say(f"That stands in the table “{caption}”.", source)
    elif not when and not caption and (section := re.sub(r", table \d+$", "", found.row.locator)):
        c.say(f"That stands under “{section}”.", source)


def _covers(caption: str, source: Source) -> bool:
    """Whether a caption's numbers are proved by what is cited."""
    return numbers(caption) <= numbers(f"{source.quote} {source.locator} {source.title}")


def figure_of(row: TableRow, cell: Cell, item: HeldItem, n: int) -> Figure:
    data = load("tables.yaml")
    period = f"{cell.period_start}/{cell.period_end}" if cell.period_start and cell.period_end else None
    label = label_for(cell.period_start, cell.period_end) if cell.period_start and cell.period_end else ""
    role = next((r for r, p in data["roles"].items() if re.search(p, cell.heading.lower())), "actual")
    unit = (cell.unit or "count") + (data["suffix"].get(cell.scale, "") if cell.unit not in ("%", "pp") else "")
    return Figure(f"{row.label}, {cell.heading}", role, cell.value, unit, cell.text, period, label, _basis(cell),
                  item.area, None, None, n)


def _basis(cell: Cell) -> str:
    if not cell.period_start or not cell.period_end:
        return "unknown"
    if cell.period_start == cell.period_end:
        return "snapshot"
    days = (date.fromisoformat(cell.period_end) - date.fromisoformat(cell.period_start)).days
    return "quarter" if 88 <= days <= 92 else "financial_year" if cell.period_start[5:] == "04-01" and days > 360 else (
        "unknown")


def _when(cell: Cell, found: Found, item: HeldItem) -> str:
    if cell.value is None or not cell.period_start or not cell.period_end:
        return ""
    return label_for(cell.period_start, cell.period_end)


def cell_words(cell: Cell, value: str = "") -> str:
    """A cell's figure with its unit and scale (or `value` in its stead); what it prints where that is no figure."""
    data = load("tables.yaml")
    if cell.value is None:
        return data["blank"].format(text=cell.text) if cell.text.strip() else data["empty"]
    digits = value or re.sub(r"[^\d.,]", "", cell.text.split("%")[0]).strip(".,")
    sign = "minus " if cell.value.startswith("-") and not value else ""
    form = data["units"].get(cell.unit, data["units"]["default"])
    return sign + form.format(value=digits, scale=data["scales"].get(cell.scale, ""))


def _small(heading: str) -> str:
    """A heading inside a sentence: its first letter small unless it begins with an acronym."""
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]


def source_of_row(store: ReadStore, row: TableRow, item: HeldItem) -> Source:
    """The place of a row: its cells in column order, blanks dropped."""
    quote = row_quote(store, row.table_id, row.row, item.document) or ""
    places = store.rows("table_row_place", table_id=row.table_id, row=row.row, quote=quote)
    if places:
        locator, page = places[0]["locator"], places[0]["page"]
    else:
        locator, page = f"{row.locator}, row with “{row.label}”", None
    return Source(f"{row.table_id}{MARK}{row.row}", "figure", item.document, item.title, locator, page, quote)


def headings(store: ReadStore, row: TableRow, item: HeldItem) -> list[Source]:
    """The rows that print the columns' headings: they show which column a figure stands in."""
    found = []
    for at in range(row.header_rows):
        quote = row_quote(store, row.table_id, at, item.document)
        if quote:
            place = f"{row.locator}, heading" if row.header_rows == 1 else f"{row.locator}, heading row {at + 1}"
            found.append(Source(f"{row.table_id}{MARK}{at}", "figure", item.document, item.title, place, None, quote))
    return found


def stored_row(store: ReadStore, ident: str, document: str) -> str | None:
    """The words of a row behind a citation of ours; None where no such row is held in that document."""
    table_id, _, row = ident.partition(MARK)
    return row_quote(store, table_id, int(row), document) if row.isdigit() else None


def row_quote(store: ReadStore, table_id: str, row: int, document: str) -> str | None:
    """A table's row as it is quoted; None where no such row is held in that document."""
    cells = store.rows("table_row_cells", table_id=table_id, row=row, document=document)
    return " ".join(text for cell in cells if (text := " ".join(cell["raw"].split()))) or None
