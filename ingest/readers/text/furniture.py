"""Running headers and footers of a text that form feeds part into pages: lines that recur at the edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.blocks import PageNote
from ingest.readers.text.lines import Line

_FEWEST_PAGES = 3
_LEAST_SHARE = 0.4
_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"^\s*\d+[.)]\s*$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*\d+\s*-|(?:page\s+)?\d+(?:\s+of\s+\d+)?)\s*$", re.IGNORECASE)


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[PageNote]]:
    """The lines without headers and footers, and a note that says which were left out.

    A line among a page's first or last two counts if, its digits masked, it stands at that edge of at least
    40% of the pages (two at least), as does a bare page number. A bare "10." is a paragraph's number and stays.
    """
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.page is not None and line.kind != "blank":
            pages.setdefault(line.page, []).append(at)
    if len(pages) < _FEWEST_PAGES:
        return list(lines), []
    edges = {page: _edges(filled) for page, filled in pages.items()}
    counts = Counter(_masked(lines[at]) for places in edges.values() for at in places)
    enough = max(2, _LEAST_SHARE * len(pages))
    dropped = {
        at
        for places in edges.values()
        for at in places
        if (counts[_masked(lines[at])] >= enough or _PAGE_NUMBER.match(lines[at].text))
        and not _LONE_NUMBER.match(lines[at].text)
        and lines[at].kind not in ("tabbed", "piped", "spaced")
    }
    kept = [line for at, line in enumerate(lines) if at not in dropped]
    words = dict.fromkeys(lines[at].text.strip() for at in sorted(dropped))
    sample = "”, “".join(list(words)[:3])
    notes = [PageNote(None, f"{len(dropped)} running headers and footers were left out (“{sample}”).")]
    return kept, notes if dropped else []


def _edges(filled: list[int]) -> list[int]:
    """The places of a page's first two and last two lines that are not blank; of a short page one of each."""
    return sorted({*filled[:2], *filled[-2:]}) if len(filled) > 4 else filled[:1] + filled[1:][-1:]


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))
