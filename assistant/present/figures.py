"""The figures of an answer as rows of a table: one row a printed row, the actual beside its comparators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.answer import Figure
from assistant.present.words import Tag, rating_tag, word, words


@dataclass(frozen=True)
class Shown:
    """A figure under its role, as a reader sees it. `value` is for charts only."""

    role: str
    label: str
    text: str
    citation: int
    value: Decimal | None

    @property
    def note(self) -> str:
        """The role in words, empty where the printed text says it by itself ("58 (previous year)")."""
        return "" if self.label.lower() in self.text.lower() else self.label.lower()


@dataclass(frozen=True)
class FigureRow:
    measure: str
    period: str
    period_range: str | None
    basis: str
    area: str
    unit: str
    actual: Shown | None
    others: tuple[Shown, ...]
    rating: Tag
    citation: int


def printed(value: str | None, unit: str, as_printed: str) -> str:
    """A figure as the report prints it; the unit is added only where the printed text does not carry it."""
    text = " ".join(as_printed.split())
    if not text:
        return "blank in the report" if value is None else with_unit(value, unit)
    sign = str(words()["units"].get(unit, ""))
    if value is None or not sign or sign.strip() in text or unit == "%" and "%" in text:
        return text
    return text + sign


def with_unit(value: str, unit: str) -> str:
    """A stored decimal string with thousands separators and its unit."""
    try:
        text = f"{Decimal(value):,}"
    except InvalidOperation:
        text = value
    return f"£{text}" if unit == "GBP" else text + str(words()["units"].get(unit, f" {unit}"))


def shown(figure: Figure) -> Shown:
    return Shown(figure.role, word("roles", figure.role), printed(figure.value, figure.unit, figure.as_printed),
                 figure.citation, None if figure.value is None else Decimal(figure.value))


def figure_rows(figures: Iterable[Figure]) -> tuple[FigureRow, ...]:
    """Figures of one place and one measure share a row; a role that comes again starts a new one."""
    groups: list[list[Figure]] = []
    for figure in figures:
        home = next((g for g in groups if _same(g[0], figure) and all(f.role != figure.role for f in g)), None)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return tuple(map(_row, groups))


def _same(one: Figure, other: Figure) -> bool:
    return (one.measure, one.area, one.citation) == (other.measure, other.area, other.citation)


def _row(group: list[Figure]) -> FigureRow:
    head = next((f for f in group if f.role == "actual"), group[0])
    rated = next((f for f in group if f.rag), head)
    actual = shown(head) if head.role == "actual" else None
    label = head.period_label.partition(", ")[0]      # the basis follows it there and has a line of its own here
    return FigureRow(head.measure, label, head.period, word("bases", head.basis), head.area, head.unit, actual,
                     tuple(shown(f) for f in group if f is not head or actual is None),
                     rating_tag(rated.rag, rated.rag_source, head.value), head.citation)
