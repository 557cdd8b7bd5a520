"""What every reader yields: the same blocks, whatever the file was.

A reader turns bytes into an `Extract`: blocks in reading order, each with the page it starts on and its
raw text. Nothing is interpreted here: no measure, no period, no rating. Two conventions make the rest of
ingest independent of the format:

* a footnote mark is a Unicode superscript in the text, parted from a figure by one space ("276 ²"),
  however the file drew it (small raised digits, a superscript run, a Word footnote reference, a typed ²);
* a table cell's text keeps what was printed, with line breaks folded to one space.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

BlockKind = Literal["heading", "paragraph", "list_item", "table", "footnote"]


@dataclass(frozen=True)
class Box:
    """A place on a page in points from the top left corner, as the page is shown (rotation applied)."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class RawCell:
    """One cell of a table as printed.

    `text` is what is printed in it ("" when blank). A cell that a merge covers is present as well, with
    `covered=True` and an empty text, so that every row of a table has the same number of cells.
    `fill` is the background as "#rrggbb", or None where there is none. `box` is where it stands, if known.
    """

    text: str
    covered: bool = False
    rowspan: int = 1
    colspan: int = 1
    fill: str | None = None
    page: int | None = None
    box: Box | None = None
    bare: str | None = None      # the text without footnote marks typed as plain characters, where it has any
    marks: tuple[str, ...] = ()  # those marks


@dataclass(frozen=True)
class RawTable:
    """A grid of cells, as printed on one page or in one sheet, header rows included.

    Readers do not join a table's parts over pages; `ingest.tables` does, for every format alike.
    `doubts` says why its cells may not be trusted (for example "borderless", "column count changes");
    a table with doubts goes to review and is never answered from.
    """

    rows: tuple[tuple[RawCell, ...], ...]
    page: int | None = None
    caption: str = ""
    doubts: tuple[str, ...] = ()
    source: str = ""            # for example a sheet's name
    header_rows: int | None = None   # where the format says so (Word's repeated header rows, <thead>)


@dataclass(frozen=True)
class Block:
    """One block in reading order.

    `text` is raw; a list item's bullet and a paragraph's printed or automatic number are not in `text`
    but in `marker` ("•", "-") and `number` ("12", "4.2", "(a)"). `level`: a heading's level from 1 (0 where
    the format does not say), a list item's nesting from 1. `bold` is true when the whole block is bold.
    `own_page` is the page number printed by the item itself (packs), `page` counts the file's pages from 1
    (None where a format has no pages). `continued` is true where the reader knows that it continues the
    block before it (over a page break).
    """

    kind: BlockKind
    text: str
    page: int | None = None
    number: str | None = None
    marker: str | None = None
    level: int = 0
    bold: bool = False
    size: float | None = None
    box: Box | None = None
    boxes: tuple[Box, ...] = ()
    table: RawTable | None = None
    continued: bool = False
    ocr: bool = False


@dataclass(frozen=True)
class PageNote:
    """What a reader did on a page that a person may want to check ("joined a hyphen: re-/offending")."""

    page: int | None
    text: str


@dataclass(frozen=True)
class Extract:
    """A whole file as read. `pages` is None where the format has no pages."""

    blocks: tuple[Block, ...]
    pages: int | None
    reader: str                                   # "pdf", "docx", "text", ...
    properties: dict[str, str] = field(default_factory=dict)   # title, author... as the file states them
    notes: tuple[PageNote, ...] = ()
    page_labels: tuple[str, ...] = ()             # the number printed on each page, "" where none
    scanned_pages: tuple[int, ...] = ()           # pages with no text of their own
    own_page_labels: tuple[str, ...] = ()         # the number that each page's own item prints (packs), "" where none
    outline: tuple[tuple[int, str, int | None], ...] = ()   # bookmarks: (level from 1, title, page)
    furniture: tuple[PageNote, ...] = ()          # headers, footers and stamps kept out of the blocks, page by page


Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all)."""


class Reader(Protocol):
    """Turns one kind of file into an `Extract`. Raises `store.errors.UnreadableFile` with one clear line."""

    name: str

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract: ...
