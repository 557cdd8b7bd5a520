"""The rating and comment of a row: by letter, word or sign, else by the colour of its cell."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.language.data import policy
from ingest.language.marks import fold
from ingest.language.numbers import parse_figure

Rag = Literal["G", "A", "R"]
Status = Literal["good", "middle", "bad", "other"]
_STANDS: dict[str, Status] = {"G": "good", "A": "middle", "R": "bad"}


@dataclass(frozen=True)
class Rated:
    """A rating, how it was read, and the words beside it. `doubt` says why a rating was not read.

    `status` is how a rating stands that is printed in other words than a colour ("Off track"): the words stay the
    comment, and no colour is made of them.
    """

    rag: Rag | None
    source: Literal["printed", "colour"] | None
    comment: str
    doubt: str = ""
    status: Status | None = None

    @property
    def stands(self) -> Status | None:
        """How it rates its figure, by colour or in words."""
        return _STANDS[self.rag] if self.rag else self.status


def read_rating(text: str, fill: str | None, heading: str = "") -> Rated:
    """Read a rating cell. A letter counts alone, last, or first with a separator after it.

    `heading`: that of its column, whose question a "Yes" or "No" answers ("On track?").
    """
    words = fold(text)
    if _mixed().search(words) and len(words) < 20:
        return Rated(None, None, words, "the cell names two ratings")
    rag, comment = _printed(words)
    coloured = colour_rating(fill)
    if rag is not None:
        differs = coloured is not None and coloured != rag
        return Rated(rag, "printed", comment, "the cell's colour says otherwise" if differs else "")
    status = status_of(words, heading)
    if coloured is not None:
        differs = status in ("good", "bad") and {status, _STANDS[coloured]} == {"good", "bad"}
        return Rated(coloured, "colour", words, "the cell's colour and its words differ" if differs else "", status)
    return Rated(None, None, words, _odd_fill(fill) or _odd_words(words, status, heading), status)


def status_of(words: str, heading: str = "") -> Status | None:
    """How a rating in words stands ("Not met" is bad); None for words that are no rating."""
    data = policy("ratings")
    said = _bare(words)
    if re.search(data["answers"]["asks"], heading, re.IGNORECASE):
        for status in ("good", "bad"):
            if said in data["answers"][status]:
                return status  # type: ignore[return-value]
    return _statuses().get(said)


def is_rating(text: str, fill: str | None) -> bool:
    """Whether a cell holds a rating, by letter, word, sign or colour; "closed" and the like may be anything."""
    rated = read_rating(text, fill)
    return rated.stands is not None and (rated.status != "other" or _bare(text) == "blue")


def _odd_words(words: str, status: Status | None, heading: str) -> str:
    """Why a short word in a column of ratings alone is not read; a remark ("See note 3") is no rating."""
    data = policy("ratings")
    said = _bare(words)
    remarks = not heading or re.search(r"\bcomment|\bnarrative\b|\bupdate\b|\bstatus\b", heading, re.IGNORECASE)
    if not said or status or remarks or len(said) > data["short"] or said in data["unrated"]:
        return ""
    if parse_figure(words).kind != "text" or re.search(r"\d", said):
        return ""
    return f"“{words}” is no rating that is known"


def _bare(words: str) -> str:
    """A cell's words in lower case, without the arrows and stops around them."""
    return fold(words).lower().strip(policy("travel")["arrows"] + "\ufe0f .()●■⬤◆")


@cache
def _statuses() -> dict[str, Status]:
    return {str(word): status for status, words in policy("ratings")["statuses"].items() for word in words}


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
