"""What a run was made with: sets, reports, what was read from them, vocabulary, embedder, model, code, version.

Two runs over the same cases can be compared whatever differs; the difference is said beside the flips.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.reading import Reading
from evals.sets_io import SetCase

_ROOT = Path(__file__).parents[1]
_CODE = ("assistant", "ingest", "store")
_CONTENT = ("content_items", "content_readings", "content_passages", "content_findings", "content_cells",
            "content_observations")
NAMES = {"documents": "the reports", "content": "what was read from the reports", "vocabulary": "the vocabulary",
         "embedder": "the sentence embedder", "composer": "what composes the answers (rules or a language model)",
         "code": "the code", "version": "the version of panelqa"}
WORDS_ALONE = "none (searched by words alone)"


def of_sets(cases: Sequence[SetCase]) -> dict[str, str]:
    """A fingerprint for each set, of its cases in order."""
    names = dict.fromkeys(case.set for case in cases)
    return {name: _sha(f"{c.case.id} {c.case.fingerprint}" for c in cases if c.set == name) for name in names}


def of_store(folder: str | Path) -> dict[str, str]:
    """Fingerprints of a store and of what answers from it (the composer apart, which the answers name).

    Raises StoreError where there is no store.
    """
    with Reading(folder) as reading:
        documents = [f"{row['name']} {row['sha256']}" for row in reading.rows("document_names")]
        content = _sha(json.dumps(list(row.values()), ensure_ascii=False)
                       for query in _CONTENT for row in reading.rows(query))
        marks = [row["fingerprint"] for row in reading.rows("vector_marks")]
    return {"documents": _sha(documents), "content": content, "vocabulary": _files(("assistant", "ingest"), _is_data),
            "embedder": ", ".join(marks) or WORDS_ALONE,
            "code": _files(_CODE, _is_code), "version": _version()}


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """In words, what differs between the fingerprints of two runs."""
    return tuple(words for name, words in NAMES.items() if one.get(name) != other.get(name))


def _is_code(path: Path) -> bool:
    return path.suffix in (".py", ".sql")


def _is_data(path: Path) -> bool:
    return path.suffix in (".yaml", ".json") and "data" in path.parts


@cache
def _files(packages: tuple[str, ...], wanted: Callable[[Path], bool]) -> str:
    """Of files of the product itself; worked out once, since what runs is what was loaded."""
    files = sorted(p for name in packages for p in (_ROOT / name).rglob("*") if p.is_file() and wanted(p))
    return _sha(f"{p.relative_to(_ROOT).as_posix()} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files)


def _sha(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()[:16]


def _version() -> str:
    try:
        return version("panelqa")
    except PackageNotFoundError:
        return "not installed"
