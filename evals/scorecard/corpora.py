"""What is asked: generated reports with their gold questions, and the near misses over the sample reports."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from evals.sets_io import SetCase, load_sets
from store.errors import PanelqaError

EVALS = Path(__file__).parents[1]
NEAR_MISS = EVALS / "sets" / "near_miss.jsonl"
SAMPLES = EVALS / "samples"


class NotIngested(PanelqaError):
    """A report that the score rests on was refused."""


@dataclass(frozen=True)
class Corpus:
    """A store with the cases to ask of it. `passages`: how many it holds."""

    name: str
    store: Path
    cases: tuple[SetCase, ...]
    reports: int
    passages: int


def generated(seed: int, quarters: int, work: Path, *, reuse: bool = False) -> Corpus:
    """The corpus of a seed, generated and ingested into a fresh store under `work`.

    `reuse` takes a store that an earlier call has made, whatever ingest would make of the reports today.
    """
    from evals.generator import generate

    home = work / f"seed-{seed}-{quarters}"
    if not reuse:
        shutil.rmtree(home, ignore_errors=True)
    corpus = generate(seed, quarters)
    reports = home / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    for name, text in corpus.files().items():
        (reports / name).write_text(text, encoding="utf-8")
    questions = home / "questions.jsonl"
    questions.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in corpus.questions),
                         encoding="utf-8")
    return _corpus(f"seed {seed}, {quarters} quarters", sorted(reports.iterdir()), home / "store",
                   load_sets([questions]))


def near_misses(work: Path, *, reuse: bool = False) -> Corpus:
    """The near misses, with a store of the sample reports."""
    home = work / "samples"
    if not reuse:
        shutil.rmtree(home, ignore_errors=True)
    return _corpus("near misses", sorted(SAMPLES.glob("*.txt")), home, load_sets([NEAR_MISS]))


def ingested(reports: list[Path], store: Path, *, vectors: bool = True) -> int:
    """Ingest reports and return the number of passages held. Raises NotIngested where one is refused."""
    from evals.reading import Reading
    from ingest import ingest_paths

    refused = [r for r in ingest_paths(reports, store, vectors=vectors) if r.status == "refused"]
    if refused:
        raise NotIngested(f"{refused[0].document} was refused: {refused[0].reason}")
    with Reading(store) as reading:
        return int(reading.rows("passage_count")[0]["n"])


def _corpus(name: str, reports: list[Path], store: Path, cases: tuple[SetCase, ...]) -> Corpus:
    return Corpus(name, store, cases, len(reports), ingested(reports, store))
