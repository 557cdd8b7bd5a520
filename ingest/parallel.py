"""Reading several files side by side: the next files are read by other processes while this one is stored.

Only kinds that take long are read ahead, and only when there are several of them; the order of the results
and what is stored are the same as without it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any

from ingest.blocks import Extract, Progress
from ingest.guards import LARGEST_FILE
from ingest.readers import read_document
from ingest.sniff import FileKind

Read = tuple[FileKind, Extract]
_SLOW = {".pdf", ".docx", ".xlsx", ".ods"}
_WORTH = 3  # fewer files are read sooner than processes are started
_MOST = 4


_LOOK = 0.2  # seconds between two looks at how far a file is that another process reads
_pages: Any = []  # in a reading process: page and pages of each file, by its place, shared with the main process


def _share(pages: Any) -> None:
    global _pages
    _pages = pages


def _read(path: str, name: str, place: int) -> Read:
    def on_page(done: int, pages: int) -> None:
        _pages[2 * place], _pages[2 * place + 1] = done, pages

    return read_document(Path(path).read_bytes(), name, on_page)


class ReadAhead:
    """Reads the slow ones among `files` in other processes, at most a few ahead of the one asked for."""

    def __init__(self, files: Sequence[Path], workers: int | None = None) -> None:
        self.slow = [path for path in files if path.suffix.lower() in _SLOW and _size(path) <= LARGEST_FILE]
        self.workers = min(_MOST, os.cpu_count() or 1, len(self.slow)) if workers is None else workers
        if len(self.slow) < _WORTH or self.workers < 2:
            self.slow = []
        self.pool: ProcessPoolExecutor | None = None
        self.begun: dict[Path, Future[Read]] = {}
        self.pages: Any = []

    def __enter__(self) -> ReadAhead:
        if self.slow:
            context = get_context("spawn")
            self.pages = context.Array("i", 2 * len(self.slow))
            self.pool = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_share, initargs=(self.pages,)
            )
            self._begin(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, at: int) -> None:
        """Start the files from `at` on, up to one a worker and one more."""
        for place, path in enumerate(self.slow[at : at + self.workers + 1], at):
            if self.pool is not None and path not in self.begun:
                self.begun[path] = self.pool.submit(_read, str(path), path.name, place)

    def skip(self, path: Path) -> None:
        """A file that is not needed: what was begun for it is dropped and the next is started."""
        future = self.begun.get(path)
        if future is not None:
            future.cancel()
            self._begin(self.slow.index(path) + 1)

    def read(self, path: Path, content: bytes, on_page: Progress | None = None) -> Read:
        """The blocks of a file. Raises `UnreadableFile` as the reader does."""
        future = self.begun.pop(path, None)
        if future is None or self.pool is None:
            return read_document(content, path.name, on_page)
        self.begun[path] = future
        self._begin(self.slow.index(path) + 1)
        try:
            while on_page is not None and not wait((future,), _LOOK).done:
                self._tell(self.slow.index(path), on_page)
            return future.result()
        except BrokenProcessPool:
            self.pool, self.begun = None, {}  # a process died: this one reads on by itself
            return read_document(content, path.name, on_page)
        finally:
            if path in self.begun:
                self.begun[path] = Future()  # asked for; never begun again, its blocks are let go

    def _tell(self, place: int, on_page: Progress) -> None:
        done, pages = self.pages[2 * place], self.pages[2 * place + 1]
        if pages:
            on_page(done, pages)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
