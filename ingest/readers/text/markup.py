"""Markdown typed into plain text: where a file uses it throughout, its marks are marks and no words.

A file with a stray "**" keeps it, since what is cited stands in the file word for word; one whose headings begin
with "#", or with emphasis in several places, is read as its author meant it.
"""

from __future__ import annotations

import re

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_NOT_BROKEN = r"(?:(?!\n[ \t]*\n).)+?"
_STRONG = re.compile(rf"(?<![\w*\\])(\*\*\*|\*\*)(?=[^\s*])({_NOT_BROKEN})(?<=[^\s\\])\1(?!\*)", re.DOTALL)
_STRONG_LINE = re.compile(rf"(?<![\w\\])__(?=[^\s_])({_NOT_BROKEN})(?<=[^\s\\])__(?![\w])", re.DOTALL)
_LIGHT = re.compile(r"(?<![\w*_\\|])([*_])(?=[^\s*_])([^*_\n|]+)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"(?<![!\\])\[([^\]\n]+)\]\((?:https?://|mailto:|www\.|#|/)[^)\s]*\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_ESCAPED = re.compile(r"\\([*_#`\[\]()|.~>-])")
_CELL = re.compile(r"^(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])(.+)(?<=[^\s*_\\])\1$")
_FEWEST = 3


def is_marked_up(text: str) -> bool:
    """Whether a text is Markdown by its own marks: headings with "#", or emphasis in three places at least."""
    lines = [line for line in text.split("\n") if line.strip()]
    headings = [found for line in lines if (found := _HEADING.match(line))]
    opens = bool(lines) and _HEADING.match(lines[0]) is not None
    if len(headings) > 1 and (opens or any(len(found.group(1)) > 1 for found in headings)):
        return True
    return len(_STRONG.findall(text)) >= _FEWEST


def take_heading(raw: str) -> tuple[int, str]:
    """The level of a heading that "#" marks, and its words; (0, the line) for any other line."""
    found = _HEADING.match(raw)
    return (len(found.group(1)), found.group(2)) if found else (0, raw)


def without_emphasis(text: str) -> str:
    """A text without the marks of emphasis, links and code, line breaks as they stand."""
    text = _STRONG.sub(r"\2", text)
    text = _STRONG_LINE.sub(r"\1", text)
    text = _LIGHT.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", _CODE.sub(r"\1", _LINK.sub(r"\1", text)))


def cell_text(text: str) -> str:
    """A cell without emphasis over the whole of it ("**471**")."""
    found = _CELL.match(text.strip())
    return found.group(2) if found else text
