"""Questions to start with, made from what is held: never one that cannot be answered."""

from __future__ import annotations

from assistant.present.words import words
from store.readonly import ReadStore

MOST = 4


def suggested(store: ReadStore, most: int = MOST) -> tuple[str, ...]:
    """Up to `most` questions of different kinds: headline or red measures of the latest report, its worst ratings,
    and a measure that is held for long."""
    latest = store.rows("suggest_latest", most=most)
    rated = store.one("suggest_rated")
    longest = store.rows("suggest_longest", most=most)
    asked = [f"How did {_inner(row['measure'])} do in {row['period_label']}?" if row["period_label"]
             else f"How did {_inner(row['measure'])} do?" for row in latest]
    named = {row["measure"] for row in latest[:most - 2]}
    over_time = [f"How did {_inner(row['measure'])} change over time?"
                 for row in sorted(longest, key=lambda row: row["measure"] in named)[:1]]
    lists = [f"Which measures were rated {words()['ratings'][rated['rag']]['word'].lower()} in "
             f"{rated['period_label']}?"] if rated else []
    kept = most - len(lists) - len(over_time)
    return tuple(dict.fromkeys([*asked[:kept], *lists, *over_time]))[:most]


def _inner(measure: str) -> str:
    """What a measure is of, within a sentence: without the wish that its name begins with ("Reduction in"), its first
    letter small unless its first word is an acronym."""
    name = " ".join(measure.split()).rstrip(".?")
    for wish in words()["wishes"]:
        if name.lower().startswith(f"{wish} "):
            name = name[len(wish) + 1:]
            break
    first = name.split(" ")[0]
    if sum(c.isupper() for c in first) > 1:
        return name
    article = "the " if first.lower() in words()["counting_words"] else ""
    return article + name[:1].lower() + name[1:]
