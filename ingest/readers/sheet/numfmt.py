"""Numbers as a spreadsheet shows them: by the cell's number format, in exact decimal arithmetic.

Follows ECMA-376 part 1, 18.8.31 (number formats): up to four sections for positive, negative, zero and text.
Excel works on 15 significant digits, so 0.7120000000000001 is 0.712 before anything is rounded.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_COLOUR = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[([<>=]{1,2})\s*(-?\d+(?:\.\d+)?)\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)')
_DIGITS = re.compile(r"[0#?][0#?,.]*(?:[eE][+-][0#?]+)?|\.[0#?]+")
_DATE_TOKEN = re.compile(r"\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p", re.IGNORECASE)
_LOCAL_DATE = {"mm-dd-yy", "m/d/yyyy", "m/d/yy"}
_TESTS = {"<": -1, ">": 1, "=": 0}


class UnknownFormat(ValueError):
    """A number format that is not understood (fractions, for example); the value is shown as it is held."""


def show_number(value: int | float | Decimal, number_format: str | None) -> str:
    """`value` as `number_format` shows it. Raises `UnknownFormat`."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    pattern = number_format or "General"
    if pattern.lower() == "general" or pattern == "@":
        return plain(exact)
    section, magnitude = _section(pattern, exact)
    if section.lower().strip() in ("general", "@"):
        return plain(magnitude)
    return _fill(section, magnitude)


def plain(value: Decimal) -> str:
    """A number without a format: no exponent, no trailing zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _section(pattern: str, value: Decimal) -> tuple[str, Decimal]:
    """The section of a format that holds for `value`, and the value with the sign that is left to draw."""
    sections = _split(_COLOUR.sub("", pattern))
    conditional = [(section, _CONDITION.search(section)) for section in sections]
    if any(found for _, found in conditional):
        for section, found in conditional:
            if found is None or _holds(value, found.group(1), Decimal(found.group(2))):
                return _CONDITION.sub("", section), value
        raise UnknownFormat(pattern)
    if len(sections) > 2 and value == 0:
        return sections[2], value
    if len(sections) > 1 and value < 0:
        return sections[1], -value
    return sections[0], value


def _holds(value: Decimal, test: str, limit: Decimal) -> bool:
    order = (value > limit) - (value < limit)
    return order != 0 if test == "<>" else any(_TESTS[sign] == order for sign in test)


def _split(pattern: str) -> list[str]:
    """The sections of a format; a semicolon inside quotes parts nothing."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"])+|(?<=;)(?=;|$)|^(?=;)', pattern) or [pattern]


def _fill(section: str, value: Decimal) -> str:
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        quoted, escaped, space, _ = found.groups()
        literals.append(quoted or escaped or (" " if space else ""))
        return f"\ue000{chr(0xE100 + len(literals) - 1)}"

    pattern = _CURRENCY.sub(lambda found: keep_text(found.group(1), literals), _LITERAL.sub(keep, section))
    if "/" in pattern or "[" in pattern:
        raise UnknownFormat(section)
    places = list(_DIGITS.finditer(pattern))
    percent = pattern.count("%")
    if len(places) > 1:
        raise UnknownFormat(section)
    if places:
        spot = places[0]
        sign = "-" if value < 0 else ""
        drawn = _digits(spot.group(), abs(value) * 100**percent)
        sign = sign if any(c in "123456789" for c in drawn) else ""
        pattern = sign + pattern[: spot.start()] + drawn + pattern[spot.end() :]
    text = re.sub("\ue000(.)", lambda found: literals[ord(found.group(1)) - 0xE100], pattern)
    return " ".join(text.split())


def keep_text(text: str, literals: list[str]) -> str:
    """Puts `text` aside, and gives the placeholder that stands for it."""
    literals.append(text)
    return f"\ue000{chr(0xE100 + len(literals) - 1)}"


def _digits(shape: str, value: Decimal) -> str:
    """`value` in a run of digit places such as "#,##0.00"; each comma at its end divides by a thousand."""
    if "e" in shape.lower():
        raise UnknownFormat(shape)
    whole_shape, _, decimal_shape = shape.partition(".")
    scaled = shape.rstrip(",")
    value = value / Decimal(1000) ** (len(shape) - len(scaled))
    whole_shape = whole_shape.rstrip(",") if not decimal_shape else whole_shape
    decimals = decimal_shape.rstrip(",")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    least = whole_shape.count("0")
    whole = whole.lstrip("0").rjust(least, "0") if least or whole.strip("0") else ""
    if "," in whole_shape:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    for place in reversed(decimals):
        if place in "#?" and fraction.endswith("0"):
            fraction = fraction[:-1]
        else:
            break
    return f"{whole}.{fraction}" if fraction else whole + ("." if shape.endswith(".") else "")


def show_date(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A date or a time as its format shows it; the system's own short date as 30/06/2013."""
    pattern = _split(_COLOUR.sub("", _CURRENCY.sub("", number_format)))[0]
    if pattern.lower() in _LOCAL_DATE:
        pattern = "dd/mm/yyyy"
    pattern = re.sub(r'"([^"]*)"|\\(.)', lambda found: _hide(found.group(1) or found.group(2) or ""), pattern)
    if isinstance(value, timedelta):
        return _elapsed(value, pattern)
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    moment, after_hour, half_day = value, False, "am/pm" in pattern.lower()

    def token(found: re.Match[str]) -> str:
        nonlocal after_hour
        mark = found.group().lower()
        following = pattern[found.end() :].lstrip(": ").lower()
        minutes = mark[0] == "m" and len(mark) < 3 and (after_hour or following.startswith("s"))
        after_hour = mark[0] == "h" or after_hour and not mark[0].isalpha()
        return _moment(moment, "min" if minutes else mark, half_day)

    text = _DATE_TOKEN.sub(token, pattern)
    return " ".join(_shown(re.sub(r"[_*].", " ", text)).split())


def _moment(value: datetime, mark: str, half_day: bool) -> str:
    if mark.startswith("y"):
        return f"{value.year % 100:02d}" if len(mark) < 3 else f"{value.year:04d}"
    if mark == "min":
        return f"{value.minute:02d}"
    if mark in ("am/pm", "a/p"):
        return ("AM" if value.hour < 12 else "PM")[: None if mark == "am/pm" else 1]
    if mark.startswith("m"):
        return {1: str(value.month), 2: f"{value.month:02d}", 3: f"{value:%b}"}.get(len(mark), f"{value:%B}")
    if mark.startswith("d"):
        return {1: str(value.day), 2: f"{value.day:02d}", 3: f"{value:%a}"}.get(len(mark), f"{value:%A}")
    if mark.startswith("h"):
        hour = (value.hour % 12 or 12) if half_day else value.hour
        return str(hour) if len(mark) == 1 else f"{hour:02d}"
    if mark.startswith("s"):
        return f"{value.second:02d}" if len(mark) > 1 else str(value.second)
    raise UnknownFormat(mark)


def _elapsed(value: timedelta, pattern: str) -> str:
    seconds = int(value.total_seconds())
    if seconds < 0:
        raise UnknownFormat(pattern)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02d}" + (f":{seconds % 60:02d}" if "s" in pattern.lower() else "")


def _hide(text: str) -> str:
    """Literal letters moved out of reach of the date tokens."""
    return "".join(chr(0xF0000 + ord(c)) if ord(c) < 0x10000 else c for c in text)


def _shown(text: str) -> str:
    return "".join(chr(ord(c) - 0xF0000) if 0xF0000 <= ord(c) <= 0xFFFFF else c for c in text)
