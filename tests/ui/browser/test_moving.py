"""Getting about: the menu of a narrow window, the question box in view, pages from their top, back, focus kept."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import Visit

Make = Callable[..., Visit]
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def in_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_menu_of_a_narrow_window_makes_way_for_the_page_chosen(site: str, visit: Make) -> None:
    one = visit(site, width=320, height=640, has_touch=True)
    page = one.open()
    page.get_by_role("button", name="Menu", exact=True).tap()
    page.locator("[data-testid=stSidebarNavLink]", has_text="Reports").tap()
    one.heading("Reports")
    menu = page.locator("[data-testid=stSidebar]")
    expect(menu).to_have_attribute("data-collapsed", "true")
    page.reload()
    one.heading("Reports")
    expect(menu).to_have_attribute("data-collapsed", "true")
    page.get_by_role("link", name="Quarterly", exact=False).first.tap()      # nothing lies over it


def test_the_question_box_stays_in_view_below_a_long_answer(site: str, visit: Make) -> None:
    one = visit(site, height=600)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollHeight > innerHeight + 200")
    for place in (0, 300):
        page.evaluate(f"{SCROLLED} = {place}")
        box = page.get_by_role("textbox", name="Ask a question").bounding_box()
        assert box is not None and 0 < box["y"] < 600 - box["height"]


def test_another_page_starts_at_its_top_and_going_back_finds_the_place(site: str, visit: Make) -> None:
    one = visit(site, height=500)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    page.mouse.move(500, 250)
    page.mouse.wheel(0, 300)        # the reader moves: the answer is no longer brought up
    page.wait_for_function(f"() => {SCROLLED} > 100")
    page.evaluate(f"addEventListener('click', () => {{ window.leftAt = {SCROLLED}; }}, "
                  "{ capture: true, once: true })")
    page.get_by_role("link", name="Open in the document").first.click()
    left_at = page.evaluate("window.leftAt")
    assert left_at > 100
    one.heading("Source")
    page.wait_for_function(f"() => {SCROLLED} === 0 && document.activeElement.tagName === 'H1'")
    assert in_focus(page) == "Source"
    page.go_back()
    one.heading("Ask about the panel reports")
    page.wait_for_function(f"() => Math.abs({SCROLLED} - {left_at}) < 3")


def test_back_from_a_source_comes_to_its_marker_and_keeps_the_conversation(site: str, visit: Make) -> None:
    one = visit(site, width=390, height=700, has_touch=True)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    marker = page.locator("a.pq-cite[href='#a1-s3']").first
    marker.scroll_into_view_if_needed()
    page.evaluate(f"addEventListener('click', () => {{ window.leftAt = {SCROLLED}; }}, "
                  "{ capture: true, once: true })")
    marker.tap()
    expect(page.locator("#a1-s3")).to_have_attribute("open", "")
    assert page.url.endswith("#a1-s3")
    left_at = page.evaluate("window.leftAt")
    page.go_back()
    page.wait_for_function(f"() => Math.abs({SCROLLED} - {left_at}) < 3")
    expect(marker).to_be_in_viewport()
    assert "#" not in page.url
    one.ask("How did domestic burglaries do?", 2)       # and goes on


def test_a_second_press_reports_an_answer_once_with_its_words(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask("How did domestic burglaries do?", 1)
    page.get_by_role("button", name="This is wrong about answer 1").click()
    page.get_by_role("textbox", name="In your own words").fill("Pressed twice.")
    page.get_by_role("button", name="Report this answer").dblclick()
    expect(page.locator(".pq-box-done")).to_contain_text("queue")
    expect(page.get_by_role("button", name="Report this answer")).to_have_count(0)
    page.get_by_role("link", name="Reported answers").click()
    one.heading("Reported answers")
    expect(page.get_by_text("Pressed twice.")).to_have_count(1)
    page.get_by_role("button", name="The answer was right").click()
    expect(page.get_by_text("The queue is empty.")).to_be_visible()
    page.wait_for_function("() => document.activeElement.tagName === 'H1'")      # the button is gone; focus is not


def test_a_removal_is_announced_with_the_page_that_it_leads_to(own_site: str, visit: Make) -> None:
    one = visit(own_site)
    page = one.open("report?doc=norland-vale-2023-11.pdf")
    page.get_by_text("I want to remove this report").click()
    page.get_by_role("button", name="Remove this report").click()
    one.heading("Reports")
    expect(page.locator("#pq-status")).to_contain_text("norland-vale-2023-11.pdf was removed. Page: Reports")
