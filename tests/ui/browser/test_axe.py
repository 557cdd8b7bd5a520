"""axe-core, WCAG 2.2 A and AA: no violation in any state of any page, light and dark, narrow and wide."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from assistant.answer import Answer, Citation
from store import feedback, review
from store.readonly import ReadStore
from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import check, open_all, settled
from tests.ui.serving import serving

Make = Callable[..., Visit]
DOC = "norland-vale-2023-11.pdf"


@pytest.fixture(scope="module")
def folder(quarters: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(quarters, tmp_path_factory.mktemp("axe") / "store"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.mark.parametrize(("path", "state"), [
    ("", "first visit"), ("measures", "measures"), ("measure?id=domestic-burglary", "a measure"),
    ("measure?id=none", "a measure that is not held"), ("compare", "compare"), ("reports", "reports"),
    ("measures?period=none", "measures with a choice that is not there"), ("measures?rating=A&show=missing", "no row"),
    ("compare?from=Q1+2023%2F24&to=Q4+2023%2F24", "two periods compared"),
    (f"report?doc={DOC}", "a report"), ("draft", "draft"), ("evaluations", "evaluations"),
    ("queue", "queue"), ("about", "about"), ("accessibility", "accessibility statement"), ("source", "source")])
def test_pages(site: str, visit: Make, path: str, state: str) -> None:
    check(visit(site).open(path), state)


def test_answer_refusal_and_their_details(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    page.wait_for_selector("img.pq-chart")
    open_all(page)
    check(page, "an answer with a chart, everything open")
    page.set_viewport_size({"width": 1100, "height": 900})
    one.ask("Who will win?", 2)
    check(page, "a refusal")


def test_source(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries do?", 1)
    page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    page.wait_for_selector("[data-testid=stImage] img")
    check(page, "a source with its page")


def test_compare_with_measures_chosen(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("compare")
    box = page.get_by_role("combobox").first
    for name in ("Emergency", "Residents"):
        box.fill(name)
        page.get_by_role("option").first.click()
        one.ready()
    page.wait_for_selector("h2:has-text('Residents')")
    page.keyboard.press("Escape")
    check(page, "two measures compared")


def test_forms_with_errors(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("reports")
    page.get_by_role("button", name="Read these files").click()
    page.wait_for_selector(".pq-box-error")
    check(one.ready(), "nothing chosen to upload")
    page = one.open(f"report?doc={DOC}")
    page.get_by_role("button", name="Decide about this row").click()
    page.wait_for_selector(".pq-box-error")
    check(one.ready(), "a decision that is not made")
    for path, button in (("draft", "Draft a reply"), ("evaluations", "Run these sets")):
        page = one.open(path)
        if path == "evaluations":
            page.get_by_role("button", name="Clear all").click()
            one.ready()
        page.get_by_role("button", name=button).click()
        page.wait_for_selector(".pq-box-error")
        check(one.ready(), f"{path} with nothing given")


@pytest.mark.parametrize(("button", "shown"), [("This is wrong", "Report this answer"),
                                               ("Keep this conversation", "Keep it")])
def test_what_opens_under_an_answer(site: str, visit: Make, button: str, shown: str) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries do?", 1)
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=shown).wait_for()
    check(one.ready(), f"an answer with {button!r} open")
    page.set_viewport_size({"width": 1100, "height": 900})
    page.get_by_role("button", name=shown).click()
    page.wait_for_selector("[data-testid=stAlert], .pq-box-done")
    check(one.ready(), f"after {shown!r}")


def test_decisions_and_what_they_leave_on_the_pages(site: str, folder: Path, visit: Make) -> None:
    with ReadStore(folder) as store:
        one_row, other = store.rows("readings_of_measure", measure_id="domestic-burglary")[1:3]
        finding = store.rows("findings_of_reading", reading_id=one_row["id"])[0]
    review.set_aside(folder, "finding", finding["id"], "kim@example.org", "A margin is allowed.")
    review.correct(folder, one_row["id"], "actual_ytd", "417", "kim@example.org", "The page shows 417.")
    review.set_aside(folder, "reading", other["id"], "kim@example.org", "Printed twice.")
    one = visit(site)
    check(one.open("measure?id=domestic-burglary"), "a measure with notes")
    check(one.open(f"report?doc={DOC}"), "a report with a decision")
    check(one.open("source?place=note:2"), "a note with the row that it is about")


def test_a_queue_with_something_in_it(site: str, folder: Path, visit: Make) -> None:
    answer = Answer("How many?", "answered", None, "There were 430. [1]", (
        Citation(1, "gone-r1", "figure", DOC, "A report", "table 1, row 1", 2, "430"),))
    feedback.report(folder, "How many?", answer.to_dict(), "wrong_figure", "It is another figure.", "a reader")
    one = visit(site)
    page = one.open("queue")
    page.locator("summary", has_text="The answer that was reported").last.click()
    page.wait_for_selector("text=There were 430.")
    check(one.ready(), "a reported answer in the queue")


def test_a_chart_can_be_read_on_a_dark_screen(site: str, visit: Make) -> None:
    """axe does not look into pictures: a chart's lightest and darkest points tell the contrast of its writing."""
    page = visit(site).open("measure?id=domestic-burglary")
    chart = page.locator("img.pq-chart").first
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)      # type: ignore[arg-type]
        settled(page)
        seen[scheme] = Image.open(io.BytesIO(chart.screenshot())).convert("L").getextrema()
    assert seen["light"][0] < 40 and seen["light"][1] > 245      # dark writing on white
    assert seen["dark"][0] < 40 and seen["dark"][1] > 225        # light writing on dark
