"""What `ingest_paths` says of each file, and of its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class IngestResult:
    """One file. Counts are None where the file was refused or unchanged. `supersedes` names the version that it
    replaced, with the day on which that one was ingested."""

    document: str
    status: Literal["ingested", "unchanged", "replaced", "refused"]
    reason: str | None = None
    document_id: str | None = None
    pages: int | None = None
    passages: int | None = None
    tables: int | None = None
    measures: int | None = None
    findings: int | None = None
    supersedes: str | None = None
    notes: tuple[str, ...] = ()
    period: str | None = None
    path: str = field(default="")

    def to_dict(self) -> dict[str, Any]:
        """The object that `ingest --json` prints."""
        row = asdict(self)
        row["notes"] = list(self.notes)
        return row


@dataclass(frozen=True)
class Progress:
    """Where an ingest stands: files done and in all, the file at work with its page, the time left if known.

    Once all files are read, what is new is made searchable by meaning: `sentences` of `of_sentences` are (both None
    before). `seconds_left` is of the reading, then of that.
    """

    files_done: int
    files: int
    name: str = ""
    page: int | None = None
    pages: int | None = None
    seconds_left: float | None = None
    sentences: int | None = None
    of_sentences: int | None = None


OnProgress = Callable[[Progress], None]
