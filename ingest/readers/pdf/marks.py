"""Raised footnote marks told from the figures that they stand by.

A mark drawn as a small raised digit arrives from the page as one more digit of the figure before it ("276" and
"2" as "2762"), so marks are taken out before any text is put together.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingest.readers.pdf.geometry import Char

_MARK = re.compile(r"\d{1,3}(?:[,;]\d{1,3})*|[*†‡§¶#]{1,3}|[a-z]")
ORDINAL = re.compile(r"st|nd|rd|th")


@dataclass(slots=True, eq=False)
class Mark:
    """A raised run and the character beside which it stands."""

    chars: list[Char]
    host: Char
    before: bool = False  # it stands before its host, at the start of a line

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)


def take_marks(rows: list[list[Char]]) -> list[Mark]:
    """Takes the marks out of `rows`, each with the character it belongs to."""
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        for run in _runs(row):
            text = "".join(char.text for char in run)
            if not (_MARK.fullmatch(text) or ORDINAL.fullmatch(text)):
                continue
            mark = _beside(run, rows[at : at + 8], row)
            if mark:
                marks.append(mark)
                for char in run:
                    row.remove(char)
    return marks


def wrapped_marks(rows: list[list[Char]]) -> list[Mark]:
    """Marks that no longer fitted on their line: small digits alone right below it, at the left."""
    sizes = Counter(round(char.size, 1) for row in rows for char in row if char.text != " ")
    if len(sizes) < 2:
        return []
    usual = sizes.most_common(1)[0][0]
    marks = []
    for above, row in zip(rows, rows[1:], strict=False):
        run = [char for char in row if char.text != " "]
        hosts = [char for char in above if char.text != " "]
        if not run or not hosts or max(char.size for char in run) > 0.85 * usual:
            continue
        near = row[0].base - above[0].base < 1.6 * usual and run[0].x0 < hosts[-1].x1
        if (
            near
            and len(run) < 4
            and all(char.text.isdigit() for char in run)
            and max(c.size for c in hosts) > 0.85 * usual
        ):
            marks.append(Mark(run, hosts[-1]))
            row[:] = []
    return marks


def _runs(row: list[Char]) -> list[list[Char]]:
    """Neighbouring characters of one size, spaces left out."""
    runs: list[list[Char]] = []
    last: Char | None = None
    for char in row:
        if char.text == " ":
            last = None
            continue
        close = (
            last is not None and abs(char.size - last.size) < 0.1 * last.size and char.x0 - last.x1 < 0.3 * last.size
        )
        if close:
            runs[-1].append(char)
        else:
            runs.append([char])
        last = char
    return runs


def _beside(run: list[Char], rows: list[list[Char]], own: list[Char]) -> Mark | None:
    """The character that `run` is a mark of: on the same line or the next below, touching, and larger."""
    first, last = run[0], run[-1]
    numeric = first.text.isdigit()
    for row in rows:
        left: Char | None = None
        right: Char | None = None
        for char in row:
            if char in run or char.text == " ":
                continue
            if char.x1 <= first.x0 + 0.25 * first.size:
                if left is None or char.x1 > left.x1:
                    left = char
            elif char.x0 >= last.x1 - 0.25 * last.size and (right is None or char.x0 < right.x0):
                right = char
        if left and -0.3 * left.size <= first.x0 - left.x1 <= 0.5 * left.size:
            if _is_raised(first, left, numeric) or (
                numeric and left.text.isdigit() and row is own and first.size < 0.8 * left.size
            ):
                return Mark(run, left)
            if row is not own:
                continue
        elif right and right.x0 - last.x1 <= 1.5 * right.size and _is_raised(first, right, numeric, 0.85):
            far = left is None or first.x0 - left.x1 > 1.5 * right.size
            if far and (numeric or not first.text.isalpha()):
                return Mark(run, right, before=True)
    return None


def _is_raised(mark: Char, host: Char, numeric: bool, ratio: float = 0.95) -> bool:
    rise = (host.base - mark.base) / host.size
    if not numeric:
        return mark.size < 0.85 * host.size and 0.1 <= rise <= 0.75
    if mark.size < 0.8 * host.size:
        return 0.04 <= rise <= 0.75
    return (mark.size <= ratio * host.size and 0.12 <= rise <= 0.75) or (
        mark.size <= 1.02 * host.size and 0.25 <= rise <= 0.6 and ratio > 0.9
    )
