"""Whose report it is, its title, when the panel met and what it covers, from covers of other houses."""

from __future__ import annotations

import pytest

from ingest.language.periods import find_periods
from tests.ingest.core.helpers import read
from tests.ingest.styles.test_columns import bundle


@pytest.mark.parametrize(("cover", "area", "title", "meeting", "period"), [
    ("Report to: Northwold Police and Crime Panel\n\nDate: 4th February 2025\n\nSubject: Plan Monitoring Report\n\n"
     "Report by: Police and Crime Commissioner\n\nPeriod: April to December 2024",
     "Northwold", "Plan Monitoring Report", "2025-02-04", "2024-04-01/2024-12-31"),
    ("Northwold Police, Fire and Crime Commissioner\n\nPerformance Update: Year to date 2024/25 (as at 30 September "
     "2024)", "Northwold", "Performance Update: Year to date 2024/25 (as at 30 September 2024)", None,
     "2024-04-01/2024-09-30"),
    ("Police and Crime Panel for Northwold\n\n20 November 2024\n\nPerformance Monitoring: Quarter Two, 2024/2025",
     "Northwold", "Performance Monitoring: Quarter Two, 2024/2025", "2024-11-20", "2024-07-01/2024-09-30"),
    ("NORTHWOLD POLICE AND CRIME PANEL\n\nPERFORMANCE REPORT: JANUARY 2024 – MARCH 2024\n\nMeeting of the Panel held "
     "on Friday 14 June 2024", "Northwold", "PERFORMANCE REPORT: JANUARY 2024 – MARCH 2024", "2024-06-14",
     "2024-01-01/2024-03-31"),
    ("Northwold Police and Crime Panel\n\nPerformance Report\n\nThe performance data covers quarter 2 (July, August "
     "and September 2024).", "Northwold", "Performance Report", None, "2024-07-01/2024-09-30"),
    ("Northwold Constabulary\n\nPerformance Report\n\nPosition as at 31 March 2024", "Northwold", "Performance Report",
     None, None),
    ("Northwold Constabulary\n\nPerformance Report, 18 September 2024. Rolling year to 31 July 2024.", "Northwold",
     "Performance Report, 18 September 2024. Rolling year to 31 July 2024.", None, "2023-08-01/2024-07-31"),
    ("Safer Northwold Plan Scorecard\n\nHalf-year report: H1 2024/25", "Northwold", "Safer Northwold Plan Scorecard",
     None, "2024-04-01/2024-09-30"),
])
def test_what_a_cover_says(cover: str, area: str, title: str, meeting: str | None, period: str | None) -> None:
    (item,) = read(f"{cover}\n\nThe panel is asked to note what follows here.\n").items
    covered = f"{item.period_start}/{item.period_end}" if item.period_start else None
    assert (item.area, item.title, item.meeting_date, covered) == (area, title, meeting, period)


def test_an_as_at_date_covers_the_year_so_far_where_the_tables_say_so() -> None:
    text = ("Northwold Constabulary\n\nPerformance Report\n\nPosition as at 31 December 2024\n\n"
            "| Measure | Target | Actual YTD | RAG |\n|---|---|---|---|\n| Burglary offences | 480 | 471 | G |\n")
    (item,), (row,) = read(text).items, read(text).readings
    assert (item.period_start, item.period_end) == ("2024-04-01", "2024-12-31")
    assert (row.period_start, row.period_end, row.basis) == ("2024-04-01", "2024-12-31", "year_to_date")


def test_a_period_called_the_year_to_date_is_that_of_its_figures() -> None:
    text = ("Northwold Police and Crime Panel\n\nPerformance Report\n\nPeriod: Year to date (April – December 2024)\n\n"
            "| Measure | This year | Last year | Target |\n|---|---|---|---|\n| Theft offences | 471 | 480 | 460 |\n")
    (row,) = read(text).readings
    assert (row.period_start, row.period_end, row.basis) == ("2024-04-01", "2024-12-31", "year_to_date")


def test_a_column_as_at_a_day_is_a_snapshot() -> None:
    (row,) = bundle("Measure|Target|As at 31 December 2024|RAG", "Special constables|150|98|R").readings
    assert (row.period_start, row.period_end, row.basis) == ("2024-12-31", "2024-12-31", "snapshot")


def test_quarters_of_the_calendar_year_where_the_financial_ones_are_yet_to_come() -> None:
    (row,) = bundle("Measure|Q1 2023|Q1 2024|Change|RAG", "Theft offences|480|471|-9|G",
                    covers="January to March 2024").readings
    assert (row.actual_value, row.period_start, row.period_end) == ("471", "2024-01-01", "2024-03-31")
    assert (row.target_value, row.target_role, row.target_period_end) == ("480", "previous_year", "2023-03-31")


def test_three_months_in_a_row_are_one_stretch() -> None:
    assert [m.label for m in find_periods("July, August and September 2024")] == ["Q2 2024/25"]
    assert find_periods("July, September and November 2024")[0].kind == "month"


@pytest.mark.parametrize(("caption", "start", "end", "basis"), [
    ("Table 2: Performance year to date (April to December 2024)", "2024-04-01", "2024-12-31", "year_to_date"),
    ("Table 4: Q2 2024/25", "2024-07-01", "2024-09-30", "quarter"),
    ("Table 1 – 12 months to December 2024", "2024-01-01", "2024-12-31", "rolling_12_months"),
    ("Measures of the plan 2024/25", "2024-10-01", "2024-12-31", "unknown"),
    ("Police and Crime Plan 2021-2025", "2024-10-01", "2024-12-31", "unknown"),
    ("Position as at 31 December 2024", "2024-10-01", "2024-12-31", "unknown"),
])
def test_a_caption_says_for_when_where_the_column_does_not(caption: str, start: str, end: str, basis: str) -> None:
    text = ("Northwold Police and Crime Panel\n\nPerformance Report\n\nThis report covers Quarter 3 2024/25.\n\n"
            f"1. Aims\n\nSome words on the plan.\n\n{caption}\n\n"
            "| Measure | Target | Actual | RAG |\n| Burglary | 480 | 471 | G |\n")
    (row,) = read(text).readings
    assert (row.period_start, row.period_end, row.basis) == (start, end, basis)
    text = text.replace("| Actual |", "| Q3 actual |")
    assert read(text).readings[0].period_start == "2024-10-01"
