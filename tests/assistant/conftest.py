"""The samples' store, ingested once without vectors, and an assistant that searches text by words alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest import ingest_paths
from store.readonly import ReadStore

SAMPLES = Path(__file__).parents[2] / "evals" / "samples"


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "store"
    results = ingest_paths(sorted(SAMPLES.glob("*.txt")), folder, vectors=False)
    assert all(r.status == "ingested" for r in results), results
    return folder


@pytest.fixture(scope="session")
def assistant(samples_store: Path) -> Iterator[Assistant]:
    with Assistant(ReadStore(samples_store), search_vectors=False) as opened:
        yield opened
