"""Which column of a measures table holds what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.language.data import policy
from ingest.language.dates import year_before
from ingest.language.numbers import parse_figure
from ingest.language.periods import PeriodMention
from ingest.readings.choosing import choose_rating, order_targets
from ingest.readings.contents import roles_by_content
from ingest.readings.heading_periods import (
    as_spoken,
    heading_period,
    is_quarterly,
    is_to_date,
    is_yearly,
    stretch_named,
)
from ingest.readings.ratings import colour_rating
from ingest.tables.grid import Grid
from ingest.tables.headers import column_role

COMPARATORS = ("target", "previous_year", "baseline", "predicted", "other")


@dataclass(frozen=True)
class Columns:
    """Column numbers by part; `comparators` are (column, role by its heading) in printed order."""

    headings: tuple[str, ...]
    measure: int
    objective: int | None
    theme: int | None
    overall_target: int | None
    comparators: tuple[tuple[int, str], ...]
    actual: int | None
    other_actuals: tuple[int, ...]
    rag: int | None
    comment: int | None
    doubt: str = ""
    unit: int | None = None
    rag_doubt: str = ""
    spoken: tuple[str, ...] = ()

    def heading(self, col: int | None) -> str:
        return self.headings[col] if col is not None else ""

    def dating(self, col: int | None) -> str:
        """A heading for reading its period (see `as_spoken`)."""
        return self.spoken[col] if col is not None and self.spoken else self.heading(col)

    def mixed(self, col: int) -> bool:
        """Whether a comparator's heading allows for more than a target."""
        words = re.sub(r"target\s*/\s*outcome", "target", self.headings[col].lower())
        words = re.sub(r"\b\d{2,4}\s*/\s*\d{2,4}\b", "", words)  # a year's slash parts nothing
        return bool(re.search(policy("headers")["mixed_comparator"], words))


def read_columns(grid: Grid, period: tuple[date, date] | None) -> Columns | None:
    """The columns of a measures table, or None where the table is something else."""
    headings = tuple(" ".join(path) for path in grid.headings())
    roles = roles_by_content(grid, headings, [column_role(heading) for heading in headings])
    first: dict[str, int] = {}
    for col, role in enumerate(roles):
        if role is not None:
            first.setdefault(role, col)
    if "measure" not in first:
        free = [col for col, role in enumerate(roles) if role is None and _is_wordy(grid, col)]
        if not free and "objective" in first and _is_wordy(grid, first["objective"]):
            free = [first.pop("objective")]
        if not free or "actual" not in first or not ({"target", "rag", "overall_target"} & set(first)):
            return None
        first["measure"] = free[0]
    if "rag" not in first:
        coloured = [col for col, role in enumerate(roles) if role != "change" and _is_coloured(grid, col)]
        roles = [None if col in coloured else role for col, role in enumerate(roles)]
        first.update({"rag": coloured[0]} if len(coloured) == 1 else {})
    comparators = tuple((col, str(role)) for col, role in enumerate(roles) if role in COMPARATORS)
    actuals = [col for col, role in enumerate(roles) if role == "actual"]
    printed = [col for col in actuals if any(row.text(col) for row in grid.body)]
    targets = [col for col, role in comparators if role == "target"]
    spoken = as_spoken(headings, period)
    actual, doubt = _current(printed or actuals, spoken, period, [spoken[col] for col in targets])
    earlier = _year_earlier(actual, actuals, spoken, period)
    comparators += tuple((col, "previous_year") for col in earlier)
    if not (actuals and (comparators or {"rag", "overall_target"} & set(first)) or comparators and "rag" in first):
        return None
    actuals = [col for col in actuals if col not in earlier]
    ordered = order_targets(targets, spoken, actual, period)
    rest = tuple(pair for pair in comparators if pair[1] != "target")
    comparators = (*((col, "target") for col in ordered.order), *rest)
    if ordered.overall is not None:
        first.setdefault("overall_target", ordered.overall)
    overall = first.get("overall_target")
    if overall is not None and actual is not None and not targets and _is_of_now(grid, overall, headings[overall]):
        comparators = ((first.pop("overall_target"), "target"), *comparators)
    ratings = [col for col, role in enumerate(roles) if role == "rag"]
    rag_doubt = ""
    if len(ratings) > 1:
        chosen, rag_doubt = choose_rating(ratings, grid, spoken, actual, period)
        first.pop("rag")
        first.update({"rag": chosen} if chosen is not None else {})
    return Columns(
        headings,
        first["measure"],
        first.get("objective"),
        first.get("theme"),
        first.get("overall_target"),
        comparators,
        actual,
        tuple(col for col in actuals if col != actual),
        first.get("rag"),
        first.get("comment"),
        doubt,
        first.get("unit"),
        rag_doubt,
        spoken,
    )


def _is_of_now(grid: Grid, col: int, heading: str) -> bool:
    """Whether an overall target is one that the figures are held against, most of it figures ("4,000"), not words."""
    if re.search(policy("headers")["beyond"], heading, re.IGNORECASE) and not is_yearly(heading):
        return False
    texts = [row.text(col) for row in grid.body if row.text(col)]
    kinds = [parse_figure(text).kind for text in texts]
    return any(kind == "figure" for kind in kinds) and sum(kind in ("figure", "bound", "dash", "pending",
        "not_available", "clock") for kind in kinds) >= 0.5 * len(kinds)


def _is_coloured(grid: Grid, col: int) -> bool:
    """Whether a column holds ratings by colour and nothing else, whatever its heading says."""
    cells = [row.cells[col] for row in grid.body]
    rated = sum(colour_rating(cell.fill) is not None for cell in cells)
    return rated >= 2 and rated >= 0.5 * len(cells) and not any(re.search(r"\w", cell.text) for cell in cells)


def _is_wordy(grid: Grid, col: int) -> bool:
    texts = [row.text(col) for row in grid.body if row.text(col)]
    return bool(texts) and sum(bool(re.search(r"[A-Za-z]{3}", text)) for text in texts) >= 0.8 * len(texts)


def _current(
    actuals: list[int], headings: tuple[str, ...], period: tuple[date, date] | None, targets: list[str]
) -> tuple[int | None, str]:
    """The column of the period reported among several; a doubt where the headings do not say.

    A column whose heading names the same stretch as the target's ("Q3 target", "Q3 actual") is the one that the
    target is for.
    """
    if len(actuals) < 2:
        return (actuals[0] if actuals else None), ""
    ends = {col: heading_period(headings[col], period) for col in actuals}
    dated = {col: mention.end for col, mention in ends.items() if mention and mention.end}
    if len(dated) == len(actuals) and len(set(dated.values())) == len(dated):
        begun = {col: end for col, end in dated.items() if period is None or _begins(ends[col]) <= period[1]}
        return (max(begun, key=lambda col: begun[col]), "") if begun else (None, "its columns are of later periods")
    reported = [col for col in actuals if period and stretch_named(headings[col], period) == period]
    if len(dated) == len(actuals) and len(reported) == 1 and max(dated.values()) <= dated[reported[0]]:
        return reported[0], ""  # a quarter beside its months
    aimed = {stretch for text in targets if (stretch := stretch_named(text, period))}
    paired = [col for col in actuals if stretch_named(headings[col], period) in aimed]
    if len(aimed) == 1 and len(paired) == 1 and period and {end for _, end in aimed} == {period[1]}:
        return paired[0], ""
    summed = [col for col in actuals if is_to_date(headings[col])]
    if len(summed) == 1 and set(actuals) - set(summed) <= {col for col in dated if dated[col]} | _quarterly(headings):
        return summed[0], ""
    named = [col for col in actuals if re.search(r"\bactual|\bcurrent|\blatest", headings[col].lower())]
    if len(named) == 1:
        return named[0], ""
    return None, "several columns of figures whose headings do not say which is the period reported"


def _quarterly(headings: tuple[str, ...]) -> set[int]:
    """Columns headed by a quarter, with or without its year."""
    return {col for col, text in enumerate(headings) if is_quarterly(text)}


def _year_earlier(
    actual: int | None, actuals: list[int], headings: tuple[str, ...], period: tuple[date, date] | None
) -> list[int]:
    """Columns whose headings name the very stretch of the current column one year before."""
    now = heading_period(headings[actual], period) if actual is not None else None
    if now is None or now.start is None or now.end is None:
        return []
    before = year_before(now.start, now.end)
    found = {col: heading_period(headings[col], period) for col in actuals if col != actual}
    return [col for col, mention in found.items() if mention and (mention.start, mention.end) == before]


def _begins(mention: PeriodMention | None) -> date:
    return mention.start if mention and mention.start else date.max
