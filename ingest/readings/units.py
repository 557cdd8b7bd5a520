"""The unit of a row's figures, and where what is printed does not settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from ingest.language.data import policy
from ingest.language.numbers import Parsed

_SCALE_SUFFIX = {Decimal(1000): "k", Decimal(1000000): "m", Decimal(1000000000): "bn"}
Kind = Literal["count", "percentage", "rate", "ratio", "money", "outcome", "other"]


@dataclass(frozen=True)
class Unit:
    """A unit with its source, and `doubt` where the measure's name says another ("number" beside "43%")."""

    unit: str
    source: Literal["cell", "heading", "footnote", "wording", "none"]
    doubt: str = ""


def unit_of(cell: Parsed, heading: str, measure: str, notes: Iterable[str] = (), beside: Parsed | None = None) -> Unit:
    """The unit of a figure. A scale printed in the cell or heading stays in it: "£1.3m" has unit GBP_m."""
    worded = _first("wording", measure)
    if cell.unit:
        return Unit(_scaled(cell.unit, cell.scale), "cell", _contradiction(cell, worded))
    if cell.scale != 1:
        return Unit(_scaled("count", cell.scale), "cell")
    named = _first("heading", heading)
    # "number or %" says two units; the slash of "2019/20" parts nothing
    both = re.search(r"\bor\b|/", re.sub(r"\b\d{2,4}\s*/\s*\d{2,4}\b", "", heading))
    if named and (named != "%" or not both):
        return Unit(_scaled(named, heading_scale(heading)), "heading")
    if not named and heading_scale(heading) != 1 and worded in (None, "count"):
        return Unit(_scaled("count", heading_scale(heading)), "heading")
    for note in notes:
        found = _first("note", note)
        if found:
            return Unit(found, "footnote")
    if beside is not None and beside.unit and beside.value is not None and cell.value is None:
        return Unit(_scaled(beside.unit, beside.scale), "cell")
    return _by_wording(cell, worded, measure)


def _by_wording(cell: Parsed, worded: str | None, measure: str) -> Unit:
    value = cell.value
    whole = value is not None and value == value.to_integral_value() and "." not in str(value)
    if worded == "rate":
        # "Overall crime rates ... 15,015" counts crimes: no rate per head or per cent reaches that.
        return Unit("count", "wording") if whole and value is not None and value > 100 else (Unit("rate", "wording"))
    if worded == "%":
        if value is not None:
            signed = re.search(r"\(%\)|^%|%$", measure.strip())  # "answered in 10 seconds (%)" settles it
            doubt = "" if signed and value <= 100 else "the name says a share, the figure has no per cent sign"
            return Unit("%" if value <= 100 else "unknown", "wording", doubt)
        return Unit("%", "wording")
    if worded == "count" and value is not None and not whole:
        return Unit("unknown", "none", "the name says a number, the figure has decimals")
    if worded:
        return Unit(worded, "wording")
    return Unit("count" if value is None or whole else "unknown", "none")


def _contradiction(cell: Parsed, worded: str | None) -> str:
    if worded == "count" and cell.unit == "%":
        return "the name says a number, the figure is a percentage"
    if worded == "%" and cell.unit not in ("%", "pp"):
        return "the name says a percentage, the figure is not one"
    return ""


def heading_scale(heading: str) -> Decimal:
    """1,000,000 for a heading "£m"; 1 where a heading names no scale."""
    for scale, pattern in policy("units")["heading_scale"].items():
        if re.search(pattern, heading.lower()):
            return Decimal(scale)
    return Decimal(1)


def heading_unit(heading: str) -> str | None:
    """The unit that a heading names, or None."""
    return _first("heading", heading)


def _scaled(unit: str, scale: Decimal) -> str:
    suffix = _SCALE_SUFFIX.get(scale)
    return f"{unit}_{suffix}" if suffix else unit


def _first(table: str, text: str) -> str | None:
    lowered = text.lower()
    for unit in policy("units")[table]:
        if _at(table, unit).search(lowered):
            return str(unit)
    return None


def kind_of(unit: str, measure: str, has_figure: bool) -> Kind:
    """What sort of measure it is, for measures across reports."""
    if not has_figure and _first("wording", measure) is None:
        return "outcome"
    if unit.startswith(("GBP", "EUR", "USD")):
        return "money"
    kinds: dict[str, Kind] = {
        "%": "percentage",
        "count": "count",
        "ratio": "ratio",
        "rate": "rate",
        "per_1000": "rate",
        "per_10000": "rate",
        "per_100000": "rate",
    }
    return kinds.get(unit, "other")


@cache
def _at(*path: str) -> re.Pattern[str]:
    node: Any = policy("units")
    for key in path:
        node = node[key]
    return re.compile(node)
