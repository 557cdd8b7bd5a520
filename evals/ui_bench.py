"""Times of the app beside a bare Streamlit chat app, on the same machine, in the same browser, in one run.

    python -m evals.ui_bench --store panelqa-demo

The bare app answers at once with fixed words; ours asks the assistant, checks and shows an answer with its sources.
Both are served by processes of their own and used by the same Chromium, turn about. Prints a table, `--json` the
numbers. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

ROOT = Path(__file__).parents[1]
QUESTIONS = ("How did residential burglary perform in Q1 2022/23?", "Which measures were rated red in Q1 2023/24?",
             "How has victim satisfaction changed?", "What was the target for emergency response times?")
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
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run"]
PATIENCE = 120_000


@dataclass
class Site:
    """One of the two apps: where it is, and how an answer with a number is known to be there."""

    name: str
    address: str
    shown: str                  # a selector with {n}, the answer's number from 1
    seeded: str = ""            # the path that opens a chat of 300 messages
    load: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    crowd: list[float] = field(default_factory=list)
    long: list[float] = field(default_factory=list)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: Sequence[str], health: str) -> Iterator[None]:
    """A server's process, once it answers its health check."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={**os.environ, "HF_HUB_OFFLINE": "1"}) as process:
        try:
            until = time.monotonic() + 60
            while not _healthy(health):
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(f"{command[0]} did not start; run it by hand to see why.")
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


def assistants_own(store: Path, repeats: int) -> float:
    """The median time of the assistant for the questions, warm, without any app."""
    from assistant import Assistant

    with Assistant.open(store) as assistant:
        for question in QUESTIONS:
            assistant.ask(question)
        return statistics.median(assistant.ask(q).seconds for _ in range(repeats) for q in QUESTIONS)


def keep_long(store: Path) -> str:
    """A kept conversation of 150 questions and answers; its key."""
    from assistant import Assistant
    from store.conversations import keep

    with Assistant.open(store) as assistant:
        turns = [assistant.ask(q).to_dict() for q in QUESTIONS]
    return keep(store, [turns[n % len(turns)] for n in range(150)], 1, "benchmark")[0]


async def load(browser: Browser, site: Site, path: str = "") -> tuple[Page, float]:
    """A first load in a browser with an empty cache."""
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    began = time.perf_counter()
    await page.goto(f"{site.address}/{path}")
    await page.wait_for_selector("[data-testid=stChatInput] textarea")
    await page.wait_for_selector(READY)
    return page, time.perf_counter() - began


async def ask(page: Page, site: Site, question: str, number: int) -> float:
    """From the press of Enter to the whole answer on the page."""
    box = page.locator("[data-testid=stChatInput] textarea")
    await box.fill(question)
    began = time.perf_counter()
    await box.press("Enter")
    await page.wait_for_selector(site.shown.format(n=number))
    await page.wait_for_selector(READY)
    return time.perf_counter() - began


async def measure(sites: Sequence[Site], repeats: int, people: int) -> None:
    from playwright.async_api import async_playwright

    chromium = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for site in sites:      # what is loaded in the background after a start must not meet the clock
            page, _ = await load(browser, site)
            await ask(page, site, "What is being done about rural crime?", 1)
            await page.context.close()
        for number in range(repeats + 1):
            for site in sites:      # turn about, so that a busy moment meets both; the first round is not counted
                page, seconds = await load(browser, site)
                times = [await ask(page, site, QUESTIONS[n % len(QUESTIONS)], n + 1) for n in range(4)]
                if number:
                    site.load.append(seconds)
                    site.answer += times
                await page.context.close()
        for site in sites:
            page, _ = await load(browser, site, site.seeded)
            site.long = [await ask(page, site, QUESTIONS[n % 4], 151 + n) for n in range(3)]
            await page.context.close()
        for site in sites:
            pages = [(await load(browser, site))[0] for _ in range(people)]
            site.crowd = list(await asyncio.gather(*(ask(page, site, QUESTIONS[n % 4], 1)
                                                     for n, page in enumerate(pages))))
            for page in pages:
                await page.context.close()
        await browser.close()


def report(bare: Site, ours: Site, own: float, people: int) -> dict[str, Any]:
    """Medians in seconds, each with the bound that the app is held to."""
    def middle(values: list[float]) -> float:
        return round(statistics.median(values), 3)

    rows = {"first load": (middle(bare.load), middle(ours.load), 1.3 * middle(bare.load)),
            "question to answer": (middle(bare.answer), middle(ours.answer), 1.5 * (middle(bare.answer) + own)),
            f"{people} people at once, median": (middle(bare.crowd), middle(ours.crowd), 1.5 * middle(bare.crowd)),
            f"{people} people at once, slowest": (round(max(bare.crowd), 3), round(max(ours.crowd), 3), None),
            "in a chat of 300 messages": (middle(bare.long), middle(ours.long), None)}
    return {"assistant alone": round(own, 4), "served": len(ours.crowd), "rows": [
        {"what": what, "bare": b, "ours": o, "bound": None if bound is None else round(bound, 3),
         "held": None if bound is None else o <= bound} for what, (b, o, bound) in rows.items()]}


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the app beside a bare Streamlit chat app.")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        shutil.copytree(given.store, store)
        own, key = assistants_own(store, 5), keep_long(store)
        (Path(folder) / "bare.py").write_text(BARE, encoding="utf-8")
        first, second = free_port(), free_port()
        bare = Site("bare", f"http://127.0.0.1:{first}", "[data-testid=stChatMessage]:has-text('Answer {n}.')",
                    "?seed=150")
        ours = Site("ours", f"http://127.0.0.1:{second}", "button.pq-copy:has-text('Copy answer {n} ')",
                    f"?conversation={key}")
        streamlit = [sys.executable, "-m", "streamlit", "run", str(Path(folder) / "bare.py"), "--server.port",
                     str(first), "--server.address", "127.0.0.1", "--server.headless", "true",
                     "--browser.gatherUsageStats", "false"]
        panelqa = [sys.executable, "-c", f"from ui.server import run; run(port={second}, store={str(store)!r})"]
        with served(streamlit, f"{bare.address}/_stcore/health"), served(panelqa, f"{ours.address}/health"):
            asyncio.run(measure((bare, ours), given.repeats, given.people))
    found = report(bare, ours, own, given.people)
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        print(f"The assistant alone: {found['assistant alone']:.4f} s. Served at once: {found['served']}.")
        for row in found["rows"]:
            bound = "" if row["bound"] is None else f"  bound {row['bound']:.3f}  {'held' if row['held'] else 'MISSED'}"
            print(f"{row['what']:<34} bare {row['bare']:.3f}  ours {row['ours']:.3f}{bound}")
    return int(any(row["held"] is False for row in found["rows"]))


if __name__ == "__main__":
    sys.exit(main())
