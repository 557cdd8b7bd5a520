"""A finished run under the field names of other evaluation tools.

ragas: user_input, response, retrieved_contexts, reference, reference_contexts (its single-turn samples).
GOV.UK Chat evaluation, task rag_answers: question, ideal_answer, llm_answer, structured_contexts of exact_path, title,
heading_hierarchy, description, html_content. DeepEval: input, actual_output, expected_output, retrieval_context.
None of these has a place for figures, so the reference is the case's expectation in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import escape

from evals.cases import Case
from evals.finish import Outcome
from evals.metrics.figures import describe
from evals.metrics.text import body


def rows(outcome: Outcome, names: str) -> Iterator[dict[str, Any]]:
    """One object a case, in input order. A case that ended in an error has an empty response."""
    shape = {"ragas": _ragas, "govuk-chat": _govuk_chat, "deepeval": _deepeval}[names]
    for one in outcome.scored:
        yield {"id": one.case.id, **shape(one.case, outcome.records[one.case.id]["answer"] or {"citations": []})}


def reference(case: Case) -> str:
    """What is expected, in words."""
    expect = case.expect
    if case.refuses:
        return f"No answer: {expect.reason or expect.status}."
    parts = [describe(figure) for figure in expect.figures or ()]
    parts += [f"{d.value} {d.unit or ''}".strip() for d in expect.derived]
    parts += [f"matches {p}" for p in expect.text]
    return "; ".join(parts) or f"Status {expect.status or 'any'}."


def _said(answer: Mapping[str, Any]) -> str:
    return body(answer) if "text" in answer else ""


def _ragas(case: Case, answer: Mapping[str, Any]) -> dict[str, Any]:
    wanted = [", ".join(str(x) for x in (c.document, c.locator, c.page) if x) for c in case.expect.citations]
    return {"user_input": case.question, "response": _said(answer),
            "retrieved_contexts": [c["quote"] for c in answer["citations"]], "reference": reference(case),
            "reference_contexts": wanted}


def _deepeval(case: Case, answer: Mapping[str, Any]) -> dict[str, Any]:
    return {"input": case.question, "actual_output": _said(answer), "expected_output": reference(case),
            "retrieval_context": [c["quote"] for c in answer["citations"]]}


def _govuk_chat(case: Case, answer: Mapping[str, Any]) -> dict[str, Any]:
    contexts = [{"exact_path": f"/{c['document']}#{c['id']}", "title": c["title"],
                 "heading_hierarchy": c["locator"].split(", "), "description": c["locator"],
                 "html_content": f"<p>{escape(c['quote'])}</p>"} for c in answer["citations"]]
    return {"question": case.question, "ideal_answer": reference(case), "llm_answer": _said(answer),
            "structured_contexts": contexts}
