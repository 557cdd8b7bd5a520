"""Questions to start with, made from what is held: never one that cannot be answered."""

from __future__ import annotations

from assistant.present.words import words
from store.readonly import ReadStore

MOST = 4


def suggested(store: ReadStore, most: int = MOST) -> tuple[str, ...]:
    """Up to `most` questions: the latest report's headline or red measures, then a measure held for longest."""
    latest = store.rows("suggest_latest", most=most - 1)
    longest = store.rows("suggest_longest", most=1)
    asked = [f"How did {_inner(row['measure'])} do in {row['period_label']}?" if row["period_label"]
             else f"How did {_inner(row['measure'])} do?" for row in latest]
    asked += [f"How has {_inner(row['measure'])} changed over time?" for row in longest]
    return tuple(dict.fromkeys(asked))[:most]


def _inner(measure: str) -> str:
    """A measure's name within a sentence: its first letter small, unless its first word is an acronym."""
    name = " ".join(measure.split()).rstrip(".?")
    first = name.split(" ")[0]
    if sum(c.isupper() for c in first) > 1:
        return name
    article = "the " if first.lower() in words()["counting_words"] else ""
    return article + name[:1].lower() + name[1:]
