"""Ingest against the best bare embedding of the same sentences, its memory, and performance data on its own.

Each side runs in a process of its own, which prints what it took: `python -m evals.bench.ingesting WHAT ...`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from evals.bench.timing import Measured, Taken, compare, process_with_output

INGEST, DATA_SECONDS, DATA_MEGABYTES, FLAT = 1.4, 20.0, 500.0, 1.1
MARKS = (50, 100)       # reports after which memory is looked at
BATCHES = (32, 64, 128)


def ingest_beside_embedding(reports: Path, stores: Path, rounds: int) -> list[Measured]:
    """Ingest with vectors, and embedding alone of every different text that it embeds, by turns."""
    ours, beside, peaks = [], [], {}
    for turn in range(rounds):
        store = stores / f"round-{turn}"
        mine = _run("ingest", str(reports), str(store))
        bare = _run("embed", str(store))
        ours.append(Taken(mine["seconds"], mine["cpu"]))
        beside.append(Taken(bare["seconds"], bare["cpu"]))
        peaks = mine["rss"]
    note = f"{len(list(reports.iterdir()))} reports, {bare['texts']:,} different texts; the best of batches of " \
           f"{', '.join(map(str, BATCHES))}"
    first, last = peaks["50"], peaks["100"]
    return [compare("ingest", "ingest of 100 reports / best bare embedding of the same texts", ours, beside, INGEST,
                    note),
            Measured("ingest", "peak memory of ingest after 100 reports / after 50", last, first, "MB",
                     round(last / first, 3), None, FLAT, "reading and storing; embedding is done in batches after it"),
            Measured("ingest", "peak memory of ingest with embedding", peaks["end"], peaks["100"], "MB",
                     round(peaks["end"] / peaks["100"], 3), None, None, "the difference is the embedder")]


def performance_data(file: Path, store: Path) -> list[Measured]:
    """A large data file: seconds and peak memory against fixed bounds."""
    taken = _run("data", str(file), str(store))
    rows = sum(1 for _ in file.open(encoding="utf-8", errors="replace")) - 1
    note = f"{rows:,} rows, without the embedder"
    return [Measured("performance data", "ingest of a data file / 20 seconds", round(taken["seconds"], 2), DATA_SECONDS,
                     "s", round(taken["seconds"] / DATA_SECONDS, 3), round(taken["cpu"] / DATA_SECONDS, 3), 1.0, note),
            Measured("performance data", "peak memory / 500 MB", taken["rss"]["end"], DATA_MEGABYTES, "MB",
                     round(taken["rss"]["end"] / DATA_MEGABYTES, 3), None, 1.0, note)]


def _run(*args: str) -> dict[str, Any]:
    taken: dict[str, Any] = json.loads(process_with_output("-m", "evals.bench.ingesting", *args)[1].splitlines()[-1])
    return taken


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _ingest(folder: str, store: str) -> dict[str, Any]:
    from ingest import ingest_paths

    seen: dict[str, float] = {}

    def look(progress: object) -> None:
        done = getattr(progress, "files_done", 0)
        if done in MARKS:
            seen.setdefault(str(done), peak())

    took = _timed(lambda: ingest_paths(sorted(Path(folder).iterdir()), store, look))
    return took | {"rss": seen | {"end": peak()}}


def _data(file: str, store: str) -> dict[str, Any]:
    from ingest import ingest_paths

    took = _timed(lambda: ingest_paths([file], store))
    return took | {"rss": {"end": peak()}}


def _embed(store: str) -> dict[str, Any]:
    """The least time of several batch sizes for embedding all different texts, model loading included once."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from store import embedder
    from store.readonly import ReadStore
    from store.vectors import embedded_text

    with ReadStore(Path(store)) as held:
        mark = embedder.fingerprint(store)
        documents = [row["document_id"] for row in held.rows("held_vector_rows") if row["fingerprint"] == mark]
        texts = list(dict.fromkeys(embedded_text(row) for document in documents
                                   for row in held.rows("held_embeddable", document_id=document)))
    began, cpu = time.perf_counter(), time.process_time()
    loaded: Any = embedder.load(store)
    start, start_cpu = time.perf_counter() - began, time.process_time() - cpu
    best = min((_timed(partial(loaded._client.encode, texts, batch_size=size, normalize_embeddings=True))
                for size in BATCHES), key=lambda took: took["seconds"])
    return {"seconds": best["seconds"] + start, "cpu": best["cpu"] + start_cpu, "texts": len(texts)}


def _timed(call: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


if __name__ == "__main__":
    SIDES: dict[str, Callable[..., dict[str, Any]]] = {"ingest": _ingest, "embed": _embed, "data": _data}
    sys.stdout.write(json.dumps(SIDES[sys.argv[1]](*sys.argv[2:])) + "\n")
