"""The metrics by themselves: what counts as right, what is undefined."""

from __future__ import annotations

from typing import Any

import pytest

from evals.cases import Case
from evals.metrics.base import Result
from evals.score import Scored, score
from evals.summary import summarise, wilson

FIGURE = {"measure": "Burglary", "role": "actual", "value": "85.0", "unit": "%", "as_printed": "85.0%",
          "period": "2013-04-01/2013-06-30", "period_label": "Q1 2013/14, in the quarter", "basis": "quarter",
          "area": "", "rag": "G", "rag_source": "printed", "citation": 1}
CITED = {"n": 1, "id": "r1", "kind": "figure", "document": "report.pdf", "title": "Report", "page": 2,
         "locator": "Appendix B, row 2", "quote": "Burglary 80% 85.0% G"}


def _answer(**fields: Any) -> dict[str, Any]:
    return {"question": "How was burglary?", "status": "answered", "reason": None, "text": "Burglary was 85.0%. [1]",
            "citations": [CITED], "figures": [FIGURE], "derived": [], "caveats": [], "nearest": [],
            "composer": "rules"} | fields


def _score(expect: dict[str, Any], retrieved: Any = None, sources: Any = None, **fields: Any) -> Scored:
    case = Case.model_validate({"id": "a", "question": "How was burglary?", "kind": "figure", "expect": expect})
    return score(case, {"answer": _answer(**fields), "error": None, "retrieved": retrieved, "sources": sources or [
        {"n": 1, "words": "Burglary 80% 85.0% G", "in_original": True}]})


def _get(scored: Scored, metric: str) -> Result:
    return next(r for r in scored.results if r.metric == metric)


@pytest.mark.parametrize(("want", "right"), [
    ({"value": "85"}, 1), ({"value": 85.0}, 1), ({"value": "85.1"}, 0), ({"value": "84", "tolerance": "1"}, 1),
    ({"value": "85", "unit": "count"}, 0), ({"value": "85", "role": "target"}, 0), ({"measure": "burglary."}, 1),
    ({"value": "85", "period": "Q1 2013/14"}, 1), ({"value": "85", "period": "2013-07-01/2013-09-30"}, 0),
    ({"value": None, "measure": "Burglary"}, 0), ({"measure": "Burglary", "rag": "R"}, 0),
])
def test_a_figure_matches_in_every_field_given(want: dict[str, Any], right: int) -> None:
    assert _get(_score({"figures": [want]}), "figure_match").value == right


def test_the_field_that_is_wrong_is_named() -> None:
    scored = _score({"figures": [{"measure": "Burglary", "role": "target", "value": "85", "unit": "%"}]})
    assert _get(scored, "figure_role").value == 0
    assert _get(scored, "figure_role").reason == "expected target, got actual"
    assert _get(scored, "figure_unit").value is None      # no figure has the rest right


def test_no_figure_and_no_other_figure() -> None:
    assert not _score({"figures": []}).passed
    assert _score({"figures": []}, figures=[]).passed
    other = {**FIGURE, "measure": "Robbery"}
    expect = {"figures": [{"measure": "Burglary", "rag": "G"}], "only": True}
    assert _score(expect).passed
    assert _get(_score(expect, figures=[FIGURE, other]), "figures_only").value == 0.5


def test_patterns_are_looked_for_without_markers_and_in_caveats() -> None:
    caveats = [{"code": "small_numbers", "text": "These are few.", "citations": []}]
    scored = _score({"text": ["WAS 85", "few"], "not_text": ["few", "\\[1\\]"], "caveats": ["small_numbers"]},
                    caveats=caveats)
    assert scored.passed
    assert not _score({"not_text": ["burglary"]}).passed


@pytest.mark.parametrize(("want", "right"), [
    ({"document": "report.txt"}, 1), ({"document": "REPORT"}, 1), ({"page": 2}, 1), ({"page": 3}, 0),
    ({"document": "report.pdf", "locator": "row 2"}, 1), ({"locator": "row"}, 1), ({"locator": "ow 2"}, 0),
    ({"locator": "row 22"}, 0), ({"document": "report-2"}, 0),
])
def test_a_place_is_cited(want: dict[str, Any], right: int) -> None:
    assert _get(_score({"citations": [want]}), "citation_recall").value == right


def test_statements_without_a_source_are_seen() -> None:
    assert _get(_score({"status": "answered"}, text="Burglary was 85.0%. [1] It was good."), "statements_cited"
                ).value == 0.5
    assert _get(_score({"status": "answered"}, text="It was 85.0%. [2]"), "statements_cited").value == 0
    assert _get(_score({"status": "answered"}, text="It was 1976. [1]"), "figures_sourced").value == 0.5
    assert _get(_score({"status": "answered"}, sources=[{"n": 1, "words": None, "in_original": None}]),
                "quote_verbatim").value == 0
    assert _get(_score({"status": "answered"}, sources=[{"n": 1, "words": CITED["quote"], "in_original": False}]),
                "quote_verbatim").value == 0


@pytest.mark.parametrize(("formula", "value", "right"), [
    ("a - b", "5.0", 1), ("a - b", "5.1", 0), ("(a - b) / b * 100", "6", 1), ("a ** b", "5", 0), ("sum", "165", 1),
    ("count", "2", 1), ("c - b", "5", 0)])
def test_a_calculation_is_done_again(formula: str, value: str, right: int) -> None:
    operands = [{"name": "a", "value": "85.0", "citation": 1}, {"name": "b", "value": "80", "citation": 1}]
    derived = [{"value": value, "unit": "pp", "formula": formula, "operands": operands}]
    assert _get(_score({"status": "answered"}, derived=derived), "derived_holds").value == right


def test_retrieval() -> None:
    gold = {"citations": [{"locator": "paragraph 3"}, {"locator": "paragraph 9"}]}
    places = [{"document": "a", "locator": f"paragraph {n}", "page": None} for n in (1, 3, 4, 5, 6, 9)]
    scored = _score(gold, retrieved=places)
    assert [_get(scored, name).value for name in ("hit@1", "hit@5", "recall@5", "mrr@10")] == [0, 1, 0.5, 0.5]
    assert _get(_score({"citations": [{"locator": "row 2"}]}), "hit@1").value is None


def test_false_and_missed_refusals_are_told_apart() -> None:
    refused = {"status": "not_found", "reason": "measure_not_held", "figures": [], "citations": [], "text": "No."}
    false = _score({"status": "answered"}, **refused)
    missed = _score({"status": "not_found"})
    assert (_get(false, "abstention").reason, _get(missed, "abstention").reason) == ("false refusal", "missed refusal")
    assert summarise([false, missed], {})["refusals"] == {
        "false_refusals": 1, "should_answer": 1, "missed_refusals": 1, "should_refuse": 1}
    assert not _score({"status": "not_found"}, **{**refused, "figures": [FIGURE]}).passed


def test_undefined_is_not_nought_and_is_counted() -> None:
    summary = summarise([_score({"status": "answered"})], {})
    metrics = {m["metric"]: m for m in summary["metrics"]}
    assert (metrics["text"]["mean"], metrics["text"]["of"], metrics["text"]["undefined"]) == (None, 0, 1)
    assert summary["by_kind"][0]["name"] == "figure" and summary["times"]["median"] is None


def test_wilson_intervals() -> None:
    """81 of 263 is .2553 to .3662 in Newcombe (1998), table I; and the edges."""
    assert wilson(81, 263) == (0.255289, 0.36621)
    assert wilson(0, 10) == (0.0, 0.277533)
    assert wilson(10, 10) == (0.722467, 1.0)
    assert wilson(0, 0) is None
