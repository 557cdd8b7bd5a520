"""Facts told in prose: drawn afresh each quarter, so that many passages say nearly the same with other figures."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import Any

from evals.generator.model import Fact, Row, World
from evals.generator.periods import MONTHS, Quarter, long_date
from evals.generator.world import data, stream

ROSE, FELL = "rose", "fell"
INFINITIVE = {ROSE: "rise", FELL: "fall"}


def literal(text: str) -> str:
    """Pattern for words as printed, white space folded."""
    return re.sub(r"(?:\\ |\s)+", r"\\s+", re.escape(text))


def number_pattern(text: str) -> str:
    """A pattern for a printed figure, its thousands comma optional, not inside a longer figure."""
    bare = re.escape(text.replace(",", "\0")).replace("\0", ",?").replace("\\,?", ",?")
    tail = r"(?:\.0+)?" if "." not in text else ""
    return rf"(?<![\w.,\[]){bare}{tail}(?![\d]|[.,]\d)"


def draw_slot(spec: str, world: World, quarter: Quarter, rng: random.Random) -> tuple[str, str]:
    """One drawn value as printed, and the pattern that recognises it in an answer."""
    kind, _, rest = spec.partition(":")
    words = data("world")
    if kind in ("int", "pct", "money"):
        bounds, _, step = rest.partition(":")
        low, high = map(int, bounds.split("-"))
        if kind == "pct":
            text = f"{rng.randint(low * 10, high * 10) / 10:.1f}"
        else:
            text = f"{rng.randrange(low, high + 1, int(step or 1)):,}"
        return text, number_pattern(text)
    if kind == "date":
        day = quarter.start + timedelta(days=rng.randrange((quarter.end - quarter.start).days))
        return long_date(day), rf"\b{day.day}(?:st|nd|rd|th)? {MONTHS[day.month - 1]}"
    if kind == "person":
        name = f"{rng.choice(words['first'])} {rng.choice(words['last'])}"
    elif kind == "place":
        name = f"{rng.choice(world.districts)} {rng.choice(words['venues'])}"
    elif kind == "district":
        name = rng.choice(world.districts)
    else:
        raise ValueError(f"unknown slot {spec!r} in facts.yaml")
    return name, literal(name)


def build_fact(entry: dict[str, Any], world: World, quarter: Quarter, rng: random.Random) -> Fact:
    """The fact as this quarter's report tells it."""
    drawn = {name: draw_slot(spec, world, quarter, rng) for name, spec in entry["slots"].items()}
    shown = {name: text for name, (text, _) in drawn.items()}
    say = rng.choice(entry["say"])
    sentence = say.format(**world.names, **shown, end_long=long_date(quarter.end))
    patterns = {name: pattern for name, (_, pattern) in drawn.items()}
    return Fact(entry["key"], entry["theme"], entry.get("label", ""), sentence, shown, patterns, tuple(entry["ask"]))


def build_reasons(
    world: World, quarter: Quarter, rows: list[Row], earlier: dict[str, Row] | None, rng: random.Random
) -> list[Fact]:
    """Up to two sentences that say why a measure rose or fell against the same period of the year before."""
    if earlier is None:
        return []
    moved: list[tuple[Row, str]] = []
    for row in rows:
        before = earlier[row.key].value if row.key in earlier else None
        if row.value is not None and before is not None and abs(row.value - before) > row.value / 50:
            moved.append((row, ROSE if row.value > before else FELL))
    reasons = rng.sample(data("world")["reasons"], 2)
    facts = []
    point = "point" if world.basis == "year_to_date" else "quarter"
    for (row, verb), reason in zip(rng.sample(moved, min(2, len(moved))), reasons, strict=False):
        subject = row.ask[0][0].upper() + row.ask[0][1:]
        sentence = (
            f"{subject} {verb} compared with the same {point} of the year before, "
            f"which the force puts down to {reason}."
        )
        theme = world.objectives[row.objective - 1]["theme"]
        ask = {
            "kind": "narrative",
            "type": "why",
            "expect": ["reason"],
            "text": f"Why did {row.ask[0]} {INFINITIVE[verb]} in {{period}} compared with a year before?",
        }
        facts.append(
            Fact(f"why:{row.key}", theme, "", sentence, {"reason": reason}, {"reason": literal(reason)}, (ask,))
        )
    return facts


def build_facts(seed: int, world: World, position: int, rows: list[Row], earlier: dict[str, Row] | None) -> list[Fact]:
    """Everything that one report tells in prose."""
    quarter = world.first.shift(position)
    themes = {objective["theme"] for objective in world.objectives} | {"other"}
    facts = []
    for entry in data("facts"):
        rng = stream(seed, "fact", entry["key"], position)
        if entry["theme"] in themes and rng.random() < entry["share"]:
            facts.append(build_fact(entry, world, quarter, rng))
    return facts + build_reasons(world, quarter, rows, earlier, stream(seed, "reasons", position))
