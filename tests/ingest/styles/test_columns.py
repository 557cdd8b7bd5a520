"""Which column is the target, the rating and the comparator, in tables headed as other reports head theirs."""

from __future__ import annotations

import pytest

from store.records import Bundle, Reading
from tests.ingest.core.helpers import read

TOP = ("ASHDALE POLICE AND CRIME PANEL\n\nMeeting held on 14 February 2025\n\nPerformance report\n\n"
       "1. Introduction\n\n1.1 This report covers {}.\n\n")


def bundle(*rows: str, covers: str = "Quarter 3 2024/25", prose: str = "") -> Bundle:
    lines = "\n".join(f"| {row.replace('|', ' | ')} |" for row in rows)
    return read(f"{TOP.format(covers)}{prose}\n\n2. Performance\n\n{lines}\n\nEnd of report.\n")


def readings(*rows: str, covers: str = "Quarter 3 2024/25") -> tuple[Reading, ...]:
    return bundle(*rows, covers=covers).readings


@pytest.mark.parametrize("heading", ["Trajectory", "Plan", "Goal", "Threshold", "Ambition", "Aim", "YTD plan",
                                     "Planned", "Annual target", "Target 2024/25", "Standard"])
def test_what_a_target_may_be_called(heading: str) -> None:
    (row,) = readings(f"Measure|{heading}|YTD actual|RAG", "Burglary offences|480|471|G")
    assert (row.target_value, row.target_role, row.actual_value, row.rag) == ("480", "target", "471", "G")


@pytest.mark.parametrize("heading", ["RAG", "BRAG", "RAGB", "Status", "RAG status", "On track?", "Assessment",
                                     "Judgement", "Performance against target", "Target met?", "Rated"])
def test_what_a_rating_may_be_called(heading: str) -> None:
    (row,) = readings(f"Measure|Target|Actual|{heading}", "Burglary offences|480|471|Green")
    assert (row.rag, row.target_value) == ("G", "480")


@pytest.mark.parametrize("heading", ["Direction of travel", "Direction", "Trend", "DoT", "Status", "Performance",
                                     "Trajectory", "Assessment", "Outlook"])
@pytest.mark.parametrize("cells", [("Improving", "Deteriorating"), ("▲", "▼"), ("↑ Stable", "-"), ("No change", "Up")])
def test_a_direction_of_travel_is_neither_rating_nor_target(heading: str, cells: tuple[str, str]) -> None:
    first, second = readings(f"Measure|Target|Actual|{heading}|RAG", f"Burglary offences|480|471|{cells[0]}|Green",
                             f"Robbery offences|90|101|{cells[1]}|Red")
    assert (first.target_value, first.actual_value, first.rag, first.comment) == ("480", "471", "G", "")
    assert (second.target_value, second.actual_value, second.rag) == ("90", "101", "R")


def test_a_direction_alone_rates_nothing() -> None:
    (row,) = readings("Measure|Target|Actual|Status", "Burglary offences|480|471|Improving")
    assert (row.rag, row.comment) == (None, "")


def test_the_last_twelve_months_beside_the_twelve_before() -> None:
    (row,) = readings("Crime type|Last 12 months|Prior 12 months|Change|% change|Assessment",
                      "Robbery offences|310|288|+22|+7.6%|Red", covers="Quarter 3 2024/25")
    assert (row.actual_value, row.basis) == ("310", "rolling_12_months")
    assert (row.period_start, row.period_end) == ("2024-01-01", "2024-12-31")
    assert (row.target_value, row.target_role) == ("288", "previous_year")
    assert (row.target_period_start, row.target_period_end) == ("2023-01-01", "2023-12-31")


def test_two_dated_columns_and_a_change_are_measures_without_a_rating() -> None:
    (row,) = readings("Measure|12 months to July 2023|12 months to July 2024|Change|Performance",
                      "Rape offences|602|655|+8.8%|Deteriorating", covers="the year to 31 July 2024")
    assert (row.actual_value, row.target_value, row.target_role) == ("655", "602", "previous_year")
    assert (row.basis, row.period_end, row.rag) == ("rolling_12_months", "2024-07-31", None)


def test_the_quarter_before_is_no_year_before() -> None:
    (row,) = readings("Measure|Previous quarter|This quarter|RAG", "Robbery offences|88|91|A")
    assert (row.actual_value, row.target_value, row.target_role) == ("91", "88", "other")
    assert row.target_period_start is None


def test_the_whole_year_before_keeps_its_own_period() -> None:
    (row,) = readings("Measure|Previous year (2023/24)|Year to date|RAG", "Robbery offences|400|291|A")
    assert (row.target_role, row.target_period_start, row.target_period_end) == (
        "previous_year", "2023-04-01", "2024-03-31")
    assert (row.period_start, row.period_end, row.basis) == ("2024-04-01", "2024-12-31", "year_to_date")


def test_the_target_of_the_actuals_own_stretch_is_the_one() -> None:
    (row,) = readings("Measure|Plan 24/25|Q2 actual|Q3 actual|YTD actual|YTD plan|Status",
                      "Weapons offences|400|95|101|196|200|Met")
    assert (row.actual_value, row.target_value, row.overall_target) == ("196", "200", "400")
    assert row.comment == "Met"


def test_a_target_next_to_a_comparator_of_targets_is_the_overall_one() -> None:
    (row,) = readings("Measure|Target|Comparator (Target to date / Previous year)|Actual (Quarter 3)|RAG",
                      "Burglary offences|5% reduction on 2023/24|210|198|G")
    assert (row.overall_target, row.target_value, row.actual_value) == ("5% reduction on 2023/24", "210", "198")
    (row,) = readings("Measure|Target|Comparator|Actual|RAG", "Burglary offences|200|210|198|G")
    assert (row.target_value, row.target_role) == ("200", "target")


def test_targets_of_other_years_are_left_aside() -> None:
    (row,) = readings("Measure|Target 2025/26|Target 2024/25|Last year's target|2024/25 outturn|RAG",
                      "Weapons offences|380|400|420|391|G", covers="the financial year 2024/25")
    assert (row.actual_value, row.target_value) == ("391", "400")


def test_an_annual_target_has_the_year_as_its_period_and_contradicts_no_part_of_it() -> None:
    found = bundle("Measure|Annual target|YTD actual|RAG", "Weapons offences|400|291|R")
    (row,) = found.readings
    assert (row.target_period_start, row.target_period_end) == ("2024-04-01", "2025-03-31")
    assert "rating_contradicts_figure" not in {f.code for f in found.findings}


def test_what_a_colour_stands_for_is_no_target() -> None:
    (row,) = readings("Measure|Green threshold|Red threshold|Target|Actual|RAG", "Weapons offences|380|420|400|391|A")
    assert (row.target_value, row.actual_value) == ("400", "391")


def test_the_rating_of_the_period_reported_among_several() -> None:
    (row,) = readings("Measure|Target|Actual|Q2 RAG|Q3 RAG", "Weapons offences|400|391|Red|Green")
    assert row.rag == "G"
    (row,) = readings("Measure|Target|Actual|Previous RAG|Current RAG|Forecast RAG", "Weapons offences|400|391|R|A|G")
    assert row.rag == "A"
    (row,) = readings("Measure|Target|Actual|Status|RAG", "Weapons offences|400|391|Live|Amber")
    assert row.rag == "A"


def test_ratings_that_nothing_tells_apart_are_a_finding_and_no_guess() -> None:
    found = bundle("Measure|Target|Actual|Force rating|Panel rating", "Weapons offences|400|391|Red|Green")
    assert [r.rag for r in found.readings] == [None] and found.readings[0].actual_value == "391"
    assert "rating_unclear" in {f.code for f in found.findings}


def test_years_to_date_side_by_side() -> None:
    (row,) = readings("Measure|YTD 2024/25|YTD 2023/24|% change|RAG", "Burglary|1,400|1,500|-6.7%|G")
    assert (row.actual_value, row.period_start, row.period_end, row.basis) == (
        "1400", "2024-04-01", "2024-12-31", "year_to_date")
    assert (row.target_value, row.target_role, row.target_period_end) == ("1500", "previous_year", "2023-12-31")


def test_a_quarter_beside_its_months_is_the_period_reported() -> None:
    (row,) = readings("Measure|Plan|Oct-24|Nov-24|Dec-24|Q3|Delivery confidence|RAG",
                      "Burglary|480|160|150|161|471|High|G")
    assert (row.actual_value, row.target_value, row.rag, row.basis) == ("471", "480", "G", "quarter")


def test_what_was_before_is_a_comparator_and_what_success_is_no_target() -> None:
    (row,) = readings("Measure|Success looks like|Latest data|Previous data|RAG",
                      "Public confidence|Increase|72%|70%|G")
    assert (row.actual_value, row.target_value, row.target_role) == ("72", "70", "other")


@pytest.mark.parametrize(("name", "text"), [
    ("r.html", "<table><tr><th>Measure</th><th>Target</th><th>Actual</th><th>RAG</th></tr><tr><td>Burglary</td>"
     "<td>480</td><td>471</td><td><img src='g.png' alt='Green'></td></tr></table>"),
    ("r.md", "| Measure | Target | Actual | RAG |\n|---|---|---|---|\n| Burglary | 480 | 471 | ![Green](g.png) |\n"),
])
def test_a_picture_in_a_cell_is_what_it_is_described_as(name: str, text: str) -> None:
    assert [r.rag for r in read(text, name=name).readings] == ["G"]


def test_an_ambition_for_a_later_year_is_not_what_the_figure_is_held_against() -> None:
    (row,) = readings("Measure|Ambition by 2029|Milestone 2024/25|Q3 YTD|Overall assessment",
                      "Officers trained|2,000|400|390|Amber")
    assert (row.target_value, row.overall_target, row.actual_value, row.rag) == ("400", "2,000", "390", "A")
    (row,) = readings("Measure|Ambition by 2029|Q3 YTD|RAG", "Officers trained|2,000|390|Amber")
    assert (row.target_value, row.overall_target) == (None, "2,000")


@pytest.mark.parametrize(("cell", "direction"), [("Higher", "higher"), ("Lower is better", "lower"), ("↑", "higher"),
                                                 ("Down", "lower"), ("-", "none")])
def test_a_column_of_polarity_says_which_way_is_wanted(cell: str, direction: str) -> None:
    (row,) = readings("Measure|Polarity|Target|Actual|RAG", f"Stop and searches carried out|{cell}|480|471|G")
    assert (row.direction, row.target_value) == (direction, "480")


def test_a_sheet_of_ratings_in_words_is_a_table_of_measures() -> None:
    text = "KPI,Good is,Q3 2023/24,Q3 2024/25,On track\nBurglary,Lower,520,471,Yes\nCharge rate,Higher,18%,19.5%,No\n"
    rows = read(text, name="x.csv").readings
    assert [(r.actual_value, r.target_value, r.target_role, r.comment) for r in rows] == [
        ("471", "520", "previous_year", "Yes"), ("19.5", "18", "previous_year", "No")]


@pytest.mark.parametrize("heading", ["Actual vs target", "Distance from target", "Above / below target", "% of target",
                                     "Performance against target"])
def test_a_distance_from_the_target_is_no_target(heading: str) -> None:
    (row,) = readings(f"Measure|{heading}|Actual|Target|RAG", "Burglary offences|-9|471|480|G")
    assert (row.target_value, row.actual_value, row.rag) == ("480", "471", "G")


def test_a_target_to_date_does_not_stand_for_the_year_that_it_names() -> None:
    (row,) = readings("Measure|YTD target 2024/25|YTD 2024/25|RAG", "Weapons offences|200|196|G")
    assert (row.target_value, row.target_period_start, row.basis) == ("200", None, "year_to_date")
