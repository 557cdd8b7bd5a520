"""The pages of a document put together: reading order, what runs over a page, and the blocks that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, Box, PageNote, RawTable
from ingest.readers.marks import fold
from ingest.readers.pdf.aligned import Unsure, aligned_table
from ingest.readers.pdf.aligned.table import Surroundings
from ingest.readers.pdf.borderless import DOUBT, Run, find_runs, run_table
from ingest.readers.pdf.columns import in_columns
from ingest.readers.pdf.geometry import Frame, Rule
from ingest.readers.pdf.headings import body_size, mark_headings
from ingest.readers.pdf.hyphens import Joiner
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.paragraphs import Draft, Layout, gather, learn_layout, runs_on, symbol_note
from ingest.readers.pdf.rowjoin import join_over_page
from ingest.readers.pdf.tables import TableDraft

OCR_DOUBT = "read by OCR: its figures were not checked"
_CAPTION_REACH = 45.0


@dataclass
class PageText:
    """What is kept of a page once it was read: lines outside tables, tables, rules for underlines."""

    frame: Frame
    lines: list[Line]
    tables: list[TableDraft]
    rules: list[Rule] = field(default_factory=list)
    ocr: bool = False
    asides: list[str] = field(default_factory=list)  # text set sideways, outside tables
    around: Surroundings | None = None  # what tables without vertical rules are read from, where there may be one

    @property
    def number(self) -> int:
        return self.frame.number


@dataclass
class _Piece:
    """One thing in reading order on a page: lines of a column, a ruled table, or a borderless one."""

    page: PageText
    top: float
    lines: list[Line] = field(default_factory=list)
    column: int = 0
    table: TableDraft | None = None
    run: Run | None = None
    doubt: str = ""  # why the run is not read
    drafts: list[Draft] = field(default_factory=list)


def blocks_of(
    pages: Sequence[PageText], outline: Sequence[tuple[int, str, int | None]]
) -> tuple[list[Block], list[PageNote]]:
    """The blocks of a whole document in reading order, and notes of what was joined on the way."""
    joiner = Joiner()
    for page in pages:
        joiner.learn(page.lines)
        for table in page.tables:
            for cell in table.cells.values():
                joiner.learn(cell.lines, narrow=True)
    pieces: list[list[_Piece]] = []
    for page in pages:
        pieces.append(_pieces(page, _last_table(pieces[-1]) if pieces else None))
    notes = _join_tables(pieces, joiner)
    layout = _layout(pieces)
    for page_pieces in pieces:
        for piece in page_pieces:
            if not piece.table and not piece.run:
                right = layout.rights.get(_key(piece), piece.page.frame.width)
                piece.drafts = gather(piece.lines, layout, right, piece.page.rules)
    notes += _join_paragraphs(pieces, joiner)
    drafts = [draft for page_pieces in pieces for piece in page_pieces for draft in piece.drafts]
    mark_headings(drafts, outline)
    builder = _Builder(joiner, {page.number: page for page in pages}, body_size(drafts))
    for page, page_pieces in zip(pages, pieces, strict=True):
        for piece in page_pieces:
            builder.add(piece)
        for aside in page.asides:
            builder.blocks.append(Block("paragraph", aside, page=page.number, ocr=page.ocr))
    notes += [PageNote(page, text) for page, text in joiner.guesses]
    return builder.blocks, notes


def _key(piece: _Piece) -> tuple[int, int]:
    return round(piece.page.frame.width), piece.column


def _last_table(pieces: Sequence[_Piece]) -> TableDraft | None:
    """The table without vertical rules that a page ends with, notes of it aside."""
    return pieces[-1].table if pieces and pieces[-1].table and pieces[-1].table.aligned else None


def _pieces(page: PageText, above: TableDraft | None) -> list[_Piece]:
    """A page's pieces from top to bottom. `above`: the open table that the page before ended with."""
    tables = sorted(page.tables, key=lambda table: table.box[1])
    pieces: list[_Piece] = []
    rest = sorted(page.lines, key=lambda line: (line.base, line.x0))
    for table in [*tables, None]:
        edge = table.box[1] if table else float("inf")
        chunk = [line for line in rest if line.base <= edge + 1]
        rest = [line for line in rest if line.base > edge + 1]
        pieces += _chunk_pieces(page, chunk, None if pieces else above)
        if table:
            pieces.append(_Piece(page, table.box[1], table=table))
    return pieces


def _chunk_pieces(page: PageText, lines: list[Line], above: TableDraft | None) -> list[_Piece]:
    """Lines between two ruled tables: borderless tables first, then what is left in its columns."""
    pieces: list[_Piece] = []
    while runs := find_runs(lines):
        start, end, piece = _open_table(page, lines, runs[0], None if pieces or runs[0].start else above)
        pieces += [*_prose_pieces(page, lines[:start]), piece]
        lines = lines[end:]
    return pieces + _prose_pieces(page, lines)


def _open_table(page: PageText, lines: list[Line], run: Run, above: TableDraft | None) -> tuple[int, int, _Piece]:
    """A table without vertical rules: read where every cell is sure, else kept as a run with the reason."""
    reason = ""
    if page.around and not page.ocr:
        try:
            start, end, draft = aligned_table(lines, run, page.around, above)
            return start, end, _Piece(page, draft.box[1], table=draft)
        except Unsure as unsure:
            reason = f" ({unsure})"
    return run.start, run.end, _Piece(page, lines[run.start].top, lines, run=run, doubt=DOUBT + reason)


def _prose_pieces(page: PageText, lines: list[Line]) -> list[_Piece]:
    return [_Piece(page, part[0].top, part, column) for column, part in in_columns(lines, page.frame.width)]


def _layout(pieces: Sequence[Sequence[_Piece]]) -> Layout:
    texts = [piece for page in pieces for piece in page if piece.lines and not piece.run]
    return learn_layout([piece.lines for piece in texts], [_key(piece) for piece in texts])


def _join_tables(pieces: Sequence[list[_Piece]], joiner: Joiner) -> list[PageNote]:
    """Joins rows over page breaks. Footnotes may stand between a page's table and its foot."""
    notes: list[PageNote] = []
    for before, after in zip(pieces, pieces[1:], strict=False):
        upper = next((piece for piece in reversed(before) if piece.table), None)
        lower = after[0] if after and after[0].table else None
        if upper and lower and upper.table and lower.table:
            found = join_over_page(upper.table, lower.table, joiner)
            notes += found
            if found and lower.table.rows < 1:
                after.remove(lower)
            if found:
                continue
        if before and before[-1].table and before[-1].table.aligned and after and _reads_on(after[0], joiner):
            before[-1].table.doubts.append("its last row may go on over the page")
    return notes


def _reads_on(piece: _Piece, joiner: Joiner) -> bool:
    """Whether the first words of a page, a table's header aside, go on from the page before."""
    if piece.table:
        rows = (piece.table.row_text(at, joiner) for at in range(piece.table.rows))
        firsts = [next((text for text in row if text), "") for row in rows]
        return any(text[:1].islower() for text in firsts[:2])
    first = piece.lines[piece.run.start] if piece.run else piece.lines[0]
    return first.text[:1].islower()


def _join_paragraphs(pieces: Sequence[Sequence[_Piece]], joiner: Joiner) -> list[PageNote]:
    """Joins paragraphs that run over a page or a column."""
    notes: list[PageNote] = []
    flat = [piece for page in pieces for piece in page]
    last: Draft | None = None
    last_page: PageText | None = None
    for piece in flat:
        if piece.table or piece.run:
            last = None
            continue
        if not piece.drafts:
            continue
        first = piece.drafts[0]
        if last and last.kind != "footnote" and runs_on(last, first):
            new_page = last_page is not piece.page
            if new_page:
                tail, head = last.lines[-1].text[-30:], first.first.text[:30]
                notes.append(PageNote(piece.page.number, f"Joined over the page: “…{tail}” / “{head}…”."))
            last.lines = last.lines + first.lines
            piece.drafts = piece.drafts[1:]
        running = [draft for draft in piece.drafts if draft.kind != "footnote"]
        if running:
            last = running[-1]
        last_page = piece.page
    return notes


class _Builder:
    """Turns pieces into blocks."""

    def __init__(self, joiner: Joiner, pages: dict[int, PageText], body: float) -> None:
        self.blocks: list[Block] = []
        self._joiner = joiner
        self._pages = pages
        self._body = body

    def add(self, piece: _Piece) -> None:
        if piece.table:
            piece.table.caption = self._caption(piece)
            self._add_table(piece.table.raw(self._joiner), piece.table.shown, piece.page)
        elif piece.run:
            doubts = [OCR_DOUBT] if piece.page.ocr else []
            table = run_table(piece.run, piece.lines, piece.page.frame, self._caption(piece), [piece.doubt])
            lines = piece.lines[piece.run.start : piece.run.end]
            box = _box(piece.page.frame, lines)
            self._add_table(RawTable(table.rows, table.page, table.caption, (*table.doubts, *doubts)), box, piece.page)
        else:
            for draft in piece.drafts:
                self._add_text(draft, piece.page.ocr)

    def _caption(self, piece: _Piece) -> str:
        """The heading or "Table 3: …" line right above a table."""
        above = self.blocks[-1] if self.blocks else None
        if above is None or above.page != piece.page.number or above.kind == "table" or not above.box:
            return ""
        titled = (
            above.kind == "heading" or above.bold or above.text.casefold().startswith(("table ", "figure ", "chart "))
        )
        number = f"{above.number}. " if above.number else ""
        return number + above.text if titled else ""

    def _add_table(self, table: RawTable, box: Box, page: PageText) -> None:
        if page.ocr and OCR_DOUBT not in table.doubts:
            table = RawTable(table.rows, table.page, table.caption, (*table.doubts, OCR_DOUBT))
        self.blocks.append(Block("table", "", page=table.page, box=box, boxes=(box,), table=table, ocr=page.ocr))

    def _add_text(self, draft: Draft, ocr: bool) -> None:
        text = self._joiner.join(draft.body_lines())
        symbol = symbol_note(draft, self._body)
        if symbol or draft.kind == "footnote" and not draft.skip:
            text = self._joiner.join(draft.lines)
        boxes = self._boxes(draft)
        common = {
            "page": draft.first.page,
            "box": boxes[0],
            "boxes": boxes,
            "bold": draft.bold,
            "size": draft.size,
            "ocr": ocr,
        }
        if draft.kind == "footnote":
            self.blocks.append(Block("footnote", fold(text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")), number=draft.mark, **common))  # type: ignore[arg-type]
        elif symbol:
            self.blocks.append(Block("footnote", fold(text[len(symbol) :]), number=symbol, **common))  # type: ignore[arg-type]
        elif draft.level:
            number = draft.mark if draft.kind in ("number", "letter") else None
            self.blocks.append(Block("heading", text, number=number, level=draft.level, **common))  # type: ignore[arg-type]
        elif draft.kind in ("bullet", "letter"):
            marker = draft.mark if draft.kind == "bullet" else None
            number = draft.mark if draft.kind == "letter" else None
            self.blocks.append(Block("list_item", text, marker=marker, number=number, level=1, **common))  # type: ignore[arg-type]
        else:
            number = draft.mark if draft.kind == "number" else None
            self.blocks.append(Block("paragraph", text, number=number, **common))  # type: ignore[arg-type]

    def _boxes(self, draft: Draft) -> tuple[Box, ...]:
        by_page: dict[int, list[Line]] = {}
        for line in draft.lines:
            by_page.setdefault(line.page, []).append(line)
        return tuple(_box(self._pages[number].frame, lines) for number, lines in by_page.items())


def _box(frame: Frame, lines: Sequence[Line]) -> Box:
    return frame.shown(
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
