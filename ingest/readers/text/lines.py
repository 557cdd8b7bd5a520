"""A text file as lines, each with its page and what it can be by its own look alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.readers.marks import take_bullet, take_footnote, take_letter, take_number
from ingest.readers.text.markup import take_heading

LineKind = Literal["blank", "rule", "tabbed", "piped", "spaced", "bullet", "number", "letter", "footnote", "text"]

_BARE_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*\t")
_RULE = re.compile(r"^\s*([-=_*~#])\1{2,}\s*$")
_PIPED = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?(\s*:?-{2,}:?\s*\|)+\s*(:?-{2,}:?)?\s*$")
_SPACED = re.compile(r"\S(?: {3,}|\u00a0{3,})\S")
_WRAP_AT_MOST = 110
_WRAP_AT_LEAST = 45


@dataclass(frozen=True)
class Line:
    """One line: `text` as it stands, `mark` its bullet, number or footnote mark, `body` the rest.

    `level`: that of a heading that Markdown marks, else 0.
    """

    text: str
    page: int | None
    kind: LineKind
    mark: str | None = None
    body: str = ""
    indent: int = 0
    after_blank: bool = True
    first_on_page: bool = False
    level: int = 0

    @property
    def prose(self) -> bool:
        return self.kind in ("text", "bullet", "number", "letter", "footnote")


def split_lines(text: str, marked_up: bool = False) -> list[Line]:
    """The lines of `text`. Pages are counted only where form feeds part them. `marked_up`: "#" marks headings."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    lines: list[Line] = []
    for at, page in enumerate(pages, start=1):
        number = at if len(pages) > 1 else None
        after_blank = True
        for position, raw in enumerate(page.split("\n")):
            level, words = take_heading(raw) if marked_up else (0, raw)
            line = _classify(words, number, after_blank, position == 0 and at > 1)
            lines.append(replace(line, level=level) if level and line.prose else line)
            after_blank = line.kind in ("blank", "rule") or lines[-1].level > 0
    for at, line in enumerate(lines):
        beside = {other.kind for other in lines[max(0, at - 1) : at + 2] if other is not line}
        if line.kind == "number" and _BARE_NUMBER.match(line.text) and "tabbed" in beside:
            lines[at] = replace(line, kind="tabbed", mark=None, body=line.text)
        elif line.kind in ("number", "letter") and "spaced" in beside and len(_SPACED.findall(line.text)) > 1:
            lines[at] = replace(line, kind="spaced", mark=None, body=line.text)  # a row under its objective's number
    return lines


def _classify(raw: str, page: int | None, after_blank: bool, first_on_page: bool) -> Line:
    kind, mark, body = _kind(raw)
    expanded = raw.expandtabs(4)
    indent = len(expanded) - len(expanded.lstrip())
    return Line(raw, page, kind, mark, body, indent, after_blank, first_on_page)


def _kind(raw: str) -> tuple[LineKind, str | None, str]:
    if not raw.strip():
        return ("tabbed", None, raw) if raw.count("\t") > 1 else ("blank", None, "")
    if _PIPED.match(raw) and raw.count("|") > 2:
        return "piped", "-" if _PIPE_RULE.match(raw) else None, raw
    if _RULE.match(raw):
        return "rule", None, raw
    for take, kind in ((take_number, "number"), (take_bullet, "bullet"), (take_letter, "letter")):
        mark, body = take(raw)
        if mark is not None and "\t" not in body:
            return kind, mark, body  # type: ignore[return-value]
    if "\t" in raw.lstrip():
        return "tabbed", None, raw
    mark, body = take_footnote(raw)
    if mark is not None:
        return "footnote", mark, body
    if len(_SPACED.findall(raw)) > 1:
        return "spaced", None, raw
    return "text", None, raw


def has_gap(line: Line) -> bool:
    """Whether a run of spaces parts the line's words."""
    return bool(_SPACED.search(line.text))


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the file's lines were broken, or None where each line is a whole paragraph."""
    prose = [line for line in lines if line.prose]
    width = max((len(line.text.rstrip()) for line in prose), default=0)
    if not _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST:
        return None
    pairs = [
        (above, below)
        for above, below in zip(lines, lines[1:], strict=False)
        if above.prose and below.kind == "text" and above.page == below.page
    ]
    filled = sum(fills(above, below, width) for above, below in pairs)
    return width if pairs and filled >= 0.6 * len(pairs) else None


def fills(above: Line, below: Line, width: int) -> bool:
    """Whether the first word of `below` had no room left on the line above it."""
    words = below.text.split(maxsplit=1)
    return bool(words) and len(above.text.rstrip()) + 1 + len(words[0]) > 0.85 * width
