"""Uploaded files on their way into the store: checked, handed to the worker, watched from any page run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.present import waiting
from ingest.guards import MEGABYTE, check_name, check_size
from store.errors import BadInput, UnreadableFile
from ui.parts import jobs
from ui.parts.words import words


@dataclass
class Upload(jobs.Job):
    """The files of one upload. `refused`: those that went no further, with the reason."""

    names: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def share(self) -> float:
        return 1.0 if self.done else waiting.share(self.progress)

    @property
    def line(self) -> str:
        return "Done" if self.done else waiting.line(self.progress)


def start(files: Iterable[tuple[str, bytes]], store: Path, most_bytes: int) -> Upload:
    """Check names and sizes, then read the files in the background. Content is checked by the ingest itself."""
    kept: dict[str, bytes] = {}
    refused: list[tuple[str, str]] = []
    for name, content in files:
        try:
            check_size(len(content))
            if len(content) > most_bytes:
                raise UnreadableFile(f"It is larger than the {most_bytes // MEGABYTE} MB that this service takes.")
            if check_name(name) in kept:
                raise UnreadableFile("Another file of this upload has the same name; rename one of them.")
        except UnreadableFile as error:
            refused.append((name, str(error)))
        else:
            kept[name] = content
    job = Upload(names=tuple(kept), refused=tuple(refused), done=not kept)
    if kept:
        jobs.start(job, lambda: _read(job, kept, store),
                   "The files could not be written to this machine's disk; nothing was added.")
    return job


def _read(job: Upload, files: dict[str, bytes], store: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="panelqa-upload-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        jobs.follow(job, ["ingest", str(store), folder])


def files_of(widget: Iterable[Any] | None, most_mb: int) -> list[tuple[str, bytes]]:
    """Name and bytes of what an uploader holds. Raises BadInput where it holds nothing.

    The browser itself keeps back what is larger than `most_mb`, with a sign and no visible words.
    """
    found = [(str(f.name), f.getvalue()) for f in widget or ()]
    if not found:
        raise BadInput(words()["reports"]["nothing"].format(most=most_mb))
    return found
