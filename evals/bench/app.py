"""The app beside a bare Streamlit chat app: both served by processes of their own, used by the same browser.

The bare app answers at once with fixed words. Ours asks the assistant, and checks and shows an answer with its
sources; what the assistant takes by itself is measured as well and allowed for.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evals.bench.browser import Site, measure
from evals.bench.timing import Measured
from store.errors import StoreError

ROOT = Path(__file__).parents[2]
EARLIER = 150       # answers in a chat of 300 messages
QUESTIONS = ("How did residential burglary perform in Q1 2022/23?", "Which measures were rated red in Q1 2023/24?",
             "How has victim satisfaction changed?", "What was the target for emergency response times?")
SLOW_QUESTION = "What is being done about rural crime?"
BARE = '''
import streamlit as st
st.title("Chat")
seed = int(st.query_params.get("seed", 0))
said = st.session_state.setdefault("said", [(f"Question {n}", f"Answer {n}. " + "Words " * 60)
                                            for n in range(1, seed + 1)])
for question, answer in said:
    with st.chat_message("user"): st.markdown(question)
    with st.chat_message("assistant"): st.markdown(answer)
asked = st.chat_input("Ask a question")
if asked:
    with st.chat_message("user"): st.markdown(asked)
    said.append((asked, f"Answer {len(said) + 1}. " + "Words " * 60))
    with st.chat_message("assistant"): st.markdown(said[-1][1])
'''


def beside_bare_chat(store: Path, work: Path, rounds: int, people: int) -> Iterator[Measured]:
    """Times of the app over a store of the sample reports. Raises StoreError where one of the two does not start."""
    held = work / "store"
    shutil.copytree(store, held)
    alone, kept = _assistant_alone(held, rounds), _long_chat(held)
    (work / "bare.py").write_text(BARE, encoding="utf-8")
    first, second = _free_port(), _free_port()
    bare = Site(f"http://127.0.0.1:{first}", "[data-testid=stChatMessage]:has-text('Answer {n}.')", f"?seed={EARLIER}")
    ours = Site(f"http://127.0.0.1:{second}", "button.pq-copy:has-text('Copy answer {n} ')", f"?conversation={kept}")
    streamlit = ["-m", "streamlit", "run", str(work / "bare.py"), "--server.port", str(first), "--server.address",
                 "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    panelqa = ["-c", f"from ui.server import run; run(port={second}, store={str(held)!r})"]
    with _served(streamlit, f"{bare.address}/_stcore/health"), _served(panelqa, f"{ours.address}/health"):
        asyncio.run(measure((bare, ours), QUESTIONS, SLOW_QUESTION, rounds, people, EARLIER))
    yield from beside(ours, bare, alone)


def beside(ours: Site, bare: Site, alone: float) -> Iterator[Measured]:
    """The waits of the two sites compared. `alone`: the seconds that the assistant takes by itself."""
    yield _row("first load", ours.load, bare.load, 1.3, "the browser's cache empty")
    yield _row("question to answer / the bare app's and the assistant's", ours.answer, bare.answer, 1.5,
               f"the assistant by itself {alone:.4f} s", alone)
    yield _row(f"{len(ours.crowd)} people asking at once, median", ours.crowd, bare.crowd, 1.5,
               f"all served; slowest {max(ours.crowd):.2f} s, the bare app's {max(bare.crowd):.2f} s")
    yield _row("an answer in a chat of 300 messages", ours.late, bare.late, None, "the last 20 answers are drawn")


def _row(what: str, ours: Sequence[float], bare: Sequence[float], bound: float | None, note: str,
         allowed: float = 0.0) -> Measured:
    mine, beside = statistics.median(ours), statistics.median(bare) + allowed
    return Measured("app", what, round(mine, 3), round(beside, 3), "s", round(mine / beside, 3), None, bound, note)


def _assistant_alone(store: Path, rounds: int) -> float:
    """The median seconds of the assistant for the questions, warm, without any app."""
    from assistant import Assistant

    with Assistant.open(store) as assistant:
        for question in QUESTIONS:
            assistant.ask(question)
        return statistics.median(assistant.ask(q).seconds for _ in range(rounds) for q in QUESTIONS)


def _long_chat(store: Path) -> str:
    """Keeps a conversation of so many answers; its key."""
    from assistant import Assistant
    from store.conversations import keep

    with Assistant.open(store) as assistant:
        turns = [assistant.ask(question).to_dict() for question in QUESTIONS]
    return keep(store, [turns[n % len(turns)] for n in range(EARLIER)], 1, "benchmark")[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _served(arguments: Sequence[str], health: str) -> Iterator[None]:
    """A server's process, once it answers its health check."""
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={**os.environ, "HF_HUB_OFFLINE": "1"}) as process:
        try:
            until = time.monotonic() + 60
            while not _healthy(health):
                if process.poll() is not None or time.monotonic() > until:
                    raise StoreError(f"The app did not start; try: {' '.join(arguments)}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
