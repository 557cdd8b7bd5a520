"""Asking every case of a corpus once, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from evals.cases import REFUSALS, Case
from evals.evidence import Evidence
from evals.metrics.text import body
from evals.reading import Reading
from evals.run import ask
from evals.score import score
from evals.scorecard.corpora import Corpus
from evals.scorecard.tally import Asked
from evals.scorecard.wrong import wrong_figures

SHOWN = 300     # characters of an answer kept for the list of failures


def ask_all(corpus: Corpus, on_progress: Callable[[int, int], None] = lambda done, of: None, *,
            only: frozenset[str] = frozenset(), step: int = 1) -> list[Asked]:
    """Ask the cases (of the kinds `only`, every `step`th) with vectors, and score each."""
    from assistant import Assistant

    cases = [c for c in corpus.cases if not only or c.case.kind in only][::step]
    found = []
    with Assistant.open(corpus.store) as assistant, Reading(corpus.store) as reading:
        evidence = Evidence(reading)
        for number, one in enumerate(cases, 1):
            record = ask(assistant, evidence, replace(one, case=_unranked(one.case)))
            answer = record["answer"]
            scored = score(one.case, _as_refused(one.case, record), one.set, one.line)
            found.append(Asked(corpus.name, scored, wrong_figures(scored, answer), _said(answer), record["seconds"]))
            on_progress(number, len(cases))
    return found


def _unranked(case: Case) -> Case:
    """The case without the places it expects, so that no ranking is made beside the answer."""
    return case.model_copy(update={"expect": case.expect.model_copy(update={"citations": ()})})


def _as_refused(case: Case, record: dict[str, Any]) -> dict[str, Any]:
    """Either status of a refusal is as good as the other; the reason, where the case states one, decides."""
    answer = record["answer"]
    if answer and case.expect.status in REFUSALS and answer["status"] in REFUSALS:
        return record | {"answer": answer | {"status": case.expect.status}}
    return record


def _said(answer: dict[str, Any] | None) -> str:
    if answer is None:
        return ""
    codes = ", ".join(c["code"] for c in answer["caveats"])
    state = answer["status"] + (f"/{answer['reason']}" if answer["reason"] else "")
    return f"{state}: {' '.join(body(answer).split())[:SHOWN]}" + (f" ({codes})" if codes else "")


