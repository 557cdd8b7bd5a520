"""summary.md: what to put under a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.compare import Flip
from evals.finish import Outcome
from evals.reports.words import interval, mean, percent

MOST = 30       # cases listed of each sort; the rest is counted


def render(outcome: Outcome) -> str:
    summary, compared = outcome.summary, outcome.compared
    lines = [f"## {'✅' if outcome.verdict.passed else '❌'} {_text(outcome.verdict.headline)}", ""]
    lines += [f"- {_text(reason)}" for reason in outcome.verdict.reasons]
    lines += [f"- Note: {_text(warning)}" for warning in outcome.warnings]
    if compared:
        lines += ["", f"Compared with {_text(compared.name)} over {compared.common} cases: "
                  f"{len(compared.broke)} broke, "
                  f"{len(compared.mended)} mended, {len(compared.still_failing)} known failures, "
                  f"{len(compared.new)} new cases."]
        lines += _flips("Broke", compared.broke) + _flips("New and failing", compared.new_failing)
        lines += _flips("Mended", compared.mended)
        if compared.moves:
            lines += ["", *_table(("metric", "before", "now"), (
                (m["metric"], mean(m["before"]), mean(m["after"])) for m in compared.moves))]
    else:
        lines += _flips("Failed", [Flip(s.case.id, s.case.question, tuple(r.metric for r in s.failing), s.why())
                                   for s in outcome.scored if not s.passed])
    lines += ["", "<details><summary>Metrics</summary>", "", *_table(
        ("metric", "mean", "cases", "all right", "95% interval", "undefined"),
        ((m["metric"], mean(m["mean"]), m["of"], m["perfect"], interval(m), m["undefined"])
         for m in summary["metrics"])), "", "</details>", "", "<details><summary>By kind</summary>", "",
        *_table(("kind", "right", "of", "share", "95% interval"), _rates(summary["by_kind"])), "", "</details>", ""]
    refusals = summary["refusals"]
    lines += [f"False refusals: {refusals['false_refusals']} of {refusals['should_answer']}; missed refusals: "
              f"{refusals['missed_refusals']} of {refusals['should_refuse']}.", ""]
    return "\n".join(lines)


def _flips(title: str, flips: Sequence[Flip]) -> list[str]:
    if not flips:
        return []
    more = [f"- … and {len(flips) - MOST} more (see report.html)"] if len(flips) > MOST else []
    return ["", f"### {title}: {len(flips)}", "", *(
        f"- `{f.id.replace('`', '')}` {_text(f.question)}: {', '.join(f.metrics)}"
        + (" (the case itself was changed)" if f.changed else "") + (f". {_text(f.why[:300])}" if f.why else "")
        for f in flips[:MOST]), *more]


def _rates(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    return ((r["name"], r["passed"], r["of"], percent(r["rate"]), interval(r)) for r in rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head),
            *("| " + " | ".join(_text(str(cell)) for cell in row) + " |" for row in rows)]


def _text(text: str) -> str:
    """Text of sets and answers, so that none of it is markup."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
