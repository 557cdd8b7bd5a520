"""Answers from tables that are no measures tables: the cell that is asked for, with its unit, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from ingest import ingest_paths
from store.readonly import ReadStore


def _table(*rows: str) -> str:
    return "\n".join(row.replace("|", "\t") for row in rows)


BUDGET = "Table 2: Revenue budget 2019/20 (£m)"
LARKSHIRE = "\n\n".join([
    "LARKSHIRE POLICE AND CRIME PANEL", "Meeting held on 14 November 2019",
    "Performance Monitoring Report: Quarter Two 2019-20",
    "1. This report covers Quarter Two 2019-20 (July to September 2019).",
    "2. The rural crime team was launched on 2 September 2019 with a budget of £215,000.",
    "Table 1: Plan measures",
    _table("Priority|Measure|Baseline 2018/19|Q2 2019/20|Q2 2018/19|Rating",
           "Safer streets|Recorded robbery offences|402|88|97|Green",
           "|Shoplifting offences recorded|5,120|1,344|1,290|Red"),
    BUDGET,
    _table("Budget heading|Budget|Forecast outturn|Variance", "Police officer pay|88.4|89.1|0.7",
           "Police staff pay|31.2|30.5|(0.7)", "Transport|5.1|5.1|-", "Total|124.7|124.7|0.0"),
    "Table 3: Workforce as at 30 September 2019 (FTE)",
    _table("Staff group|Establishment|Actual|Vacancies", "Police officers|1,820|1,764|56", "PCSOs|140|121|19",
           "Special constables|250|188|62"),
    "Table 4: Public survey results, summer 2019",
    _table("Question|Strongly agree (%)|Agree (%)|Disagree (%)",
           "The police deal with things that matter locally|18|41|23", "I trust my local police|27|44|16"),
    "Table 5: Commissioned services 2019/20",
    _table("Provider|Service|Contract value (£)|Clients seen", "Harbour Trust|Rape support|145,000|212",
           "Brightwater|Restorative justice|60,500|48"),
    "Table 6: Use of reserves (£'000)",
    _table("Reserve|Opening balance|Movement in year|Closing balance", "General fund|6,200|(450)|5,750",
           "Capital reserve|3,815|(1,215)|2,600"),
    "Table 7: Stop and search by ethnicity, 2018/19",
    _table("Ethnicity|Searches|Rate per 1,000|Arrest rate", "White|2,918|4.9|14%", "Black|412|31.2|15%"),
])


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("tables")
    report = folder / "larkshire-2019-11.txt"
    report.write_text(LARKSHIRE, encoding="utf-8")
    (result,) = ingest_paths([report], folder / "store", vectors=False)
    assert result.status == "ingested", result
    with Assistant(ReadStore(folder / "store"), search_vectors=False) as opened:
        yield opened


def only(answer: Answer) -> tuple[str, str | None, str]:
    (figure,) = answer.figures
    return figure.role, figure.value, figure.unit


@pytest.mark.parametrize(("question", "role", "value", "unit"), [
    ("What is the budget for police officer pay?", "other", "88.4", "GBP_m"),
    ("What is the forecast outturn for police staff pay?", "predicted", "30.5", "GBP_m"),
    ("How much is the variance on police staff pay?", "other", "-0.7", "GBP_m"),
    ("Is police officer pay overspent?", "other", "0.7", "GBP_m"),
    ("What is the total revenue budget?", "other", "124.7", "GBP_m"),
    ("How many police officers are there in post?", "actual", "1764", "FTE"),
    ("What is the establishment for PCSOs?", "other", "140", "FTE"),
    ("How many special constable vacancies are there?", "actual", "62", "FTE"),
    ("What percentage strongly agree that they trust their local police?", "actual", "27", "%"),
    ("What percentage disagree that the police deal with things that matter locally?", "actual", "23", "%"),
    ("What is the contract value for Harbour Trust?", "actual", "145000", "GBP"),
    ("How many clients were seen by Brightwater?", "actual", "48", "count"),
    ("What was the closing balance of the general fund?", "actual", "5750", "GBP_k"),
    ("What was the movement in the capital reserve?", "other", "-1215", "GBP_k"),
    ("What was the search rate per 1,000 for White people?", "actual", "4.9", "per_1000"),
    ("How many searches of Black people were there?", "actual", "412", "count"),
    ("What was the robbery figure in Q2 2018/19?", "previous_year", "97", "count"),
])
def test_the_cell_that_is_asked_for(asked: Assistant, question: str, role: str, value: str, unit: str) -> None:
    answer = asked.ask(question)
    assert answer.status == "answered", answer.text
    mine = [f for f in answer.figures if f.role == role]
    assert [(f.value, f.unit) for f in mine] == [(value, unit)]
    quoted = {c.n: c for c in answer.citations}
    assert mine[0].as_printed in quoted[mine[0].citation].quote
    assert all(c.kind == "figure" for c in answer.citations)


@pytest.mark.parametrize("question", [
    "What is the budget for training?", "What was the establishment for detectives?",
    "How many clients did Victim Support see?", "How large is the pensions reserve?",
    "What percentage strongly agree that the police are polite?",
    "What was the budget for police officer pay in 2016/17?",
    "How many PCSOs were in post in March 2015?",
])
def test_a_row_or_a_time_that_no_table_prints_gets_no_figure(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert not answer.figures
    assert answer.status in ("not_found", "out_of_scope"), answer.text


def test_two_rows_that_fit_equally_give_none_of_them(asked: Assistant) -> None:
    assert not asked.ask("What is the budget for pay?").figures


def test_a_dash_is_said_and_is_no_figure(asked: Assistant) -> None:
    answer = asked.ask("What is the variance on transport?")
    assert not answer.figures
    assert "prints “-”, no figure" in answer.text


def test_without_a_column_named_the_row_is_given_whole_under_its_headings(asked: Assistant) -> None:
    answer = asked.ask("What does the report show for police staff pay?")
    assert [(f.role, f.value) for f in answer.figures] == [("other", "31.2"), ("predicted", "30.5"), ("other", "-0.7")]
    assert "Budget: £31.2 million; Forecast outturn: £30.5 million; Variance: minus £0.7 million" in answer.text


def test_the_quote_is_the_row_and_the_headings_stand_beside_it(asked: Assistant) -> None:
    answer = asked.ask("What is the budget for police officer pay?")
    row, heading = answer.citations
    assert row.quote == "Police officer pay 88.4 89.1 0.7"
    assert heading.quote == "Budget heading Budget Forecast outturn Variance"
    assert "row 1" in row.locator
    assert (answer.figures[0].period, answer.figures[0].basis) == ("2019-04-01/2020-03-31", "financial_year")


def test_prose_still_answers_where_it_names_what_is_asked(asked: Assistant) -> None:
    assert "£215,000" in asked.ask("How much is the budget for the rural crime team?").text


SCORECARD = "\n\n".join([
    "NORTHMOOR POLICE AND CRIME PANEL", "30 January 2020", "Quarterly performance report",
    "1. This report covers the quarter ended 31 December 2019.",
    "2. Figures in the quarterly columns are cumulative from 1 April 2019.",
    _table("No|Performance indicator|Target 2019/20|Q1|Q2|Q3|Q4|Change on last year|Status",
           "1|Domestic abuse arrests made|4,000|1,012|2,031|3,077||+4.1%|Green",
           "2|Burglary dwelling offences|2,400|640|1,302|1,955||-2.3%|Amber"),
])


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("scorecard")
    report = folder / "northmoor-2020-01.txt"
    report.write_text(SCORECARD, encoding="utf-8")
    ingest_paths([report], folder / "store", vectors=False)
    with Assistant(ReadStore(folder / "store"), search_vectors=False) as opened:
        yield opened


@pytest.mark.parametrize(("question", "role", "value"), [
    ("What was the burglary figure at Q1 2019/20?", "actual", "640"),
    ("How many domestic abuse arrests were made in Q2 2019/20?", "actual", "2031"),
    ("What was the burglary figure for April to December 2019?", "actual", "1955"),
])
def test_further_columns_of_a_measures_row(scored: Assistant, question: str, role: str, value: str) -> None:
    answer = scored.ask(question)
    assert answer.status == "answered", answer.text
    assert [f.value for f in answer.figures if f.role == role] == [value]


def test_a_quarter_without_its_year_is_answered(scored: Assistant) -> None:
    answer = scored.ask("How many domestic abuse arrests were made by Q3?")
    assert answer.status == "answered", answer.text
    assert "3077" in {f.value for f in answer.figures}


def test_a_year_that_the_row_does_not_print_gets_no_figure(scored: Assistant) -> None:
    assert not scored.ask("What was the burglary figure at Q1 2018/19?").figures


def test_a_years_budget_in_the_report_on_a_quarter_keeps_its_own_period(asked: Assistant) -> None:
    answer = asked.ask("What was the forecast outturn for police staff pay in Q2 2019/20?")
    assert only(answer) == ("predicted", "30.5", "GBP_m")
    assert answer.figures[0].period == "2019-04-01/2020-03-31"
