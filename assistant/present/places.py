"""A cited place in its document: the passage between its neighbours, or the row within its table.

The address of a place is the document's name and the id that a citation carries, with the span of a quote
within a passage where there is one; ids are made from the document's bytes, so an address that is passed on
goes on working while the document is held.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.datasets.places import data_place
from assistant.notes import MARK as NOTE
from assistant.notes import note_of
from assistant.present.quotes import Part, cut, spans
from assistant.present.titles import readable
from store.errors import NotHeld
from store.readonly import ReadStore

NEIGHBOURS = 2
_CELL_ID = re.compile(r"^(?P<table>.+):(?P<row>\d+)(?::(?P<col>\d+))?$")
_SPAN = re.compile(r"^(\d{1,7})-(\d{1,7})$")
PDF = "application/pdf"

Box = tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Line:
    """A paragraph of the context. `own` is the cited one."""

    number: str
    parts: tuple[Part, ...]
    kind: str
    own: bool


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]
    header: bool
    own: bool


@dataclass(frozen=True)
class Place:
    """`boxes` are (page, x0, top, x1, bottom) in points from the page's top left; `quote` is what is marked."""

    id: str
    kind: str
    document_id: str
    document: str
    title: str
    locator: str
    page: int | None
    pages: int | None
    media_type: str
    meeting_date: str | None
    period: str
    quote: str
    path: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    caption: str = ""
    rows: tuple[Row, ...] = ()
    boxes: tuple[Box, ...] = field(default=())
    quote_found: bool = True

    @property
    def has_page_image(self) -> bool:
        return self.media_type == PDF and self.page is not None


def find(store: ReadStore, place: str, span: str = "", quote: str = "") -> Place:
    """The place under an id. Raises NotHeld. `span` ("12-80") or `quote` marks a part of a passage.

    A keeper's note stands with the row that it is about.
    """
    if place.startswith(NOTE):
        return _note(store, place)
    sentence = store.one("place_sentence", id=place)
    if sentence:
        return _passage(store, str(sentence["passage_id"]), span or f"{sentence['start']}-{sentence['end']}", quote)
    footnote = store.one("place_footnote", id=place)
    if footnote:
        return _passage(store, str(footnote["passage_id"]), span, quote)
    if store.one("place_passage", id=place):
        return _passage(store, place, span, quote)
    reading = store.one("place_reading", id=place)
    if reading:
        row = _table(store, str(reading["table_id"]), int(reading["row"]), None, place, str(reading["quote"]))
        return replace(row, locator=str(reading["locator"]))
    if store.one("place_table", id=place):
        return _table(store, place, None, None, place, quote)
    cell = _CELL_ID.match(place)
    if cell and store.one("place_table", id=cell["table"]):
        col = None if cell["col"] is None else int(cell["col"])
        return _table(store, cell["table"], int(cell["row"]), col, place, quote)
    if data := data_place(store, place):
        return data
    raise NotHeld("This place is not held here any more. Its report may have been removed or replaced; ask again.")


def span_of(store: ReadStore, place: str, quote: str) -> str:
    """The address span of a quote in a passage, "" where the quote is not in one piece."""
    row = store.one("place_passage", id=place)
    where = spans(str(row["text"]), quote) if row and quote else ()
    return f"{where[0][0]}-{where[0][1]}" if len(where) == 1 else ""


def _note(store: ReadStore, place: str) -> Place:
    found = note_of(store, place)
    if found is None or not found[2]:
        raise NotHeld("This note was withdrawn, or what it is about is not held any more; ask again.")
    words, source, about = found
    line = Line("", (Part(words, marked=True),), "note", True)
    return replace(find(store, about), id=place, kind="note", lines=(line,), locator=source.locator)


def _passage(store: ReadStore, place: str, span: str, quote: str) -> Place:
    row = store.one("place_passage", id=place)
    if row is None:
        raise NotHeld("This passage is not held here any more; ask again.")
    text = str(row["text"])
    where = _span(span, len(text)) or (spans(text, quote) if quote else ((0, len(text)),))
    marked = " … ".join(text[a:b] for a, b in where)
    lines = []
    for near in store.rows("place_neighbours", item_id=row["item_id"], section_id=row["section_id"],
                           first=row["ordinal"] - NEIGHBOURS, last=row["ordinal"] + NEIGHBOURS):
        own = near["id"] == place
        parts = cut(text, where) if own else (Part(str(near["text"])),)
        lines.append(Line(str(near["number"] or ""), parts, str(near["kind"]), own))
    boxes = tuple(tuple(map(float, b)) for b in json.loads(row["boxes"] or "[]"))
    return Place(**_common(row), kind="passage", quote=marked, path=_path(store, row["section_id"]),
                 lines=tuple(lines), boxes=tuple(b for b in boxes if len(b) == 5), quote_found=bool(where))


def _table(store: ReadStore, table: str, row: int | None, col: int | None, place: str, quote: str) -> Place:
    head = store.one("place_table", id=table)
    if head is None:
        raise NotHeld("This table is not held here any more; ask again.")
    first, last = (0, int(head["n_rows"])) if row is None else (row - NEIGHBOURS, row + NEIGHBOURS)
    grid: dict[int, list[dict[str, Any]]] = {}
    for cell in store.rows("place_cells", table_id=table, first=first, last=last):
        grid.setdefault(int(cell["row"]), []).append(cell)
    own = [c for c in grid.get(-1 if row is None else row, []) if col is None or c["col"] == col]
    boxes = tuple(_box(c) for c in own if c["box"] and not c["covered"])
    if row is None:
        boxes = _outline(tuple(_box(c) for cells in grid.values() for c in cells if c["box"] and not c["covered"]))
    rows = tuple(Row(_texts(cells, int(head["n_cols"])), all(c["header"] for c in cells), number == row)
                 for number, cells in sorted(grid.items()))
    page = next((b[0] for b in boxes), next((c["page"] for c in own if c["page"] is not None), head["page"]))
    words = quote or " ".join(str(c["raw"]).strip() for c in own if str(c["raw"]).strip() and not c["covered"])
    return Place(**{**_common(head), "id": place, "page": None if page is None else int(page)}, kind="table",
                 quote=words, path=_path(store, head["section_id"]), caption=str(head["caption"] or ""), rows=rows,
                 boxes=boxes)


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "document_id": row["document_id"], "document": row["document"],
            "title": readable(row["item_title"]), "locator": row["locator"], "page": row["page"], "pages": row["pages"],
            "media_type": row["media_type"], "meeting_date": row["meeting_date"], "period": row["item_period"] or ""}


def _path(store: ReadStore, section: str | None) -> tuple[str, ...]:
    if section is None:
        return ()
    return tuple(" ".join(p for p in (r["number"], r["title"]) if p)
                 for r in store.rows("place_sections", section_id=section))


def _texts(cells: list[dict[str, Any]], columns: int) -> tuple[str, ...]:
    texts = [""] * max([columns, *(int(c["col"]) + 1 for c in cells)])
    for cell in cells:
        texts[int(cell["col"])] = str(cell["raw"]).strip()
    return tuple(texts)


def _box(cell: dict[str, Any]) -> Box:
    box = tuple(map(float, json.loads(cell["box"])))
    if len(box) == 5:
        return box      # type: ignore[return-value]
    return (float(cell["page"]), *box)      # type: ignore[return-value]


def _outline(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """One box a page around all boxes on it."""
    pages = sorted({b[0] for b in boxes})
    return tuple((p, min(b[1] for b in boxes if b[0] == p), min(b[2] for b in boxes if b[0] == p),
                  max(b[3] for b in boxes if b[0] == p), max(b[4] for b in boxes if b[0] == p)) for p in pages)


def _span(text: str, length: int) -> tuple[tuple[int, int], ...]:
    match = _SPAN.match(text)
    if match is None:
        return ()
    start, end = int(match[1]), min(int(match[2]), length)
    return ((start, end),) if start < end else ()
