"""results.csv: a row a case, a column a metric, for spreadsheets."""

from __future__ import annotations

import csv
import io

from evals.finish import Outcome
from evals.metrics import NAMES
from evals.reports.words import since

_FORMULA = ("=", "+", "@", "\t", "\r", "-")


def render(outcome: Outcome) -> str:
    """An undefined metric is a blank cell, never 0. Text that a spreadsheet would run as a formula is quoted."""
    sort = since(outcome)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "set", "line", "kind", "tags", "question", "passed", "since_baseline", "status", "reason",
                     "answer", "why", "seconds", *NAMES])
    for one in outcome.scored:
        record = outcome.records[one.case.id]
        answer = record["answer"] or {}
        row = [one.case.id, one.set, one.line, one.case.kind, "; ".join(one.case.tags), one.case.question,
               "yes" if one.passed else "no", sort.get(one.case.id, ""), answer.get("status", "error"),
               answer.get("reason") or "", answer.get("text", ""), one.why(), record["seconds"],
               *("" if r.value is None else f"{r.value:g}" for r in one.results)]
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _safe(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
