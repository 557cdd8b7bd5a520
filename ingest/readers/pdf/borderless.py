"""Tables without ruling lines are found here, so that nobody takes their figures for prose.

`ingest.readers.pdf.aligned` reads those whose every cell is sure. The others are kept as a table with a doubt, which
sends it to a person; which figure belongs to which row is a best effort then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Box, RawCell, RawTable
from ingest.readers.marks import take_bullet, take_letter, take_number
from ingest.readers.pdf.geometry import Frame
from ingest.readers.pdf.lines import Line, Word, words_text

DOUBT = "borderless: no ruling lines tell which figure belongs to which row and column"
FIGURE = re.compile(
    r"(?:[£$€]?\s?[-−–+]?[£$€]?\d[\d,.]*\s?(?:%|pp|m|bn|k|secs?|mins?|days?)?|[-–—]|TBC|TBA|n/?a|nil|[RAG]|red|amber|green)"
    r"(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?:\s?\(.{1,30}\))?",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\(?(?:pages?\s*)?\d{1,4}(?:\s*[-–—]\s*\d{1,4})?\)?", re.IGNORECASE)
_LEADER = re.compile(r"[.…_]{4,}|(?:\.\s){4,}")
_BETWEEN = 4  # wrapped lines that may stand between two rows of figures
_FEWEST = 2
_HANGING = 4  # of the font size: text after a bullet or a number stands no further from it
_STRETCHED = 2.5  # of the font size: no line set to both margins has wider spaces


@dataclass(frozen=True)
class Run:
    """Lines `start` to before `end` that make up a borderless table, with its columns' left edges."""

    start: int
    end: int
    columns: tuple[float, ...]


def gap_of(line: Line) -> float:
    """The gap between two words that parts columns on this line. Text stretched to both margins has none."""
    gaps = [after.x0 - before.x1 for before, after in zip(line.words, line.words[1:], strict=False)]
    if len(gaps) > 3 and min(gaps) > 0 and max(gaps) < min(1.35 * min(gaps), _STRETCHED * line.size):
        return max(gaps)
    return max(1.2 * line.size, 9.0)


def find_runs(lines: Sequence[Line]) -> list[Run]:
    """The borderless tables among a page's lines outside ruled tables, in order."""
    rows = [cells_of(line) for line in lines]
    row_like = [is_row(cells) for cells in rows]
    runs: list[Run] = []
    at = 0
    while at < len(lines):
        if not row_like[at]:
            at += 1
            continue
        end, last, members = at, at, [at]
        while last + 1 < len(lines) and last - end <= _BETWEEN:
            last += 1
            if lines[last].base - lines[last - 1].base > 4 * lines[last].size:
                break
            if row_like[last]:
                members.append(last)
                end = last
            elif len(rows[last]) == 1 and _is_wide(lines[last], lines, members):
                break
        if len(members) >= _FEWEST and not _is_contents(rows, members):
            run = _grown(lines, rows, at, end, members)
            runs.append(run)
            at = run.end
        else:
            at = end + 1
    return _apart(runs)


def _apart(runs: list[Run]) -> list[Run]:
    """Runs that came to touch as one."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.start < joined[-1].end:
            joined[-1] = Run(joined[-1].start, max(run.end, joined[-1].end), joined[-1].columns)
        else:
            joined.append(run)
    return joined


def cells_of(line: Line) -> list[list[Word]]:
    """The line's words by column; a bullet or a paragraph's number belongs to the words after it."""
    parts = line.segments(gap_of(line))
    if len(parts) > 1 and parts[1][0].x0 - parts[0][-1].x1 < _HANGING * line.size:
        first = words_text(parts[0])
        marked = take_number(first + "\tX")[0] or take_bullet(first + " X")[0] or take_letter(first + " X")[0]
        if (marked and len(first) < 6) or (len(first) == 1 and not first.isalnum()):
            return [parts[0] + parts[1], *parts[2:]]
    return parts


def is_row(cells: list[list[Word]]) -> bool:
    """Whether a line's cells look like a table's row: figures beside words, or several short cells."""
    if len(cells) < 2:
        return False
    texts = [words_text(cell) for cell in cells]
    if any(_LEADER.search(text) for text in texts):
        return False
    figures = sum(bool(FIGURE.fullmatch(text)) and not _is_telephone(text) for text in texts[1:])
    return figures > 0 or (len(cells) > 2 and max(len(text) for text in texts) < 45)


def _is_telephone(text: str) -> bool:
    return text.startswith("0") and sum(char.isdigit() for char in text) > 8


def _is_wide(line: Line, lines: Sequence[Line], members: Sequence[int]) -> bool:
    """Whether a line runs across the columns of the rows found, as prose does."""
    left = min(lines[m].x0 for m in members)
    right = max(lines[m].x1 for m in members)
    return line.x1 - line.x0 > 0.62 * (right - left)


def _is_contents(rows: Sequence[list[list[Word]]], members: Sequence[int]) -> bool:
    """A list of contents: its only figures are rising page numbers."""
    pages = []
    for member in members:
        texts = [words_text(cell) for cell in rows[member]]
        if not _PAGES.fullmatch(texts[-1]) or any(FIGURE.fullmatch(text) for text in texts[1:-1]):
            return False
        found = re.search(r"\d+", texts[-1])
        pages.append(int(found.group()) if found else 0)
    return len(pages) > 2 and pages == sorted(pages) and pages[0] < pages[-1]


def _grown(
    lines: Sequence[Line], rows: Sequence[list[list[Word]]], start: int, end: int, members: Sequence[int]
) -> Run:
    """The run with the header above it and the wrapped lines below it."""
    while start > 0:
        above, below = lines[start - 1], lines[start]
        near = below.base - above.base <= 2.2 * below.size
        if not near or (len(rows[start - 1]) < 2 and _is_wide(above, lines, members)):
            break
        if (
            len(rows[start - 1]) < 2
            and above.base - lines[max(0, start - 2)].base > 2.2 * above.size
            and not above.bold
        ):
            break
        start -= 1
    while end + 1 < len(lines):
        above, below = lines[end], lines[end + 1]
        alone = len(rows[end + 1]) < 2
        if below.base - above.base > 1.7 * below.size or (alone and _is_wide(below, lines, members)):
            break
        if alone and below.size < 0.95 * above.size:
            break
        end += 1
    lefts = sorted(cell[0].x0 for member in members for cell in rows[member])
    columns: list[float] = []
    for left in lefts:
        if not columns or left - columns[-1] > 12:
            columns.append(left)
    return Run(start, end + 1, tuple(columns))


def run_table(
    run: Run, lines: Sequence[Line], frame: Frame, caption: str, doubts: Sequence[str] = (DOUBT,)
) -> RawTable:
    """The run as a table to be reviewed: one row for each printed line, cells by the columns' left edges."""
    rows = []
    for line in lines[run.start : run.end]:
        cells: list[list[Word]] = [[] for _ in run.columns]
        for cell in cells_of(line):
            nearest = min(range(len(run.columns)), key=lambda at: abs(run.columns[at] - cell[0].x0))
            cells[nearest] += cell
        rows.append(
            tuple(
                RawCell(words_text(words), page=frame.number, box=_box(frame, words))
                if words
                else RawCell("", page=frame.number)
                for words in cells
            )
        )
    return RawTable(tuple(rows), frame.number, caption, tuple(doubts))


def _box(frame: Frame, words: Sequence[Word]) -> Box:
    return frame.shown(
        min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)
    )
