"""Judged metrics: advice beside the gate, by any LangChain chat model."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import gate, judge
from evals.finish import Outcome, judged, load, summary_of, write_reports
from evals.run import Plan, run
from evals.sets_io import load_sets
from store.errors import BadInput


@pytest.fixture
def outcome(samples: Path, tmp_path: Path) -> Outcome:
    file = tmp_path / "s.jsonl"
    asked = [("What does KSI stand for?", "answered"), ("Will crime fall?", "out_of_scope")]
    file.write_text("".join(json.dumps({"id": str(n), "question": q, "expect": {"status": s}}) + "\n"
                            for n, (q, s) in enumerate(asked)))
    return judged(load(run(Plan(load_sets([file]), samples, tmp_path / "run"))), gate.read(None), None)


def test_advice_is_written_beside_the_metrics_and_never_gates(outcome: Outcome,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    def evaluator(**said: Any) -> dict[str, Any]:
        if "KSI" in said["inputs"]:
            return {"score": False, "comment": "No."}
        raise ValueError("not the JSON that was asked for")

    monkeypatch.setattr(judge, "_evaluator", lambda model: evaluator)
    with_advice = replace(outcome, judged=judge.advice(outcome, "fake:model"))
    write_reports(with_advice)
    summary = summary_of(with_advice)
    assert summary["judged"] == {"metric": "judged_correctness", "model": "fake:model", "of": 1, "undefined": 1,
                                 "mean": 0.0}
    assert summary["exit_code"] == 0
    assert "never part of the gate" in (outcome.folder / "report.html").read_text(encoding="utf-8")
    assert len((outcome.folder / judge.FILE).read_text(encoding="utf-8").splitlines()) == 2


def test_without_openevals_it_says_what_to_install(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openevals", None)
    monkeypatch.setitem(sys.modules, "openevals.llm", None)
    with pytest.raises(BadInput, match="pip install openevals"):
        judge.advice(outcome, "fake:model")


def test_openevals_with_a_chat_model(outcome: Outcome) -> None:
    """Needs openevals, which the product does not install."""
    pytest.importorskip("openevals")
    from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
    from langchain_core.runnables import RunnableLambda

    class Judge(GenericFakeChatModel):
        def with_structured_output(self, schema: Any, **rest: Any) -> Any:
            return RunnableLambda(lambda messages: {"reasoning": "It says so.", "score": True})

    found = judge.advice(outcome, Judge(messages=iter([])))
    assert found["summary"]["mean"] == 1.0 and found["summary"]["of"] == 2
