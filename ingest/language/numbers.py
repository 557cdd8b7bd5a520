"""Figures read exactly, or not at all.

`parse_figure` answers for a whole cell: it holds exactly one figure, or it says what it holds instead. A cell
with two figures, a range, a malformed number or a bound ("<5") has no value; nothing is guessed. Values are
`Decimal` as printed, without sign of unit; "£1.346m" is 1.346 with unit GBP and scale 1,000,000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from ingest.language.data import policy
from ingest.language.marks import fold, without_marks

FigureKind = Literal[
    "figure",
    "nil",
    "blank",
    "dash",
    "pending",
    "not_available",
    "suppressed",
    "range",
    "one_in",
    "bound",
    "bracketed",
    "clock",
    "period",
    "several",
    "malformed",
    "text",
]

NUMBER = r"\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SIGN = {"-": -1, "−": -1, "–": -1, "‑": -1, "+": 1}
_ARROWS = "▲▼↑↓→↔△▽⬆⬇➔"
_DIGIT = re.compile(r"\d")
_QUALIFIER = re.compile(r"^(?P<figure>[^()\[\]]*?)\s*(?P<qualifier>[(\[][^()\[\]]*[)\]])\s*$")
_BRACKETED = re.compile(rf"^\(\s*([£€$]?\s*(?:{NUMBER})\s*(?:%|[A-Za-z]*))\s*\)$")
_RANGE = re.compile(rf"^[£€$]?(?:{NUMBER})\s*%?\s*(?:-|–|—|to)\s*[£€$]?(?:{NUMBER})\s*(?:%|\w+)?$", re.IGNORECASE)
_ONE_IN = re.compile(rf"^(?:{NUMBER}|one)\s+in\s+(?:{NUMBER}|\w+)$", re.IGNORECASE)
_BOUND = re.compile(
    r"^(?:<|>|≤|≥|less than|more than|fewer than|over|under|up to|at least|around|about|approx\.?"
    r"|approximately|circa|c\.|~|nearly|almost)\s*[£€$]?\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,3}:\d{2}(?::\d{2})?$")
_PERIOD = re.compile(r"^(?:Q[1-4]|(?:FY\s?)?(?:19|20)\d\d\s?[/–-]\s?(?:19|20)?\d\d)(?:\s.*)?$", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d)[\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_SYMBOL = re.compile(r"(?<=[\d%)])\s*[*†‡§#]+$")  # a mark at a figure's end is no part of it
_NUMBERS = re.compile(rf"(?<![\w.,])(?:{NUMBER})(?![\d])")


@dataclass(frozen=True)
class Parsed:
    """What a cell holds. `value` is set only for the kinds `figure` and `nil`.

    `unit` is None where none is printed; `scale` multiplies the value ("m" is 1,000,000); `qualifier` is what
    the cell says about its figure ("predicted rate", "June 10", "provisional"), without its brackets.
    """

    raw: str
    kind: FigureKind
    value: Decimal | None = None
    unit: str | None = None
    scale: Decimal = Decimal(1)
    qualifier: str = ""

    @property
    def exact(self) -> bool:
        return self.value is not None

    @property
    def amount(self) -> Decimal | None:
        """The value with its scale applied."""
        return None if self.value is None else self.value * self.scale


@dataclass(frozen=True)
class FigureWord:
    """A figure in running text, with where it stands."""

    value: Decimal
    unit: str | None
    scale: Decimal
    start: int
    end: int
    text: str


def parse_figure(text: str, *, brackets_negative: bool = False) -> Parsed:
    """Read a cell. `brackets_negative`: the table writes negative amounts in brackets, as accounts do."""
    raw = text
    plain = _SYMBOL.sub("", without_marks(_GROUPED.sub(",", text)))
    if not plain:
        return Parsed(raw, "blank")
    absent = _absent().get(plain.lower()) or _absent().get(plain.lower().rstrip("."))
    if absent:
        return Parsed(raw, absent, Decimal(0) if absent == "nil" else None)  # type: ignore[arg-type]
    if not _DIGIT.search(plain):
        return Parsed(raw, "text")
    bracketed = _BRACKETED.match(plain)
    if bracketed:
        inner = _one(bracketed.group(1), raw, "")
        if brackets_negative and inner is not None and inner.value is not None:
            return Parsed(raw, "figure", -inner.value, inner.unit, inner.scale)
        return Parsed(raw, "bracketed")
    one = _one(plain, raw, "")
    if one is None:
        qualified = _QUALIFIER.match(plain)
        if qualified and qualified.group("figure"):
            one = _one(qualified.group("figure").strip(), raw, qualified.group("qualifier")[1:-1].strip())
    return one or Parsed(raw, _what_else(plain))


def has_loose_mark(text: str) -> bool:
    """Whether a figure ends in a mark ("97*") that was not parted from it: its note was not found."""
    return bool(_SYMBOL.search(fold(text)))


def _one(text: str, raw: str, qualifier: str) -> Parsed | None:
    """One figure with its signs of unit, and nothing else; None where the text is anything else."""
    body = text.strip(_ARROWS + " ")
    arrows = "".join(c for c in text if c in _ARROWS)
    found = _figure_pattern().fullmatch(body)
    if not found or _malformed(found.group("number")):
        return None
    sign = _SIGN.get(found.group("sign") or found.group("sign2") or "+", 1)
    unit, scale, flag = _unit_of(found)
    if unit is False:
        return None
    words = " ".join(part for part in (qualifier, flag, arrows) if part)
    return Parsed(raw, "figure", sign * _decimal(found.group("number")), unit, scale, _qualifier(words))


@cache
def _figure_pattern() -> re.Pattern[str]:
    tails = sorted((re.escape(word) for word in (*_units(), *_scales(), *_flags())), key=len, reverse=True)
    tail = "|".join(tails)
    return re.compile(
        rf"(?P<sign>[-−–‑+])?(?P<currency>[£€$])?(?P<sign2>[-−–‑+])?(?P<number>{NUMBER})"
        rf"(?P<tail>(?:\s*(?:{tail})(?![A-Za-z]))*)",
        re.IGNORECASE,
    )


def _unit_of(found: re.Match[str]) -> tuple[str | None | Literal[False], Decimal, str]:
    """(unit, scale, flag) of a matched figure; the unit is False where its words do not go together."""
    unit: str | None = policy("figures")["currencies"].get(found.group("currency") or "")
    scale, flag = Decimal(1), ""
    rest = fold(found.group("tail")).lower()
    while rest:
        for word in _tail_words():
            if rest.startswith(word):
                rest = rest[len(word) :].strip()
                break
        else:
            return False, scale, flag
        if word in _scales() and scale == 1:
            scale = Decimal(_scales()[word])
        elif word in _units() and (unit is None or _units()[word] == unit):
            unit = _units()[word]
        elif word in _flags() and not flag:
            flag = _flags()[word]
        else:
            return False, scale, flag
    return unit, scale, flag


def _what_else(plain: str) -> FigureKind:
    for pattern, kind in (
        (_PERIOD, "period"),
        (_RANGE, "range"),
        (_ONE_IN, "one_in"),
        (_BOUND, "bound"),
        (_CLOCK, "clock"),
    ):
        if pattern.match(plain):
            return kind  # type: ignore[return-value]
    numbers = _NUMBERS.findall(plain)
    if not numbers or re.fullmatch(r"[£€$\d.,\s%+-]+", plain) and len(numbers) < 2:
        return "malformed" if not re.search(r"[A-Za-z]{2}", plain) else "text"
    letters = re.sub(r"[^A-Za-z]", "", plain)
    return "several" if len(numbers) > 1 and len(letters) < 12 else "text"


def _malformed(number: str) -> bool:
    """A long number without grouping is fine; a leading zero before other digits is not a figure ("007")."""
    digits = re.split(r"[.]", number)[0]
    return len(digits) > 1 and digits[0] == "0" and digits.isdigit()


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(r"[,\u2009\u202f\u00a0]", "", number))


def _qualifier(words: str) -> str:
    expanded = _flags().get(words.lower().strip("()"))
    return expanded or words


def figures_in(text: str) -> list[FigureWord]:
    """Every figure in running text with its printed unit. Parts of dates and labels are not told apart here."""
    found_all = []
    for found in re.finditer(
        rf"(?<![\w.,£€$-])(?:{_figure_pattern().pattern})(?![A-Za-z\d]|[.,]\d)", text, re.IGNORECASE
    ):
        if _malformed(found.group("number")):
            continue
        unit, scale, _ = _unit_of(found)
        if unit is False:
            continue
        sign = _SIGN.get(found.group("sign") or found.group("sign2") or "+", 1)
        found_all.append(
            FigureWord(
                sign * _decimal(found.group("number")),
                unit,
                scale,
                found.start(),
                found.start() + len(found.group().rstrip()),
                found.group().rstrip(),
            )
        )
    return found_all


def plain(value: Decimal | None) -> str | None:
    """A decimal as the string that the store holds: digits as printed, no exponent."""
    return None if value is None else format(value, "f")


@cache
def _absent() -> dict[str, str]:
    return {str(word): kind for kind, words in policy("figures")["absent"].items() for word in words}


@cache
def _units() -> dict[str, str]:
    return {str(word): unit for unit, words in policy("figures")["units"].items() for word in words}


@cache
def _scales() -> dict[str, str]:
    return {str(word): scale for scale, words in policy("figures")["scales"].items() for word in words}


@cache
def _flags() -> dict[str, str]:
    return {str(k): str(v) for k, v in policy("figures")["flags"].items()}


@cache
def _tail_words() -> tuple[str, ...]:
    return tuple(sorted((*_units(), *_scales(), *_flags()), key=len, reverse=True))
