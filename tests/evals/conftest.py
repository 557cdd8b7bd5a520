"""The samples' store, made once, and a small set over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import evals.samples
from ingest import ingest_paths

SAMPLES = Path(evals.samples.__file__).parent
SETS = Path(evals.samples.__file__).parents[1] / "sets"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the nine sample reports, searched by words alone. Not to be changed."""
    store = tmp_path_factory.mktemp("samples") / "store"
    for result in ingest_paths(sorted(SAMPLES.glob("*.txt")), store, vectors=False):
        assert result.status == "ingested", result
    return store


@pytest.fixture
def copied(samples: Path, tmp_path: Path) -> Path:
    """A copy of the samples' store that a test may spoil."""
    return Path(shutil.copytree(samples, tmp_path / "spoilt"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path
    return put
