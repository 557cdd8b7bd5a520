"""`panelqa eval`: run, score, compare and accept regression sets.

Exit codes: 0 passed; 1 a threshold, a flip or a new failure; 2 wrong usage, a set that cannot be used, or runs that
don't compare.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import clean, json_option, print_json, store_option
from store.errors import BadInput

if TYPE_CHECKING:
    from evals.baseline import Baseline
    from evals.finish import Outcome

RUNS = "eval-runs"
BASELINE = "baseline.json"
SHOWN = 20
A_PATH: Any = click.Path(path_type=Path)


@click.group()
def eval_group() -> None:
    """Run, score, compare and accept regression sets.

    A set is a file with a question and what its answer must hold in each line or row (.jsonl, .yaml, .csv, .xlsx);
    evals/README.md describes the fields.
    """


def _gate_options(command: Any) -> Any:
    for option in (
            click.option("--no-baseline", is_flag=True, help="Compare with nothing, not even an accepted baseline."),
            click.option("--baseline", type=A_PATH, metavar="B", help="Show and judge flips against this baseline "
                         f"file or run (default: {BASELINE} beside the run, where there is one)."),
            click.option("--gate", type=A_PATH, metavar="FILE", help="Thresholds (YAML); see evals/gate.yaml."),
            click.option("--judge", metavar="MODEL", help="Also have a chat model (provider:name) judge the answers; "
                         "advice only, never part of the gate. Needs openevals.")):
        command = option(command)
    return command


@eval_group.command("run")
@click.argument("sets", nargs=-1, required=True, type=A_PATH, metavar="SET...")
@store_option
@click.option("--out", type=A_PATH, metavar="DIR", help=f"The run's folder (default: a new one in {RUNS}).")
@click.option("--resume", is_flag=True, help="Go on with the run in --out; no case is asked twice.")
@_gate_options
@json_option
def run_command(sets: tuple[Path, ...], store: Path, out: Path | None, resume: bool, baseline: Path | None,
                no_baseline: bool, gate: Path | None, judge: str | None, as_json: bool) -> int:
    """Ask every question of the SETs and judge the answers."""
    from evals import gate as gates
    from evals.finish import load
    from evals.run import Plan, run
    from evals.sets_io import load_sets

    if resume and out is None:
        raise click.UsageError("--resume needs --out, the run to go on with.", click.get_current_context())
    limits = gates.read(gate)
    cases = load_sets(sets)
    folder = out or Path(RUNS) / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    base = _baseline(baseline, no_baseline, folder, [one.case.id for one in cases])
    try:
        done = run(Plan(cases, store, folder, tuple(str(path) for path in sets)), _progress, resume=resume)
    except KeyboardInterrupt:
        click.echo(f"\nStopped; what was answered is kept. Go on with --out {folder} --resume.", err=True)
        raise
    return _end(load(done), limits, base, judge, as_json)


@eval_group.command("score")
@click.argument("run", type=A_PATH)
@click.argument("sets", nargs=-1, type=A_PATH, metavar="[SET]...")
@_gate_options
@json_option
def score_command(run: Path, sets: tuple[Path, ...], baseline: Path | None, no_baseline: bool, gate: Path | None,
                  judge: str | None, as_json: bool) -> int:
    """Score the finished RUN again, without asking; with SETs, against their expectations as they are now."""
    from evals import gate as gates
    from evals.finish import load
    from evals.run_folder import RunFolder
    from evals.sets_io import load_sets

    folder = RunFolder(run)
    folder.config()
    cases = load_sets(sets) if sets else None
    outcome = load(folder, cases)
    base = _baseline(baseline, no_baseline, run, [one.case.id for one in outcome.scored])
    return _end(outcome, gates.read(gate), base, judge, as_json)


@eval_group.command("compare")
@click.argument("before", type=A_PATH, metavar="A")
@click.argument("after", type=A_PATH, metavar="B")
@json_option
def compare_command(before: Path, after: Path, as_json: bool) -> int:
    """Show what broke and what was mended from A (a run or a baseline) to the run B. Exit 1 where a case broke."""
    from evals.compare import compare
    from evals.finish import load, open_baseline
    from evals.run_folder import RunFolder

    base = open_baseline(before)
    outcome = load(RunFolder(after))
    found = compare(base, outcome.scored, outcome.summary["metrics"], outcome.config["fingerprints"])
    failed = bool(found.broke or found.new_failing or found.gone)
    if as_json:
        print_json({"failed": failed, **found.to_dict()})
        return int(failed)
    click.echo(f"{found.common} cases in common: {len(found.broke)} broke, {len(found.mended)} mended, "
               f"{len(found.still_failing)} fail in both; {len(found.new)} new ({len(found.new_failing)} fail), "
               f"{len(found.gone)} gone")
    for title, flips in (("broke", found.broke), ("new, failing", found.new_failing), ("mended", found.mended)):
        for flip in flips:
            note = " (the case itself was changed)" if flip.changed else ""
            click.echo(clean(f"{title}  {flip.id}  {', '.join(flip.metrics)}{note}  {flip.question}"))
    for name in found.gone:
        click.echo(f"gone  {clean(name)}")
    for move in found.moves:
        click.echo(f"{move['metric']}  {_mean(move['before'])} -> {_mean(move['after'])}")
    if found.differs:
        click.echo(f"Between the two, this changed: {', '.join(found.differs)}.", err=True)
    return int(failed)


@eval_group.command("accept")
@click.argument("run", type=A_PATH)
@click.option("--who", required=True, help="Who accepts the run.")
@click.option("--why", required=True, help="Why, known failures included.")
@click.option("--to", type=A_PATH, metavar="FILE", help=f"The baseline file (default: {BASELINE} beside the run).")
def accept_command(run: Path, who: str, why: str, to: Path | None) -> int:
    """Make the finished RUN the baseline, with who and why."""
    from evals import baseline
    from evals.finish import as_baseline, load
    from evals.run_folder import RunFolder

    outcome = load(RunFolder(run))
    path = to or run.absolute().parent / BASELINE
    baseline.write(path, as_baseline(outcome), who, why)
    summary = outcome.summary
    click.echo(f"{path} is now the baseline: {summary['passed']} of {summary['cases']} cases right, "
               f"{summary['failed']} known failures.")
    return 0


@eval_group.command("export")
@click.argument("run", type=A_PATH)
@click.option("--as", "names", required=True, type=click.Choice(["ragas", "govuk-chat", "deepeval"]),
              help="Whose field names.")
@click.option("--out", type=A_PATH, metavar="FILE", help="Where to (default: standard output).")
def export_command(run: Path, names: str, out: Path | None) -> int:
    """Write the finished RUN as JSON Lines under the field names of another evaluation tool."""
    from evals.export import rows
    from evals.finish import load
    from evals.run_folder import RunFolder

    _lines(rows(load(RunFolder(run)), names), out)
    return 0


@eval_group.command("candidates")
@store_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["figure", "target", "list", "trend"]),
              help="Only these kinds.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many of each kind, spread evenly.")
@click.option("--out", type=A_PATH, metavar="FILE", help="Where to (default: standard output).")
def candidates_command(store: Path, kinds: tuple[str, ...], limit: int | None, out: Path | None) -> int:
    """Propose cases from the store, their gold taken from the tables' cells, for a person to check."""
    from evals.candidates import candidates
    from evals.reading import Reading

    with Reading(store) as reading:
        found, doubts = candidates(reading, kinds, limit)
    for doubt in doubts:
        click.echo(clean(doubt), err=True)
    if not found:
        raise BadInput("The store holds no readings to make cases of; ingest a report with a table of measures.")
    _lines(found, out)
    click.echo(f"{len(found)} candidate cases; check them before they count.", err=True)
    return int(bool(doubts))


@eval_group.command("check")
@click.argument("sets", nargs=-1, required=True, type=A_PATH, metavar="SET...")
def check_command(sets: tuple[Path, ...]) -> int:
    """Check that the SETs can be used, without asking anything."""
    from evals.sets_io import load_sets

    cases = load_sets(sets)
    for name in dict.fromkeys(case.set for case in cases):
        click.echo(f"{name}: {sum(case.set == name for case in cases)} cases")
    return 0


def _baseline(given: Path | None, none: bool, run: Path, ids: Sequence[str]) -> Baseline | None:
    """The baseline asked for; else the one beside the run, where it knows any of the cases."""
    from evals.compare import comparable
    from evals.finish import open_baseline

    if given is not None and none:
        raise click.UsageError("Give --baseline or --no-baseline, not both.", click.get_current_context())
    beside = run.absolute().parent / BASELINE
    if given is not None:
        base = open_baseline(given)
        comparable(base, ids)
        return base
    if none or not beside.is_file():
        return None
    base = open_baseline(beside)
    return base if any(ident in base.cases for ident in ids) else None


def _end(outcome: Outcome, limits: Any, base: Baseline | None, judge: str | None, as_json: bool) -> int:
    """Judge, write the reports, say how it went."""
    from dataclasses import replace

    from evals.finish import judged, summary_of, write_reports

    outcome = judged(outcome, limits, base)
    if judge:
        from evals.judge import advice
        outcome = replace(outcome, judged=advice(outcome, judge))
    write_reports(outcome)
    for warning in outcome.warnings:
        click.echo(f"Note: {clean(warning)}", err=True)
    if as_json:
        print_json({**summary_of(outcome), "run": str(outcome.folder.path)})
    else:
        _say(outcome)
    return outcome.verdict.exit_code


def _say(outcome: Outcome) -> None:
    known = set(outcome.compared.still_failing) if outcome.compared else set()
    shown = [s for s in outcome.scored if not s.passed and s.case.id not in known]
    for one in shown[:SHOWN]:
        click.echo(clean(f"{one.set}, line {one.line}: {one.case.id}: {one.case.question}"))
        for result in one.failing:
            click.echo(clean(f"    {result.metric}: {result.reason}"[:600]))
        if one.error:
            click.echo(clean(f"    error: {one.error}"))
    if len(shown) > SHOWN:
        click.echo(f"... and {len(shown) - SHOWN} more; the report has them all.")
    for move in outcome.compared.moves if outcome.compared else ():
        click.echo(f"{move['metric']}  {_mean(move['before'])} -> {_mean(move['after'])}")
    for reason in outcome.verdict.reasons:
        click.echo(f"gate: {clean(reason)}")
    click.echo(clean(outcome.verdict.headline))
    click.echo(f"Report: {outcome.folder / 'report.html'}")


def _mean(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of}", err=True, nl=done == of)
    elif done == of or done % 100 == 0:
        click.echo(f"{done} of {of}", err=True)


def _lines(rows: Any, out: Path | None) -> None:
    from evals.run_folder import line

    text = "".join(line(row) + "\n" for row in rows)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{out} cannot be written ({error.strerror}); name another file.") from error
