"""Hostile texts through what people do: file names, letters, notes, reasons, kept conversations, evaluation cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.ui import hostile
from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import open_all
from tests.ui.browser.test_hostile import shown
from tests.ui.hostile import STRINGS
from tests.ui.serving import serving
from ui.parts import evaluations

Make = Callable[..., Visit]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.fill(tmp_path_factory.mktemp("hostile-work") / "store")


@pytest.fixture(scope="module")
def conversation(held: Path) -> str:
    return hostile.work(held)


@pytest.fixture(scope="module")
def worked_site(held: Path, conversation: str) -> Iterator[str]:
    """The real assistant, by words alone, over hostile reports and what hostile people did to them."""
    with serving(held, "tests.ui.hostile:ByWords") as address:
        yield address


def opened(page: Page) -> Page:
    open_all(page)
    return page


def test_names_of_uploaded_files(worked_site: str, visit: Make) -> None:
    one = visit(worked_site)
    page = one.open("reports")
    names = [f"{n} {text}"[:60].strip() + ".pdf" for n, text in enumerate(STRINGS)]
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": b"MZ " + name.encode()} for name in names])
    page.wait_for_load_state("networkidle")
    shown(one.ready(), ())
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator(".pq-box", has_text="Not added")).to_be_visible(timeout=60_000)
    expect(page.locator(".pq-box-error li, .pq-box-done li")).to_have_count(len(names))
    shown(one.ready(), tuple(n for n in STRINGS[4:8] if len(n) < 50))


def test_a_letter_of_hostile_texts(worked_site: str, visit: Make) -> None:
    one = visit(worked_site)
    page = one.open("draft")
    letter = "Dear Commissioner,\n\n" + "\n\n".join(f"How did {text} do in Q2 2023/24?" for text in STRINGS)
    page.get_by_role("textbox", name="The letter").fill(letter)
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("heading", name="The draft")).to_be_visible(timeout=60_000)
    shown(opened(one.ready()), ())
    expect(page.locator("blockquote").first).to_be_visible()


def test_notes_on_measures_and_in_answers(worked_site: str, visit: Make) -> None:
    one = visit(worked_site)
    page = one.open("measures")
    expect(page.locator(".pq-keeper").first).to_contain_text("should read")
    shown(page, (*STRINGS[1:40], *STRINGS[-40:-1]))
    shown(opened(one.open("measure?id=m0")), STRINGS[:28])      # a long reason is cut where it says so
    shown(opened(one.open("source?place=note:2")), (STRINGS[1], STRINGS[-2]))
    page = one.open("?" + urlencode({"q": "Which measures were rated green in Q3 2023/24?"}))
    page.wait_for_selector("button.pq-copy")
    shown(opened(one.ready()), ())


def test_reasons_in_the_queue(worked_site: str, visit: Make) -> None:
    shown(opened(visit(worked_site).open("queue")), STRINGS[:40])


def test_a_kept_conversation(worked_site: str, conversation: str, visit: Make) -> None:
    one = visit(worked_site)
    page = one.open(f"?conversation={conversation}")
    page.wait_for_selector("button.pq-copy")
    shown(opened(one.ready()))


def test_cases_of_an_evaluation(worked_site: str, held: Path, visit: Make) -> None:
    page = visit(worked_site).open("evaluations")
    told = {text for ident, question, why in evaluations.fallen(held, hostile.RUN)[:50]
            for text in (ident, question, *why)}
    assert sum(text in told for text in STRINGS) >= 48
    expect(page.locator("table", has_text="What fell short")).to_be_visible()
    shown(opened(page), tuple(told))
