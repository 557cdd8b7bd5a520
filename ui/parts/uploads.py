"""Uploaded files on their way into the store: checked, handed to `ui.worker`, watched from any page run."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.guards import check_name, check_size
from store.errors import BadInput, UnreadableFile

log = logging.getLogger("panelqa.ui")
_one_at_a_time = threading.Lock()
_ROOT = Path(__file__).parents[2]


@dataclass
class Job:
    """Files of one upload. Written by its thread, read by page runs; every field is replaced, never changed."""

    names: tuple[str, ...]
    progress: dict[str, Any] = field(default_factory=dict)
    results: tuple[dict[str, Any], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    error: str = ""
    done: bool = False

    @property
    def share(self) -> float:
        """Between 0 and 1: whole files, and the pages of the one at work."""
        at = self.progress
        files = at.get("files") or len(self.names) or 1
        page = at["page"] / at["pages"] if at.get("page") and at.get("pages") else 0.0
        return 1.0 if self.done else min(1.0, ((at.get("files_done") or 0) + min(page, 1.0)) / files)

    @property
    def line(self) -> str:
        """File, page and time left, in words."""
        at = self.progress
        if not at:
            return "Waiting to start" if not self.done else "Done"
        page = f", page {at['page']} of {at['pages']}" if at.get("page") and at.get("pages") else ""
        left = at.get("seconds_left")
        rest = "" if left is None else f", about {max(1, round(float(left)))} seconds left"
        return f"File {min(at['files_done'] + 1, at['files'])} of {at['files']}: {at['name']}{page}{rest}"


def start(files: Iterable[tuple[str, bytes]], store: Path, most_bytes: int) -> Job:
    """Check names and sizes, then read the files in the background. Content is checked by the ingest itself."""
    kept: dict[str, bytes] = {}
    refused: list[tuple[str, str]] = []
    for name, content in files:
        try:
            check_size(len(content))
            if len(content) > most_bytes:
                raise UnreadableFile(f"It is larger than the {most_bytes // 1_000_000} MB that this service takes.")
            if check_name(name) in kept:
                raise UnreadableFile("Another file of this upload has the same name; rename one of them.")
        except UnreadableFile as error:
            refused.append((name, str(error)))
        else:
            kept[name] = content
    job = Job(tuple(kept), refused=tuple(refused), done=not kept)
    if kept:
        threading.Thread(target=_run, args=(job, kept, store), name="upload", daemon=True).start()
    return job


def _run(job: Job, files: dict[str, bytes], store: Path) -> None:
    try:
        with _one_at_a_time, tempfile.TemporaryDirectory(prefix="panelqa-upload-") as folder:
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)
            _watch(job, store, Path(folder))
    except OSError as error:
        log.error("upload failed", exc_info=error)
        job.error = "The files could not be written to this machine's disk; nothing was added."
    finally:
        job.done = True


def _watch(job: Job, store: Path, folder: Path) -> None:
    paths = os.pathsep.join(p for p in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if p)
    with subprocess.Popen([sys.executable, "-m", "ui.worker", str(store), str(folder)], stdout=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONPATH": paths}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if "progress" in told:
                job.progress = told["progress"]
            elif "result" in told:
                job.results = (*job.results, told["result"])
            else:
                job.error = str(told["error"])
    if process.returncode and not job.error:
        log.error("the reading process ended with code %s", process.returncode)
        job.error = "Reading stopped unexpectedly. Files that are not listed here were not added; try them one by one."


def files_of(widget: Iterable[Any] | None) -> list[tuple[str, bytes]]:
    """Name and bytes of what an uploader holds. Raises BadInput where it holds nothing."""
    found = [(str(f.name), f.getvalue()) for f in widget or ()]
    if not found:
        raise BadInput("Choose one or more files first.")
    return found
