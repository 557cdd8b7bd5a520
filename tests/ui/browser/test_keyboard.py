"""Every page by keyboard alone: each stop is seen and shows its focus, and a keeper's work needs no mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import open_all, settled
from tests.ui.browser.test_beyond_axe import FOCUSED

Make = Callable[..., Visit]
DOC = "norland-vale-2023-11.pdf"
PAGES = ("measures", "measure?id=domestic-burglary", "compare", "reports", f"report?doc={DOC}", "draft", "evaluations",
         "about", "accessibility")
# Whether the focused element, or what stands around it for it, shows a ring: ours, at 3 px or more.
RING = """() => {
  let e = document.activeElement;
  for (let up = 0; e && up < 6; up += 1, e = e.parentElement) {
    const s = getComputedStyle(e);
    if (s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 3 && s.boxShadow.includes('6px')) return true;
  }
  return false;
}"""


def walk(page: Page, most: int = 70) -> list[dict[str, Any]]:
    """Each stop of the Tab key from the page's start: whether it is seen, and whether its focus is."""
    page.evaluate("document.querySelector('[data-testid=stSkipToContent]').focus()")
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append({**stop, "ring": page.evaluate(RING)})
    return found


def tab_to(page: Page, name: str, most: int = 90) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        label = page.evaluate("(document.activeElement.labels?.[0]?.textContent || '').trim()")
        if stop and (name in str(stop["name"]) or name in label):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


@pytest.mark.parametrize("path", PAGES)
def test_each_stop_is_seen_and_shows_its_focus(site: str, visit: Make, path: str) -> None:
    page = visit(site).open(path)
    open_all(page)
    for width, height in ((1100, 700), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        found = walk(page)
        assert len(found) > 1
        assert [s["name"] for s in found if not s["seen"]] == [], f"hidden at {width} x {height}"
        assert [(s["tag"], s["name"]) for s in found if not s["ring"]] == [], f"no ring at {width} x {height}"


@pytest.mark.parametrize("path", ["", *PAGES, "queue", "source"])
def test_400_percent_zoom_leaves_room_on_every_page(site: str, visit: Make, path: str) -> None:
    page = visit(site, width=320, height=256).open(path)
    free = page.evaluate("innerHeight - document.querySelector('header').getBoundingClientRect().height")
    assert free >= 128 and not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_decision_by_keyboard_alone(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("report?doc=norland-vale-2023-07.pdf")
    tab_to(page, "Confirm what was read")
    tab_to(page, "Confirm what was read")       # of the row: the table's stands before it
    page.keyboard.press("Space")
    tab_to(page, "Why")
    page.keyboard.type("It is as printed.")
    tab_to(page, "Decide about this row")
    page.keyboard.press("Enter")
    expect(page.get_by_text("compared with the document and confirmed. It is as printed.")).to_be_visible()
    expect(page.locator("#pq-status")).to_have_text("Confirmed. It stands as it was read.")


def test_a_file_is_chosen_by_keyboard(site: str, visit: Make) -> None:
    page = visit(site).open("reports")
    page.locator("button", has_text="Upload").wait_for()     # it is loaded when it is first shown
    settled(page)
    tab_to(page, "Upload")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    assert chosen.value.is_multiple()


def test_what_must_be_put_right_is_announced(site: str, visit: Make) -> None:
    page = visit(site).open("reports")
    tab_to(page, "Read these files")
    page.keyboard.press("Enter")
    expect(page.locator("#pq-status")).to_contain_text("Choose one or more files first.")


def test_a_page_is_reached_from_the_menu_of_a_narrow_window(site: str, visit: Make) -> None:
    one = visit(site, width=320, height=640)
    page = one.open("about")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-testid=stExpandSidebarButton]') !== null"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Measures", exact=True).last.wait_for()
    tab_to(page, "Measures")
    page.keyboard.press("Enter")
    one.heading("Measures")
