"""Measures: filters, one measure over time, comparison, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.present import measures
from assistant.present.compare import changes
from store.errors import NotHeld
from store.readonly import ReadStore
from store.review import correct, set_aside
from tests.ui.conftest import html


@pytest.fixture
def held(store: Path) -> Iterator[ReadStore]:
    with ReadStore(store) as opened:
        yield opened


def select(app: AppTest, label: str, value: object) -> AppTest:
    return next(s for s in app.selectbox if s.label == label).set_value(value).run()


def test_the_list_shows_the_latest_report_first(app: AppTest) -> None:
    app.switch_page("app_pages/measures.py").run()
    assert not app.exception and "3 rows" in html(app) and "Q4 2023/24" in html(app)
    assert 'href="measure?id=domestic-burglary"' in html(app)


def test_filters_narrow_the_list(app: AppTest) -> None:
    app.switch_page("app_pages/measures.py").run()
    select(app, "Report", "all")
    assert "12 rows" in html(app)
    assert "2 rows" in html(select(app, "Rating", "R"))
    assert "1 row<" in html(select(select(app, "Rating", ""), "Show", "missing"))
    assert "blank in the report" in html(app)
    assert "1 thing to check" in html(select(app, "Show", "contradicting"))
    assert "No measure fits" in html(select(app, "Rating", "G"))
    select(select(app, "Rating", ""), "Show", "all")
    page = html(select(app, "Period", "Q2 2023/24"))
    assert "3 rows" in page and "Q2 2023/24" in page and "Q4 2023/24" not in page


def test_the_address_holds_the_choices_and_decides_them(app: AppTest) -> None:
    app.switch_page("app_pages/measures.py")
    app.query_params["report"] = "all"
    app.query_params["rating"] = "R"
    app.run()
    assert "2 rows" in html(app)
    select(app, "Period", "Q1 2023/24")
    assert "1 row<" in html(app) and app.query_params["period"] == "Q1 2023/24"
    select(app, "Rating", "")
    assert "3 rows" in html(app) and "rating" not in app.query_params


def test_a_choice_that_cannot_be_made_is_told(app: AppTest) -> None:
    app.switch_page("app_pages/measures.py")
    app.query_params["period"] = "Q9 1923/24"
    page = html(app.run())
    assert "asks for “Q9 1923/24”, which cannot be chosen here as period. Any period is shown." in page


def test_a_measure_has_history_chart_wordings_findings_and_narrative(app: AppTest) -> None:
    app.switch_page("app_pages/measure.py")
    app.query_params["id"] = "domestic-burglary"
    app.run()
    page = html(app)
    assert not app.exception and "<h1>Number of domestic burglaries</h1>" in page
    assert all(text in page for text in ("519", "471", "448", "430", "■", "does not fit its rating", "Wordings"))
    assert "Q3 2023/24: 448, Green" in html(app).split('class="pq-chart"')[1].split('alt="')[1].split('"')[0]


def test_a_measure_that_is_not_held_is_said_in_plain_words(app: AppTest) -> None:
    app.switch_page("app_pages/measure.py")
    app.query_params["id"] = "none-such"
    app.run()
    assert not app.exception and "There is no measure none-such" in html(app)


def test_compared_measures_share_a_chart_by_unit(app: AppTest) -> None:
    app.switch_page("app_pages/compare.py").run()
    app.multiselect[0].set_value(["domestic-burglary", "emergency-response", "confidence"]).run()
    assert not app.exception and html(app).count('class="pq-chart"') == 2


def test_two_periods_are_compared_with_the_calculation_and_each_place(app: AppTest) -> None:
    app.switch_page("app_pages/compare.py").run()
    app.query_params["from"], app.query_params["to"] = "Q1 2023/24", "Q4 2023/24"
    page = html(app.run())
    assert "From Q1 2023/24 to Q4 2023/24" in page
    assert "430 − 519 = −89" in page and "Better · lower is better" in page
    assert "84.9% − 86.5% = −1.6 percentage points" in page and "Worse · higher is better" in page
    assert "table 1, row 1<span class=\"pq-hidden\"> of norland-vale-2024-05.pdf" in page and "Red" in page
    select(app, "To period", "Q2 2023/24")
    assert "No figure is printed for Q2 2023/24." in html(app)
    app.multiselect[0].set_value(["domestic-burglary"]).run()
    assert "471 − 519 = −48" in html(app) and "Emergency calls" not in html(app)
    assert "The two periods are the same" in html(select(app, "To period", "Q1 2023/24"))


def test_a_measure_that_the_address_cannot_have_is_told(app: AppTest) -> None:
    app.switch_page("app_pages/compare.py").run()
    app.query_params["id"] = ["domestic-burglary", "<b>none</b>"]
    page = html(app.run())
    assert "also asks for “&lt;b&gt;none&lt;/b&gt;”, which is not held" in page
    assert "Number of domestic burglaries" in page


def test_periods_that_reports_contradict_each_other_on_are_not_subtracted(held: ReadStore) -> None:
    rows = measures.rows(held, measures.Filter(measure_id="domestic-burglary"))
    other = replace(rows[0], figures=replace(rows[0].figures, actual=replace(
        rows[0].figures.actual, text="520", value=Decimal(520))))       # type: ignore[type-var]
    (one,) = changes([*rows, other], "Q1 2023/24", "Q4 2023/24")
    assert (one.working, one.why) == ("", "Reports print different figures for Q1 2023/24.")
    (one,) = changes(rows[:1], "Q1 2023/24", "Q4 2023/24")
    assert (one.after, one.why) == (None, "No row for Q4 2023/24 is held.")


def test_a_series_is_drawn_only_of_one_kind(held: ReadStore) -> None:
    page = measures.measure_page(held, "confidence")
    assert [p.text for p in page.trends[0].points] == ["71%", "73%", "74%"] and not page.trends[0].bars
    assert measures.measure_page(held, "domestic-burglary").trends[0].bars


def test_narrative_passages_share_the_measures_words(held: ReadStore) -> None:
    assert measures.narrative(held, "Mobile police station visits")[0].text.startswith("The mobile police station")
    assert measures.narrative(held, "Number of stolen tractors") == ()


def test_csv_carries_every_row_as_printed_and_parsed(held: ReadStore) -> None:
    table = list(csv.DictReader(io.StringIO(measures.as_csv(measures.rows(held)))))
    assert len(table) == 12
    assert (table[1]["actual_as_printed"], table[1]["actual_value"], table[1]["unit"]) == ("86.5%", "86.5", "%")
    assert table[5]["actual_as_printed"] == "" and table[5]["actual_value"] == ""


@pytest.mark.parametrize(("text", "safe"), [("=1+1", "'=1+1"), ("@a", "'@a"), ("-5.2%", "-5.2%"), ("-1,200", "-1,200"),
                                            ("-1+cmd", "'-1+cmd"), ("+3", "'+3"), ("plain", "plain")])
def test_csv_runs_no_formula(text: str, safe: str) -> None:
    assert measures._cell(text) == safe


def test_a_correction_stands_beside_the_printed_value(held: ReadStore, store: Path) -> None:
    row = measures.rows(held)[0]
    correct(store, row.id, "actual_ytd", "391", "A. Keeper", "The page image shows 391.")
    with ReadStore(store) as again:
        changed = measures.rows(again)[0]
    assert changed.figures.actual is not None and changed.figures.actual.text == "519"
    assert "should read “391” where the report prints “519”" in changed.notes[0] and "A. Keeper" not in changed.notes[0]
    table = list(csv.DictReader(io.StringIO(measures.as_csv([changed]))))
    assert (table[0]["actual_value"], table[0]["keeper_decision"], table[0]["keeper_field"], table[0]["keeper_says"],
            table[0]["keeper_reason"]) == ("519", "corrected", "actual_ytd", "391", "The page image shows 391.")


def test_what_the_keeper_noted_and_set_aside_stands_on_the_measures_page(app: AppTest, held: ReadStore,
                                                                        store: Path) -> None:
    first, *_, last = measures.measure_page(held, "domestic-burglary").history
    correct(store, first.id, "actual_ytd", "391", "A. Keeper", "The page image shows 391.")
    set_aside(store, "reading", last.id, "A. Keeper", "Printed twice.")
    app.switch_page("app_pages/measure.py")
    app.query_params["id"] = "domestic-burglary"
    page = html(app.run())
    assert "should read “391” where the report prints “519”" in page and "shows what the reports print" in page
    assert "Set aside by the keeper" in page and "Printed twice." in page and "A. Keeper" not in page
    app.switch_page("app_pages/measures.py").run()
    select(app, "Report", "all")
    assert "1 row<" in html(select(app, "Show", "noted")) and "should read “391”" in html(app)


def test_an_unknown_measure_is_refused(held: ReadStore) -> None:
    with pytest.raises(NotHeld):
        measures.measure_page(held, "none-such")
