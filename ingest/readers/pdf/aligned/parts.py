"""What a table without vertical rules is made of, and why one is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.borderless import FIGURE
from ingest.readers.pdf.lines import Line, Word, words_text


class Unsure(Exception):
    """A table that can be read in more than one way; the message says what leaves the choice."""


@dataclass(frozen=True)
class Column:
    """Where a column's ink stands, in points; `figures`: most of its cells are figures."""

    x0: float
    x1: float
    figures: bool = False

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Heading:
    """A heading's lines over the columns from `first` to before `end`."""

    first: int
    end: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Row:
    """A row's lines with its upper and lower edge."""

    lines: list[Line]
    top: float
    bottom: float


def words_in(line: Line, column: Column) -> list[Word]:
    """The words of a line that stand in a column."""
    return [word for word in line.words if column.x0 - 0.1 <= (word.x0 + word.x1) / 2 <= column.x1 + 0.1]


def part_of(line: Line, words: list[Word]) -> Line:
    """Some of a line's words as a line."""
    return Line(words, line.base, line.overlap, page=line.page)


def is_figure(text: str) -> bool:
    """Whether a cell prints one figure, a rating, or a sign for none."""
    return bool(FIGURE.fullmatch(text))


def is_anchor(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line prints a row's figures; what their brackets say may go on below ("30.7% (Mar")."""
    texts = [words_text(words_in(line, column)) for column in columns if column.figures]
    return any(is_figure(text) or _OPENS.match(text) for text in texts)


_OPENS = re.compile(r"[£$€]?[-−–+]?[£$€]?\d[\d,.]*\s?(?:%|pp|m|bn|k)?\s*[(\[]")
YEAR = re.compile(r"(?:19|20)\d\d")
