"""Evaluations: a run in the background, its verdict and what fell short; nothing to run is said plainly."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ROOT, html
from ui.parts import evaluations, jobs
from ui.settings import store_path

CASES = [{"id": "t-1", "question": "How many domestic burglaries were there in Q4 2023/24?", "kind": "figure",
          "expect": {"status": "answered", "figures": [{"measure": "Number of domestic burglaries", "role": "actual",
                                                         "value": "430", "unit": "count"}]}},
         {"id": "t-2", "question": "What was the weather like?", "kind": "refusal", "expect": {"status": "answered"}}]


@pytest.fixture
def app(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    sets = tmp_path / "sets"
    sets.mkdir()
    (sets / "small.jsonl").write_text("".join(json.dumps(c) + "\n" for c in CASES), encoding="utf-8")
    monkeypatch.setattr(evaluations, "SETS", sets)
    return AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_a_run_ends_with_a_verdict_and_what_fell_short(app: AppTest) -> None:
    app.switch_page("app_pages/evaluations.py").run()
    assert "No set has been run here yet." in html(app)
    press(app, "Run these sets")
    until = time.monotonic() + 60
    run = jobs.kept(evaluations.Run, str(store_path()), "local user")[-1]
    while not run.done and time.monotonic() < until:
        time.sleep(0.1)
    app.run()
    assert not app.exception and run.error == ""
    page = html(app)
    assert "1 of 2" in page and "t-2" in page and "What was the weather like?" in page and "Failed" in page


def test_choosing_no_set_is_said_in_plain_words(app: AppTest) -> None:
    app.switch_page("app_pages/evaluations.py").run()
    app.multiselect[0].set_value([]).run()
    assert "Choose one or more sets first." in html(press(app, "Run these sets"))


def test_a_reader_sees_runs_but_starts_none(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANELQA_UI_OPEN_ROLE", "reader")
    app.switch_page("app_pages/evaluations.py").run()
    assert not app.exception and [b.label for b in app.button] == []
