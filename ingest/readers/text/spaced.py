"""Tables of plain text whose columns are parted by runs of spaces, read as such tables of a page are.

A character is as wide as the next, so a line of text is a line of a page; the same rules tell what is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import RawTable
from ingest.readers.pdf.aligned import Unsure, aligned_table
from ingest.readers.pdf.aligned.table import Surroundings
from ingest.readers.pdf.borderless import Run
from ingest.readers.pdf.geometry import Frame, Rule
from ingest.readers.pdf.hyphens import Joiner
from ingest.readers.pdf.lines import Line as PageLine
from ingest.readers.pdf.lines import Word
from ingest.readers.text.lines import Line

_WIDE, _HIGH, _SIZE = 5.0, 12.0, 10.0  # points that stand for a character, a line and the type's size


def spaced_table(run: Sequence[Line]) -> RawTable:
    """The table that lines with runs of spaces print. Raises `Unsure` where a cell's place is not sure."""
    lines, rules = [], []
    for at, line in enumerate(run, start=1):
        text = line.text.expandtabs(4).rstrip()
        if line.kind == "rule":
            rules.append(Rule(at * _HIGH - _SIZE / 2, 0.0, len(text) * _WIDE))
        else:
            lines.append(PageLine(_words(text, at * _HIGH), at * _HIGH))
    frame = Frame(1, 0.0, 0.0)
    start, end, draft = aligned_table(lines, Run(0, len(lines), ()), Surroundings(frame, rules))
    if (start, end) != (0, len(lines)):
        raise Unsure("where it begins or ends is not clear")
    found = draft.raw(Joiner())
    page = run[0].page
    rows = tuple(tuple(replace(cell, page=page, box=None) for cell in row) for row in found.rows)
    return RawTable(rows, page, doubts=found.doubts)


def _words(text: str, base: float) -> list[Word]:
    return [
        Word(found.group(), found.start() * _WIDE, found.end() * _WIDE, base - _SIZE, base, _SIZE, False)
        for found in re.finditer(r"\S+", text)
    ]
