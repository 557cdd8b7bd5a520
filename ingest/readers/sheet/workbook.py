"""The reader of Excel workbooks (.xlsx): what each cell shows, not what it holds."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

from ingest.blocks import Block, Extract, PageNote, Progress, RawCell
from ingest.guards import outside_links, safe_archive
from ingest.readers.docx.fills import is_symbols
from ingest.readers.marks import fold, part_marks, with_mark
from ingest.readers.sheet.colours import fill_colour, font_colour, theme_colours
from ingest.readers.sheet.grid import Row, blocks_of, check_extent
from ingest.readers.sheet.numfmt import UnknownFormat, plain, show_date, show_number
from store.errors import UnreadableFile

# what openpyxl lets through where a part lacks an element, an attribute or a style that it counts on
MALFORMED = (zipfile.BadZipFile, OSError, LookupError, ValueError, TypeError, AttributeError, SyntaxError)
DAMAGED = "It is not a workbook that can be opened; open it in Excel, save it as .xlsx and try again."
_CHUNK = 1 << 20
_SHEET_PART = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class WorkbookReader:
    """Reads Excel workbooks. Hidden sheets are left out and named; formulas give their saved results."""

    name = "xlsx"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a workbook, a heading and tables for each sheet. Raises `UnreadableFile`."""
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        with safe_archive(content) as archive:
            outside = outside_links(archive)
            _check_sheets(archive)
        seen: Counter[str] = Counter()
        seen["links to other files were not followed"] = outside
        blocks: list[Block] = []
        notes: list[PageNote] = []
        try:
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                book = load_workbook(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
            notes += [PageNote(None, text) for text in dict.fromkeys(str(one.message) for one in said)]
            theme = theme_colours(book.loaded_theme)
            for at, sheet in enumerate(book.worksheets, start=1):
                if sheet.sheet_state == "visible":
                    blocks += blocks_of(_grid(sheet, theme, seen), sheet.title)
                else:
                    notes.append(PageNote(None, f"The hidden sheet “{sheet.title}” was left out."))
                if on_page:
                    on_page(at, len(book.worksheets))
        except (*MALFORMED, InvalidFileException) as error:
            raise UnreadableFile(DAMAGED) from error
        stated = {"title": book.properties.title, "subject": book.properties.subject}
        book.close()
        if not blocks:
            raise UnreadableFile("It holds no cells with text or figures on a sheet that is shown.")
        notes += [PageNote(None, f"{count} {what}.") for what, count in seen.items() if count]
        return Extract(tuple(blocks), None, self.name, {k: v for k, v in stated.items() if v}, tuple(notes))


def _check_sheets(archive: zipfile.ZipFile) -> None:
    """Refuses a sheet that is too large, and formulas whose results were never saved, before all is loaded."""
    for part in [info for info in archive.infolist() if _SHEET_PART.match(info.filename)]:
        rows = cells = formulas = 0
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                window = tail + chunk
                rows += len(re.findall(rb"<(?:x:)?row[ >]", window)) - len(re.findall(rb"<(?:x:)?row[ >]", tail))
                cells += len(re.findall(rb"<(?:x:)?c[ >/]", window)) - len(re.findall(rb"<(?:x:)?c[ >/]", tail))
                formulas += len(re.findall(rb"<(?:x:)?f[ >/]", window)) - len(re.findall(rb"<(?:x:)?f[ >/]", tail))
                tail = window[-8:]
        check_extent(rows, cells, part.filename.rsplit("/", 1)[-1].removesuffix(".xml"))
        if formulas:
            _check_formulas(archive, part)


def check_saved(archive: zipfile.ZipFile) -> None:
    """Refuses formulas whose results were never saved, on any sheet."""
    for part in [info for info in archive.infolist() if _SHEET_PART.match(info.filename)]:
        with archive.open(part) as stream:
            tail, formulas = b"", False
            while not formulas and (chunk := stream.read(_CHUNK)):
                formulas = re.search(rb"<(?:x:)?f[ >/]", tail + chunk) is not None
                tail = chunk[-8:]
        if formulas:
            _check_formulas(archive, part)


def merged_ranges(archive: zipfile.ZipFile) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    """The merged ranges of each sheet by its name: (first row, last row, first column, last column), rows from 1 and
    columns from 0."""
    from openpyxl.utils.cell import range_boundaries

    book = archive.read("xl/workbook.xml")
    links = dict(re.findall(rb'<Relationship\b(?=[^>]*\bId="([^"]+)")[^>]*\bTarget="([^"]+)"',
                            archive.read("xl/_rels/workbook.xml.rels")))
    found = {}
    for name, link in re.findall(rb'<(?:x:)?sheet\b(?=[^>]*\bname="([^"]*)")[^>]*\br:id="([^"]+)"', book):
        part = "xl/" + links.get(link, b"").decode().removeprefix("/xl/")
        if part not in archive.namelist():
            continue
        with archive.open(part) as stream:
            tail, ranges = b"", []
            while chunk := stream.read(_CHUNK):
                ranges += re.findall(rb'<(?:x:)?mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"', tail + chunk)
                tail = chunk[-64:]
        bounds = [range_boundaries(r.decode()) for r in dict.fromkeys(ranges)]
        found[unescape(name.decode())] = tuple((top, bottom, left - 1, right - 1)
                                               for left, top, right, bottom in bounds)  # fmt: skip
    return found


def _check_formulas(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    from lxml import etree

    unsaved: list[str] = []
    with archive.open(part) as stream:
        for _, cell in etree.iterparse(stream, tag=f"{_S}c", resolve_entities=False, no_network=True):
            if cell.find(f"{_S}f") is not None and not cell.findtext(f"{_S}v") and cell.get("t") != "str":
                unsaved.append(cell.get("r") or "?")
            cell.clear()
    if unsaved:
        raise UnreadableFile(
            f"{len(unsaved)} of its cells hold formulas without saved results (the first is {unsaved[0]}); "
            "open it in Excel or LibreOffice, save it and try again."
        )


def _grid(sheet: Any, theme: tuple[str, ...], seen: Counter[str]) -> list[Row]:
    grid: list[Row] = []
    for row in sheet.iter_rows():
        grid.append([RawCell(cell_text(cell, seen), fill=_fill(cell, theme)) for cell in row])
    for merged in sheet.merged_cells.ranges:
        _merge(grid, merged)
    dimensions = (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
    seen["hidden rows or columns were read"] += sum(bool(part.hidden) for part in dimensions)
    seen["ranges are coloured by a rule, which is not read"] += len(list(sheet.conditional_formatting))
    return grid


def _merge(grid: list[Row], merged: Any) -> None:
    top, left = merged.min_row - 1, merged.min_col - 1
    for row in range(top, min(merged.max_row, len(grid))):
        for column in range(left, min(merged.max_col, len(grid[row]))):
            if (row, column) != (top, left):
                grid[row][column] = RawCell("", covered=True, fill=grid[top][left].fill)
    if top < len(grid) and left < len(grid[top]):
        grid[top][left] = replace(
            grid[top][left],
            rowspan=merged.max_row - merged.min_row + 1,
            colspan=merged.max_col - merged.min_col + 1,
        )


def _fill(cell: Any, theme: tuple[str, ...]) -> str | None:
    """The fill of a cell; a cell that holds only a symbol ("●") has the symbol's colour."""
    if not cell.has_style:
        return None
    fill = fill_colour(cell.fill, theme)
    drawn = isinstance(cell.value, str) and cell.value.strip() and is_symbols(cell.value)
    return font_colour(cell.font, theme) if drawn and fill in (None, "#ffffff") else fill


def cell_text(cell: Any, seen: Counter[str]) -> str:
    """What a cell shows."""
    held = cell.value
    if held is None:
        return ""
    if isinstance(held, bool):
        return "TRUE" if held else "FALSE"
    if isinstance(held, (int, float)):
        try:
            return show_number(held, cell.number_format)
        except UnknownFormat:
            seen["cells have a number format that is not known and are shown as they are held"] += 1
            return plain_number(held)
    if isinstance(held, (datetime, date, time, timedelta)):
        try:
            return show_date(held, cell.number_format)
        except UnknownFormat:
            seen["cells have a date format that is not known and are shown as they are held"] += 1
            return held.isoformat() if not isinstance(held, timedelta) else str(held)
    if isinstance(held, list):
        return part_marks(fold(_rich(held)))
    if cell.data_type == "e":
        seen["cells hold an error such as #DIV/0!"] += 1
    return part_marks(fold(str(held)))


def plain_number(held: int | float) -> str:
    """A number without a format, to 15 significant digits as Excel holds it."""
    from decimal import Decimal

    return plain(Decimal(f"{held:.15g}"))


def _rich(pieces: list[Any]) -> str:
    """A cell of several runs; raised figures become footnote marks."""
    text = ""
    for piece in pieces:
        font = getattr(piece, "font", None)
        words = getattr(piece, "text", piece)
        if font is not None and font.vertAlign == "superscript" and words.strip().isdigit():
            text = with_mark(text, words.strip())
        else:
            text += words
    return text
