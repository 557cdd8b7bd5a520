"""`python -m evals.scorecard`: generate, ingest, ask everything, print and keep the score; exit code 1 where a
bound is not kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from evals.scorecard import asking, corpora, report, tally


@click.command()
@click.option("--seed", "seeds", type=int, multiple=True, default=(1, 5), show_default=True)
@click.option("--quarters", type=click.IntRange(1, 400), default=40, show_default=True)
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), default=Path(".cache/scorecard"),
              show_default=True, help="Folder for the reports and their stores.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to keep the score in.")
@click.option("--name", default="generated", show_default=True, help="Name of the score's files.")
@click.option("--failures", type=click.Path(path_type=Path, dir_okay=False), help="File for the list of failures.")
@click.option("--near-miss/--no-near-miss", default=True, help="Also ask the near misses over the sample reports.")
@click.option("--reuse", is_flag=True, help="Take the stores of the last run, for work on the answers alone.")
@click.option("--only", default="", help="Kinds of question to ask, with commas.")
@click.option("--step", type=click.IntRange(1), default=1, help="Ask every n-th question.")
def main(seeds: tuple[int, ...], quarters: int, work: Path, out: Path | None, name: str, failures: Path | None,
         near_miss: bool, reuse: bool, only: str, step: int) -> None:
    """Score answers over generated reports, kind by kind."""
    kinds = frozenset(filter(None, only.split(",")))
    pairs, every = [], []
    builders: list[Callable[[], corpora.Corpus]] = [partial(corpora.generated, seed, quarters, work, reuse=reuse)
                                                    for seed in seeds]
    if near_miss:
        builders.append(partial(corpora.near_misses, work, reuse=reuse))
    for number, build in enumerate(builders):
        corpus = build()
        asked = asking.ask_all(corpus, _progress(corpus.name), only=kinds, step=step)
        click.echo(err=True)
        pairs.append((corpus, tally.tally(corpus.name, asked, near_miss=near_miss and number == len(seeds))))
        every += asked
        if failures:
            failures.parent.mkdir(parents=True, exist_ok=True)
            failures.write_text(report.failures(every), encoding="utf-8")
    click.echo(report.markdown(pairs), nl=False)
    if out:
        report.write(out, name, pairs)
    sys.exit(0 if all(one.kept for _, one in pairs) else 1)


def _progress(name: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if done % 50 == 0 or done == of:
            click.echo(f"\r{name}: {done} of {of} asked", nl=False, err=True)
    return tell


if __name__ == "__main__":
    main()
