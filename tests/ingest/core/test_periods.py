"""Periods in all the ways in which reports and questions say them."""

from datetime import date

import pytest

from ingest.language.periods import find_periods, label_for

Q1 = ("2013-04-01", "2013-06-30")
SAID = [
    ("Q1 2013/14", *Q1, "quarter"),
    ("first quarter of 2013-14", *Q1, "quarter"),
    ("quarter 1 2013/14", *Q1, "quarter"),
    ("2013/14 Q1", *Q1, "quarter"),
    ("April to June 2013", *Q1, "quarter"),
    ("1 April – 30 June 2013", *Q1, "quarter"),
    ("1 April 2013 – 30 June 2013", *Q1, "quarter"),
    ("Q1 13/14", *Q1, "quarter"),
    ("quarter ended 30 September 2013", "2013-07-01", "2013-09-30", "quarter"),
    ("quarter ending June 2013", *Q1, "quarter"),
    ("Jan–Mar 2014", "2014-01-01", "2014-03-31", "quarter"),
    ("2013/14", "2013-04-01", "2014-03-31", "financial_year"),
    ("2013-14", "2013-04-01", "2014-03-31", "financial_year"),
    ("22/23", "2022-04-01", "2023-03-31", "financial_year"),
    ("FY2013/14", "2013-04-01", "2014-03-31", "financial_year"),
    ("year ending 31 March 2014", "2013-04-01", "2014-03-31", "financial_year"),
    ("April 2012 to March 2013", "2012-04-01", "2013-03-31", "financial_year"),
    ("September 2022", "2022-09-01", "2022-09-30", "month"),
    ("Sept 13", "2013-09-01", "2013-09-30", "month"),
    ("23 NOVEMBER 2022", "2022-11-23", "2022-11-23", "date"),
    ("30th September 2013", "2013-09-30", "2013-09-30", "date"),
    ("30/06/2013", "2013-06-30", "2013-06-30", "date"),
    ("as at 31 March 2013", "2013-03-31", "2013-03-31", "date"),
    ("end of June 2013", "2013-06-30", "2013-06-30", "date"),
    ("first half of 2022/23", "2022-04-01", "2022-09-30", "half_year"),
    ("April – September 2022", "2022-04-01", "2022-09-30", "range"),
    ("between April and August 2024", "2024-04-01", "2024-08-31", "range"),
    ("12 months to June 2013", "2012-07-01", "2013-06-30", "range"),
    ("from July 2010 to June 2011", "2010-07-01", "2011-06-30", "range"),
    ("3 June to 26 July 2024", "2024-06-03", "2024-07-26", "range"),
    ("since November 2013", "2013-11-01", None, "since"),
    ("by 2015", None, "2015-12-31", "open"),
    ("To the end of June 2013", None, "2013-06-30", "open"),
    ("up to 31st March 2025", None, "2025-03-31", "open"),
    ("in 2013", "2013-01-01", "2013-12-31", "calendar_year"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind"), SAID)
def test_a_period_is_read_from_its_words(text: str, start: str | None, end: str | None, kind: str) -> None:
    (mention,) = find_periods(text)
    assert (mention.start and mention.start.isoformat(), mention.end and mention.end.isoformat()) == (start, end)
    assert mention.kind == kind
    assert text[slice(*mention.span)] == mention.words


@pytest.mark.parametrize(
    "text",
    [
        "7/10 forces",
        "£2,013 was paid",
        "2,456 officers",
        "may be 10",
        "999 and 101 calls",
        "the A449",
        "savings to 2015/6",
        "9/10 people",
        "12 of 15",
    ],
)
def test_other_numbers_are_no_periods(text: str) -> None:
    assert [m for m in find_periods(text) if m.kind != "open"] == []


def test_a_bare_year_is_ambiguous_and_a_financial_year_is_not() -> None:
    assert find_periods("in 2013")[0].ambiguous
    assert not find_periods("in 2013/14")[0].ambiguous
    assert find_periods("Q1 2013")[0].ambiguous


def test_undated_words_need_a_year_or_leave_to_stay_undated() -> None:
    assert find_periods("in Q2 and September") == []
    quarter, month = find_periods("in Q2 and September", undated=True)
    assert (quarter.quarter, quarter.start, month.kind) == (2, None, "month")
    (dated,) = find_periods("Q2", default_year=2022)
    assert (dated.start, dated.end) == (date(2022, 7, 1), date(2022, 9, 30))


def test_the_basis_is_kept_where_the_words_say_it() -> None:
    assert find_periods("12 months to March 2014")[0].basis == "rolling_12_months"
    assert find_periods("as at 31 March 2013")[0].basis == "snapshot"
    assert find_periods("year to date", undated=True)[0].basis == "year_to_date"


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2013-04-01", "2013-06-30", "Q1 2013/14"),
        ("2014-01-01", "2014-03-31", "Q4 2013/14"),
        ("2013-04-01", "2014-03-31", "2013/14"),
        ("1999-04-01", "2000-03-31", "1999/00"),
        ("2022-04-01", "2022-09-30", "April to September 2022"),
        ("2022-09-01", "2022-09-30", "September 2022"),
        ("2010-07-01", "2011-06-30", "July 2010 to June 2011"),
        ("2022-11-23", "2022-11-23", "23 November 2022"),
        ("2012-01-01", "2012-12-31", "2012"),
        ("2024-06-03", "2024-07-26", "3 June 2024 to 26 July 2024"),
    ],
)
def test_labels(start: str, end: str, label: str) -> None:
    assert label_for(start, end) == label


def test_several_periods_in_one_sentence() -> None:
    found = find_periods(
        "The latest cohort is April 2020 to March 2021, compared with 2019/20; it closed on 3 May 2022."
    )
    assert [m.label for m in found] == ["2020/21", "2019/20", "3 May 2022"]
