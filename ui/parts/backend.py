"""The one door from the pages to the assistant and the store: open ones are shared, each used by one at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.readonly import ReadStore
from ui.settings import store_path

if TYPE_CHECKING:
    from assistant import Assistant

POOL_SIZE = 4      # a question about figures need not wait for one about the text, whose embedder all share


def generation(path: Path) -> tuple[object, ...]:
    """Changes when documents come or go, or when another store is put in place: what is open is opened anew then."""
    with ReadStore(path) as store:
        row = store.one("page_generation")
    return path, store.path.stat().st_ino, *(row or {}).values()


class Pool:
    """Up to `size` open things of one store, see `generation`; whoever asks meanwhile waits its turn."""

    def __init__(self, make: Callable[[Path], Any], size: int = POOL_SIZE) -> None:
        self._make = make
        self._slots: queue.LifoQueue[tuple[Any, Any]] = queue.LifoQueue()
        for _ in range(size):
            self._slots.put((None, None))

    @contextmanager
    def one(self, path: Path) -> Iterator[Any]:
        """Waits until one is free."""
        thing, made = self._slots.get()
        try:
            now = generation(path)
            if thing is not None and made != now:
                thing.__exit__(None, None, None)
                thing = None
            if thing is None:
                thing, made = self._make(path).__enter__(), now
            yield thing
        finally:
            self._slots.put((thing, made))

    def close(self) -> None:
        """Close all that are not in use."""
        while not self._slots.empty():
            thing, _ = self._slots.get_nowait()
            if thing is not None:
                thing.__exit__(None, None, None)


def _assistant(path: Path) -> Assistant:
    from assistant import Assistant

    return Assistant.open(path)


_lock = threading.Lock()
_pools: dict[str, Pool] = {}


def _pool(name: str, make: Callable[[Path], Any]) -> Pool:
    with _lock:
        return _pools.setdefault(name, Pool(make))


@contextmanager
def assistant() -> Iterator[Assistant]:
    with _pool("assistant", _assistant).one(store_path()) as thing:
        yield thing


def warm_up(question: str) -> None:
    """Open all the assistants and have each answer `question`, so that no reader waits for what that loads.

    The first takes seconds, for the embedder; meanwhile the others are free.
    """
    with ExitStack() as held:
        for _ in range(POOL_SIZE):
            held.enter_context(assistant()).ask(question)


@contextmanager
def reading() -> Iterator[ReadStore]:
    with ReadStore(store_path()) as store:
        yield store


def forget_pools() -> None:
    """Close what is open; the next use opens anew."""
    with _lock:
        for pool in _pools.values():
            pool.close()
        _pools.clear()
