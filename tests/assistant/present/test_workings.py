"""Calculations as a reader follows them: figures, signs, sources."""

from __future__ import annotations

from assistant.answer import Derived, Operand
from assistant.present.workings import workings


def test_a_difference_names_what_is_compared() -> None:
    one = Derived("7", "count", "comparator - actual", (Operand("comparator", "1382", 1), Operand("actual", "1375", 2)))
    assert workings(one) == "1,382 (comparator) [1] − 1,375 (actual) [2] = 7"


def test_a_change_in_percent_says_that_it_is_rounded_and_names_each_figure_once() -> None:
    one = Derived("21.0", "%", "(old - new) * 100 / old", (Operand("new", "139", 2), Operand("old", "176", 1)))
    assert workings(one) == ("(176 (earlier) [1] − 139 (later) [2]) × 100 ÷ 176 [1] = 21.0%, "
                             "rounded to 1 decimal place")


def test_sums_and_counts() -> None:
    assert workings(Derived("5", "GBP", "sum", (Operand("row_1", "2", 1), Operand("row_2", "3", 1)))) == (
        "2 [1] + 3 [1] = £5")
    assert workings(Derived("2", "count", "count", (Operand("row_1", None, 1), Operand("row_2", None, 3)))) == (
        "2 rows counted: [1] [3]")


def test_a_time_of_the_clock_shows_its_two_numbers() -> None:
    one = Derived("15", "clock_short", "(a_large * 60 + a_small) - b",
                  (Operand("a_large", "2", 1), Operand("a_small", "30", 1), Operand("b", "135", 1)))
    assert workings(one).startswith("(2 [1] × 60 + 30 [1]) − 135 [1] = ")
