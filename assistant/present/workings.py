"""A calculation in the reader's signs: each operand's figure in the place of its name, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Derived, Operand
from assistant.present.figures import with_unit
from assistant.present.words import words

_TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\d.]*|\S")
_NUMBERED = re.compile(r"(?:_?\d+|_large|_small)$")
_SIGNS = {"-": "−", "*": "×", "/": "÷"}


def workings(derived: Derived) -> str:
    """One line such as "382 (comparator) [1] − 375 (actual) [1] = 7"; its markers are those of the answer's sources."""
    value = with_unit(derived.value, derived.unit)
    if derived.formula == "count":
        return f"{value} row{'' if derived.value == '1' else 's'} counted: {_markers(derived.operands)}"
    if derived.formula == "sum":
        told = " + ".join(_operand(o, named=True) for o in derived.operands)
        return f"{told} = {value}" if len(derived.operands) > 1 else f"{told}, as it stands"
    return f"{_arithmetic(derived)} = {value}{_rounding(derived)}"


def _arithmetic(derived: Derived) -> str:
    held, told = {o.name: o for o in derived.operands}, set()
    out = ""
    for token in _TOKEN.findall(derived.formula):
        if token in held:
            out += _operand(held[token], named=token not in told)
            told.add(token)
        elif token in "()":
            out += token
        else:
            out += token if token[0].isdigit() else f" {_SIGNS.get(token, token)} "
    return out


def _operand(operand: Operand, named: bool) -> str:
    text = "blank" if operand.value is None else with_unit(operand.value, "count").strip()
    name = _NUMBERED.sub("", operand.name) if named else ""
    label = str(words()["operands"].get(name, name.replace("_", " ").strip()))
    return f"{text}{f' ({label})' if label else ''} [{operand.citation}]"


def _markers(operands: Iterable[Operand]) -> str:
    return " ".join(dict.fromkeys(f"[{o.citation}]" for o in operands))


def _rounding(derived: Derived) -> str:
    """Said wherever there is a division: the rule of rounding is half up, to the places shown."""
    if "/" not in derived.formula:
        return ""
    places = len(derived.value.partition(".")[2])
    return f", rounded to {places} decimal place{'' if places == 1 else 's'}" if places else ", rounded"
