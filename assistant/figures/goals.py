"""What a figure is held against where the report does not print a bare number: bounds, times of the clock, words.

"≤ 380", "at least 85%" and "02:30" are read exactly or not at all; policy stands in `data/goals.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from assistant.words import load
from ingest.language.numbers import parse_figure

CLOCK_UNITS = ("mm:ss", "hh:mm", "clock")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_PER = re.compile(r",? (?:a|per|each|every) (quarter|year)$", re.I)
_ARROWS = " ▲▼↑↓→↔△▽⬆⬇➔◄►.()[]●■◆"


@dataclass(frozen=True)
class Goal:
    """A target with its figure: `value` in `unit` ("" where none is printed), and on which side of it the aim is met.

    `strict`: equalling the figure does not meet it ("below 10%"). `per`: the stretch that it is for, where it names
    one ("fewer than 500 a quarter").
    """

    value: Decimal
    unit: str
    sense: Literal["most", "least", ""]
    strict: bool = False
    per: Literal["quarter", "year", ""] = ""


def read_goal(text: str) -> Goal | None:
    """The goal that a target's words are, as a whole; None where they are anything else ("Reduce", "5% reduction")."""
    words = " ".join(text.split()).strip()
    if per := _PER.search(words):
        goal = read_goal(words[:per.start()])
        return replace(goal, per="year" if per.group(1).lower() == "year" else "quarter") if goal else None
    bare = _figure(words)
    if bare is not None:
        return Goal(*bare, "")
    for pattern, sense, strict in _bounds():
        if (found := pattern.fullmatch(words)) and (figure := _figure(found.group("figure"))) is not None:
            return Goal(*figure, sense, strict)
    return None


def _figure(text: str) -> tuple[Decimal, str] | None:
    if (seconds := clock(text)) is not None:
        return seconds, "clock"
    parsed = parse_figure(text)
    suffix = load("tables.yaml")["suffix"]
    if parsed.kind != "figure" or parsed.value is None or parsed.qualifier:
        return None
    return parsed.value, (parsed.unit or ("count" if parsed.scale != 1 else "")) + suffix.get(str(parsed.scale), "")


@cache
def _bounds() -> tuple[tuple[re.Pattern[str], Literal["most", "least"], bool], ...]:
    figure = r"(?P<figure>[£€]?\d[\d,.:]*\s?[%\w ]*?)"
    return tuple((re.compile(words.replace(" {figure}", rf"\s*{figure}").replace("{figure}", figure), re.I),
                  entry["sense"], bool(entry.get("strict")))
                 for entry in load("goals.yaml")["bounds"] for words in entry["words"])


def clock(text: str) -> Decimal | None:
    """A time of the clock in its smaller unit ("02:41" is 161); None where the text is anything else."""
    found = _CLOCK.fullmatch(text.strip())
    return Decimal(int(found.group(1)) * 60 + int(found.group(2))) if found else None


def clock_unit(measure: str) -> str:
    """Which units a measure's times are in, by its own words; "clock" where they do not say."""
    return next((unit for unit, words in load("goals.yaml")["clocks"].items() if re.search(words, measure, re.I)),
                "clock")


def rating_word(comment: str) -> str:
    """The rating word that a cell holds and nothing else, as printed; "" where it holds none."""
    words = comment.strip(_ARROWS)
    return words if words.lower() in _rating_words() else ""


@cache
def _rating_words() -> frozenset[str]:
    return frozenset(word for scheme in load("goals.yaml")["rating_words"] for word in scheme)


def short_of_best(word: str) -> bool:
    """Whether a rating word is below the best one of its scheme."""
    return any(word.lower() in scheme[1:] for scheme in load("goals.yaml")["rating_words"]) and not any(
        word.lower() == scheme[0] for scheme in load("goals.yaml")["rating_words"])
