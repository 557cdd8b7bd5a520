"""The app with the real assistant, from an empty store: upload, ask, correct, draft, evaluate; each state with axe."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import check, open_all
from tests.ui.serving import ROOT, serving

Make = Callable[..., Visit]
SAMPLES = sorted((ROOT / "evals" / "samples").glob("norland-vale-panel-*.txt"))
LETTER = (
    "Dear Commissioner,\n\nHow many residential burglaries were recorded in the last quarter?\n\nYours,\nA. Reader\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work") / "store"


# Loaded by each Python process of the app before anything else: writes down where it would connect to.
WATCH = """
import os, sys
def watch(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        inside = not isinstance(address, tuple) or str(address[0]) in ("127.0.0.1", "::1")
    elif event == "socket.getaddrinfo":
        address = arguments[0]
        inside = address in (None, "", "localhost", "127.0.0.1", "::1", b"127.0.0.1", b"localhost")
    else:
        return
    tell(("inside " if inside else "outside ") + repr(address))
def tell(line):
    with open(os.environ["WATCHED"], "a") as log:
        log.write(line + "\\n")
tell("watching")
sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def empty_site(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real app, over nothing until something is added. At the end, it may have connected to nothing outside."""
    watching = tmp_path_factory.mktemp("watching")
    (watching / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = watching / "log"
    with serving(store, stand_in="", PYTHONPATH=str(watching), WATCHED=str(log)) as address:
        yield address
    seen = log.read_text(encoding="utf-8").splitlines()
    assert "watching" in seen and [line for line in seen if line.startswith("outside")] == []


@pytest.fixture(scope="module")
def site(empty_site: str, store: Path) -> str:
    """The same app over three sample reports; they may have been uploaded before."""
    subprocess.run([sys.executable, "-m", "assistant.cli.main", "ingest", "--quiet", "--store", store, *SAMPLES[:3]],
                   cwd=ROOT, check=True)
    return empty_site


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


def test_an_empty_store_says_what_to_do(empty_site: str, visit: Make) -> None:
    one = visit(empty_site)
    for path, said in (("", "No reports are held yet."), ("measures", "No measures are held yet."),
                       ("reports", "No reports are held yet."), ("compare", "Choose up to four measures"),
                       ("evaluations", "No set has been run here yet.")):
        expect(one.open(path).get_by_text(said)).to_be_visible()
        check(one.page, f"{path or 'ask'} with nothing held")
    page = one.open()
    one.ask("How did burglary do?", 1)
    expect(page.locator(".pq-box-refusal")).to_be_visible()
    check(page, "a question with nothing held")


def test_files_are_read_while_the_app_goes_on_and_a_wrong_one_is_refused(
    empty_site: str, visit: Make, tmp_path: Path
) -> None:
    one = visit(empty_site)
    page = one.open("reports")
    wrong = tmp_path / "not-a-report.pdf"
    wrong.write_bytes(b"MZ\x90\x00this is a program" * 50)
    upload(one, [*SAMPLES[:3], wrong])
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(page.get_by_text(re.compile(r"File \d of 4|Waiting|searchable"))).to_be_visible()
    check(page, "files being read")
    other = visit(empty_site)  # while files are read, someone else is served at once
    other.page.set_default_timeout(5_000)
    other.open("about")
    outcome = page.locator(".pq-box-done")
    expect(outcome).to_contain_text("added.", timeout=120_000)
    expect(page.locator("#pq-status")).to_contain_text("Reading has ended")
    for sample in SAMPLES[:3]:
        expect(outcome.locator("li", has_text=sample.name)).to_contain_text("added.")
    expect(page.locator(".pq-box-error li", has_text="not-a-report.pdf")).to_be_visible()
    page.reload()
    expect(outcome.locator("li", has_text=SAMPLES[0].name)).to_be_visible()      # a reload loses no outcome
    one.ready()
    expect(page.get_by_text("3 documents held")).to_be_visible()
    check(page, "files added, one refused")
    page.get_by_role("button", name="Clear these outcomes").click()
    expect(outcome).to_have_count(0)
    upload(one, [SAMPLES[0]])
    expect(outcome.locator("li", has_text=SAMPLES[0].name)).to_contain_text("held already", timeout=60_000)


def test_a_question_leads_to_its_place_in_the_text(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open()
    page.locator(".pq-chips a").first.click()
    page.wait_for_selector("button.pq-copy")
    one.ready()
    expect(page.locator("table", has_text="Figures in this answer")).to_be_visible()
    page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    expect(page.locator("tr.pq-own mark").first).to_be_visible()
    check(page, "a source in a text")


def test_a_correction_reaches_the_answer(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open(f"report?doc={SAMPLES[2].name}")
    open_all(page)
    check(page, "a report with its findings open")
    page.set_viewport_size({"width": 1100, "height": 900})
    choose(one, "Table to review", "Appendix B")
    choose(one, "Row to review", "Reduction in the number of residential burglaries")
    expect(page.locator("dl", has_text="Target or comparator")).to_contain_text("residential burglaries")
    one.ready()
    form = page.locator("[data-testid=stForm]", has_text="Decision about this row")
    form.get_by_text("The report prints it wrongly").click()
    form.get_by_role("textbox", name="What it says, or should say").fill("1,234")
    form.get_by_role("textbox", name="Why").fill("The force sent a corrected table.")
    form.get_by_role("button", name="Decide about this row").click()
    expect(page.locator(".pq-box-done")).to_contain_text("answers that use it say")
    page = one.open()
    one.ask("How did residential burglary perform?", 1)
    noted = page.locator(".pq li", has_text="Keeper's note of").first
    expect(noted).to_contain_text("the actual figure should read “1,234” where the report prints")
    expect(noted).to_contain_text("goes by what is printed")
    expect(page.locator("table", has_text="Figures in this answer")).not_to_contain_text("1,234")
    open_all(page)
    check(page, "an answer with a note")
    page.set_viewport_size({"width": 1100, "height": 900})
    page.locator("details", has_text="Keeper's note of").get_by_role("link", name="Open in the document").last.click()
    page.wait_for_selector("h2:has-text(\"In the keeper's words\")")
    expect(page.locator("tr.pq-own mark").first).to_be_visible()


def choose(one: Visit, label: str, words: str) -> None:
    """Choose the first option of a list that holds some words."""
    box = one.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    one.page.get_by_role("option", name=words).first.click()
    one.ready()


def test_a_letter_becomes_a_draft(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("draft")
    page.get_by_role("textbox", name="The letter").fill(LETTER)
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("heading", name="The draft")).to_be_visible(timeout=60_000)
    expect(page.locator(".pq-letter")).to_contain_text("burglar")
    expect(page.locator("#pq-status")).to_have_text("The draft is ready.")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the draft as .docx").click()
    assert kept.value.path().read_bytes()[:2] == b"PK"
    open_all(page)
    check(one.ready(), "a finished draft")


def test_what_is_typed_for_one_point_stays_while_another_is_changed(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("draft")
    page.get_by_role("textbox", name="The letter").fill(LETTER.replace("?", "? And how did knife crime do?"))
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("heading", name="Point 2")).to_be_visible(timeout=60_000)
    page.get_by_role("textbox", name="Or ask point 2 in other words").fill("How many knife crimes?")
    page.get_by_role("textbox", name="Wording of point 1").fill("We will write again.")
    page.get_by_role("button", name="Change point 1").click()
    expect(page.locator(".pq-letter")).to_contain_text("We will write again.")
    expect(page.get_by_text("Point 1 is in your own words and names no source")).to_be_visible()
    expect(page.get_by_role("textbox", name="Or ask point 2 in other words")).to_have_value("How many knife crimes?")
    page.get_by_role("button", name="Leave point 1 out").click()
    page.get_by_role("button", name="Put back point left out 1").click()
    expect(page.locator(".pq-letter")).to_contain_text("We will write again.")
    check(one.ready(), "a draft with a point in an officer's words")


def test_an_evaluation_runs_while_it_is_watched(site: str, visit: Make) -> None:
    one = visit(site)
    page = one.open("evaluations")
    page.get_by_role("button", name="Run these sets").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check(page, "an evaluation under way")
    expect(page.get_by_role("heading", name="Run of")).to_be_visible(timeout=120_000)
    expect(page.locator("#pq-status")).to_have_text("The run has ended.")
    expect(page.locator("table", has_text="Right answers by set")).to_contain_text("conversations")
    check(one.ready(), "an evaluation's outcome")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download summary.md").click()
    assert "conversations" in kept.value.path().read_text(encoding="utf-8")
