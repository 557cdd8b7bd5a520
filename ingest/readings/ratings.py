"""The rating and comment of a row: by letter, word or sign, else by the colour of its cell."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.language.data import policy
from ingest.language.marks import fold

Rag = Literal["G", "A", "R"]


@dataclass(frozen=True)
class Rated:
    """A rating, how it was read, and the words beside it. `doubt` says why a rating was not read."""

    rag: Rag | None
    source: Literal["printed", "colour"] | None
    comment: str
    doubt: str = ""


def read_rating(text: str, fill: str | None) -> Rated:
    """Read a rating cell. A letter counts alone, last, or first with a separator after it."""
    words = fold(text)
    if _mixed().search(words) and len(words) < 20:
        return Rated(None, None, words, "the cell names two ratings")
    rag, comment = _printed(words)
    coloured = colour_rating(fill)
    if rag is not None:
        differs = coloured is not None and coloured != rag
        return Rated(rag, "printed", comment, "the cell's colour says otherwise" if differs else "")
    if coloured is not None:
        return Rated(coloured, "colour", words)
    return Rated(None, None, words, _odd_fill(fill))


def _printed(words: str) -> tuple[Rag | None, str]:
    data = policy("ratings")
    if words.upper() in data["letters"]:
        return data["letters"][words.upper()], ""
    if words.lower().strip(" .()") in data["words"]:
        return data["words"][words.lower().strip(" .()")], ""
    for sign, rag in data["signs"].items():
        if sign in words:
            return rag, fold(words.replace(sign, ""))
    marks = re.escape(data["separators"])
    names = "|".join(data["words"])
    for pattern in (
        rf"^(?P<rest>.*\S)\s+[({marks}]*(?P<rag>[GAR])\)?$",
        rf"^\(?(?P<rag>[GAR])\)?\s*[{marks}]\s*(?P<rest>.+)$",
        r"^(?P<rag>[GR])\s+(?P<rest>[A-Z].+)$",
    ):
        found = re.match(pattern, words, re.DOTALL)
        if found:
            return data["letters"][found.group("rag")], found.group("rest").strip(
                " " + data["separators"].replace(".", "").replace(")", "")
            )
    for pattern in (
        rf"^(?!(?-i:[A-Z]))\S\s+(?P<rag>{names})(?P<rest>)$",  # a coloured sign, or the letter that draws one
        rf"^(?P<rag>{names})\s*[{marks}]+\s+(?P<rest>.+)$",
        rf"^(?P<rest>.+?)\s*[{marks}]+\s*(?P<rag>{names})\W*$",
    ):
        found = re.match(pattern, words, re.IGNORECASE | re.DOTALL)
        if found:
            return data["words"][found.group("rag").lower()], found.group("rest").strip()
    return None, words


def colour_rating(fill: str | None) -> Rag | None:
    """The rating that a cell's fill stands for, by its hue; None for white, grey and pale fills."""
    hue = _hue(fill)
    if hue is None:
        return None
    for rag, spans in policy("ratings")["hues"].items():
        if any(low <= hue <= high for low, high in spans):
            return rag  # type: ignore[no-any-return]
    return None


def _hue(fill: str | None) -> float | None:
    if not fill or not re.fullmatch(r"#?[0-9a-fA-F]{6}", fill):
        return None
    red, green, blue = (int(fill.lstrip("#")[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    data = policy("ratings")
    if saturation < data["least_saturation"] or value < data["least_value"]:
        return None
    return hue * 360


def _odd_fill(fill: str | None) -> str:
    return "the cell's colour is none of red, amber and green" if _hue(fill) is not None else ""


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile(policy("ratings")["mixed"], re.IGNORECASE)
