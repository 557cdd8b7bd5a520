"""Lines of one page gathered into paragraphs, list items, headings and footnotes.

What parts two paragraphs differs from house to house: space, an indent, a number or bullet, a change of type,
or nothing but a line that ends though the next word would have fitted. All are looked at; no font is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from ingest.readers.marks import take_bullet, take_footnote, take_letter, take_number
from ingest.readers.pdf.geometry import Rule
from ingest.readers.pdf.lines import Line, words_text

_CLOSED = re.compile(r"[.!?:;][”\"’')\]]?(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$")
_HANGING = 0.9  # of the font size: a gap after a number or bullet that sets the text off
_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-z]{1,4}[.)]|\([ivx]{1,5}\)")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd]")
_SYMBOL_NOTE = re.compile(r"^([*†‡§]{1,3})\s*(?=[A-Z\d£])")
MarkKind = Literal["none", "number", "bullet", "letter", "footnote"]


@dataclass
class Draft:
    """The lines of one block to be."""

    lines: list[Line]
    kind: MarkKind = "none"
    mark: str = ""
    skip: int = 0  # how many words of the first line are the mark
    text_x: float | None = None  # where the text after a mark starts
    underlined: bool = False
    right: float = 0.0  # the right edge of the column it stands in
    continued: bool = False
    level: int = 0

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    def body_lines(self) -> list[Line]:
        """The lines without the mark."""
        if not self.skip:
            return self.lines
        rest = self.first.words[self.skip :]
        head = [Line(rest, self.first.base, page=self.first.page)] if rest else []
        return head + self.lines[1:]


@dataclass
class Layout:
    """What the document's own paragraphs look like: right edges by page and column, leading by font size."""

    rights: dict[tuple[int, int], float] = field(default_factory=dict)
    leading: dict[float, float] = field(default_factory=dict)

    def lead(self, size: float) -> float:
        """The usual distance between base lines at a font size, in points."""
        return self.leading.get(round(size, 1), 1.22 * size)


def learn_layout(columns: Sequence[Sequence[Line]], keys: Sequence[tuple[int, int]]) -> Layout:
    """Right edges and leading from runs of lines; `keys` names each run's page width and left edge."""
    layout = Layout()
    rights: dict[tuple[int, int], list[float]] = defaultdict(list)
    gaps: dict[float, list[float]] = defaultdict(list)
    for key, lines in zip(keys, columns, strict=True):
        rights[key] += [line.x1 for line in lines if len(line.words) > 3]
        for above, below in zip(lines, lines[1:], strict=False):
            gap = below.base - above.base
            if above.size == below.size and 0.9 * above.size < gap < 2.5 * above.size and below.text[:1].islower():
                gaps[round(above.size, 1)].append(gap)
    for key, found in rights.items():
        layout.rights[key] = _edge(found)
    for size, found in gaps.items():
        layout.leading[size] = median(found)
    return layout


def _edge(found: list[float]) -> float:
    """The right edge that lines come near to, a single line that juts out left aside."""
    ordered = sorted(found, reverse=True)
    if not ordered:
        return 0.0
    if len(ordered) > 3 and ordered[0] - ordered[1] > 12:
        return ordered[1]
    return ordered[0]


def gather(lines: Sequence[Line], layout: Layout, right: float, rules: Sequence[Rule]) -> list[Draft]:
    """The drafts of a run of lines in one column."""
    drafts: list[Draft] = []
    for line in lines:
        mark = _mark_of(line)
        if drafts and not _parts(drafts[-1], line, mark, layout, right):
            drafts[-1].lines.append(line)
            continue
        kind, text, skip, text_x = mark
        drafts.append(Draft([line], kind, text, skip, text_x, _underlined(line, rules), right))
    return drafts


def _mark_of(line: Line) -> tuple[MarkKind, str, int, float | None]:
    """The mark that a line begins with: (kind, mark, words that it takes, where the text after it starts)."""
    words = line.words
    if words[0].mark and words[0].text.isdigit():
        return "footnote", words[0].text, 1, None
    text = line.text
    note = take_footnote(text)[0]
    if note:
        return "footnote", note, _words_in(line, note), None
    if len(words) < 2:
        return "none", "", 0, None
    first, gap = words[0].text, words[1].x0 - words[0].x1
    wide = gap > _HANGING * line.size
    rest = words_text(words[1:])
    if _PRIVATE.fullmatch(first) or (len(first) == 1 and not first.isalnum() and take_bullet(f"{first} x")[0]):
        shown = first if take_bullet(f"{first} x")[0] and not _PRIVATE.fullmatch(first) else "•"
        return "bullet", shown, 1, words[1].x0
    if wide and first == "o":
        return "bullet", first, 1, words[1].x0
    if _LABEL.fullmatch(first):
        joint = "\t" if wide else " "
        number, _ = take_number(first + joint + rest)
        if number:
            return "number", number, 1, words[1].x0
        letter, _ = take_letter(first + " " + rest)
        if letter:
            return "letter", letter, 1, words[1].x0
    return "none", "", 0, None


def _words_in(line: Line, note: str) -> int:
    return 1 if len(line.words[0].text) <= len(note) else 0


def _parts(
    draft: Draft, line: Line, mark: tuple[MarkKind, str, int, float | None], layout: Layout, right: float
) -> bool:
    """Whether `line` begins a new block after `draft`."""
    above = draft.lines[-1]
    gap = line.base - above.base
    lead = layout.lead(line.size)
    if gap > 1.22 * lead + 0.8 or gap < 0 or abs(line.size - above.size) > 0.05 * above.size:
        return True
    if line.bold != above.bold and _closes_style(draft, line):
        return True
    text = above.text
    closed, room = bool(_CLOSED.search(text)), _had_room(above, line, right)
    kind = mark[0]
    if kind != "none":
        return _mark_parts(draft, line, kind, closed, room)
    indent = line.x0 - _text_left(draft)
    if indent < -0.8 * line.size and not (len(draft.lines) == 1 and draft.kind == "none" and not room):
        return draft.kind == "none" or room or line.x0 < above.x0 - 0.8 * line.size or closed
    if len(draft.lines) > 1 and indent > 0.8 * line.size:
        return True
    if room:
        return closed or not line.text[:1].islower()
    return False


def _closes_style(draft: Draft, line: Line) -> bool:
    """Whether a change between bold and plain type parts blocks. A sentence that runs on does not."""
    if draft.bold:
        return not line.text[:1].islower() or not draft.lines[-1].text.endswith(("–", "-", ","))
    return bool(_CLOSED.search(draft.lines[-1].text)) or not line.text[:1].islower()


def _mark_parts(draft: Draft, line: Line, kind: MarkKind, closed: bool, room: bool) -> bool:
    """Whether a line that begins with a mark is a block of its own, and not a wrapped line that happens to
    begin so ("point" / "48. Further…")."""
    if kind in ("bullet", "footnote") and not line.text.startswith(("-", "–", "—", "*")):
        return True
    if room or closed:
        return True
    if draft.kind == "none":
        return False
    return line.x0 < _text_left(draft) - 0.5 * line.size


def _text_left(draft: Draft) -> float:
    if len(draft.lines) > 1:
        return draft.lines[1].x0
    return draft.text_x if draft.text_x is not None else draft.first.x0


def _had_room(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would have fitted on the line above."""
    first = line.words[0]
    return above.x1 + 0.25 * above.size + (first.x1 - first.x0) < right - 0.3 * above.size


def _underlined(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs under the line's words, and no further."""
    return any(
        -0.5 <= rule.at - line.base <= 0.35 * line.size
        and abs(rule.start - line.x0) < 3
        and rule.end - rule.start > 0.8 * (line.x1 - line.x0)
        and rule.end < line.x1 + 6
        for rule in rules
    )


def runs_on(draft: Draft, following: Draft) -> bool:
    """Whether `following`, the first block of the next page or column, is the rest of `draft`."""
    above, below = draft.lines[-1], following.first
    if following.kind != "none" or abs(above.size - below.size) > 0.05 * above.size or above.bold != below.bold:
        return False
    text, more = above.text, below.text
    if _had_room(above, below, draft.right):
        return more[:1].islower() and not _CLOSED.search(text)
    if more[:1].islower() and not re.search(r"[.!?]$", text):
        return True
    if draft.kind in ("number", "bullet", "letter") and draft.text_x is not None:
        hangs = abs(draft.text_x - draft.first.x0) > 0.5 * above.size
        set_off = abs((below.x0 - draft.first.x0) - (draft.text_x - draft.first.x0)) < 3
        if hangs and set_off:
            return True
    return not _CLOSED.search(text)


def symbol_note(draft: Draft, body: float) -> str | None:
    """The symbol of a footnote marked with * or †: small type that begins with one."""
    found = _SYMBOL_NOTE.match(draft.first.text)
    return found.group(1) if found and draft.size < 0.95 * body else None
