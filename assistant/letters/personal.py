"""Personal data in a letter: found, named by kind for the officer, and masked where the letter's words are kept.

Figures are not personal data: "from 103452 to 99871" and "2013/14" stay. Names are masked by what stands beside
them (a title, a relation, "called") or by a given name, unless a held report prints the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.words import load

MASK = "…"


@dataclass(frozen=True)
class Personal:
    """A piece of personal data: where it stands in the letter's text, and what kind it is."""

    start: int
    end: int
    kind: str


def find_personal(text: str, sender: str, printed: Callable[[str], bool]) -> tuple[Personal, ...]:
    """Personal data in `text` beyond the sender's name; `printed` tells whether a held report prints a name."""
    found = [Personal(*_span(m), kind) for kind, pattern in _patterns() for m in pattern.finditer(text)]
    names = {m.group("name"): m for pattern in _names() for m in pattern.finditer(text)}
    for name in sorted(names, key=len, reverse=True):
        if _is_person(name, sender) and not printed(name):
            found += [
                Personal(m.start(), m.end(), "name of a person")
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            ]
    return tuple(_apart(found))


def mask(text: str, start: int, found: tuple[Personal, ...]) -> str:
    """`text`, which stands at `start` in the letter, with personal data as "…"."""
    out, at = [], 0
    for piece in found:
        a, b = max(0, piece.start - start), min(len(text), piece.end - start)
        if a >= len(text) or b <= 0 or a < at:
            continue
        out += [text[at:a], MASK]
        at = b
    return "".join([*out, text[at:]])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["kind"], re.compile(entry["pattern"], 0 if entry.get("cased") else re.I))
        for entry in load("letters/personal.yaml")["patterns"]
    )


@cache
def _names() -> tuple[re.Pattern[str], ...]:
    data = load("letters/personal.yaml")
    stop = "|".join(data["not_names"])
    word = rf"(?!(?:{stop})\b)[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?"
    name = rf"(?P<name>(?:[A-Z]\.? ){{0,2}}{word}(?:\s+{word}){{0,2}})"
    titles, kin, named = ("|".join(map(re.escape, data[k])) for k in ("titles", "kin", "named"))
    given = load("letters/given_names.yaml")
    sure, any_given = "|".join(given["sure"]), "|".join([*given["sure"], *given["with_surname"]])
    ends = "|".join(data["no_surnames"])
    particle = r"(?:(?:van|von|de|al|bin|ap|du|le|la) )?(?:O['’]|Mac|Mc)?"
    surname = rf"(?!(?:{stop}|{ends})\b){particle}[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
    return (
        re.compile(rf"\b(?P<name>(?:{any_given})(?: [A-Z]\.?)? {surname})\b(?! (?:{ends})\b)"),
        re.compile(rf"\b(?P<name>{sure})\b(?!['’]s? (?:{ends})\b)(?!(?:['’]s)? [A-Z])"),
        re.compile(rf"\b(?:{titles})\.?\s+(?:\d{{2,6}}\s+)?{name}"),
        re.compile(rf"\b(?i:my|our|her|his|their|the)\s+(?:\w+\s+){{0,2}}?(?i:{kin})['’]?s?,?\s+{name}"),
        re.compile(rf"\b(?i:{named}),?\s+{name}"),
    )


def _is_person(name: str, sender: str) -> bool:
    own = {w.lower().strip(".,") for w in sender.split() if len(w) > 1}
    return not any(w.lower() in own for w in name.split())


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("it") if "it" in match.re.groupindex else match.span()


def _apart(found: list[Personal]) -> list[Personal]:
    """In order, overlaps dropped (the longer one stays)."""
    kept: list[Personal] = []
    for piece in sorted(found, key=lambda p: (p.start, p.start - p.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept
