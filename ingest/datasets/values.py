"""The cells of a value column: exactly one figure, or none and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from ingest.language.data import policy
from ingest.language.numbers import parse_figure, plain

_DIGITS = re.compile(r"(?P<sign>[-−+])?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?")
_NIL = re.compile(r"[-−]?0+")


@dataclass(frozen=True)
class Value:
    """`value` is a decimal string with its scale applied, None where the cell holds no figure; `kind` then says
    what it holds instead. `unit` is the cell's own, where it prints one."""

    value: str | None
    kind: str
    unit: str | None = None

    @property
    def readable(self) -> bool:
        """Whether it is a figure, or one of the known ways to write that there is none."""
        return self.value is not None or self.kind in ("blank", "dash", "suppressed", "not_available", "pending")


@lru_cache(maxsize=200_000)
def read_value(raw: str, scale: int = 1) -> Value:
    """Read a value cell: "-00" is nil, "-1" a correction that stays; "-", blank, "..", "*" are no figure."""
    text = " ".join(raw.split())
    if _NIL.fullmatch(text):
        return Value("0", "nil")
    found = _DIGITS.fullmatch(text)
    if found and not (len(found["number"]) > 1 and found["number"][0] == "0"):
        number = Decimal(found["number"].replace(",", "") + (found["rest"] or ""))
        return Value(plain((-number if found["sign"] in ("-", "−") else number) * scale), "figure")
    if absent := _absent().get(text.lower()):
        return Value(None, absent)
    parsed = parse_figure(text)
    if parsed.value is None:
        return Value(None, parsed.kind)
    return Value(plain(parsed.value * parsed.scale * scale), parsed.kind, parsed.unit)


@cache
def _absent() -> dict[str, str]:
    return {str(word): kind for kind, words in policy("columns")["absent"].items() for word in words}
