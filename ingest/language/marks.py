"""Footnote marks parted from the text that carries them."""

from __future__ import annotations

import re

from ingest.readers.marks import SUPERSCRIPTS, fold, from_superscript

_MARKS = re.compile(rf"\s*([{SUPERSCRIPTS}]+(?:\s*[,;]\s*[{SUPERSCRIPTS}]+)*)")
_RAISED = re.compile(f"[{SUPERSCRIPTS}]")
_AREA_UNIT = re.compile(r"(?:^|[\s\d(])(?:mm|cm|dm|m|km|ft|mi|CO)$")
def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its footnote marks, and the marks in order: "276 ²" gives ("276", ("2",)).

    The exponent of a unit ("12 km²") stays where it is.
    """
    if not _RAISED.search(text):
        return fold(text), ()
    marks: list[str] = []
    kept: list[str] = []
    at = 0
    for found in _MARKS.finditer(text):
        before = text[at : found.start()]
        if found.group(1) in "²³" and found.start(1) == found.start() and _AREA_UNIT.search(before):
            kept.append(text[at : found.end()])
        else:
            kept.append(before)
            marks += [from_superscript(part) for part in re.split(r"[\s,;]+", found.group(1))]
            if found.end() < len(text) and not text[found.end()].isspace() and text[found.end()] not in ".,;:)]":
                kept.append(" ")
        at = found.end()
    kept.append(text[at:])
    return fold("".join(kept)), tuple(dict.fromkeys(marks))


def without_marks(text: str) -> str:
    """The text alone."""
    return split_marks(text)[0]
