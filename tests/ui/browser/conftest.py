"""Real Chromium against the served app. Nothing waits a fixed time: a page is waited for by what it shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.ui.reports import fill
from tests.ui.serving import serving

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), "")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run"]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
SECONDS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("quarters") / "store")


@pytest.fixture(scope="session")
def site(quarters: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over four invented quarters, with the stand-in assistant."""
    folder = tmp_path_factory.mktemp("site") / "store"
    shutil.copytree(quarters, folder)
    with serving(folder) as address:
        yield address


@pytest.fixture
def own_site(quarters: Path, tmp_path: Path) -> Iterator[str]:
    """The same for one test alone, which changes what is held."""
    shutil.copytree(quarters, tmp_path / "store")
    with serving(tmp_path / "store") as address:
        yield address


class Visit:
    """A page of the app with what tests do on it. Every request that left this machine's app is kept in `outside`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.outside: list[str] = []
        self.alerts: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda r: self._seen(r.url))
        self.page: Page = context.new_page()
        self.page.set_default_timeout(SECONDS)
        self.page.on("dialog", lambda d: (self.alerts.append(d.message), d.dismiss()))
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))

    def _seen(self, url: str) -> None:
        if not url.startswith((self.address, self.address.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(url)

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector("#pq-status", state="attached")
        return self.ready()

    def ready(self) -> Page:
        self.page.wait_for_selector(READY)
        return self.page

    def ask(self, question: str, number: int) -> Page:
        box = self.page.get_by_role("textbox", name="Ask a question")
        box.fill(question)
        box.press("Enter")
        self.page.wait_for_selector(f"button.pq-copy:has-text('Copy answer {number} ')")
        return self.ready()

    def heading(self, text: str) -> Page:
        self.page.wait_for_selector(f"h1:has-text({text!r})")
        return self.ready()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens visits, each in a context of its own; at the end none may have asked anything of the outside."""
    made: list[tuple[BrowserContext, Visit]] = []

    def make(address: str, width: int = 1100, height: int = 900, **options: object) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)    # type: ignore[arg-type]
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        one = Visit(context, address)
        made.append((context, one))
        return one

    yield make
    for context, one in made:
        context.close()
        assert one.outside == [], "the page asked something of another address"
        assert one.alerts == [] and one.errors == []
