"""What a column holds, where its heading alone would mislead: directions of travel, remarks, ratings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.language.data import policy
from ingest.language.marks import fold
from ingest.language.numbers import parse_figure
from ingest.readings.ratings import colour_rating, is_rating
from ingest.tables.grid import Grid


def roles_by_content(grid: Grid, headings: Sequence[str], roles: Sequence[str | None]) -> list[str | None]:
    """The roles that headings name, but for columns whose cells hold something else."""
    return [_role(grid, col, headings[col], role) for col, role in enumerate(roles)]


def _role(grid: Grid, col: int, heading: str, role: str | None) -> str | None:
    if role not in ("rag", "target", "actual", "overall_target", "objective", "comment", None):
        return role
    texts = [row.text(col) for row in grid.body if row.text(col)]
    if _names_an_aim(heading) and _are_aims(texts):
        return "overall_target"
    if role in ("objective", "overall_target", None) or not texts:
        return role
    coloured = sum(colour_rating(row.cells[col].fill) is not None for row in grid.body)
    if is_travel(texts) and not (role == "rag" and coloured >= 0.5 * len(texts)):
        return "change"
    figures = sum(parse_figure(text).exact for text in texts)
    if role == "rag" and figures >= 0.5 * len(texts):
        return "change"  # "Performance against target" as a distance
    if role == "target" and not _says("plain_target", heading) and not _could_aim(texts):
        return None
    if role == "actual" and _are_remarks(texts):
        return "comment"
    return role


def is_travel(texts: Sequence[str]) -> bool:
    """Whether cells say only which way figures have gone, in words or arrows."""
    said = [text for text in texts if not _says_nothing(text)]
    travel = [text for text in said if _travels(text)]
    return bool(travel) and len(travel) >= policy("travel")["share"] * len(said)


def _travels(text: str) -> bool:
    words = fold(text.strip(_arrows() + " \ufe0f()–-")).lower()
    return words in _travel_words() or not words and any(sign in text for sign in _arrows())


def _says_nothing(text: str) -> bool:
    return parse_figure(text).kind in ("dash", "pending", "not_available", "blank", "suppressed")


def _names_an_aim(heading: str) -> bool:
    return _says("aim_heading", fold(heading))


def _are_aims(texts: Sequence[str]) -> bool:
    """Whether cells say what each measure is to reach ("18%", "Reduce"), not the aims of a plan."""
    return bool(texts) and all(
        re.fullmatch(policy("headers")["aim_words"], text, re.IGNORECASE)
        or parse_figure(text).kind in ("figure", "bound", "clock", "pending", "not_available")
        for text in texts
    )


def _could_aim(texts: Sequence[str]) -> bool:
    """Whether some cell holds a number, or all of them say that there is none yet."""
    return any(re.search(r"\d", text) for text in texts) or all(map(_says_nothing, texts))


def _are_remarks(texts: Sequence[str]) -> bool:
    return not any(parse_figure(text).exact for text in texts) and all(
        len(text.split()) > 3 or _says_nothing(text) for text in texts
    ) and any(len(text.split()) > 3 for text in texts)


def rated_cells(grid: Grid, col: int) -> int:
    """How many cells of a column hold a rating, by letter, word, sign or colour."""
    return sum(is_rating(row.text(col), row.cells[col].fill) for row in grid.body)


def _says(name: str, heading: str) -> bool:
    return re.search(policy("headers")[name], heading, re.IGNORECASE) is not None


@cache
def _arrows() -> str:
    return str(policy("travel")["arrows"])


@cache
def _travel_words() -> frozenset[str]:
    return frozenset(policy("travel")["words"])
