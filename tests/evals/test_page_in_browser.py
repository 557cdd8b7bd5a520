"""The HTML report in a real browser: filters, links to flips, no errors, axe's rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evals import gate
from evals.finish import judged, load, write_reports
from evals.run import Plan, run
from evals.sets_io import load_sets

pytestmark = pytest.mark.browser
CASES = [("one", "What does KSI stand for?", "answered", "a"), ("two", "Will crime fall next year?", "answered", "b"),
         ("three", "How many residential burglaries were there in Q1 2023/24?", "answered", "b")]


def test_filters_and_accessibility(samples: Path, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    file = tmp_path / "s.jsonl"
    file.write_text("".join(json.dumps({"id": i, "question": q, "kind": k, "expect": {"status": s}}) + "\n"
                            for i, q, s, k in CASES), encoding="utf-8")
    outcome = judged(load(run(Plan(load_sets([file]), samples, tmp_path / "run"))), gate.read(None), None)
    write_reports(outcome)
    path = next(p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 800})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((tmp_path / "run" / "report.html").as_uri())
        page.select_option("select[name=result]", "failed")
        assert page.inner_text("#count") == "1 of 3 cases"
        assert page.locator(".case:visible").count() == 1
        page.select_option("select[name=result]", "")
        page.select_option("select[name=kind]", "b")
        page.fill("input[name=words]", "burglaries 341")
        assert page.inner_text("#count") == "1 of 3 cases"
        page.locator(".case:visible summary").click()
        assert page.locator(".case:visible blockquote").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.fill("input[name=words]", "")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert said == []
        browser.close()
