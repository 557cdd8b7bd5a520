"""The reader of PDF files: pages read one by one, then put together."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Extract, PageNote, Progress
from ingest.readers.pdf.aligned.table import Surroundings
from ingest.readers.pdf.borderless import find_runs
from ingest.readers.pdf.colours import is_white
from ingest.readers.pdf.fills import behind, covers, is_dark
from ingest.readers.pdf.flow import PageText, blocks_of
from ingest.readers.pdf.furniture import EdgeLines, page_labels, printed_numbers, strip_furniture
from ingest.readers.pdf.geometry import UNKNOWN, Char, Frame, PageContent
from ingest.readers.pdf.lines import has_spaces, lines_of, turned_text
from ingest.readers.pdf.opening import OpenPdf
from ingest.readers.pdf.repeats import drop_repeated_tables
from ingest.readers.pdf.scans import ADVICE, has_large_picture, is_scan, ocr_lines, tesseract
from ingest.readers.pdf.tables import ruled_tables
from store.errors import UnreadableFile

_MOST_UNKNOWN = 0.3  # of the characters: more that no font names, and the text is no text


def read_pdf(content: bytes, on_page: Progress | None = None) -> Extract:
    """The blocks of a PDF.

    Raises `UnreadableFile` where it is locked, cut short or damaged, holds no text that can be told, or is
    a scan that nothing here can read.
    """
    opened = OpenPdf(content)
    total = len(opened.pages)
    pages: list[PageText] = []
    notes: list[PageNote] = []
    scanned: list[Frame] = []
    pictured = False
    told = unknown = 0
    for page in opened.contents():
        pictured = pictured or bool(page.pictures)
        scan = is_scan(page)
        told += sum(char.text.strip() != "" for char in page.chars)
        unknown += sum(char.text == UNKNOWN for char in page.chars)
        text, found = _page_text(page, scan)
        notes += found
        pages.append(text)
        if scan:
            scanned.append(page.frame)
        if on_page:
            on_page(page.number, total)
    if unknown > _MOST_UNKNOWN * told:
        raise UnreadableFile("Its fonts do not say which letters they draw; ask for the original document.")
    notes += opened.unread_fields()
    notes += _read_scans(content, pages, scanned)
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableFile(
            f"Its pages are scans without text; {ADVICE}."
            if scanned or pictured
            else "This PDF holds no text (its letters may be drawn as shapes); ask for the original document."
        )
    return _extract(opened, pages, notes, scanned)


def _page_text(page: PageContent, scan: bool) -> tuple[PageText, list[PageNote]]:
    """A page's lines and tables; what cannot be seen on it is left out and noted."""
    notes: list[PageNote] = []
    shown, hidden = _visible(page, scan)
    if hidden:
        notes.append(PageNote(page.number, f"Left out {hidden} characters that the page does not show."))
    page.chars = shown
    spaced = has_spaces(shown)
    tables, rest = ruled_tables(page, spaced)
    askew = sum(char.turn == -1 and char.text != " " for char in rest)
    if askew:
        notes.append(PageNote(page.number, f"Left out {askew} characters set askew (a watermark)."))
    if any(UNKNOWN in char.text for char in shown):
        notes.append(PageNote(page.number, "Some characters could not be told: the PDF's font does not name them."))
    lines = lines_of(rest, spaced)
    for line in lines:
        line.page = page.number
        if line.overlap:
            notes.append(PageNote(page.number, f"Characters lie upon one another in “{line.text[:60]}”."))
    asides = [
        turned_text(turned, turn)
        for turn in (90, 270, 180)
        if len(turned := [char for char in rest if char.turn == turn]) > 1
    ]
    around = Surroundings(page.frame, page.across, page.fills, rest) if find_runs(lines) else None
    return PageText(page.frame, lines, tables, page.across, scan, [text for text in asides if text], around), notes


def _visible(page: PageContent, scan: bool) -> tuple[list[Char], int]:
    """The characters that a reader of the page can see, and how many others there are.

    A scan's hidden text layer counts: it is what OCR read in the picture.
    """
    layer = scan or has_large_picture(page)
    bars = [fill for fill in page.fills if fill.is_rect and is_dark(fill.colour)]
    shown: list[Char] = []
    hidden = 0
    for char in page.chars:
        unseen = (char.unseen and not layer) or covers(char, bars)
        if not unseen and char.text != " " and is_white(char.colour) and not _on_picture(char, page):
            ground = behind(char, page.fills)
            unseen = ground is None or is_white(ground)
        if unseen:
            hidden += char.text != " "
        else:
            shown.append(char)
    return shown, hidden


def _on_picture(char: Char, page: PageContent) -> bool:
    x, y = char.middle
    return any(p.x0 <= x <= p.x1 and p.top <= y <= p.bottom for p in page.pictures)


def _read_scans(content: bytes, pages: list[PageText], scanned: Sequence[Frame]) -> list[PageNote]:
    """Reads the scanned pages that have no text layer of their own, where tesseract is there to do it."""
    bare = [page for page in pages if page.ocr and not page.lines and not page.tables]
    if not bare:
        return [PageNote(frame.number, "This page is a scan; its hidden OCR text was read.") for frame in scanned]
    if tesseract() is None:
        return [PageNote(page.number, f"This page is a scan and was not read; {ADVICE}.") for page in bare]
    frames = {frame.number: frame for frame in scanned}
    read = ocr_lines(content, [frames[page.number] for page in bare])
    for page in bare:
        page.lines = read[page.number]
    return [PageNote(page.number, "This page is a scan; it was read by OCR.") for page in bare]


def _extract(opened: OpenPdf, pages: list[PageText], notes: list[PageNote], scanned: Sequence[Frame]) -> Extract:
    edges = [EdgeLines(page.number, page.frame.height, page.lines) for page in pages]
    strip_furniture(edges)
    furniture: list[PageNote] = []
    for page, edge in zip(pages, edges, strict=True):
        page.lines = edge.lines
        furniture += [PageNote(page.number, line.text) for line in edge.running]
    furniture += drop_repeated_tables(pages)
    labels, own = page_labels([printed_numbers(edge.running) for edge in edges])
    outline = opened.outline()
    blocks, joined = blocks_of(pages, outline)
    return Extract(
        tuple(blocks),
        len(pages),
        "pdf",
        opened.properties(),
        tuple(sorted(notes + joined, key=lambda n: n.page or 0)),
        labels,
        tuple(frame.number for frame in scanned),
        own,
        outline,
        tuple(furniture),
    )
