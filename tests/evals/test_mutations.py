"""Each fault makes the run fail, names the cases that broke and the metric that fell, and ends with exit code 1."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import words
from assistant.cli.main import run as panelqa
from evals import gate
from evals.finish import Outcome, as_baseline, judged, load, write_reports
from evals.run import Opener, Plan, run
from evals.sets_io import load_sets
from tests.evals import faults
from tests.evals.faults import BURGLARY

JULY, NOVEMBER = "norland-vale-panel-2023-07.txt", "norland-vale-panel-2023-11.txt"


def _figure(role: str, value: str, period: str = "2023-04-01/2023-06-30") -> dict[str, str]:
    return {"measure": BURGLARY, "role": role, "value": value, "unit": "count", "period": period}


def _case(ident: str, question: str, kind: str = "figure", **expect: Any) -> dict[str, Any]:
    return {"id": ident, "question": question, "kind": kind, "expect": {"status": "answered", **expect}}


CASES = [
    _case("burglary", "How did residential burglary perform in Q1 2023/24?",
          figures=[{**_figure("actual", "341"), "rag": "G"}, _figure("target", "356")],
          citations=[{"document": JULY, "locator": "row 13"}], derived=[{"value": "15", "unit": "count"}]),
    _case("knife", "How many knife crime offences were there in Q1 2022/23?", caveats=["restated"],
          figures=[{"measure": "Reduction in knife crime offences", "role": "actual", "value": "74"}]),
    _case("burglary-q2", "How many residential burglaries were there in Q2 2023/24?",
          figures=[_figure("actual", "372", "2023-07-01/2023-09-30")],
          citations=[{"document": NOVEMBER, "locator": "row 13"}]),
    _case("red", "Which measures were rated red in Q1 2023/24?", "list", only=True, figures=[
        {"measure": "Average time taken to answer a 101 call", "rag": "R"},
        {"measure": "Solved rate for rape and serious sexual offences", "rag": "R"}]),
    _case("opened", "When did the new police station at Coldharrow open?", "narrative", text=["25 March 2024"],
          citations=[{"document": "norland-vale-panel-2024-05"}]),
    _case("house", "How many break-ins were there in Q1 2023/24?", figures=[_figure("actual", "341")]),
    _case("shoplifting", "How many shoplifting offences were recorded in 2022/23?", "unanswerable",
          status="not_found", reason="measure_not_held", figures=[]),
]
_ROW = f"item_id IN (SELECT i.id FROM items i JOIN documents d ON d.id = i.document_id WHERE d.name = '{JULY}')"
_BURGLARY = f"measure = '{BURGLARY}' AND {_ROW}"

# fault: (what it does to the store, a case that breaks, a metric that falls there)
IN_STORE = {
    "figure": ([f"UPDATE readings SET actual_value = '314', actual_ytd = '314', quote = replace(quote, '341', '314') "
                f"WHERE {_BURGLARY}"], "burglary", "figure_match"),
    "figure alone": ([f"UPDATE readings SET actual_value = '314' WHERE {_BURGLARY}"], "burglary", "status"),
    "target and actual": ([f"UPDATE readings SET actual_value = target_value, target_value = actual_value, "
                           f"actual_ytd = target_ytd, target_ytd = actual_ytd WHERE {_BURGLARY}"],
                          "burglary", "figure_match"),
    "document": ([f"UPDATE documents SET status = 'removed' WHERE name = '{NOVEMBER}'"], "burglary-q2", "status"),
    "role": ([f"UPDATE readings SET target_role = 'previous_year' WHERE {_BURGLARY}"], "burglary", "figure_match"),
    "unit": ([f"UPDATE readings SET unit = '%' WHERE {_BURGLARY}"], "burglary", "figure_match"),
    "period": ([f"UPDATE readings SET period_start = '2021-04-01', period_end = '2021-06-30' WHERE {_BURGLARY}"],
               "burglary", "figure_match"),
    "rating": ([f"UPDATE readings SET rag = 'R' WHERE {_BURGLARY}"], "red", "figures_only"),
    "restatement": (["DELETE FROM findings WHERE code = 'restated'"], "knife", "caveats"),
    "words": (["UPDATE passages SET text = replace(text, '25 March 2024', '26 March 2024')",
               "UPDATE sentences SET text = replace(text, '25 March 2024', '26 March 2024')"], "opened", "text"),
    "passage": (["UPDATE passages SET text = replace(text, 'Coldharrow opened on', 'Coldharrow was opened on')",
                 "UPDATE sentences SET text = replace(text, 'Coldharrow opened on', 'Coldharrow was opened on')"],
                "opened", "quote_verbatim"),
}
IN_ASSISTANT = {
    "refuses everything": (faults.refuse, "burglary", "abstention"),
    "answers everything": (faults.answer_anyway, "shoplifting", "abstention"),
    "loses a citation": (faults.lose_citation, "burglary", "citation_recall"),
    "loses a marker": (faults.lose_marker, "opened", "statements_cited"),
    "wrong unit": (faults.wrong_unit, "burglary", "figure_match"),
    "shifts the period": (faults.shift_period, "burglary-q2", "figure_match"),
    "flips ratings": (faults.flip_rating, "red", "figure_match"),
    "mislabels roles": (faults.mislabel_role, "burglary", "figure_match"),
    "alters quotes": (faults.alter_quote, "opened", "quote_verbatim"),
    "drops caveats": (faults.drop_caveats, "knife", "caveats"),
    "number in a caveat": (faults.extra_caveat_number, "opened", "figures_sourced"),
    "wrong calculation": (faults.wrong_derived, "burglary", "derived_holds"),
    "wrong document": (faults.wrong_document, "burglary", "citation_recall"),
    "another measure": (faults.figure_of_another_measure, "burglary-q2", "figure_match"),
    "invents a number": (faults.invent_number, "burglary", "figures_sourced"),
    "short list": (faults.drop_from_list, "red", "figure_match"),
    "fails its checks": (faults.fail, "opened", "status"),
    "breaks down": (faults.break_down, "burglary", "correct"),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("set") / "small.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return path


def _run(cases: Path, store: Path, out: Path, opener: Opener | None = None) -> Outcome:
    return load(run(Plan(load_sets([cases]), store, out, opener=opener)))


@pytest.fixture(scope="module")
def clean(cases: Path, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    outcome = _run(cases, samples, tmp_path_factory.mktemp("clean") / "run")
    assert [s.why() for s in outcome.scored if not s.passed] == []
    return outcome


def _fell(outcome: Outcome, clean: Outcome) -> dict[str, tuple[str, ...]]:
    """The cases that broke with the metrics that fell; the verdict and every report agree on it."""
    outcome = judged(outcome, gate.read(None), as_baseline(clean))
    write_reports(outcome)
    summary = json.loads((outcome.folder / "summary.json").read_text(encoding="utf-8"))
    assert (outcome.verdict.exit_code, summary["exit_code"], summary["verdict"]) == (1, 1, "failed")
    assert outcome.compared is not None
    broke = {flip.id: flip.metrics for flip in outcome.compared.broke}
    for name in ("report.html", "summary.md", "junit.xml"):
        report = (outcome.folder / name).read_text(encoding="utf-8")
        assert "FAILED" in report and all(ident in report for ident in broke)
    assert "correct" in {move["metric"] for move in outcome.compared.moves}
    return broke


@pytest.mark.parametrize("fault", IN_STORE)
def test_a_fault_in_the_store(fault: str, cases: Path, clean: Outcome, copied: Path, tmp_path: Path) -> None:
    statements, case, metric = IN_STORE[fault]
    faults.sql(copied, *statements)
    broke = _fell(_run(cases, copied, tmp_path / "run"), clean)
    assert metric in broke[case]


@pytest.mark.parametrize("fault", IN_ASSISTANT)
def test_a_fault_in_the_assistant(fault: str, cases: Path, clean: Outcome, samples: Path, tmp_path: Path) -> None:
    change, case, metric = IN_ASSISTANT[fault]
    broke = _fell(_run(cases, samples, tmp_path / "run", faults.opener(change)), clean)
    assert metric in broke[case]


def test_a_broken_vocabulary(cases: Path, clean: Outcome, samples: Path, tmp_path: Path) -> None:
    """A copy of the product whose vocabulary lost its concepts, run as it would be: by the command line."""
    root, broken = Path(words.__file__).parents[1], tmp_path / "broken"
    for name in ("assistant", "store", "ingest", "evals"):
        shutil.copytree(root / name, broken / name,
                        ignore=shutil.ignore_patterns("__pycache__", "samples", "sets"))
    data = broken / "assistant" / "data" / "vocabulary.yaml"
    held = yaml.safe_load(data.read_text(encoding="utf-8"))
    data.write_text(yaml.safe_dump({**held, "concepts": held["concepts"][:1]}), encoding="utf-8")
    code = "import sys; from assistant.cli.main import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, "eval", "run", str(cases), "--store", str(samples), "--out",
                           str(tmp_path / "run"), "--baseline", str(clean.folder.path)], cwd=broken, text=True,
                          capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "this changed: the vocabulary" in done.stderr
    assert "house" in done.stdout and "figure_match" in done.stdout


def test_the_command_line_ends_with_1_and_names_case_and_metric(
        cases: Path, clean: Outcome, copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults.sql(copied, *IN_STORE["figure"][0])
    code = panelqa(["eval", "run", str(cases), "--store", str(copied), "--out", str(tmp_path / "run"),
                    "--baseline", str(clean.folder.path)])
    out = capsys.readouterr().out
    assert code == 1
    assert "burglary" in out and "figure_match" in out and "FAILED" in out and "314" in out


def test_a_wrong_expectation_fails(cases: Path, samples: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(json.dumps(_case("wrong", "How many residential burglaries were there in Q2 2023/24?",
                                      figures=[_figure("actual", "373", "2023-07-01/2023-09-30")])) + "\n")
    outcome = judged(_run(wrong, samples, tmp_path / "run"), gate.read(None), None)
    assert outcome.verdict.exit_code == 1
    assert [r.metric for r in outcome.scored[0].failing] == ["figure_match"]
    assert "372" in outcome.scored[0].why()


def test_unchanged_two_runs_are_identical_but_for_times(cases: Path, clean: Outcome, samples: Path,
                                                         tmp_path: Path) -> None:
    again = _run(cases, samples, tmp_path / "run")
    for outcome in (clean, again):
        write_reports(judged(outcome, gate.read(None), None))

    def content(outcome: Outcome, name: str) -> str:
        text = (outcome.folder / name).read_text(encoding="utf-8")
        if name == "results.jsonl":
            return "\n".join(json.dumps({k: v for k, v in json.loads(line).items() if k != "seconds"})
                             for line in text.splitlines())
        if name in ("summary.json", "config.json"):
            return json.dumps({k: v for k, v in json.loads(text).items() if k != "times"})
        return "\n".join(line for line in text.splitlines() if 'id="times"' not in line)

    for name in ("results.jsonl", "summary.json", "config.json", "problems.jsonl", "cases.jsonl", "summary.md"):
        assert content(clean, name) == content(again, name), name
    page = [content(o, "report.html").split("<h2>What was run</h2>")[0] for o in (clean, again)]
    assert page[0] == page[1]
