"""Adding reports with the real reading: progress while the app goes on, a refused file with its reason, a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import Visit
from tests.ui.serving import ROOT, serving

Make = Callable[..., Visit]
SAMPLES = sorted((ROOT / "evals" / "samples").glob("norland-vale-panel-*.txt"))
LETTER = (
    "Dear Commissioner,\n\nHow many residential burglaries were recorded in the last quarter?\n\nYours,\nA. Reader\n"
)


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("empty") / "store", stand_in="") as address:
        yield address


def upload(one: Visit, files: list[Path]) -> None:
    done: list[str] = []
    one.page.on("requestfinished", lambda r: done.append(r.url) if r.method == "PUT" else None)
    one.page.locator("input[type=file]").set_input_files(files)
    for file in files:
        expect(one.page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
    one.page.wait_for_load_state("networkidle")
    assert len(done) == len(files)
    one.ready()
    one.page.get_by_role("button", name="Read these files").click()


def test_from_an_empty_store_to_a_draft(empty_site: str, visit: Make, tmp_path: Path) -> None:
    one = visit(empty_site)
    page = one.open()
    expect(page.get_by_text("No reports are held yet.")).to_be_visible()
    page = one.open("reports")
    wrong = tmp_path / "not-a-report.pdf"
    wrong.write_bytes(b"MZ\x90\x00this is a program" * 50)
    upload(one, [*SAMPLES[:3], wrong])
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(page.get_by_text("File 1 of 4").or_(page.get_by_text("Waiting to start"))).to_be_visible()
    other = visit(empty_site)  # while files are read, someone else is served at once
    other.page.set_default_timeout(5_000)
    other.open("about")
    outcome = page.locator(".pq-box", has_text="Files of your last upload")
    expect(outcome).to_contain_text("added.", timeout=120_000)
    for sample in SAMPLES[:3]:
        expect(outcome.locator("li", has_text=sample.name)).to_contain_text("added.")
    expect(outcome.locator("li", has_text="not-a-report.pdf")).to_contain_text("refused.")
    expect(page.get_by_text("3 documents held")).to_be_visible()
    upload(one, [SAMPLES[0]])
    expect(outcome.locator("li", has_text=SAMPLES[0].name)).to_contain_text("held already", timeout=60_000)
    asked(one)
    drafted(one)


def asked(one: Visit) -> None:
    """A question over what was just added, answered by the real assistant, to its place in the text."""
    page = one.open()
    page.locator(".pq-chips a").first.click()
    page.wait_for_selector("button.pq-copy")
    one.ready()
    expect(page.locator("table", has_text="Figures in this answer")).to_be_visible()
    page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    expect(page.locator("tr.pq-own mark").first).to_be_visible()


def drafted(one: Visit) -> None:
    page = one.open("draft")
    page.get_by_role("textbox", name="The letter").fill(LETTER)
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("heading", name="The draft")).to_be_visible(timeout=60_000)
    expect(page.locator(".pq-letter")).to_contain_text("burglar")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the draft as .docx").click()
    assert kept.value.path().read_bytes()[:2] == b"PK"
