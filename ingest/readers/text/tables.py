"""Tables in plain text: cells parted by tabs, by pipes, or (not to be trusted) by runs of spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import PageNote, RawCell, RawTable
from ingest.readers.marks import fold
from ingest.readers.text.lines import Line
from ingest.readers.text.markup import cell_text

_GAP = re.compile(r" {3,}|\u00a0{3,}")


def table_of(run: Sequence[Line], trimmed: bool) -> tuple[RawTable, list[PageNote]]:
    """The table that a run of lines of one kind prints, with what was noticed on the way.

    `trimmed` says that no line of the file ends in a tab, as editors leave it: a short row is then read as
    blank at its end. Otherwise a row of another length puts the table in doubt.
    """
    kind = run[0].kind
    doubts: list[str] = []
    if kind == "spaced":
        from ingest.readers.text.spaced import Unsure, spaced_table  # the rules of PDF pages, seldom needed here

        try:
            return spaced_table(run), []
        except Unsure as unsure:
            doubts.append(f"its columns are parted by spaces only ({unsure})")
            run = [line for line in run if line.kind != "rule"]
    grid = [_cells(line) for line in run if kind != "piped" or line.mark is None]
    while max(map(len, grid)) > 1 and all(row[-1] == "" for row in grid) and len(set(map(len, grid))) == 1:
        grid = [row[:-1] for row in grid]  # a tab at the end of every line parts nothing
    width = max(len(row) for row in grid)
    notes: list[PageNote] = []
    if kind != "spaced" and any(len(row) != width for row in grid):
        doubts += _uneven(grid, width, trimmed)
        if not doubts:
            notes.append(PageNote(run[0].page, "Rows shorter than the table are read as blank at their end."))
    rows = tuple(
        tuple(RawCell(text=cell, page=run[0].page) for cell in row + [""] * (width - len(row))) for row in grid
    )
    return RawTable(rows=rows, page=run[0].page, doubts=tuple(doubts)), notes


def piped_cells(line: str) -> list[str]:
    """The cells of a line of pipes: what its outer pipes hold, blank cells at either end and escaped pipes kept."""
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))


def _cells(line: Line) -> list[str]:
    if line.kind == "piped":
        return [fold(cell_text(cell.replace("\\|", "|"))) for cell in piped_cells(line.text)]
    if line.kind in ("spaced", "text"):
        return [fold(cell) for cell in _GAP.split(line.text.strip())]
    return [fold(cell) for cell in line.text.strip("\n\r").split("\t")]


def _uneven(grid: list[list[str]], width: int, trimmed: bool) -> list[str]:
    """Why rows of different lengths put a table in doubt; empty where trimmed line ends explain them."""
    head = len(grid[0])
    long_row = next((n for n, row in enumerate(grid, start=1) if len(row) > head), None)
    if long_row:
        return [f"row {long_row} has {len(grid[long_row - 1])} cells under {head} headings"]
    for number, row in enumerate(grid, start=1):
        short = len(row) < width and not _only_label(row)
        if short and (not trimmed or _belongs_further_right(grid, row)):
            return [f"row {number} has {len(row)} cells of {width}"]
    return []


def _only_label(row: list[str]) -> bool:
    return not any(row[1:])


def _belongs_further_right(grid: list[list[str]], row: list[str]) -> bool:
    """Whether a short row's last cell is printed elsewhere in a later column, and never in its own."""
    at, last = len(row) - 1, row[-1]
    whole = [other for other in grid[1:] if len(other) == len(grid[0])]
    return any(last in other[at + 1 :] for other in whole) and not any(other[at] == last for other in whole)
