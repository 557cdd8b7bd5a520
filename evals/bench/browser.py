"""What a reader waits for, in a real Chromium: a first load, an answer, an answer among many who ask at once."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.errors import NotHeld

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run"]
INPUT = "[data-testid=stChatInput] textarea"
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 180_000      # milliseconds


@dataclass
class Site:
    """One of the apps that are timed, with the seconds that each reader's wait took.

    `shown` is a selector with {n} for the answer with that number, from 1; `long_chat` the path that opens a chat of
    300 messages.
    """

    address: str
    shown: str
    long_chat: str
    load: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    crowd: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)


async def load(browser: Browser, site: Site, path: str = "") -> tuple[Page, float]:
    """A first load, the cache empty: the page and the seconds until a question can be typed."""
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    began = time.perf_counter()
    await page.goto(f"{site.address}/{path}")
    await page.wait_for_selector(INPUT)
    await page.wait_for_selector(READY)
    return page, time.perf_counter() - began


async def ask(page: Page, site: Site, question: str, number: int) -> float:
    """Seconds from the press of Enter to the whole answer on the page."""
    await page.locator(INPUT).fill(question)
    began = time.perf_counter()
    await page.locator(INPUT).press("Enter")
    await page.wait_for_selector(site.shown.format(n=number))
    await page.wait_for_selector(READY)
    return time.perf_counter() - began


async def measure(sites: Sequence[Site], questions: Sequence[str], slow_question: str, rounds: int, people: int,
                  earlier: int) -> None:
    """Take all waits of all sites, turn about. Raises NotHeld where there is no Chromium.

    `slow_question` is asked before anything counts, so that no site is still loading what it needs. `earlier`: how
    many answers a long chat has already.
    """
    from playwright.async_api import async_playwright

    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise NotHeld("The app is timed in Chromium, which was not found; install the package chromium.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGS)
        for site in sites:
            page, _ = await load(browser, site)
            await ask(page, site, slow_question, 1)
            await page.context.close()
        for number in range(rounds + 1):
            for site in sites:
                page, seconds = await load(browser, site)
                times = [await ask(page, site, question, n) for n, question in enumerate(questions, 1)]
                if number:      # the first round only warms up
                    site.load.append(seconds)
                    site.answer += times
                await page.context.close()
        for site in sites:
            page, _ = await load(browser, site, site.long_chat)
            site.late += [await ask(page, site, question, earlier + n) for n, question in enumerate(questions, 1)]
            await page.context.close()
            await crowd(browser, site, questions, people)
        await browser.close()


async def crowd(browser: Browser, site: Site, questions: Sequence[str], people: int) -> None:
    """So many readers, each with a page of their own, ask at once."""
    pages = [(await load(browser, site))[0] for _ in range(people)]
    site.crowd += await asyncio.gather(*(ask(page, site, questions[n % len(questions)], 1)
                                         for n, page in enumerate(pages)))
    for page in pages:
        await page.context.close()
