"""What a generated corpus is made of: rows of a table, facts told in prose, reports and questions with gold answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from evals.generator.periods import Quarter


@dataclass(frozen=True)
class Row:
    """One printed row. `value` and `target` are None where the cell holds no figure; cells are as printed.

    `met` is None where there is no target to meet. `planted` marks a rating that contradicts its figure on purpose.
    """

    key: str
    objective: int
    name: str
    ask: tuple[str, ...]
    headline: bool
    overall: str
    comparator: str
    actual: str
    rag: str | None
    comment: str
    unit: str
    direction: str
    role: str | None
    value: Decimal | None
    target: Decimal | None
    basis: str
    period: str
    met: bool | None
    planted: bool = False
    name_note: str | None = None
    comparator_note: str | None = None


@dataclass(frozen=True)
class Fact:
    """One sentence of a report with its drawn values: `shown` as printed, `patterns` to match in an answer."""

    key: str
    theme: str
    label: str
    sentence: str
    shown: dict[str, str]
    patterns: dict[str, str]
    asks: tuple[dict[str, Any], ...]


@dataclass
class Report:
    """One quarter's report: its rows, its facts and, once rendered, its file name and text."""

    quarter: Quarter
    rows: list[Row]
    facts: list[Fact]
    file: str = ""
    text: str = ""

    def row(self, key: str) -> Row:
        """The row of a measure; KeyError when the report does not print it."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass
class World:
    """What stays the same over a corpus: the force, its objectives, measures, names and house style."""

    force: str
    slug: str
    basis: str
    first: Quarter
    objectives: list[dict[str, str]]
    measures: list[dict[str, Any]]
    names: dict[str, str]
    districts: list[str]
    style: dict[str, Any]


@dataclass
class Corpus:
    """A generated corpus. `questions` are cases of an evaluation set; see the README for the fields."""

    seed: int
    world: World
    reports: list[Report]
    questions: list[dict[str, Any]] = field(default_factory=list)

    def files(self) -> dict[str, str]:
        """File name to text of every report, oldest first."""
        return {report.file: report.text for report in self.reports}
