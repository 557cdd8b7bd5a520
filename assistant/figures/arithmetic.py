"""Calculations over stored figures, in decimals, each recorded with its formula and operands.

Rounding is half up to the places shown: as many places as the most precise operand for sums and
differences, one place for a percentage change.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.composition import Composition, Source
from assistant.figures.goals import CLOCK_UNITS
from assistant.words import load


def places(*values: Decimal) -> int:
    return max(0, *(-int(v.as_tuple().exponent) for v in values))


def rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A decimal as a plain string, no exponent: the form of `derived` values."""
    return format(value, "f")


def shown(value: Decimal, unit: str) -> str:
    """A calculated value for a sentence, with thousands separators and its unit."""
    words = load("wording.yaml")["gap"]
    unit = load("wording.yaml")["clock_gap"].get(unit, unit)
    if word := load("wording.yaml")["unit_words"].get(unit):
        return f"{value:,f} {word}"
    return words.get(unit, words["default"]).format(value=f"{value:,f}")


def point_unit(unit: str) -> str:
    """The unit of a difference of two values of `unit`: percentages differ by percentage points."""
    return "pp" if unit == "%" else unit


def difference(c: Composition, unit: str, larger: tuple[str, Decimal, Source], smaller: tuple[str, Decimal, Source],
               ) -> Decimal:
    """The first operand less the second, recorded; each operand is (name, value, source)."""
    (a, x, first), (b, y, second) = larger, smaller
    value = rounded(x - y, places(x, y))
    if unit in CLOCK_UNITS:
        (a, one), (b, two) = _clock(a, x, first), _clock(b, y, second)
        c.derive(plain(value), load("wording.yaml")["clock_gap"].get(unit, "clock"), f"{a} - {b}", [*one, *two])
        return value
    c.derive(plain(value), point_unit(unit), f"{a} - {b}", [(a, plain(x), first), (b, plain(y), second)])
    return value


def _clock(name: str, value: Decimal, source: Source) -> tuple[str, list[tuple[str, str, Source]]]:
    """A time of the clock as the two numbers that are printed: its formula and its operands."""
    large, small = divmod(int(value), 60)
    return f"({name}_large * 60 + {name}_small)", [(f"{name}_large", str(large), source),
                                                   (f"{name}_small", str(small), source)]


def percent_change(c: Composition, new: tuple[str, Decimal, Source], old: tuple[str, Decimal, Source],
                   unit: str = "") -> Decimal | None:
    """The size of a change in percent of the old value, to one place, recorded; None where the old value is nil."""
    (a, x, first), (b, y, second) = new, old
    if y == 0:
        return None
    value = rounded(abs(x - y) * 100 / y, 1)
    operands: list[tuple[str, str, Source]] = [(a, plain(x), first), (b, plain(y), second)]
    if unit in CLOCK_UNITS:
        (a, one), (b, two) = _clock(a, x, first), _clock(b, y, second)
        operands = [*one, *two]
    high, low = (a, b) if x >= y else (b, a)
    c.derive(plain(value), "%", f"({high} - {low}) * 100 / {b}", operands)
    return value


def counted(c: Composition, sources: Sequence[Source], unit: str = "count") -> int:
    """How many places were counted, recorded with each of them as an operand."""
    c.derive(str(len(sources)), unit, "count", [(f"row_{i}", None, s) for i, s in enumerate(sources, 1)])
    return len(sources)


def total(c: Composition, unit: str, parts: Sequence[tuple[str, Decimal, Source]]) -> Decimal:
    """The sum of counts or amounts, recorded. Never for percentages or rates."""
    if unit not in ("count", "GBP"):
        raise ValueError(f"a sum over {unit} has no meaning")
    value = sum((v for _, v, _ in parts), Decimal(0))
    c.derive(plain(value), unit, "sum", [(name, plain(v), s) for name, v, s in parts])
    return value


def percent_of(c: Composition, part: tuple[str, Decimal, Source],
               whole: Sequence[tuple[str, Decimal, Source]]) -> Decimal | None:
    """What part of a whole (one figure, or the sum of several) a figure is, in percent to one place, recorded."""
    summed = sum((v for _, v, _ in whole), Decimal(0))
    if summed <= 0:
        return None
    value = rounded(part[1] * 100 / summed, 1)
    c.derive(plain(value), "%", f"{part[0]} * 100 / ({' + '.join(name for name, _, _ in whole)})",
             [(name, plain(v), s) for name, v, s in (part, *whole)])
    return value
