"""From the recorded answers to the verdict and the reports. `run` ends with it, `score` is it alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals import baseline as past
from evals.baseline import Baseline
from evals.compare import Comparison, compare
from evals.gate import Gate, Verdict, judge
from evals.run_folder import PROBLEMS, SUMMARY, RunFolder, line
from evals.score import Scored, score
from evals.sets_io import SetCase
from evals.summary import summarise
from store.errors import BadInput


@dataclass(frozen=True)
class Outcome:
    """A scored run, in input order. `records` are the answers by case id, `judged` what a model thought of them."""

    folder: RunFolder
    config: Mapping[str, Any]
    scored: tuple[Scored, ...]
    records: Mapping[str, Mapping[str, Any]]
    summary: Mapping[str, Any]
    compared: Comparison | None = None
    verdict: Verdict = Verdict("", ("not judged",))
    warnings: tuple[str, ...] = ()
    judged: Mapping[str, Mapping[str, Any]] | None = None


def load(folder: RunFolder, cases: Sequence[SetCase] | None = None) -> Outcome:
    """A finished run, scored. With `cases`, against these (edited) expectations instead of those it was asked with.

    Raises BadInput for a run that is not finished, or cases whose questions were not asked.
    """
    config, records = folder.config(), folder.records()
    asked = folder.cases()
    waiting = [c.case.id for c in asked if c.case.id not in records]
    if waiting:
        raise BadInput(f"The run in {folder.path} is not finished ({len(waiting)} of {len(asked)} cases left); go on "
                       f"with 'panelqa eval run ... --out {folder.path} --resume'.")
    put = {c.case.id: (c.case.question, c.case.history) for c in asked}
    chosen = asked if cases is None else cases
    other = [c.case.id for c in chosen if put.get(c.case.id) != (c.case.question, c.case.history)]
    if other:
        raise BadInput(f"{len(other)} of the cases were not asked in this run as they stand ({', '.join(other[:5])}); "
                       "run the set.")
    scored = tuple(score(c.case, records[c.case.id], c.set, c.line) for c in chosen)
    seconds = {i: record["seconds"] for i, record in records.items()}
    composers = sorted({r["answer"]["composer"] for r in records.values() if r["answer"]})
    config["fingerprints"]["composer"] = ", ".join(composers)
    return Outcome(folder, config, scored, records, summarise(scored, seconds),
                   warnings=tuple(config.get("warnings", ())))


def as_baseline(outcome: Outcome) -> Baseline:
    """A finished run as something to compare with."""
    return past.of_run(outcome.folder.path.name, outcome.scored, outcome.summary["metrics"],
                       outcome.config["fingerprints"])


def open_baseline(path: Path) -> Baseline:
    """A baseline file, or another run's folder."""
    return as_baseline(load(RunFolder(path))) if path.is_dir() else past.read(path)


def judged(outcome: Outcome, gate: Gate, base: Baseline | None) -> Outcome:
    """The outcome with its flips and the gate's verdict."""
    compared = None
    if base is not None:
        compared = compare(base, outcome.scored, outcome.summary["metrics"], outcome.config["fingerprints"])
    verdict = judge(gate, outcome.scored, outcome.summary, compared)
    warnings = list(outcome.warnings)
    if compared and compared.differs:
        warnings.append(f"Since {compared.name}, this changed: {', '.join(compared.differs)}. The flips may come "
                        "from that.")
    if compared and compared.changed:
        warnings.append(f"{len(compared.changed)} cases are not the same as in {compared.name}: "
                        f"{', '.join(compared.changed[:5])}{' ...' if len(compared.changed) > 5 else ''}.")
    if compared and compared.sets_not_run:
        warnings.append(f"Sets of {compared.name} that were not run: {', '.join(compared.sets_not_run)}.")
    return replace(outcome, compared=compared, verdict=verdict, warnings=tuple(warnings))


def summary_of(outcome: Outcome) -> dict[str, Any]:
    """What summary.json holds and `--json` prints."""
    return {**outcome.verdict.to_dict(), **{k: v for k, v in outcome.summary.items() if k != "times"},
            "comparison": outcome.compared.to_dict() if outcome.compared else None,
            "warnings": list(outcome.warnings), "fingerprints": outcome.config["fingerprints"],
            "judged": outcome.judged and outcome.judged.get("summary"), "times": outcome.summary["times"]}


def problems_of(outcome: Outcome) -> list[dict[str, Any]]:
    """A line for each metric of each case that failed, after the warnings and the gate's reasons."""
    broke = {f.id for f in outcome.compared.broke} if outcome.compared else set()
    known = set(outcome.compared.still_failing) if outcome.compared else set()
    found: list[dict[str, Any]] = [{"problem": "warning", "reason": w} for w in outcome.warnings]
    found += [{"problem": "gate", "reason": reason} for reason in outcome.verdict.reasons]
    for one in outcome.scored:
        sort = "broke" if one.case.id in broke else "known" if one.case.id in known else "new"
        where = {"id": one.case.id, "set": one.set, "line": one.line, "question": one.case.question}
        if one.error:
            found.append({"problem": "error", "since": sort, **where, "reason": one.error})
        found += [{"problem": "failure", "since": sort, **where, "metric": r.metric, "value": r.value,
                   "expected": r.expected, "actual": r.actual, "reason": r.reason} for r in one.failing]
    return found


def write_reports(outcome: Outcome) -> None:
    """All reports of a run, each written whole."""
    from evals.reports import junit, markdown, page, table

    folder = outcome.folder
    folder.write(SUMMARY, json.dumps(summary_of(outcome), ensure_ascii=False, indent=1) + "\n")
    folder.write(PROBLEMS, "".join(line(problem) + "\n" for problem in problems_of(outcome)))
    folder.write("results.csv", table.render(outcome))
    folder.write("summary.md", markdown.render(outcome))
    folder.write("junit.xml", junit.render(outcome))
    folder.write("report.html", page.render(outcome))
