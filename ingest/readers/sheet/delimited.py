"""The reader of delimited text (.csv, .tsv): fields as they stand, nothing converted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

from ingest.blocks import Extract, PageNote, Progress, RawCell
from ingest.encoding import decode
from ingest.readers.marks import fold
from ingest.readers.sheet.grid import MOST_CELLS, MOST_ROWS, Row, blocks_of
from store.errors import UnreadableFile

DELIMITERS = ",\t;|"
_SAMPLE_LINES = 200


class CsvReader:
    """Reads delimited text as tables. Fields keep their text: "007", "-" and blank stay what they are."""

    name = "csv"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a delimited file. Raises `UnreadableFile` where it is too large or not delimited text."""
        text, encoding = decode(content)
        delimiter = delimiter_of(text)
        grid: list[Row] = []
        cells = 0
        try:
            for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
                grid.append([RawCell(fold(field)) for field in fields])
                cells += len(fields)
                if len(grid) > MOST_ROWS or cells > MOST_CELLS:
                    raise UnreadableFile(
                        f"It has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells and is not performance data "
                        "that could be recognised; split it, for example by year."
                    )
        except csv.Error as error:
            raise UnreadableFile(f"Its line {len(grid) + 1} is not delimited text ({error}); save it again.") from error
        doubts = _uneven(grid)
        blocks = [
            replace(block, table=replace(block.table, doubts=doubts)) if block.table else block
            for block in blocks_of(grid, "")
        ]
        if not blocks:
            raise UnreadableFile("It holds no text; check that the right file was saved.")
        if on_page:
            on_page(1, 1)
        notes = () if encoding.startswith("utf-8") else (PageNote(None, f"Its text was read as {encoding}."),)
        return Extract(tuple(blocks), None, self.name, notes=notes)


def delimiter_of(text: str) -> str:
    """The delimiter by which most of the first lines part into the same number of fields, above one."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=0)
        score = widths.count(usual) * (usual > 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _uneven(grid: list[Row]) -> tuple[str, ...]:
    """Why rows of fields may stand under the wrong headings: one of them has more or fewer than most."""
    widths = Counter(len(row) for row in grid if row)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, row in enumerate(grid, start=1):
        if len(row) != usual and sum(1 for cell in row if cell.text) > 1:
            return (f"line {number} has {len(row)} fields of {usual}",)
    return ()
