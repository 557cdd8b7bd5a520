"""axe-core, WCAG 2.2 A and AA: no violation in any state of any page, light and dark, narrow and wide."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.ui.browser.conftest import Visit
from tests.ui.serving import serving

Make = Callable[..., Visit]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SIZES = ((320, 640), (1280, 900))
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(quarters: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("axe") / "store"
    shutil.copytree(quarters, folder)
    with serving(folder) as address:
        yield address


def check(page: Page, axe: str, state: str) -> None:
    """Every violation in four looks of the page as it stands, told at once."""
    page.evaluate(axe)
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)      # type: ignore[arg-type]
            settled(page)
            result: dict[str, Any] = page.evaluate(RUN, TAGS)
            found += [f"{state}, {scheme}, {width} px: {v['id']} at {n['target']}: {n['failureSummary']}"
                      for v in result["violations"] for n in v["nodes"]]
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{state} scrolls sideways"
    assert not found, "\n".join(found)


def settled(page: Page) -> None:
    """Colours and sizes have changed over when two frames in a row look the same and nothing moves."""
    page.wait_for_function("() => document.getAnimations().every(a => a.playState !== 'running')")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize(("path", "state"), [
    ("", "first visit"), ("measures", "measures"), ("measure?id=domestic-burglary", "a measure"),
    ("measure?id=none", "a measure that is not held"), ("compare", "compare"), ("reports", "reports"),
    ("report?doc=norland-vale-2023-11.pdf", "a report"), ("draft", "draft"), ("evaluations", "evaluations"),
    ("queue", "queue"), ("about", "about"), ("accessibility", "accessibility statement"), ("source", "source")])
def test_pages(site: str, visit: Make, axe: str, path: str, state: str) -> None:
    check(visit(site).open(path), axe, state)


def test_answer_refusal_and_their_details(site: str, visit: Make, axe: str) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    page.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    check(page, axe, "an answer with a chart, everything open")
    page.set_viewport_size({"width": 1100, "height": 900})
    one.ask("Who will win?", 2)
    check(page, axe, "a refusal")


def test_source(site: str, visit: Make, axe: str) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries do?", 1)
    page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    page.wait_for_selector("[data-testid=stImage] img")
    check(page, axe, "a source with its page")


def test_compare_with_measures_chosen(site: str, visit: Make, axe: str) -> None:
    one = visit(site)
    page = one.open("compare")
    box = page.get_by_role("combobox")
    for name in ("Emergency", "Residents"):
        box.fill(name)
        page.get_by_role("option").first.click()
        one.ready()
    page.wait_for_selector("h2:has-text('Residents')")
    page.keyboard.press("Escape")
    check(page, axe, "two measures compared")


def test_forms_with_errors(site: str, visit: Make, axe: str) -> None:
    one = visit(site)
    page = one.open("reports")
    page.get_by_role("button", name="Read these files").click()
    page.wait_for_selector(".pq-box-error")
    check(one.ready(), axe, "nothing chosen to upload")
    page = one.open("report?doc=norland-vale-2023-11.pdf")
    page.get_by_role("button", name="Decide about this row").click()
    page.wait_for_selector(".pq-box-error")
    check(one.ready(), axe, "a decision without a reason")
