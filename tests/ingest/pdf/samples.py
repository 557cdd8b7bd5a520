"""The sample reports as parts to be rendered, and the gold that a reader of the rendition has to give back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import evals.samples

FOLDER = Path(evals.samples.__file__).parent
SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
COLOURS = {"G": "#00b050", "A": "#ffc000", "R": "#ff0000"}


@dataclass(frozen=True)
class Part:
    """A heading, paragraph, numbered paragraph, bullet, note or table of a sample, in order."""

    kind: str
    text: str = ""
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts(name: str) -> list[Part]:
    """The parts of the sample `name` (without ".txt"), each paragraph whole."""
    found: list[Part] = []
    for chunk in re.split(r"\n\s*\n", (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip("\n")):
        lines = [line for line in chunk.split("\n") if line.strip()]
        if all("\t" in line for line in lines):
            found.append(Part("table", rows=tuple(tuple(line.split("\t")) for line in lines)))
            continue
        for line in lines:
            found.append(_part(line, len(lines) == 1))
    return found


def _part(line: str, alone: bool) -> Part:
    text = line.strip()
    if text.startswith("- "):
        return Part("bullet", text[2:])
    note = re.match(rf"([{SUPER}]+)\s*(.*)", text)
    if note:
        return Part("note", note.group(2), note.group(1))
    numbered = re.match(r"(\d{1,2})\.\s+(.*)", text)
    titled = alone and not text.endswith((".", ":", ";")) and len(text) < 120
    if numbered:
        return Part("heading" if titled else "number", numbered.group(2), numbered.group(1))
    return Part("heading" if titled else "para", text)


def measure_rows(name: str) -> list[tuple[str, ...]]:
    """The measure table's rows, header rows left out, each of six cells as printed."""
    rows = [row for part in parts(name) for row in part.rows if len(row) == 6]
    return [row for row in rows if row != rows[0]]


def header(name: str) -> tuple[str, ...]:
    """The measure table's header."""
    return next(part.rows[0] for part in parts(name) if part.rows and len(part.rows[0]) == 6)


def rating(comment: str) -> str:
    """The letter that a comment cell ends with, "" where it has none."""
    found = re.search(r"(?:^|\s)([GAR])$", comment)
    return found.group(1) if found else ""


def without_letter(comment: str) -> str:
    """A comment cell as a report prints it that rates by colour alone."""
    return re.sub(r"(?:^|\s)[GAR]$", "", comment).strip()
