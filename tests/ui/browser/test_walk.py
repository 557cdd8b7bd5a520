"""Through the app as its readers go: first visit, ask, citation, follow-up, refusal, measures."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.ui.browser.conftest import Visit

Make = Callable[..., Visit]
BURGLARY = "How did domestic burglaries do?"
CONFIDENCE = "Residents who have confidence in Norland Vale Police"


def test_from_a_suggested_question_to_the_boxed_place(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    page.get_by_role("link", name="How did residents who have confidence").click()
    page.wait_for_selector("#a1-s4")
    one.ready()
    expect(page.locator("h3", has_text="Sources")).to_be_visible()
    page.locator("a.pq-cite[href='#a1-s2']").first.click()
    block = page.locator("#a1-s2")
    expect(block).to_have_attribute("open", "")
    expect(block.locator("mark").first).to_have_text(CONFIDENCE)
    block.get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    image = page.locator("[data-testid=stImage] img")
    expect(image).to_have_attribute("alt", "Page 2 of norland-vale-2023-11.pdf, with a box around: "
                                           f"{CONFIDENCE} 72%")
    assert page.evaluate("e => e.naturalWidth", image.element_handle()) > 500
    shared = page.url
    assert "place=" in shared
    other = visit(site)
    other.page.goto(shared)
    other.heading("Source")
    expect(other.page.locator("mark").first).to_have_text(CONFIDENCE)
    page.get_by_role("link", name="Back to your questions").click()
    page.wait_for_selector("#a1-s1")


def test_going_back_keeps_the_conversation(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    page.go_back()
    page.wait_for_selector("#a1-s1")


def test_follow_up_and_refusal(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    one.ask("And residents who have confidence?", 2)
    expect(page.locator("#a2-s1")).to_be_visible()
    one.ask("Who will win?", 3)
    refusal = page.locator(".pq-box-refusal")
    expect(refusal).to_contain_text("The reports held here do not say")
    expect(refusal).to_contain_text("Number of domestic burglaries is held")


def test_copy_with_citations(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    page.get_by_role("button", name="Copy answer 1").click()
    expect(page.locator("#pq-status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "stood at 430 in Q4 2023/24. [1]" in copied and "[1] Quarterly performance report Q4 2023/24" in copied


def test_downloads_carry_the_answer(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download as .md answer 1").click()
    assert "stood at 430" in kept.value.path().read_text(encoding="utf-8")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download as .docx answer 1").click()
    assert kept.value.path().read_bytes()[:2] == b"PK"


def test_a_wrong_answer_reaches_the_keepers_queue(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    one.ask(BURGLARY, 1)
    page.get_by_role("button", name="This is wrong about answer 1").click()
    page.get_by_role("textbox", name="In your own words").fill("It is about another quarter.")
    page.get_by_role("button", name="Report this answer").click()
    expect(page.locator(".pq-box-done")).to_contain_text("queue")
    page.get_by_role("link", name="Reported answers").click()
    one.heading("Reported answers")
    expect(page.locator("dl").first).to_contain_text("It is about another quarter.")
    page.get_by_role("button", name="The answer was wrong").click()
    expect(page.get_by_text("The queue is empty.")).to_be_visible()


def test_measures_to_one_measure_to_its_place(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("measures")
    page.get_by_role("link", name="Number of domestic burglaries").click()
    one.heading("Number of domestic burglaries")
    expect(page.locator("img.pq-chart")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download this measure as CSV").click()
    assert kept.value.path().read_text(encoding="utf-8").count("\n") == 5
    page.get_by_role("link", name="table 1, row 1").first.click()
    one.heading("Source")


def test_a_correction_and_a_removal(own_site: str, visit: Make) -> None:
    one = visit(own_site)
    page = one.open("report?doc=norland-vale-2024-02.pdf")
    form = page.locator("[data-testid=stForm]", has_text="Decision about this row")
    form.get_by_text("The report prints it wrongly").click()
    form.get_by_role("textbox", name="What it says, or should say").fill("391")
    form.get_by_role("textbox", name="Why").fill("The page shows 391.")
    form.get_by_role("button", name="Decide about this row").click()
    noted = page.get_by_text("should read “391” where the report prints “448”")
    expect(noted).to_be_visible()
    page.get_by_text("I want to remove this report").click()
    page.get_by_role("button", name="Remove this report").click()
    one.heading("Reports")
    expect(page.get_by_text("norland-vale-2024-02.pdf was removed.")).to_be_visible()
    expect(page.get_by_text("3 documents held")).to_be_visible()
