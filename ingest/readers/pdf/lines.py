"""Characters gathered into words and lines, with footnote marks raised and parted from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.marks import SUPERSCRIPTS, TO_RAISED, fold, from_superscript, with_mark
from ingest.readers.pdf.geometry import Char
from ingest.readers.pdf.marks import ORDINAL, Mark, take_marks, wrapped_marks

_TYPED = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])[{SUPERSCRIPTS}]+")
_AFTER_TYPED = re.compile(rf"(?<=[{SUPERSCRIPTS}])(?=[\w(£$€“‘])(?![{SUPERSCRIPTS}])")
_SAME_BASE = 0.12  # of the font size: how far base lines of one line of text may lie apart


@dataclass(slots=True)
class Word:
    """A run of characters without a gap. `mark`: a raised footnote mark; `glued`: nothing parts it from the
    word before it (an ordinal's "th")."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    mark: bool = False
    glued: bool = False


@dataclass(slots=True)
class Line:
    """Words on one base line, from left to right. `overlap`: characters lie upon one another.

    `open_end`: the line's last character is a space that the producer printed before it broke the line.
    """

    words: list[Word]
    base: float
    overlap: bool = False
    open_end: bool = False
    page: int = 0
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        plain = [word for word in self.words if not word.mark] or self.words
        self.top = min(word.top for word in plain)
        self.bottom = max(word.bottom for word in plain)
        sizes: Counter[float] = Counter()
        for word in plain:
            sizes[round(word.size, 1)] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        lettered = [word for word in plain if any(char.isalnum() for char in word.text)]
        self.bold = bool(lettered) and all(word.bold for word in lettered)

    @property
    def text(self) -> str:
        return words_text(self.words)

    def segments(self, gap: float) -> list[list[Word]]:
        """The words parted wherever more than `gap` points lie between two of them."""
        parts: list[list[Word]] = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            if word.x0 - before.x1 > gap:
                parts.append([])
            parts[-1].append(word)
        return parts


def words_text(words: Iterable[Word]) -> str:
    """Words as text: one space between them, marks raised and parted from what they follow by one space."""
    text = ""
    after_mark = False
    for word in words:
        if word.mark:
            text = _add_mark(text, word.text)
        elif word.glued or (after_mark and word.text[0] in ".,;:)]!?%"):
            text += word.text
        else:
            text = f"{text} {word.text}" if text else word.text
        after_mark = word.mark
    return with_typed_marks(fold(text))


def with_typed_marks(text: str) -> str:
    """Footnote marks typed as ² parted from figures and words in the same way as drawn ones."""

    def part(found: re.Match[str]) -> str:
        return with_mark(text[: found.start()], from_superscript(found.group()))[found.start() :]

    parted = _TYPED.sub(part, text)
    return fold(_AFTER_TYPED.sub(" ", parted))


def _add_mark(text: str, mark: str) -> str:
    if mark.isdigit():
        return with_mark(text.rstrip(), mark)
    raised = "".join(TO_RAISED.get(char, char) for char in mark)
    if mark in ("*", "**", "***"):
        return text.rstrip() + mark  # an asterisk is printed close up, raised or not
    return f"{text.rstrip()} {raised}" if text else raised


def has_spaces(chars: Sequence[Char]) -> bool:
    """Whether the producer prints spaces; if not, words are told apart by gaps alone."""
    return sum(char.text == " " for char in chars) > 0.04 * len(chars)


def lines_of(chars: Iterable[Char], spaced: bool = True) -> list[Line]:
    """The lines of text that `chars` print, from top to bottom."""
    rows = _by_base([char for char in chars if char.turn == 0])
    marks = take_marks(rows) + wrapped_marks(rows)
    rows = _level(_by_first(rows))
    lines = []
    for row in rows:
        line = _line(row, [mark for mark in marks if mark.host in row], spaced)
        if line:
            lines.append(line)
    return sorted(lines, key=lambda line: (line.base, line.x0))


def _by_base(chars: list[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.base):
        if rows and char.base - rows[-1][-1].base <= max(0.4, _SAME_BASE * min(char.size, rows[-1][-1].size)):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [_once(sorted(row, key=lambda c: (c.x0, c.x1))) for row in rows]


def _once(row: list[Char]) -> list[Char]:
    """The row without what is printed twice, a hair apart, to look bold: a mark would count double, too."""
    kept: list[Char] = []
    for char in row:
        twin = next((other for other in kept[-3:] if char.text != " " and _doubled(char, [other])), None)
        if twin:
            twin.bold = True
        else:
            kept.append(char)
    return kept


def _by_first(rows: list[list[Char]]) -> list[list[Char]]:
    return [row for row in rows if any(char.text != " " for char in row)]


def _level(rows: list[list[Char]]) -> list[list[Char]]:
    """Joins rows whose base lines differ a little (a bullet in another font, a label set by hand)."""
    joined: list[list[Char]] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is not None:
            distance = row[0].base - above[0].base
            if distance < 0.45 * min(_size(row), _size(above)) and not _collide(above, row):
                joined[-1] = sorted(above + row, key=lambda c: (c.x0, c.x1))
                continue
        joined.append(row)
    return joined


def _size(row: list[Char]) -> float:
    return max(char.size for char in row)


def _collide(one: list[Char], other: list[Char]) -> bool:
    spans = [(char.x0, char.x1) for char in one if char.text != " "]
    return any(
        char.x0 < x1 - 0.3 * char.size and char.x1 > x0 + 0.3 * char.size
        for char in other
        if char.text != " "
        for x0, x1 in spans
    )


def _line(row: list[Char], marks: list[Mark], spaced: bool) -> Line | None:
    words: list[Word] = []
    overlap = gap = False
    last: Char | None = None
    for char in row:
        if char.text == " ":
            gap = True
            continue
        if last is None or gap or char.x0 - last.x1 > (0.3 if spaced else 0.17) * max(char.size, last.size):
            words.append(Word(char.text, char.x0, char.x1, char.top, char.bottom, char.size, char.bold))
        else:
            overlap = overlap or _overlaps(last, char)
            _extend(words[-1], char)
        gap, last = False, char
    words = _with_marks(words, marks)
    if not words:
        return None
    return Line(words, max(row, key=lambda c: c.size).base, overlap, row[-1].text == " ")


def _doubled(char: Char, before: list[Char]) -> bool:
    """The same character printed twice, a hair apart, to look bold."""
    return any(
        char.text == other.text
        and abs(char.x0 - other.x0) < 0.12 * char.size
        and abs(char.base - other.base) < 0.12 * char.size
        for other in before
    )


def _overlaps(last: Char, char: Char) -> bool:
    narrow = min(last.x1 - last.x0, char.x1 - char.x0)
    return narrow > 0.1 * char.size and char.x0 < last.x1 - 0.5 * narrow


def _extend(word: Word, char: Char) -> None:
    word.text += char.text
    word.x1 = max(word.x1, char.x1)
    word.top, word.bottom = min(word.top, char.top), max(word.bottom, char.bottom)
    word.size = max(word.size, char.size)
    word.bold = word.bold and char.bold


def _with_marks(words: list[Word], marks: list[Mark]) -> list[Word]:
    """Puts each mark beside its host. A word printed on after its mark ("276²m") is parted there."""
    for mark in sorted(marks, key=lambda m: m.chars[0].x0):
        first, last = mark.chars[0], mark.chars[-1]
        wrapped = first.base > mark.host.base + 0.3 * mark.host.size
        at = len(words) if wrapped else sum(word.x0 < first.x0 for word in words)
        ordinal = bool(ORDINAL.fullmatch(mark.text)) and mark.host.text.isdigit()
        if mark.text.isalpha() and not ordinal and len(mark.text) > 1:
            ordinal = True  # raised letters that are no mark ("Mr" with a raised r): text
        pieces = re.findall(r"\d+|[^\d,;]+", mark.text)
        for piece in pieces:
            words.insert(
                at,
                Word(
                    piece,
                    first.x0,
                    last.x1,
                    first.top,
                    last.bottom,
                    first.size,
                    first.bold,
                    not ordinal,
                    ordinal,
                ),
            )
            at += 1
    return words


def turned_text(chars: Sequence[Char], turn: int) -> str:
    """Text set sideways (a narrow column's header), in its own reading direction."""
    if turn == 90:
        moved = [(c, -c.bottom, c.left) for c in chars]
    elif turn == 270:
        moved = [(c, c.top, -c.left) for c in chars]
    else:
        moved = [(c, -c.x1, -c.base) for c in chars]
    flat = [
        Char(
            c.text,
            along,
            base - c.size,
            along + (c.bottom - c.top if turn != 180 else c.x1 - c.x0),
            base,
            along,
            base,
            c.size,
            c.bold,
        )
        for c, along, base in moved
    ]
    return " ".join(line.text for line in lines_of(flat, has_spaces(flat)))
