"""Times that matter to those who ask, each beside the bare libraries underneath, in one run on one machine.

    python -m evals.bench --store panelqa-demo

Cold: `panelqa ask` in a new process against `python -c "import sentence_transformers"`. Warm: a figure question
against one bare embedding of the question; a narrative one against embedding, vector query and full-text SQL.
Printed as JSON Lines; exit code 1 where a bound is not kept.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from assistant.cli.output import print_json

FIGURES = ("How did residential burglary perform in Q1 2022/23?", "How many rural crimes were there in Q3 2023/24?",
           "What was the target for residential burglary in Q2 2023/24?")
NARRATIVE = ("What is being done about rural crime?", "What has the violence reduction team done?",
             "How much was granted for a second cadet unit?")
COLD_BOUND, FIGURE_BOUND, NARRATIVE_BOUND = 0.2, 1.0, 3.0


@click.command()
@click.option("--store", type=click.Path(path_type=Path), default="panelqa-demo", show_default=True)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def bench(store: Path, rounds: int) -> None:
    """Time cold and warm questions; exit code 1 where a bound is not kept."""
    kept = [_cold(store, rounds), *_warm(store, rounds)]
    sys.exit(0 if all(kept) else 1)


def _cold(store: Path, rounds: int) -> bool:
    """New processes by turns, so that what else the machine does falls on both."""
    ask = [sys.executable, "-m", "assistant.cli.main", "ask", FIGURES[0], "--store", str(store)]
    bare = [sys.executable, "-c", "import sentence_transformers"]
    asked, imported = [], []
    for _ in range(rounds):
        asked.append(_seconds(lambda: subprocess.run(ask, check=True, capture_output=True)))
        imported.append(_seconds(lambda: subprocess.run(bare, check=True, capture_output=True)))
    return _report("cold figure question / import sentence_transformers", asked, imported, COLD_BOUND)


def _warm(store: Path, rounds: int) -> list[bool]:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from assistant import Assistant
    from store.readonly import ReadStore
    from store.vectors import open_search

    search = open_search(store)
    if search is None:
        raise click.UsageError(f"Nothing is indexed in {store}; run 'panelqa reindex' first.")
    embed = type(search)(store, search.fingerprint)._embed      # without the cache of questions asked before
    with Assistant.open(store) as assistant, ReadStore(store) as held:
        def needs(question: str) -> None:
            found = search.query(embed(question), 50)
            match = " OR ".join(f'"{word}"' for word in question.strip("?").split())
            held.rows("narrative_frequency", match=match)
            for sentence, _ in found[:20]:
                held.one("held_sentence", id=sentence)

        for question in (*FIGURES, *NARRATIVE):
            assistant.ask(question)
            needs(question)
        figure, bare, narrative, needed = [], [], [], []
        for n in range(rounds):
            for question in FIGURES:
                figure.append(_seconds(partial(assistant.ask, question)))
                bare.append(_seconds(partial(embed, question)))
            for question in NARRATIVE:
                new = f"{question} ({n})"      # no question is embedded twice
                narrative.append(_seconds(partial(assistant.ask, new)))
                needed.append(_seconds(partial(needs, new)))
    return [_report("warm figure question / one embedding", figure, bare, FIGURE_BOUND),
            _report("warm narrative question / what it needs", narrative, needed, NARRATIVE_BOUND)]


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _report(name: str, ours: Sequence[float], theirs: Sequence[float], bound: float) -> bool:
    mine, bare = statistics.median(ours), statistics.median(theirs)
    print_json({"what": name, "ours": round(mine, 4), "theirs": round(bare, 4), "ratio": round(mine / bare, 3),
                "bound": bound, "kept": mine <= bound * bare})
    return mine <= bound * bare


if __name__ == "__main__":
    bench()
