"""The shipped sets on the samples: the product's gate, and how long a thousand cases take."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from assistant.cli.main import run as panelqa
from evals.baseline import read
from evals.sets_io import load_sets
from tests.evals.conftest import SETS

HOME = SETS.parent


@pytest.mark.parametrize("name", ["samples.json", "samples-words.json"])
def test_the_baseline_is_of_the_sets_as_they_are(name: str) -> None:
    """An edited, added or removed case needs a new baseline, accepted with who and why."""
    base = read(HOME / "baseline" / name)
    cases = {c.case.id: c.case.fingerprint for c in load_sets(sorted(SETS.glob("*.jsonl")))}
    assert {ident: past.fingerprint for ident, past in base.cases.items()} == cases
    assert all(note["who"] and note["why"] for note in base.accepted)


@pytest.mark.slow
def test_the_samples_pass_their_gate(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sets = [str(path) for path in sorted(SETS.glob("*.jsonl"))]
    code = panelqa(["eval", "run", *sets, "--store", str(samples), "--out", str(tmp_path / "run"), "--baseline",
                    str(HOME / "baseline" / "samples-words.json"), "--gate", str(HOME / "gate.yaml")])
    assert code == 0, capsys.readouterr().out


@pytest.mark.slow
def test_a_thousand_cases_in_a_minute(samples: Path, tmp_path: Path) -> None:
    shipped = [c.case.to_dict() for c in load_sets(sorted(SETS.glob("*.jsonl")))]
    many = [{**shipped[n % len(shipped)], "id": f"n{n}"} for n in range(1000)]
    path = tmp_path / "thousand.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in many), encoding="utf-8")
    began = time.perf_counter()
    panelqa(["eval", "run", str(path), "--store", str(samples), "--out", str(tmp_path / "run")])
    assert time.perf_counter() - began < 60
    assert json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))["cases"] == 1000
