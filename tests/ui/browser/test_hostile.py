"""Hostile texts through every place where text is shown: shown as they are, nothing runs, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.ui import hostile
from tests.ui.browser.conftest import Visit
from tests.ui.hostile import STRINGS
from tests.ui.serving import serving

Make = Callable[..., Visit]
# What a page must not have: elements that foreign text made. Ours are counted by their classes.
FOREIGN = """() => {
  const bad = [...document.querySelectorAll('.pq script, .pq iframe, .pq object, .pq embed, .pq video, .pq audio,'
    + '.pq form, .pq svg, .pq img:not(.pq-chart), .pq base, .pq meta, .pq link, .pq style, .pq input,'
    + '.pq b, .pq math, .pq noscript')];
  const links = [...document.querySelectorAll('.pq a')].filter(a => !a.matches('.pq-go, .pq-cite'));
  const on = [...document.querySelectorAll('.pq *')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')));
  const away = [...document.querySelectorAll('[src], [href]')].filter(e => {
    const url = new URL(e.getAttribute('src') || e.getAttribute('href'), document.baseURI);
    return !['data:', 'blob:'].includes(url.protocol) && url.origin !== location.origin; });
  return [...bad, ...links, ...on, ...away].map(e => e.outerHTML.slice(0, 200)); }"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.fill(tmp_path_factory.mktemp("hostile") / "store")


@pytest.fixture(scope="module")
def hostile_site(held: Path) -> Iterator[str]:
    with serving(held, "tests.ui.hostile:Hostile") as address:
        yield address


@pytest.fixture(scope="module")
def refusing_site(held: Path) -> Iterator[str]:
    with serving(held, "tests.ui.hostile:HostileRefusal") as address:
        yield address


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def shown(page: Page, wanted: tuple[str, ...] = STRINGS) -> None:
    """Every wanted text stands on the page letter by letter, and none has become an element."""
    assert page.evaluate(FOREIGN) == []
    text = folded(" ".join(page.locator(".pq").evaluate_all("all => all.map(e => e.textContent)")))
    assert [w for w in wanted if folded(w) not in text] == []


def test_an_answer_of_hostile_texts(hostile_site: str, visit: Make) -> None:
    one = visit(hostile_site)
    page = one.open()
    shown(page, ())
    box = page.get_by_role("textbox", name="Ask a question")
    box.fill("\n".join(STRINGS)[:1990])
    box.press("Enter")
    page.wait_for_selector("button.pq-copy")
    one.ready()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    shown(page)
    drawn = page.wait_for_selector("img.pq-chart")
    assert page.evaluate("e => e.complete && e.naturalWidth", drawn) > 500
    page.get_by_role("button", name="Copy answer 1").click()
    expect(page.locator("#pq-status")).to_have_text("Copied")
    copied = folded(page.evaluate("navigator.clipboard.readText()"))
    assert [s for s in STRINGS if folded(s).strip() not in copied] == []
    page.get_by_role("button", name="This is wrong").click()
    page.get_by_role("textbox", name="In your own words").fill("\n".join(STRINGS)[:1990])
    page.get_by_role("button", name="Report this answer").click()
    expect(page.locator(".pq-box-done")).to_contain_text("queue")
    page = one.open("queue")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    shown(page, STRINGS[:20])


def test_a_refusal_of_hostile_texts(refusing_site: str, visit: Make) -> None:
    one = visit(refusing_site)
    page = one.open("?" + urlencode({"q": STRINGS[4]}))
    page.wait_for_selector("button.pq-copy")
    shown(one.ready())


@pytest.mark.parametrize(
    "path",
    [
        "measures",
        "reports",
        "about",
        "measure?id=m0",
        "measure?id=<img src=x onerror=alert(1)>",
        "source?place=<script>alert(1)</script>",
        "report?doc=![a](https://evil.example/b.png)",
        "measures?period=<img src=x onerror=alert(1)>&objective=![a](https://evil.example/b.png)",
        "compare?id=m0&id=m1&from=<svg onload=alert(1)>&to=%24%7Balert(1)%7D",
        "?conversation=<svg onload=alert(1)>",
    ],
)
def test_pages_over_hostile_reports(hostile_site: str, visit: Make, path: str) -> None:
    shown(visit(hostile_site).open(path), ())


def test_lists_show_every_hostile_name(hostile_site: str, visit: Make) -> None:
    one = visit(hostile_site)
    page = one.open("measures")
    shown(page, STRINGS[:40])
    for label in ("Report", "Period", "Objective", "Page of the list"):
        page.get_by_label(label, exact=True).last.click()
        expect(page.get_by_role("option").first).to_be_visible()
        shown(page, ())
        page.keyboard.press("Escape")


def test_comparing_hostile_measures(hostile_site: str, visit: Make) -> None:
    one = visit(hostile_site)
    page = one.open("compare")
    for _ in range(2):
        page.get_by_role("combobox").first.click()
        page.get_by_role("option").first.click()
        one.ready()
    page.keyboard.press("Escape")
    page.wait_for_selector("img.pq-chart")
    shown(page, ())


def test_a_hostile_report_and_its_review(hostile_site: str, visit: Make) -> None:
    one = visit(hostile_site)
    page = one.open("reports")
    page.locator("table a.pq-go").nth(2).click()
    page.wait_for_selector("h2:has-text('How it was read')")
    shown(one.ready(), STRINGS[:30])
    form = page.locator("[data-testid=stForm]", has_text="Decision about this row")
    form.get_by_text("The report prints it wrongly").click()
    form.get_by_role("textbox", name="What it says, or should say").fill(STRINGS[4])
    form.get_by_role("textbox", name="Why").fill("\n".join(STRINGS)[:1990])
    form.get_by_role("button", name="Decide about this row").click()
    page.wait_for_selector("button:has-text('Withdraw decision')")
    shown(one.ready(), (STRINGS[4], *STRINGS[:15]))
    page.get_by_role("link", name="Open place 1").first.click()
    one.heading("Source")
    shown(page, ())


def test_hostile_passages_in_their_section(hostile_site: str, visit: Make, held: Path) -> None:
    from store.readonly import ReadStore

    with ReadStore(held) as store:
        item = store.rows("answer_items")[0]["id"]
        ids = [row["id"] for row in store.rows("held_passages", item_id=item)]
    one = visit(hostile_site)
    for place in ids[2::20]:
        shown(one.open("source?" + urlencode({"place": place, "at": "0-5"})), ())
