"""`python -m evals.bench`: time and memory beside the libraries underneath; exit code 1 where a bound is not kept."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from assistant.cli.output import print_json
from evals.bench import app, ingesting, questions, report
from evals.bench.timing import Measured
from evals.scorecard import corpora

DATA_FILE = "PANELQA_DATA"      # a data file of one's own, such as recorded crime by quarter
PARTS = ("questions", "ingest", "growth", "data", "app")


@click.command()
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, default=("questions", "ingest", "data"),
              show_default=True)
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), default=Path(".cache/bench"),
              show_default=True, help="Folder for the reports and their stores.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Rounds of new processes.")
@click.option("--count", type=click.IntRange(1), default=40, show_default=True, help="Warm questions of each kind.")
@click.option("--quarters", type=click.IntRange(4), default=40, show_default=True)
@click.option("--people", type=click.IntRange(2), default=30, show_default=True, help="Readers who ask at once.")
@click.option("--reuse", is_flag=True, help="Take the stores of the last run.")
@click.option("--keep/--no-keep", default=False, help="Write docs/measurements.md and evals/scores/measurements.json.")
def main(parts: tuple[str, ...], work: Path, rounds: int, count: int, quarters: int, people: int, reuse: bool,
         keep: bool) -> None:
    """Measure; print each comparison as JSON, one a line."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    measured: list[Measured] = []
    for one in _measure(parts, work, rounds, count, quarters, people, reuse):
        print_json(one.to_dict())
        measured.append(one)
    if keep:
        home = Path(__file__).parents[2]
        report.keep(measured, home / "evals/scores/measurements.json", home / "docs/measurements.md")
    sys.exit(0 if all(one.kept for one in measured) else 1)


def _measure(parts: tuple[str, ...], work: Path, rounds: int, count: int, quarters: int, people: int,
             reuse: bool) -> Iterator[Measured]:
    if "questions" in parts or "growth" in parts:
        small = corpora.generated(1, quarters, work, reuse=reuse)
        if "questions" in parts:
            yield questions.cold(small, rounds)
            yield from questions.warm(small, count)
        if "growth" in parts:
            yield from questions.growth(small, corpora.generated(1, 10 * quarters, work, reuse=reuse), count)
    if "ingest" in parts:
        yield from ingesting.ingest_beside_embedding(_reports(work), _fresh(work / "ingest"), max(1, rounds // 2))
    if "data" in parts:
        if os.environ.get(DATA_FILE):
            yield from ingesting.performance_data(Path(os.environ[DATA_FILE]), _fresh(work / "data"))
        else:
            click.echo(f"No data file is timed; name one with {DATA_FILE}=FILE.", err=True)
    if "app" in parts:
        samples = _fresh(work / "samples")
        corpora.ingested(sorted(corpora.SAMPLES.glob("*.txt")), samples)
        yield from app.beside_bare_chat(samples, _fresh(work / "app"), rounds, people)


def _reports(work: Path, count: int = 100) -> Path:
    """So many generated reports."""
    from evals.generator import generate

    folder = _fresh(work / "reports")
    folder.mkdir(parents=True)
    for name, text in generate(2, count).files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


if __name__ == "__main__":
    main()
