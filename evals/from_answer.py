"""Save an answer as a case: expected values filled in from its figures and citations, for a person to check.

What an assistant said is no gold. The case carries the tag "unchecked" until someone has held it against the report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from evals.cases import REFUSALS, Case
from evals.run_folder import line
from evals.sets_io import load_sets
from store.errors import BadInput

UNCHECKED = "unchecked"
PHRASE = 8          # words of a quote that a narrative answer has to say again
MOST = 3            # quotes taken over as patterns


def case_from(answer: Answer | Mapping[str, Any], history: Sequence[str] = ()) -> dict[str, Any]:
    """The case's fields, in the shape of a set's line. `history`: the questions asked before. Raises BadInput for
    an answer that failed its own checks."""
    data = answer.to_dict() if isinstance(answer, Answer) else answer
    if data["status"] == "failed":
        raise BadInput("An answer that failed its own checks cannot be a case; write the expected values yourself.")
    refused = data["status"] in REFUSALS
    expect: dict[str, Any] = {"status": data["status"]}
    if data["reason"]:
        expect["reason"] = data["reason"]
    if refused:
        expect["figures"] = []
    elif data["figures"]:
        expect["figures"] = [{key: figure[key] for key in ("measure", "role", "value", "unit", "period")
                              if key != "period" or figure[key]} for figure in data["figures"]]
    else:
        expect["text"] = [_pattern(c["quote"]) for c in data["citations"][:MOST]]
    if data["derived"]:
        expect["derived"] = [{"value": d["value"], "unit": d["unit"]} for d in data["derived"]]
    if data["citations"] and not refused:
        expect["citations"] = [{key: c[key] for key in ("document", "page", "locator") if c[key] is not None}
                               for c in data["citations"]]
    if data["caveats"]:
        expect["caveats"] = list(dict.fromkeys(c["code"] for c in data["caveats"]))
    case = {"id": _id(data["question"], history), "question": data["question"], "kind": _kind(data),
            "expect": {key: value for key, value in expect.items() if value or key == "figures"},
            "tags": ["from_answer", UNCHECKED], "history": list(history)}
    Case.model_validate(case)
    return case


def append_case(path: Path, case: Mapping[str, Any]) -> None:
    """Add a case to a JSON Lines set, making the file where there is none. Raises BadInput where the set holds the
    same id, or is no set."""
    if path.suffix.lower() != ".jsonl":
        raise BadInput(f"{path}: a case is added to a .jsonl file; name one.")
    if path.exists() and path.stat().st_size:
        if any(one.case.id == case["id"] for one in load_sets([path])):
            raise BadInput(f"{path.name} holds the case {case['id']} already.")
        if not path.read_bytes().endswith(b"\n"):
            raise BadInput(f"{path.name} does not end with a new line; add one first.")
    with path.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(line(case) + "\n")


def _id(question: str, history: Sequence[str]) -> str:
    words = "-".join(re.findall(r"[a-z0-9]+", question.lower())[:6]) or "question"
    mark = hashlib.sha256("\n".join([*history, question]).encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{words}-{mark}"


def _kind(data: Mapping[str, Any]) -> str:
    if data["status"] in REFUSALS:
        return "unanswerable"
    if not data["figures"]:
        return "narrative"
    measures = {figure["measure"] for figure in data["figures"]}
    periods = {figure["period"] for figure in data["figures"] if figure["role"] == "actual"}
    return "list" if len(measures) > 1 else "trend" if len(periods) > 1 else "figure"


def _pattern(quote: str) -> str:
    """The first words of a quote as a pattern that allows any white space."""
    return r"\s+".join(re.escape(word) for word in quote.replace("…", " ").split()[:PHRASE])
