"""The change that a row prints against the figures that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.context import ItemContext, finding, row_place
from ingest.checks.words import bare, pattern
from ingest.language.numbers import Parsed, parse_figure
from ingest.readings.build import ReadRow
from store.records import Finding

_SIGN = re.compile(r"[-−–‑+▲▼↑↓(]")


def change_contradicts_figures(context: ItemContext) -> Iterator[Finding]:
    """ "+22" or "-8.4%" in a column of changes where the row's numbers give another change.

    Only whole numbers are worked with, so that no rounding can explain it; a change that fits any other figure of the
    row ("against target", "since the baseline") is left.
    """
    for row in context.rows:
        actual = row.actual.value
        if actual is None or row.reading.unit != "count" or actual != actual.to_integral_value():
            continue
        others = [value for value in _others(row) if value == value.to_integral_value()]
        for heading, text in row.extra:
            if not others or not pattern("change_heading").search(heading):
                continue
            printed = parse_figure(text, brackets_negative=True)
            known = printed.value is not None and printed.scale == 1 and printed.unit in (None, "%")
            if known and not _fits(printed, text, actual, others):
                yield finding(
                    context,
                    "change_contradicts_figures",
                    f"The change printed is {bare(text)}; the figures {row.reading.actual_ytd} and "
                    f"{row.reading.target_ytd} give another.",
                    [row_place(row.reading)],
                    row,
                )


def _others(row: ReadRow) -> list[Decimal]:
    """The figures that the actual one may be compared with: its comparator, and any other that the row prints."""
    if row.target.value is None:
        return []
    beside = [parse_figure(text).value for heading, text in row.extra if not pattern("change_heading").search(heading)]
    return [row.target.value, *(value for value in beside if value is not None)]


def _fits(printed: Parsed, text: str, actual: Decimal, others: Sequence[Decimal]) -> bool:
    """Whether a change is the difference, or the difference in percent, from one of the figures."""
    said = printed.value or Decimal(0)
    if re.search("[▼↓]", text):
        said = -abs(said)
    signed = bool(_SIGN.search(text))
    half = Decimal(1).scaleb(int(said.as_tuple().exponent)) * Decimal("0.51")
    for other in others:
        change = actual - other
        found = [] if printed.unit == "%" else [change]
        if other:
            found.append(change / other * 100)
        if any(abs((value if signed else abs(value)) - said) <= half for value in found):
            return True
    return False
