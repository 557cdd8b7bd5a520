"""Runs: each case once whatever happens, the gate, flips, the baseline, and the command line around them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import run as panelqa
from evals.evidence import Evidence
from evals.finish import load
from evals.run import Plan, run
from evals.run_folder import RunFolder
from evals.sets_io import load_sets
from store.errors import BadInput
from tests.evals import faults

QUESTIONS = ["How many residential burglaries were there in Q1 2023/24?", "What does KSI stand for?",
             "What was the 999 figure in Q4 2023/24?", "Will crime fall next year?"]


def _set(path: Path, statuses: tuple[str, ...] = ("answered", "answered", "answered", "out_of_scope"),
         name: str = "small") -> Path:
    file = path / f"{name}.jsonl"
    file.write_text("".join(json.dumps({"id": f"c{n}", "question": q, "kind": "k", "expect": {"status": s}}) + "\n"
                            for n, (q, s) in enumerate(zip(QUESTIONS, statuses, strict=True))), encoding="utf-8")
    return file


class Counting:
    """An opener that counts the questions asked and stops like Ctrl-C at the one given."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.asked: list[str] = []
        self.stop_at = stop_at
        self.opener = faults.opener(self._see)

    def _see(self, answer: Any) -> Any:
        if self.stop_at is not None and len(self.asked) == self.stop_at:
            raise KeyboardInterrupt
        self.asked.append(answer.question)
        return answer


def test_stopped_and_resumed_no_case_is_asked_twice_and_none_is_lost(samples: Path, tmp_path: Path) -> None:
    cases, out = load_sets([_set(tmp_path)]), tmp_path / "run"
    first, second = Counting(stop_at=2), Counting()
    with pytest.raises(KeyboardInterrupt):
        run(Plan(cases, samples, out, opener=first.opener))
    with (out / "results.jsonl").open("a", encoding="utf-8") as handle:
        handle.write('{"id": "c2", "ans')                         # what a kill in the middle of a write leaves
    with pytest.raises(BadInput, match="is not finished"):
        load(RunFolder(out))
    run(Plan(cases, samples, out, opener=second.opener), resume=True)
    assert first.asked + second.asked == QUESTIONS
    assert list(RunFolder(out).records()) == ["c0", "c1", "c2", "c3"]
    assert run(Plan(cases, samples, out, opener=Counting(0).opener), resume=True).records()      # nothing is left


def test_killed_for_good_and_started_again(samples: Path, tmp_path: Path) -> None:
    """A real process, killed without notice after its first result."""
    file, out = _set(tmp_path), tmp_path / "run"
    slow = ("import sys, time; from assistant import Assistant; real = Assistant.ask\n"
            "def ask(self, *a, **k): time.sleep(0.4); return real(self, *a, **k)\n"
            "Assistant.ask = ask\nfrom assistant.cli.main import run; sys.exit(run(sys.argv[1:]))")
    command = ["eval", "run", str(file), "--store", str(samples), "--out", str(out)]
    process = subprocess.Popen([sys.executable, "-c", slow, *command], stderr=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not ((out / "results.jsonl").exists()
                                               and (out / "results.jsonl").stat().st_size):
        time.sleep(0.02)
    process.kill()
    process.wait()
    before = (out / "results.jsonl").read_bytes()
    done = before[:before.rfind(b"\n") + 1]
    assert 1 <= done.count(b"\n") < 4
    again = subprocess.run([sys.executable, "-m", "assistant.cli.main", *command, "--resume"], text=True,
                           capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
    assert (out / "results.jsonl").read_bytes().startswith(done)
    assert list(RunFolder(out).records()) == ["c0", "c1", "c2", "c3"]


def test_killed_before_anything_was_asked(samples: Path, tmp_path: Path) -> None:
    cases, out = load_sets([_set(tmp_path)]), tmp_path / "run"
    out.mkdir()
    (out / ".config.json.part").write_text('{"form')
    run(Plan(cases, samples, out), resume=True)
    (out / "cases.jsonl").unlink()
    (out / "results.jsonl").unlink()
    assert load(run(Plan(cases, samples, out), resume=True)).summary["passed"] == 4


def test_a_run_does_not_go_on_with_other_cases(samples: Path, copied: Path, tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    out, file = tmp_path / "run", _set(tmp_path)
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(out)]) == 0
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(out)]) == 2
    assert "is not empty" in capsys.readouterr().err
    faults.sql(copied, "UPDATE readings SET rag = 'R' WHERE ordinal = 1")
    assert panelqa(["eval", "run", str(file), "--store", str(copied), "--out", str(out), "--resume"]) == 2
    assert "what was read from the reports changed" in capsys.readouterr().err
    _set(tmp_path, ("answered",) * 4)
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(out), "--resume"]) == 2
    assert "the cases changed" in capsys.readouterr().err


def test_a_case_that_breaks_down_is_recorded_and_the_run_goes_on(samples: Path, tmp_path: Path) -> None:
    cases = load_sets([_set(tmp_path)])
    outcome = load(run(Plan(cases, samples, tmp_path / "run", opener=faults.opener(faults.break_down))))
    assert outcome.summary["errors"] == 4 and outcome.summary["passed"] == 0
    assert outcome.scored[0].error == "LookupError: no such row"


def test_evidence_that_breaks_down_is_an_error_too(samples: Path, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Evidence, answer: Any) -> Any:
        raise ValueError("no evidence")

    monkeypatch.setattr(Evidence, "sources", broken)
    outcome = load(run(Plan(load_sets([_set(tmp_path)]), samples, tmp_path / "run")))
    assert outcome.summary["errors"] == 4 and outcome.summary["passed"] == 0


def test_accept_then_known_failures_pass_and_new_ones_fail(samples: Path, tmp_path: Path,
                                                           capsys: pytest.CaptureFixture[str]) -> None:
    file = _set(tmp_path, ("answered", "not_found", "answered", "out_of_scope"))
    ask = ["eval", "run", str(file), "--store", str(samples), "--out"]
    assert panelqa([*ask, str(tmp_path / "r1")]) == 1
    assert panelqa(["eval", "accept", str(tmp_path / "r1"), "--who", "Ann", "--why", ""]) == 2
    assert panelqa(["eval", "accept", str(tmp_path / "r1"), "--who", "Ann", "--why", "c1 is known"]) == 0
    held = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    assert held["accepted"][-1] | {"at": ""} == {
        "at": "", "who": "Ann", "why": "c1 is known", "result": "3 of 4 cases right"}
    capsys.readouterr()
    assert panelqa([*ask, str(tmp_path / "r2"), "--json"]) == 0          # the baseline beside it is used
    summary = json.loads(capsys.readouterr().out)
    assert summary["verdict"] == "passed" and "1 known failure, none new" in summary["headline"]
    assert summary["comparison"]["still_failing"] == ["c1"]
    assert panelqa([*ask, str(tmp_path / "r3"), "--no-baseline"]) == 1
    _set(tmp_path, ("answered", "not_found", "not_found", "out_of_scope"))
    assert panelqa([*ask, str(tmp_path / "r4")]) == 1
    out = capsys.readouterr()
    assert "c2" in out.out and "are not the same as in" in out.err
    assert panelqa(["eval", "accept", str(tmp_path / "r4"), "--who", "Bob", "--why", "so be it"]) == 0
    assert len(json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))["accepted"]) == 2


def test_compare_names_the_flips(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, last in (("a", "out_of_scope"), ("b", "not_found")):
        panelqa(["eval", "run", str(_set(tmp_path, ("answered", "not_found" if last == "out_of_scope" else "answered",
                                                    "answered", last))),
                 "--store", str(samples), "--out", str(tmp_path / name)])
    capsys.readouterr()
    assert panelqa(["eval", "compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    out = capsys.readouterr().out
    assert "broke  c3  status" in out and "mended  c1" in out
    assert panelqa(["eval", "compare", str(tmp_path / "a"), str(tmp_path / "a"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["broke"] == []


def test_runs_that_do_not_compare_are_refused_before_anything_is_asked(
        samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    panelqa(["eval", "run", str(_set(tmp_path)), "--store", str(samples), "--out", str(tmp_path / "a")])
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "z", "question": "Will crime fall?", "expect": {"status": "out_of_scope"}}\n')
    out = tmp_path / "b"
    command = ["eval", "run", str(other), "--store", str(samples), "--out", str(out)]
    assert panelqa([*command, "--baseline", str(tmp_path / "a")]) == 2
    assert "no case in common" in capsys.readouterr().err and not out.exists()
    assert panelqa(command) == 0
    assert panelqa(["eval", "compare", str(tmp_path / "a"), str(out)]) == 2
    assert panelqa(["eval", "compare", str(tmp_path), str(out)]) == 2


def test_score_again_without_asking(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = _set(tmp_path), tmp_path / "run"
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(out)]) == 0
    before = (out / "summary.json").read_bytes()
    monkeypatch.setattr("assistant.Assistant", None, raising=False)
    assert panelqa(["eval", "score", str(out)]) == 0
    assert (out / "summary.json").read_bytes() == before
    _set(tmp_path, ("answered", "not_found", "answered", "out_of_scope"))       # the expectation was edited
    assert panelqa(["eval", "score", str(out), str(file)]) == 1
    file.write_text('{"id": "c0", "question": "Another?", "expect": {"status": "answered"}}\n')
    assert panelqa(["eval", "score", str(out), str(file)]) == 2


@pytest.mark.parametrize(("gate", "code", "said"), [
    ("min: {status: 1}\n", 0, "PASSED"),
    ("min: {figure_match: 0.5}\n", 1, "figure_match has the threshold 0.5, but no case produced it"),
    ("min: {status: 1.5}\n", 2, "not between 0 and 1"),
    ("min: {beauty: 1}\n", 2, "there is no metric 'beauty'"),
    ("maximum: 1\n", 2, "maximum"),
    ("max_drop: {status: 0}\n", 1, "no baseline to drop from"),
])
def test_the_gate(gate: str, code: int, said: str, samples: Path, tmp_path: Path,
                  capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gate.yaml").write_text(gate)
    assert panelqa(["eval", "run", str(_set(tmp_path)), "--store", str(samples), "--out", str(tmp_path / "run"),
                    "--gate", str(tmp_path / "gate.yaml")]) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err


def test_a_case_that_is_gone_fails(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _set(tmp_path)
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(tmp_path / "a")]) == 0
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:3]))
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(tmp_path / "b"), "--baseline",
                    str(tmp_path / "a")]) == 1
    assert "1 case of the baseline gone from the sets (c3)" in capsys.readouterr().out


def test_a_known_failure_that_gets_worse_is_a_new_one(samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"

    def put(**expect: Any) -> None:
        file.write_text(json.dumps({"id": "a", "question": QUESTIONS[1], "expect": expect}) + "\n")

    put(text=["no such words"])
    ask = ["eval", "run", str(file), "--store", str(samples), "--out"]
    assert panelqa([*ask, str(tmp_path / "a")]) == 1
    assert panelqa([*ask, str(tmp_path / "b"), "--baseline", str(tmp_path / "a")]) == 0
    put(text=["no such words"], caveats=["provisional"])
    assert panelqa([*ask, str(tmp_path / "c"), "--baseline", str(tmp_path / "a")]) == 1


def test_a_set_of_other_reports_runs_warns_and_fails(samples: Path, tmp_path: Path,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text(json.dumps({"id": "a", "question": QUESTIONS[0], "expect": {
        "figures": [{"measure": "Burglaries of Erewhon", "value": "1"}], "citations": [{"document": "erewhon.pdf"}]}}))
    assert panelqa(["eval", "run", str(file), "--store", str(samples), "--out", str(tmp_path / "run")]) == 1
    err = capsys.readouterr().err
    assert "erewhon.pdf, which the store does not hold" in err and "Burglaries of Erewhon" in err


def test_no_store_is_one_line_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert panelqa(["eval", "run", str(_set(tmp_path)), "--store", str(tmp_path / "none"), "--out",
                    str(tmp_path / "run")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_rows_of_data_files_are_held_against_the_store(tmp_path: Path) -> None:
    from ingest import ingest_paths

    (tmp_path / "d.csv").write_text("Quarter,Area,Offence,Count\n" + "".join(
        f"Q{q} 2023/24,{area},Robbery,{n}\n" for q, area, n in
        ((1, "Ashmere", 12), (1, "Brackwater", 9), (2, "Ashmere", 15), (2, "Brackwater", 7))), encoding="utf-8")
    store, file = tmp_path / "store", tmp_path / "s.jsonl"
    ingest_paths([tmp_path / "d.csv"], store, vectors=False)
    file.write_text(json.dumps({"id": "a", "question": "How many robberies were there in Q1 2023/24?", "expect": {
        "status": "answered", "derived": [{"value": "21", "unit": "count"}],
        "citations": [{"document": "d", "locator": "rows 2–3"}]}}) + "\n")
    assert panelqa(["eval", "run", str(file), "--store", str(store), "--out", str(tmp_path / "a")]) == 0
    faults.sql(store, "UPDATE observations SET value = '13' WHERE raw = '12'")
    assert panelqa(["eval", "run", str(file), "--store", str(store), "--out", str(tmp_path / "b")]) == 1
