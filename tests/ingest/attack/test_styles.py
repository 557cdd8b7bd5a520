"""Tables in styles that no sample uses: what stands beside the actual figure, for when, and in what unit."""

from __future__ import annotations

import pytest

from ingest.language.numbers import parse_figure
from ingest.language.periods import find_periods
from ingest.readings.ratings import read_rating
from ingest.readings.units import heading_scale, unit_of
from store.records import Bundle, Reading
from tests.ingest.core.helpers import read

TOP = ("LARKSHIRE POLICE, FIRE AND CRIME PANEL\n\nMeeting held on Thursday, 14th November 2019\n\n"
       "Performance Monitoring Report: Quarter Two 2019-20\n\n1. Introduction\n\n"
       "1.1 This report covers Quarter Two 2019-20 (July to September 2019).\n\n")


def bundle(header: str, *rows: str, prose: str = "", top: str = TOP, caption: str = "") -> Bundle:
    lines = "\n".join("\t".join(c.strip() for c in line.split("|")) for line in (header, *rows))
    return read(f"{top}{prose}\n\n{caption}\n\n{lines}\n\nEnd of report.\n")


def readings(header: str, *rows: str, **more: str) -> tuple[Reading, ...]:
    return bundle(header, *rows, **more).readings


def test_same_quarter_of_the_year_before_is_a_comparison_with_its_period() -> None:
    robbery, harm = readings(
        "Priority|Measure|Baseline 2018/19|Q2 2019/20|Q2 2018/19|Direction of travel|Rating",
        "Safer streets|Recorded robbery offences|402|88|97|▼|Green",
        "|People killed or seriously injured|311|<5|79|▼|Green")
    assert (robbery.actual_value, robbery.basis, robbery.rag) == ("88", "quarter", "G")
    assert (robbery.target_value, robbery.target_role) == ("97", "previous_year")
    assert (robbery.target_period_start, robbery.target_period_end) == ("2018-07-01", "2018-09-30")
    assert (harm.actual_ytd, harm.actual_value) == ("<5", None)
    assert harm.objective_title == "Safer streets"


def test_cumulative_quarters_are_the_year_to_date_beside_a_years_target() -> None:
    found = bundle(
        "Ref|Performance indicator|Target 2019/20|Q1|Q2|Q3|Q4|Status",
        "1.1|Burglary dwelling offences|2,400|640|1,302|||Red",
        "1.2|999 calls answered within 10 seconds (%)|90|91.2|90.4|||Green",
        prose="Figures in the quarterly columns are cumulative from 1 April 2019.")
    burglary, calls = found.readings
    assert (burglary.actual_value, burglary.period_start, burglary.basis) == ("1302", "2019-04-01", "year_to_date")
    assert (burglary.target_value, burglary.target_role) == ("2400", "target")
    assert (burglary.target_period_start, burglary.target_period_end) == ("2019-04-01", "2020-03-31")
    assert calls.unit == "%"
    assert {f.code for f in found.findings}.isdisjoint({"rating_contradicts_figure", "ambiguous_unit"})


def test_quarters_that_are_said_not_to_add_up_stay_quarters() -> None:
    (row,) = readings("Indicator|Target 2019/20|Q1|Q2|Q3|Q4|Status", "Burglary offences|2,400|640|702|||Green",
                      prose="The figures in the table are not cumulative.")
    assert (row.actual_value, row.period_start, row.basis) == ("702", "2019-07-01", "quarter")


def test_year_end_target_and_outturn_of_one_year_stand_beside_each_other() -> None:
    top = TOP.replace("Quarter Two 2019-20 (July to September 2019)", "the year 2019/20").replace(": Quarter Two", "")
    knife, wait = readings(
        "Aim|Indicator|2019/20 Target|2019/20 Outturn|2018/19 Outturn|RAG",
        "Safe|Knife crime offences|300|287|341|G", "|101 average answer time (seconds)|60|142|98|R", top=top)
    assert (knife.target_value, knife.target_role, knife.actual_value) == ("300", "target", "287")
    assert (wait.unit, wait.actual_value) == ("seconds", "142")


def test_half_a_year_from_april_is_the_year_to_date() -> None:
    top = TOP.replace("Quarter Two 2019-20 (July to September 2019)", "April to September 2019")
    (row,) = readings("Theme|Measure|Target|April - Sept 2019|Rating", "Protect|ASB incidents|Reduce|8,145|● Green",
                      top=top)
    assert (row.period_start, row.period_end, row.basis) == ("2019-04-01", "2019-09-30", "year_to_date")
    assert row.rag == "G"


def test_rating_word_behind_a_drawn_sign() -> None:
    assert [read_rating(t, None).rag for t in ("● Red", "l Amber", "▲ green", "A Red flag")] == ["R", "A", "G", None]


def test_a_rate_per_thousand_is_no_scale() -> None:
    assert heading_scale("Rate per 1,000 population") == 1
    assert [int(heading_scale(t)) for t in ("Budget £'000", "Spend (000s)", "£000", "Cost £k")] == [1000] * 4
    assert unit_of(parse_figure("6.4"), "Rate per 1,000", "Violence").unit == "per_1000"


def test_a_line_over_a_table_gives_its_scale() -> None:
    found = bundle("Service area|Approved budget|Forecast", "Local policing|21,450|21,600", "Victims|1,120|1,090",
                   caption="Budget monitoring £000s")
    (table,) = found.tables
    cells = {(c.row, c.col): c for c in found.cells}
    assert table.caption == "Budget monitoring £000s"
    assert (cells[1, 1].value, cells[1, 1].unit, cells[1, 1].scale) == ("21450", "GBP", "1000")


@pytest.mark.parametrize(("words", "start", "end"), [
    ("Performance Report Quarter 2 (July - September) 2019/20", "2019-07-01", "2019-09-30"),
    ("Q3 (Oct-Dec) 2019/20", "2019-10-01", "2019-12-31"),
    ("July to September (Q2) 2021/22", "2021-07-01", "2021-09-30"),
    ("January to March 2019/20", "2020-01-01", "2020-03-31"),
    ("April - September 2019-20", "2019-04-01", "2019-09-30"),
    ("Half year 1 2017/18", "2017-04-01", "2017-09-30"),
    ("2nd half 2017/18", "2017-10-01", "2018-03-31"),
    ("01/07/2019 to 30/09/2019", "2019-07-01", "2019-09-30"),
])
def test_periods_in_other_spellings(words: str, start: str, end: str) -> None:
    (found,) = find_periods(words)
    assert (str(found.start), str(found.end)) == (start, end)


def test_a_column_of_units_and_the_year_to_date_beside_its_quarter() -> None:
    rows = readings(
        "No|Key performance indicator|Unit|2019/20 target|Q2 actual|YTD actual|YTD last year|RAG (YTD)",
        "1|Recorded robbery offences|No.|450|121|230|251|Green", "2|Victim satisfaction|%|85|83.1|82.9|84.0|Amber",
        "3|Emergency calls received|000s|210|54.2|106.9|101.3|n/a",
        "4|Average time to answer 101 calls|mins|2|4.5|4.1|3.0|Red")
    assert [(r.actual_value, r.unit, r.basis) for r in rows] == [
        ("230", "count", "year_to_date"), ("82.9", "%", "year_to_date"), ("106.9", "count_k", "year_to_date"),
        ("4.1", "minutes", "year_to_date")]
    assert {(r.period_start, r.period_end) for r in rows} == {("2019-04-01", "2019-09-30")}
    assert [r.rag for r in rows] == ["G", "A", None, "R"]


@pytest.mark.parametrize(("words", "start", "end"), [
    ("Quarter Two 2019-20 (July to September 2019)", "2019-07-01", "2019-09-30"),
    ("the quarter ended 31 December 2019", "2019-10-01", "2019-12-31"),
    ("the quarter from July to September 2019", "2019-07-01", "2019-09-30"),
    ("the year ended 31 March 2019", "2018-04-01", "2019-03-31"),
    ("the period 1 April to 30 June 2019", "2019-04-01", "2019-06-30"),
    ("Oct–Dec 2019", "2019-10-01", "2019-12-31"),
])
def test_what_a_report_covers(words: str, start: str, end: str) -> None:
    (item,) = read(f"LARKSHIRE POLICE AND CRIME PANEL\n\nPerformance report\n\nThis report covers {words}.\n").items
    assert (item.period_start, item.period_end) == (start, end)
