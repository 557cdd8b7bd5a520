"""The change that a row prints, against its own figures."""

from __future__ import annotations

import pytest

from tests.ingest.styles.test_columns import bundle


def found(change: str, heading: str = "Change", actual: str = "310", before: str = "288", more: str = "") -> list[str]:
    head, row = f"Crime type|Last 12 months|Prior 12 months|{heading}|RAG", f"Robbery|{actual}|{before}|{change}|Red"
    extra = (f"{head}|Baseline", f"{row}|{more}") if more else (head, row)
    return [f.text for f in bundle(*extra).findings if f.code == "change_contradicts_figures"]


@pytest.mark.parametrize("change", ["+22", "22", "+7.6%", "7.6%", "▲ 22", "8%", "-", "TBC", "", "Improving", "+0.8pp"])
def test_a_change_that_fits_or_is_none(change: str) -> None:
    assert found(change) == []


@pytest.mark.parametrize("change", ["-22", "+12", "-7.6%", "6.7%", "▼ 22", "(22)"])
def test_a_change_that_the_figures_do_not_give_is_a_finding(change: str) -> None:
    assert found(change) == [f"The change printed is {change}; the figures 310 and 288 give another."]


def test_what_may_be_a_change_from_another_figure_or_of_rounded_ones_is_left() -> None:
    assert found("-40", more="350") == []
    assert found("+1.9", actual="72.1%", before="70.0%") == []
    assert found("-22", heading="Variance") == []
