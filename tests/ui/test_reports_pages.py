"""Reports: what is held, the ledger, review with who and why, removal after a confirmation."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store.readonly import ReadStore
from store.review import reviews
from tests.ui.conftest import html

DOC = "norland-vale-2023-07.pdf"


@pytest.fixture
def report(app: AppTest) -> AppTest:
    app.switch_page("app_pages/report.py")
    app.query_params["doc"] = DOC
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def field(app: AppTest, label: str) -> object:
    return next(w for w in [*app.text_area, *app.text_input, *app.selectbox, *app.radio] if w.label == label)


def row_of(app: AppTest) -> str:
    return str(next(s for s in app.selectbox if s.label == "Row to review").value)


def test_the_list_says_what_each_report_brought(app: AppTest) -> None:
    app.switch_page("app_pages/reports.py").run()
    page = html(app)
    assert not app.exception and "4 documents held" in page and "Q1 2023/24" in page
    assert page.index("Q4 2023/24") < page.index("Q1 2023/24")
    assert f'href="report?doc={DOC}"' in page


def test_a_report_shows_its_ledger_tables_and_items(report: AppTest) -> None:
    page = html(report)
    assert not report.exception and "every row read" in page and "✓ passed" in page
    assert "Measures of the quarter" in page and "1 April 2023 to 30 June 2023" in page
    shown = [str(image.proto) for image in report.get("image")]      # the table's page, the chosen row's strip of it
    assert len(shown) == 2 and "with a box around: Number of domestic burglaries 450 519 R" in shown[1]


def test_findings_stand_with_their_words(app: AppTest) -> None:
    app.switch_page("app_pages/report.py")
    app.query_params["doc"] = "norland-vale-2023-11.pdf"
    app.run()
    assert "does not fit its rating" in html(app) and "Number of domestic burglaries 450 471 A" in html(app)
    next(t for t in app.text_area if t.key == "why-finding-0").set_value("The rating allows a margin.")
    next(r for r in app.radio if r.label == "Decision about it").set_value("set_aside")
    press(app, "Decide about this thing to check")
    assert "None are open." in html(app) and "It is no fault of the report. The rating allows a margin." in html(app)
    press(app, next(b.label for b in app.button if b.label.startswith("Withdraw decision")))
    assert "None are open." not in html(app)


def test_a_row_is_corrected_with_a_note_and_the_printed_value_stays(report: AppTest, store: Path) -> None:
    target = row_of(report)
    field(report, "Decision about this row").set_value("corrected")        # type: ignore[attr-defined]
    field(report, "What it says, or should say").set_value("391")                   # type: ignore[attr-defined]
    next(t for t in report.text_area if t.key == f"why-{target}-0").set_value("A slip of the pen.")
    press(report, "Decide about this row")
    assert not report.exception
    with ReadStore(store) as held:
        noted = reviews(held, target)
        assert held.one("held_reading", id=target)["actual_ytd"] == "519"       # type: ignore[index]
    assert [(r.decision, r.field, r.printed, r.corrected, r.who) for r in noted] == [
        ("corrected", "actual_ytd", "519", "391", "local user")]
    assert "should read “391” where the report prints “519”" in html(report)
    press(report, f"Withdraw decision {noted[0].id}")
    assert "Withdrawn by local user" in html(report)


def test_a_decision_without_a_reason_is_refused_in_plain_words(report: AppTest, store: Path) -> None:
    press(report, "Decide about this table")
    assert "Choose a decision first." in html(report) and not report.exception
    field(report, "Decision about this table").set_value("confirmed")      # type: ignore[attr-defined]
    press(report, "Decide about this table")
    assert "Write why" in html(report) and not report.exception


def test_a_correction_that_is_not_called_one_is_not_lost(report: AppTest, store: Path) -> None:
    target = row_of(report)
    field(report, "Decision about this row").set_value("confirmed")        # type: ignore[attr-defined]
    field(report, "What it says, or should say").set_value("391")          # type: ignore[attr-defined]
    next(t for t in report.text_area if t.key == f"why-{target}-0").set_value("A slip of the pen.")
    press(report, "Decide about this row")
    assert "Choose whether it was misread or is printed wrongly" in html(report)
    assert field(report, "What it says, or should say").value == "391"     # type: ignore[attr-defined]
    with ReadStore(store) as held:
        assert reviews(held, target) == ()


def test_a_misread_cell_is_read_again(report: AppTest, store: Path) -> None:
    target = row_of(report)
    field(report, "Decision about this row").set_value("read_again")       # type: ignore[attr-defined]
    field(report, "What it says, or should say").set_value("391")          # type: ignore[attr-defined]
    next(t for t in report.text_area if t.key == f"why-{target}-0").set_value("Columns swapped.")
    press(report, "Decide about this row")
    assert "does not print “391” in any of its cells" in html(report)
    field(report, "What it says, or should say").set_value("450")          # type: ignore[attr-defined]
    press(report, "Decide about this row")
    assert "the row prints “450” as the actual figure; it had been read as “519”" in html(report)
    with ReadStore(store) as held:
        assert (held.one("held_reading", id=target) or {})["actual_value"] == "450"


def test_a_report_that_is_not_held_is_said_in_plain_words(app: AppTest) -> None:
    app.switch_page("app_pages/report.py").run()
    assert not app.exception and "not held here" in html(app)


def test_removal_needs_the_box_ticked(report: AppTest, store: Path) -> None:
    button = next(b for b in report.button if b.label == "Remove this report")
    assert button.disabled
    report.checkbox[0].check().run()
    press(report, "Remove this report")
    assert not report.exception
    assert "3 documents held" in html(report) and f"{DOC} was removed." in html(report)
    with ReadStore(store) as held:
        assert held.one("page_documents", document=DOC) is None


def test_adding_nothing_is_said_to_be_nothing(app: AppTest) -> None:
    app.switch_page("app_pages/reports.py").run()
    press(app, "Read these files")
    assert "Choose one or more files first." in html(app)


def test_the_queue_shows_a_report_and_takes_a_decision(app: AppTest) -> None:
    app.chat_input[0].set_value("How did domestic burglaries do?").run()
    app.session_state["panel"] = ("wrong", "1")
    app.run().selectbox[0].set_value("wrong_place")
    press(app, "Report this answer")
    app.switch_page("app_pages/queue.py").run()
    assert not app.exception and "The source does not say this" in html(app) and "stood at 430" in html(app)
    press(app, "The answer was right (1)")
    assert "The queue is empty." in html(app)


@pytest.mark.parametrize("page", ["about", "accessibility"])
def test_public_pages(app: AppTest, page: str) -> None:
    app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception and app.title[0].value
