"""Cases from answers and from the store, and sets as tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.cli.main import run as panelqa
from evals.candidates import candidates
from evals.evidence import Evidence
from evals.from_answer import append_case, case_from
from evals.reading import Reading
from evals.run import ask
from evals.score import score
from evals.sets_io import SetCase, load_sets
from store.errors import BadInput
from tests.evals import faults

pytest_plugins = ["pytester"]
QUESTIONS = ["How did residential burglary perform in Q1 2023/24?",
             "When did the new police station at Coldharrow open?",
             "How many shoplifting offences were recorded in 2022/23?",
             "Which measures were rated red in Q1 2023/24?"]


def test_an_answer_becomes_a_case_that_it_passes(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    with Assistant.open(samples) as assistant, Reading(samples) as reading:
        for question in QUESTIONS:
            append_case(path, case_from(assistant.ask(question)))
        cases = load_sets([path])
        for one in cases:
            assert score(one.case, ask(assistant, Evidence(reading), one)).passed, one.case.id
    assert [c.case.kind for c in cases] == ["figure", "narrative", "unanswerable", "list"]
    assert all("unchecked" in c.case.tags for c in cases)
    burglary = cases[0].case.expect
    assert burglary.figures is not None and {(f.role, str(f.value)) for f in burglary.figures} == {
        ("actual", "341"), ("target", "356")}
    with pytest.raises(BadInput, match="already"):
        append_case(path, cases[0].case.to_dict())


def test_an_answer_that_failed_its_checks_is_no_case(samples: Path) -> None:
    with Assistant.open(samples) as assistant, pytest.raises(BadInput):
        case_from(faults.fail(assistant.ask(QUESTIONS[0])))


def test_candidates_take_their_gold_from_the_cells(samples: Path, copied: Path) -> None:
    with Reading(samples) as reading:
        found, doubts = candidates(reading)
    assert doubts == [] and {case["kind"] for case in found} == {"figure", "list", "trend"}
    wanted = [f for case in found for f in case["expect"]["figures"] if f.get("value") == "341"]
    assert wanted and wanted[0]["measure"] == faults.BURGLARY and wanted[0]["unit"] == "count"
    faults.sql(copied, f"UPDATE readings SET actual_value = '314' WHERE measure = '{faults.BURGLARY}' AND "
               "actual_value = '341'")
    with Reading(copied) as reading:
        found, doubts = candidates(reading)
    assert len(doubts) == 1 and "341" in doubts[0] and "314" in doubts[0]


def test_candidates_are_a_set(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.jsonl"
    assert panelqa(["eval", "candidates", "--store", str(samples), "--limit", "5", "--out", str(out)]) == 0
    cases = load_sets([out])
    assert len(cases) == 20 and all("unchecked" in c.case.tags for c in cases)
    with Assistant.open(samples) as assistant, Reading(samples) as reading:
        one: SetCase = next(c for c in cases if c.case.kind == "figure")
        assert score(one.case, ask(assistant, Evidence(reading), one)).passed


def test_a_set_runs_as_parametrised_tests(samples: Path, pytester: pytest.Pytester) -> None:
    cases = [{"id": "good", "question": QUESTIONS[0], "expect": {"figures": [{"value": "341"}]}},
             {"id": "bad", "question": QUESTIONS[0], "expect": {"figures": [{"value": "342"}]}}]
    pytester.makefile(".jsonl", small="".join(json.dumps(case) + "\n" for case in cases))
    args = ["-p", "evals.pytest_plugin", "small.jsonl", "--panelqa-store", str(samples)]
    result = pytester.runpytest_inprocess(*args)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*figure_match: not shown: 342*"])
    panelqa(["eval", "run", "small.jsonl", "--store", str(samples), "--out", "run"])
    pytester.runpytest_inprocess(*args, "--panelqa-baseline", "run").assert_outcomes(passed=1, xfailed=1)
    pytester.makefile(".jsonl", small='{"id": "a"}\n')
    pytester.runpytest_inprocess(*args).stdout.fnmatch_lines(["*small.jsonl, line 1: *question*missing*"])
