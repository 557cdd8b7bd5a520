"""The things the store holds, as frozen records. Field names are the column names.

Dates are ISO strings ("2013-04-01"), figures are decimal strings (never float), lists are tuples that are
stored as JSON. An id is stable while its document is held: it is made from the document's hash and the
place in it, so that ingesting the same bytes again gives the same ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["quarter", "year_to_date", "rolling_12_months", "financial_year", "snapshot", "unknown"]
Role = Literal["actual", "target", "previous_year", "predicted", "baseline", "other"]
Direction = Literal["lower", "higher", "maintain", "none"]
Rating = Literal["G", "A", "R"]
RatingSource = Literal["printed", "colour", "derived"]
ItemKind = Literal["report", "agenda", "minutes", "data", "other"]
TableKind = Literal["measures", "data", "key", "contents", "other"]


@dataclass(frozen=True)
class Document:
    """One ingested file. `name` is the file's name, by which people and citations call it."""

    id: str
    name: str
    sha256: str
    media_type: str
    reader: str
    pages: int | None
    size: int
    ingested_at: str
    title: str
    status: Literal["held", "superseded"] = "held"
    supersedes: str | None = None       # id of the version that it replaced
    notes: tuple[str, ...] = ()         # what the reader and the ledger want a person to know


@dataclass(frozen=True)
class Item:
    """A report, or one item of a pack (agenda, minutes, a report). Every document has at least one.

    What was read from the text is kept with the words it was read from (`*_words`), or with a keeper's note.
    """

    id: str
    document_id: str
    ordinal: int
    kind: ItemKind
    title: str
    title_words: str = ""
    body: str = ""                      # the force or commissioner's area that the report speaks for
    body_words: str = ""
    area: str = ""                      # the area that its figures cover
    period_start: str | None = None
    period_end: str | None = None
    period_label: str = ""              # "Q1 2013/14"
    period_words: str = ""
    meeting_date: str | None = None
    meeting_words: str = ""
    first_page: int | None = None
    last_page: int | None = None
    page_offset: int = 0                # own page = file page - page_offset
    exempt: bool = False
    exempt_words: str = ""
    rating_key: tuple[tuple[str, str], ...] = ()    # (("G", "the sentence that defines it"), ...)


@dataclass(frozen=True)
class Section:
    """A node of an item's tree: part, heading, objective, theme or appendix."""

    id: str
    item_id: str
    parent_id: str | None
    ordinal: int
    level: int
    kind: Literal["part", "heading", "objective", "theme", "appendix"]
    number: str
    title: str
    objective: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph, bullet, heading or note, verbatim. `parent_id`: the paragraph that leads in a bullet.

    `char_start`/`char_end` are offsets into the item's whole text (all passages joined by a newline).
    """

    id: str
    item_id: str
    section_id: str | None
    ordinal: int
    kind: Literal["paragraph", "bullet", "heading", "footnote", "contact", "table_text"]
    number: str | None
    text: str
    locator: str
    page: int | None
    own_page: str | None
    char_start: int
    char_end: int
    parent_id: str | None = None
    boxes: tuple[tuple[float, ...], ...] = ()    # (page, x0, top, x1, bottom)
    ocr: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage: the unit that is embedded and quoted. `start`/`end` offset into the passage."""

    id: str
    passage_id: str
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class TableRecord:
    """A table, its parts over pages joined. A table in review is never answered from; `reason` says why."""

    id: str
    item_id: str
    section_id: str | None
    ordinal: int
    kind: TableKind
    caption: str
    page: int | None
    locator: str
    n_rows: int
    n_cols: int
    header_rows: int
    status: Literal["ok", "review", "set_aside"] = "ok"
    reason: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell as printed. `text` has its footnote marks off; `raw` is exactly as read.

    `value` is the figure that it holds where it holds exactly one, else None. `row_path` and `col_path` are
    the labels above and beside it. `unit` and `scale` come from the cell or its header ("£m" is GBP, 1000000).
    """

    table_id: str
    row: int
    col: int
    raw: str
    text: str
    header: bool = False
    covered: bool = False
    row_path: tuple[str, ...] = ()
    col_path: tuple[str, ...] = ()
    value: str | None = None
    unit: str | None = None
    scale: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    marks: tuple[str, ...] = ()
    fill: str | None = None
    page: int | None = None
    box: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Measure:
    """A measure that is the same across reports. `id` is a slug of its first wording, made unique."""

    id: str
    name: str                  # the wording of the latest report
    unit: str
    kind: Literal["count", "percentage", "rate", "ratio", "money", "outcome", "other"]
    direction: Direction
    area: str = ""


@dataclass(frozen=True)
class Wording:
    """A wording under which a measure was printed, and how it was tied to the measure."""

    measure_id: str
    wording: str
    tied_by: Literal["exact", "normalised", "similar", "person"]
    first_period: str | None = None
    last_period: str | None = None


@dataclass(frozen=True)
class Reading:
    """One printed row of a measures table. Text fields are as printed, marks off, "" where blank."""

    id: str
    measure_id: str
    item_id: str
    table_id: str
    row: int
    ordinal: int
    measure: str
    objective: int | None
    objective_title: str
    theme: str | None
    headline: bool
    overall_target: str
    target_ytd: str
    actual_ytd: str
    target_value: str | None
    actual_value: str | None
    unit: str
    target_unit: str
    target_role: Role
    direction: Direction
    period_start: str | None
    period_end: str | None
    period_label: str
    basis: Basis
    area: str
    rag: Rating | None
    rag_source: RatingSource | None
    comment: str
    footnotes: tuple[str, ...]
    page: int | None
    locator: str
    quote: str                 # the row's cells in column order joined by one space, marks as superscripts
    target_period_start: str | None = None    # the comparator's own period, where it differs
    target_period_end: str | None = None
    values_differ: tuple[str, ...] = ()       # why a value is held but not to be stated as fact
    superseded: bool = False


@dataclass(frozen=True)
class ReadingCell:
    """Which cell of the table a reading's field came from."""

    reading_id: str
    field: Literal["objective", "measure", "overall_target", "target", "actual", "rag", "comment", "other"]
    table_id: str
    row: int
    col: int


@dataclass(frozen=True)
class Footnote:
    """A footnote of an item. `passage_id` is its text as a passage, so that it can be cited."""

    id: str
    item_id: str
    mark: str
    text: str
    page: int | None
    passage_id: str


@dataclass(frozen=True)
class Term:
    """An acronym as a document spells it out. `passage_id` and `reading_id`: where (one of the two)."""

    item_id: str
    acronym: str
    expansion: str
    passage_id: str | None = None
    reading_id: str | None = None


@dataclass(frozen=True)
class Finding:
    """A data-quality finding. `code` is one of the codes in the code list; `quotes` are verbatim places.

    `evidence` holds the ids of the passages and readings that the quotes stand in, in the quotes' order.
    """

    id: str
    item_id: str
    code: str
    severity: Literal["high", "medium", "low"]
    text: str
    locator: str
    quotes: tuple[str, ...]
    evidence: tuple[str, ...]
    reading_id: str | None = None
    measure_id: str | None = None


@dataclass(frozen=True)
class LedgerEntry:
    """One line of a document's ledger: what was counted, or a check with its outcome."""

    document_id: str
    ordinal: int
    kind: Literal["count", "check"]
    name: str
    value: str
    passed: bool | None = None
    detail: str = ""


@dataclass(frozen=True)
class Bundle:
    """All that one document brings into the store, written in one transaction."""

    document: Document
    original: bytes
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    cells: tuple[Cell, ...] = ()
    measures: tuple[Measure, ...] = ()      # new measures, and known ones whose name changed
    wordings: tuple[Wording, ...] = ()
    readings: tuple[Reading, ...] = ()
    reading_cells: tuple[ReadingCell, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    extras: dict[str, list[dict[str, object]]] = field(default_factory=dict)   # rows for further tables
    streams: dict[str, tuple[tuple[str, ...], Iterable[Sequence[object]]]] = field(default_factory=dict)
    # many rows for further tables, made as they are written: (columns, rows in SQLite's own types), read once
