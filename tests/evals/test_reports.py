"""Reports say the same, hold nothing unescaped, and can be read by those they are for."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from evals import gate
from evals.export import rows
from evals.finish import Outcome, judged, load, write_reports
from evals.run import Plan, run
from evals.sets_io import load_sets

HOSTILE = "<script>alert(1)</script> & \"quoted\" | `code` [link](x) =1+1"


@pytest.fixture(scope="module")
def outcome(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("reports")
    file = folder / "set.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in [
        {"id": "good", "question": "How many residential burglaries were there in Q1 2023/24?", "kind": "figure",
         "expect": {"figures": [{"value": "341"}]}, "tags": ["one"]},
        {"id": "=bad<b>", "question": f"How many {HOSTILE}?", "kind": "<i>kind</i>", "tags": ["</option>"],
         "expect": {"status": "answered", "text": [re.escape(HOSTILE)]}},
        {"id": "control", "question": "What\x0b is \x1bKSI?", "kind": "figure", "expect": {"status": "failed"}}]),
        encoding="utf-8")
    found = judged(load(run(Plan(load_sets([file]), samples, folder / "run"))), gate.read(None), None)
    write_reports(found)
    return found


def test_the_page_is_self_contained_and_escaped(outcome: Outcome) -> None:
    page = (outcome.folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1 and "<i>kind" not in page and "=bad<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and 'value="&lt;/option&gt;"' in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page


def test_the_page_has_what_readers_by_keyboard_and_screen_reader_need(outcome: Outcome) -> None:
    page = (outcome.folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page and '<main id="main">' in page and page.count("<h1") == 1
    assert page.count("<table>") == page.count("<caption>") == page.count("<thead>")
    assert not re.search(r"<th(?! scope)[ >]", page)
    assert not re.search(r"<(?:select|input)(?![^>]* name=)", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_headline_exit_code_and_reports_agree(outcome: Outcome) -> None:
    summary = json.loads((outcome.folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["exit_code"] == 1 and summary["headline"] == outcome.verdict.headline
    assert outcome.verdict.headline.startswith("FAILED: 1 of 3 cases right")
    for name in ("report.html", "junit.xml"):
        assert "FAILED: 1 of 3 cases right" in (outcome.folder / name).read_text(encoding="utf-8")


def test_junit(outcome: Outcome) -> None:
    root = ET.parse(outcome.folder / "junit.xml").getroot()
    suites = {s.get("name"): s for s in root}
    assert (suites["set"].get("tests"), suites["set"].get("failures")) == ("3", "2")
    assert suites["gate"].get("failures") == "1"
    assert len(root.findall(".//failure")) == 3


def test_csv_is_no_formula_and_undefined_is_blank(outcome: Outcome) -> None:
    held = list(csv.DictReader(io.StringIO((outcome.folder / "results.csv").read_text(encoding="utf-8"))))
    assert [row["id"] for row in held] == ["good", "'=bad<b>", "control"]
    assert held[0]["figure_match"] == "1" and held[0]["text"] == ""


def test_markdown_is_escaped(outcome: Outcome) -> None:
    text = (outcome.folder / "summary.md").read_text(encoding="utf-8")
    assert "<script>" not in text and "\\<script\\>" in text and text.startswith("## ❌ FAILED")


def test_problems_name_case_metric_expected_and_actual(outcome: Outcome) -> None:
    problems = [json.loads(x) for x in (outcome.folder / "problems.jsonl").read_text(encoding="utf-8").splitlines()]
    assert any(p["problem"] == "gate" for p in problems)
    status = next(p for p in problems if p.get("id") == "control" and p["metric"] == "status")
    assert (status["expected"], status["line"], status["set"]) == ("failed", 3, "set")


def test_other_tools_field_names(outcome: Outcome) -> None:
    ragas, govuk, deepeval = (next(rows(outcome, name)) for name in ("ragas", "govuk-chat", "deepeval"))
    assert {"user_input", "response", "retrieved_contexts", "reference"} <= ragas.keys()
    assert {"question", "ideal_answer", "llm_answer", "structured_contexts"} <= govuk.keys()
    assert {"exact_path", "title", "heading_hierarchy", "description", "html_content"} == set(
        govuk["structured_contexts"][0])
    assert deepeval["expected_output"] == "341" and "341" in deepeval["actual_output"]
    assert "[1]" not in ragas["response"]
