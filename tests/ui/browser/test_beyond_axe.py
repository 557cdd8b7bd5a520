"""What axe misses: focus never hidden, 400% zoom, announcements, titles, focus contrast, single keys, keyboard only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import open_all, settled

Make = Callable[..., Visit]
BURGLARY = "How did domestic burglaries do?"
# The focused element, and whether any of it can be seen: not out of the window, not all under something pinned.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect();
  const top = Math.max(r.top, 0), bottom = Math.min(r.bottom, innerHeight) - 1;
  const left = Math.max(r.left, 0), right = Math.min(r.right, innerWidth) - 1;
  let seen = r.width <= 2;
  for (const across of [0.05, 0.5, 0.95]) for (const down of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    if (bottom < top || right < left) break;
    const over = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
    seen = seen || (over !== null && (e.contains(over) || over.contains(e) || over.closest('label')?.contains(e)));
  }
  const name = (e.getAttribute('aria-label') || e.textContent || e.tagName).trim().slice(0, 40);
  return {name, seen, tag: e.tagName};
}"""


def stops(page: Page, most: int) -> list[dict[str, object]]:
    """The focused element at each press of Tab, until the document is left or a stop comes again."""
    found: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize(("width", "height"), [(1100, 700), (320, 640), (320, 256)])
def test_focus_is_never_hidden_behind_what_is_pinned(site: str, visit: Make, width: int, height: int) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    page.set_viewport_size({"width": width, "height": height})
    open_all(page)
    settled(page)
    page.evaluate("document.querySelector('[data-testid=stSkipToContent]').focus()")
    found = stops(page, 45)
    assert len(found) > 10
    assert [s["name"] for s in found if not s["seen"]] == []


def test_400_percent_zoom_leaves_room_to_read(site: str, visit: Make) -> None:
    one = visit(site, width=320, height=256)
    page = one.open()
    one.ask(BURGLARY, 1)
    free = page.evaluate("""() => innerHeight - document.querySelector('header').getBoundingClientRect().height
      - [...document.querySelectorAll('[data-testid=stLayoutWrapper]:has(> .st-key-asking)')]
        .filter(e => getComputedStyle(e).position === 'sticky')
        .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)""")
    assert free >= 128
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_an_answer_is_announced_once_when_it_is_whole(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    page.evaluate("""() => { window.heard = [];
      const node = document.getElementById('pq-status');
      new MutationObserver(() => { if (node.textContent) window.heard.push(node.textContent); })
        .observe(node, {childList: true, characterData: true, subtree: true}); }""")
    one.ask(BURGLARY, 1)
    expect(page.locator("#pq-status")).to_have_text("Answer, with 1 source.")
    assert page.locator("#pq-status").get_attribute("role") == "status"
    page.get_by_role("button", name="This is wrong").click()
    expect(page.locator("#pq-status")).to_have_text("The form is open under the answer.")
    one.ready()
    assert page.evaluate("window.heard") == ["Answer, with 1 source.", "The form is open under the answer."]


def test_an_answer_is_shown_from_its_start(site: str, visit: Make) -> None:
    one = visit(site, height=600)
    page = one.open()
    one.ask("How did domestic burglaries change?", 1)
    page.wait_for_function("() => { const t = document.querySelector('#a1').getBoundingClientRect().top;"
                           " return t > 40 && t < 200; }")


@pytest.mark.parametrize(("path", "title"), [
    ("", "Ask"), ("measures", "Measures"), ("measure?id=confidence", "A measure"), ("reports", "Reports"),
    ("report?doc=norland-vale-2023-07.pdf", "Quarterly performance report Q1 2023/24"), ("source?place=x", "Source"),
    ("about", "About"),
    ("accessibility", "Accessibility statement"), ("queue", "Reported answers"), ("draft", "Draft a reply"),
    ("evaluations", "Evaluations"), ("compare", "Compare measures")])
def test_each_page_has_its_own_title_and_one_h1(site: str, visit: Make, path: str, title: str) -> None:
    page = visit(site).open(path)
    expect(page).to_have_title(f"{title} - Panel reports")
    assert page.locator("h1").count() == 1


def test_going_to_a_page_is_announced(site: str, visit: Make) -> None:
    page = visit(site).open()
    page.get_by_role("link", name="Measures", exact=True).first.click()
    expect(page.locator("#pq-status")).to_have_text("Page: Measures")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_at_3_to_1(site: str, visit: Make, scheme: str) -> None:
    page = visit(site, color_scheme=scheme).open()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate("""() => { const s = getComputedStyle(document.activeElement);
      return [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor, s.boxShadow]; }""")
    assert ring[0] == "solid" and ring[1] >= 3
    outer = "rgb(255, 221, 0)" if scheme == "light" else "rgb(11, 12, 12)"
    assert outer in ring[3] and ring[2] != outer


@pytest.mark.parametrize("key", ["r", "c", "R", "?"])
def test_no_single_key_does_anything(site: str, visit: Make, key: str) -> None:
    page = visit(site).open()
    page.evaluate("document.activeElement.blur()")
    page.evaluate("""() => { window.ran = 0;
      new MutationObserver(() => { window.ran += 1; }).observe(document.querySelector('[data-testid=stApp]'),
        {attributes: true, attributeFilter: ['data-test-script-state']}); }""")
    page.keyboard.press(key)
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")
    assert page.evaluate("window.ran") == 0 and page.get_by_role("dialog").count() == 0


def test_typing_single_keys_in_the_question_works(site: str, visit: Make) -> None:
    page = visit(site).open()
    box = page.get_by_role("textbox", name="Ask a question")
    box.press_sequentially("rc r?")
    expect(box).to_have_value("rc r?")


def test_question_to_source_by_keyboard_alone(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop and name in str(stop["name"]):
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    tab_to("How did the number of domestic")
    page.keyboard.press("Enter")
    page.wait_for_selector("#a1-s1")
    one.ready()
    page.evaluate("document.activeElement.blur()")
    tab_to("[1], source 1")
    page.keyboard.press("Enter")
    assert "[1] Quarterly" in str(page.evaluate(FOCUSED)["name"])
    tab_to("Open in the document")
    page.keyboard.press("Enter")
    one.heading("Source")


def test_less_motion_where_it_is_asked_for(site: str, visit: Make) -> None:
    page = visit(site, reduced_motion="reduce").open()
    longest = page.evaluate("""() => Math.max(...[...document.querySelectorAll('*')].map(e =>
      Math.max(...getComputedStyle(e).transitionDuration.split(',').map(parseFloat))))""")
    assert longest <= 0.001
