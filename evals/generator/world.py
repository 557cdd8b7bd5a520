"""Choose, by seed, what stays the same over a corpus: force, objectives, measures, names and house style."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from evals.generator.model import World
from evals.generator.periods import Quarter

LAST_YEAR = 2026


@cache
def data(name: str) -> Any:
    """The parsed `data/<name>.yaml` of this package."""
    return yaml.safe_load((files("evals.generator") / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


def stream(seed: int, *topic: object) -> random.Random:
    """A random stream of its own for each topic, so that adding one topic leaves the others as they were."""
    return random.Random("/".join(map(str, (seed, *topic))))


def build_world(seed: int, quarters: int) -> World:
    """The world of a seed: 6 to 8 objectives, 4 or 5 measures each at most, one basis throughout.

    A long run begins early enough to end by LAST_YEAR.
    """
    rng, words = stream(seed, "world"), data("world")
    force = rng.choice(words["forces"])
    themes = rng.sample(sorted(words["themes"]), rng.randint(6, 8))
    if "theft" not in themes:
        themes[0] = "theft"
    pool = data("measures")
    measures = []
    for theme in themes:
        ours = [m for m in pool if m["theme"] == theme]
        kept = sorted(rng.sample(range(len(ours)), min(len(ours), rng.randint(3, 5))))
        measures += [ours[at] for at in kept]
    operations = rng.sample(words["operations"], 3)
    districts = rng.sample(words["districts"], 5)
    objectives = [
        {
            "theme": theme,
            "title": rng.choice(words["themes"][theme]["titles"]),
            "topic": words["themes"][theme]["topic"],
        }
        for theme in themes
    ]
    names = {
        "op_violence": operations[0],
        "op_theft": operations[1],
        "op_roads": operations[2],
        "force": force,
        "charity": rng.choice(words["charities"]),
        "fund": f"{rng.choice(districts)} Community Fund",
        "district0": districts[0],
        "district1": districts[1],
        "contact": f"{rng.choice(words['first'])} {rng.choice(words['last'])}",
    }
    basis = "year_to_date" if rng.random() < 0.35 else "quarter"
    style = {part: rng.choice(words["styles"][part]) for part in ("title", "period", "meeting", "key")}
    style |= {
        "header": rng.choice(words["styles"]["header"][basis]),
        "continued": rng.random() < 0.5,
        "part": rng.randint(6, 9),
        "secs": rng.choice([" secs", " seconds"]),
        "rename": rng.sample([m["key"] for m in measures if len(m["names"]) > 1], 2),
    }
    slug = force.lower().replace(" ", "-")
    return World(
        force,
        slug,
        basis,
        Quarter(min(rng.randint(2008, 2014), LAST_YEAR - (quarters + 3) // 4), 1),
        objectives,
        measures,
        names,
        districts,
        style,
    )
