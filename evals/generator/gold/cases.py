"""Collect cases of an evaluation set: no question twice, ids stable by seed, kinds capped by the corpus' length."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from evals.generator.model import Corpus, Report, Row
from evals.generator.periods import Quarter
from evals.generator.prose import number_pattern
from evals.generator.world import data, stream

COLOURS = {"G": "green", "A": "amber", "R": "red"}
NUMBERS = (
    "no|none|zero|not any|nothing",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
T = TypeVar("T")


class Cases:
    """The cases of one corpus. `add` ignores a question that is already there and returns whether it was new."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.cases = corpus, list[dict[str, Any]]()
        self._asked: set[tuple[str, ...]] = set()
        self._counts: dict[str, int] = {}

    def add(
        self, kind: str, question: str, *, tags: Iterable[str] = (), history: Iterable[str] = (), **expect: Any
    ) -> bool:
        """Add a case. `expect` holds the expectation's fields; those left out are not checked."""
        question = question[0].upper() + question[1:]
        asked = (question, *history)
        if asked in self._asked:
            return False
        self._asked.add(asked)
        refused = expect.get("status", "answered") != "answered"
        kept = {field: value for field, value in expect.items() if value or refused}
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self.cases.append(
            {
                "id": f"g{self.corpus.seed}-{kind}-{self._counts[kind]:04d}",
                "question": question,
                "kind": kind,
                "expect": {"status": "answered", **kept},
                "tags": sorted(tags),
                "history": list(history),
            }
        )
        return True

    def rng(self, *topic: object) -> random.Random:
        """A random stream of its own for a family of questions."""
        return stream(self.corpus.seed, "questions", *topic)

    def draw(self, items: list[T], per_quarter: float, *topic: object) -> list[T]:
        """About `per_quarter` times the number of reports of `items`, in an order fixed by the seed."""
        count = max(1, round(per_quarter * len(self.corpus.reports)))
        return self.rng("draw", *topic).sample(items, min(count, len(items)))

    def word(self, kind: str, *topic: object, **slots: object) -> str:
        """One of the wordings of a kind, its slots filled."""
        text: str = self.rng("word", kind, *topic).choice(data("questions")[kind])
        return text.format(**slots)

    def spell(self, quarter: Quarter, *topic: object, basis: str = "quarter") -> str:
        """A spelling of the quarter."""
        return quarter.spelling(self.rng("spell", quarter.label, *topic), basis)


def number(value: Decimal | int | str) -> str:
    """Pattern for a figure in an answer; trailing zeros after the point are optional."""
    text = f"{value:,}" if not isinstance(value, str) else value
    whole, _, places = text.partition(".")
    return number_pattern(whole if not places.strip("0") else text)


def count_pattern(count: int) -> str:
    """Pattern for a count in figures or words."""
    word = NUMBERS[count] if count < len(NUMBERS) else None
    digits = rf"(?<![\w.,\[]){count}(?![\d\]]|[.,]\d|%)"
    return rf"(?:{digits}|\b(?:{word})\b)" if word else digits


def figure(row: Row, role: str = "actual") -> dict[str, Any]:
    """Expectation of one figure: the row's actual, or its comparator under the comparator's role.

    The period is left out for a count on one day, which some would date to that day and some to the quarter, and for
    last year's figure or a prediction, whose period the report does not print.
    """
    value = row.value if role == "actual" else row.target
    if value is None:
        raise ValueError(f"{row.key} prints no {role}")
    out: dict[str, Any] = {"measure": row.name, "role": role, "value": f"{value:f}", "unit": row.unit}
    if row.basis != "snapshot" and role in ("actual", "target"):
        out["period"] = row.period
    return out


def percent(part: Decimal, whole: Decimal) -> str:
    """Pattern for a percentage rounded half up to 0, 1 or 2 places."""
    exact = abs(part) * 100 / abs(whole)
    ways = [exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for places in (1, 2)]
    whole_number = exact.quantize(Decimal(1), ROUND_HALF_UP)
    texts = dict.fromkeys(
        [
            *(f"{way:f}" for way in ways),
            *([f"{ways[0].normalize():f}"]),
            *([f"{whole_number:f}"] if exact >= 10 else []),
        ]
    )
    return rf"(?<![\w.,])(?:{'|'.join(re.escape(t) for t in texts)})\s?(?:%|per ?cent)"


def readings(corpus: Corpus) -> list[tuple[Report, Row]]:
    """Every row that prints an actual figure, with its report."""
    return [(report, row) for report in corpus.reports for row in report.rows if row.value is not None]
