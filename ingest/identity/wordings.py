"""A wording brought to a form in which the same measure reads the same, and different ones do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ingest.language.data import policy
from ingest.language.marks import fold

Tie = Literal["exact", "normalised", "similar"]


@dataclass(frozen=True)
class Form:
    """A wording's remaining words, its qualifiers, and the sort of unit it is printed in ("" where not known)."""

    wording: str
    words: frozenset[str]
    qualifiers: frozenset[str]
    sort: str = ""


@lru_cache(maxsize=8192)
def form_of(wording: str, unit: str = "") -> Form:
    """The comparable form of a wording. `unit`: that of its figures, where one is printed."""
    text = re.sub(r"\bre[\s-](?=offen)", "re", fold(wording).lower().replace("’", "'"))
    text = re.sub(r"\banti[\s-]?social behaviour\b(?:\s*\(asb\))?", "asb", text)
    data = policy("measure_identity")
    qualifiers = {name for name, pattern in data["qualifiers"].items() if re.search(pattern, text)}
    if "without_injury" in qualifiers:
        qualifiers.discard("with_injury")
    if "non_emergency" in qualifiers and not re.search(r"(?<!non-)(?<!non )\bemergenc|\b999\b", text):
        qualifiers.discard("emergency")
    kept = {phrase.replace(" ", "_") for phrase in data["kept_phrases"] if phrase in text}
    words = {_stem(word) for word in re.findall(r"[a-z0-9][a-z0-9']*", re.sub(r"\(([a-z]{2,6})\)", " ", text))}
    return Form(fold(wording), frozenset((words - _dropped()) | kept), frozenset(qualifiers), sort_of(unit))


def sort_of(unit: str) -> str:
    """The sort of a unit: a share and a count under one wording are two measures."""
    if unit in ("%", "pp"):
        return "share"
    if unit in ("", "unknown"):
        return ""
    return unit.split("_")[0] if unit.startswith(("GBP", "EUR", "USD")) else unit


def tie(first: Form, second: Form) -> Tie | None:
    """How two wordings are the same measure, or None where they are not, or may not be."""
    if first.sort and second.sort and first.sort != second.sort:
        return None
    if first.wording.lower() == second.wording.lower():
        return "exact"
    if first.qualifiers != second.qualifiers or not first.words or not second.words:
        return None
    if re.findall(r"\d+", first.wording) != re.findall(r"\d+", second.wording):
        return None
    if first.words == second.words:
        return "normalised"
    alike = len(first.words & second.words) / len(first.words | second.words)
    return (
        "similar" if alike >= policy("measure_identity")["similar"] and len(first.words & second.words) >= 3 else None
    )


def _stem(word: str) -> str:
    data = policy("measure_identity")
    word = word.removesuffix("'s").strip("'")
    if len(word) < 4 or word.endswith(tuple(data["never_cut"])):
        return word
    for ending, instead in data["endings"]:
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word


@cache
def _dropped() -> frozenset[str]:
    words = {str(word) for word in policy("measure_identity")["dropped"]}
    return frozenset(words | {_stem(word) for word in words})
