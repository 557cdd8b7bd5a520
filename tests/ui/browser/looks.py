"""axe-core, WCAG 2.2 A and AA, on a page as it stands: light and dark, at 320 px and at desktop width."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SIZES = ((320, 640), (1280, 900))
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


@cache
def script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def check(page: Page, state: str) -> None:
    """Every violation in four looks of the page as it stands, told at once; nothing may scroll sideways."""
    page.evaluate(script())
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)      # type: ignore[arg-type]
            settled(page)
            result: dict[str, Any] = page.evaluate(RUN, TAGS)
            found += [f"{state}, {scheme}, {width} px: {v['id']} at {n['target']}: {n['failureSummary']}"
                      for v in result["violations"] for n in v["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{state}, {scheme}, {width} px scrolls sideways")
    assert not found, "\n".join(found)


def settled(page: Page) -> None:
    """Colours and sizes have changed over when two frames in a row look the same and nothing moves."""
    page.wait_for_function("() => document.getAnimations().every(a => a.playState !== 'running')")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def open_all(page: Page) -> None:
    """Open everything that is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
