"""The app as `panelqa ui` serves it, in a process of its own, for browser and HTTP tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STAND_IN = "import ui.parts.backend as b; from {} import {} as Stand; b._assistant = Stand.open; "
START_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    store: Path, stand_in: str = "tests.ui.stand_in:StandIn", port: int | None = None, **environment: str
) -> Iterator[str]:
    """The app's address, once it answers its health check; the process ends with the context.

    `stand_in`: module and class of an assistant for tests, "" for the real one.
    """
    port = port or free_port()
    code = (
        f"{_STAND_IN.format(*stand_in.split(':')) if stand_in else ''}from ui.server import run; "
        f"run(port={port}, store={str(store)!r})"
    )
    log = store.parent / f"server-{port}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env={**os.environ, "HF_HUB_OFFLINE": "1", **environment},
        )
        try:
            _wait(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the app did not start: {log.read_text(errors='replace')[-2000:]}")
