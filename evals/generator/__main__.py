"""`python -m evals.generator --seed 1 --quarters 40 --out DIR` writes `reports/*.txt` and `questions.jsonl`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from evals.generator import generate


@click.command()
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed, another force, values and wordings."
)
@click.option("--quarters", type=click.IntRange(1, 400), default=40, show_default=True, help="Number of reports.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write to.")
def main(seed: int, quarters: int, out: Path) -> None:
    """Write generated reports and their gold questions."""
    corpus = generate(seed, quarters)
    reports = out / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    for name, text in corpus.files().items():
        (reports / name).write_text(text, encoding="utf-8")
    lines = [json.dumps(case, ensure_ascii=False) for case in corpus.questions]
    (out / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(c["kind"] for c in corpus.questions).items()))
    click.echo(f"{len(corpus.reports)} reports of {corpus.world.force}, {len(lines)} questions: {kinds}", err=True)


if __name__ == "__main__":
    main()
