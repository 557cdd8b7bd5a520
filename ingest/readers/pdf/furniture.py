"""Page headers and footers: told apart from the text, kept aside, and read for the page's printed number.

A line is furniture when it stands at a page's edge, with nothing but furniture beyond it, and the same words
(digits masked) stand at the same height on other pages, or when it is a page number or agenda stamp by its
words. A bare "10." is a paragraph's number, not a page's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.lines import Line, words_text

_ZONE = 0.14  # the share of a page's height, at its top and at its foot, where furniture stands
_SHARE = 0.4  # of the pages between its first and its last, how many a running line has to stand on
_SAME_HEIGHT = 4.0  # points
_STAMP = re.compile(
    r"(?:agenda\s+item(?:\s+no\.?)?\s*:?\s*\d{1,3}[a-z]?|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[-–—|]?\s*\d{1,4}\s*[-–—|]?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|\d{1,4}\s*\|\s*page)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*/\s*\d\d(?:\d\d)?")
_PAGE_NUMBER = re.compile(
    r"\bpage\s*:?\s*(\d{1,4})(?:\s*(?:of|/)\s*(\d{1,4}))?|\b(\d{1,4})\s*\|\s*page\b", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"^\W*(\d{1,4})(?:\s*(?:of|/)\s*(\d{1,4}))?\W*$", re.IGNORECASE)
_TABLE_WORDS = re.compile(r"\btarget\b.*\bactual\b|\bactual\b.*\btarget\b", re.IGNORECASE)


@dataclass
class EdgeLines:
    """One page's lines; `running` collects what is furniture. `height` is the page's."""

    number: int
    height: float
    lines: list[Line]
    running: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Printed:
    """A page number as printed: its value, of how many, and the words around it, digits masked."""

    value: int
    total: int | None
    slot: str


def strip_furniture(pages: Sequence[EdgeLines]) -> None:
    """Moves each page's headers and footers from `lines` to `running`."""
    recurring = _recurring(pages)
    for page in pages:
        for top in (True, False):
            for line in sorted(page.lines, key=lambda one: one.base, reverse=not top):
                if not _in_zone(line, page, top):
                    break
                known = any(
                    abs(_height(line, page, top) - height) <= _SAME_HEIGHT and page.number in numbers
                    for height, numbers in recurring.get((top, _masked(line.text)), ())
                )
                if not known and not _is_stamp(line, page):
                    break
                page.running.append(line)
        kept = {id(line) for line in page.running}
        page.lines = [line for line in page.lines if id(line) not in kept]
        page.running.sort(key=lambda one: (one.base, one.x0))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _height(line: Line, page: EdgeLines, top: bool) -> float:
    return line.base if top else page.height - line.base


def _in_zone(line: Line, page: EdgeLines, top: bool) -> bool:
    return _height(line, page, top) <= _ZONE * page.height


def _recurring(pages: Sequence[EdgeLines]) -> dict[tuple[bool, str], list[tuple[float, set[int]]]]:
    """For each masked text at an edge: the heights at which it runs, and the pages on which it does."""
    seen: dict[tuple[bool, str], list[tuple[float, int]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if _TABLE_WORDS.search(line.text) or re.fullmatch(r"\d+[.)]", line.text):
                continue
            for top in (True, False):
                if _in_zone(line, page, top):
                    seen[(top, _masked(line.text))].append((_height(line, page, top), page.number))
    found: dict[tuple[bool, str], list[tuple[float, set[int]]]] = defaultdict(list)
    for key, places in seen.items():
        lanes: list[list[tuple[float, int]]] = []
        for place in sorted(places):
            if lanes and place[0] - lanes[-1][-1][0] <= _SAME_HEIGHT:
                lanes[-1].append(place)
            else:
                lanes.append([place])
        for lane in lanes:
            numbers = {number for _, number in lane}
            span = max(numbers) - min(numbers) + 1
            if len(numbers) >= 2 and len(numbers) >= _SHARE * span:
                found[key].append((lane[0][0], numbers))
    return found


def _is_stamp(line: Line, page: EdgeLines) -> bool:
    """A page number or an agenda stamp by its words alone; a bare number only where it stands clear of the text."""
    parts = [words_text(part) for part in line.segments(2 * line.size)]
    if not all(_STAMP.fullmatch(part) and not _YEARS.fullmatch(part) for part in parts):
        return False
    if not any(_BARE_NUMBER.match(part) for part in parts):
        return True
    taken = {id(other) for other in page.running} | {id(line)}
    text = [other for other in page.lines if id(other) not in taken]
    clear = min((abs(other.base - line.base) for other in text), default=99.0) > 1.6 * line.size
    return clear and line.base > page.height / 2


def printed_numbers(running: Iterable[Line]) -> list[Printed]:
    """The page numbers that a page's furniture prints."""
    numbers = []
    for line in running:
        for part in line.segments(2 * line.size):
            text = words_text(part)
            found = _PAGE_NUMBER.search(text) or _BARE_NUMBER.match(text)
            if found:
                groups = [group for group in found.groups() if group]
                numbers.append(Printed(int(groups[0]), int(groups[1]) if len(groups) > 1 else None, _masked(text)))
    return numbers


def page_labels(pages: Sequence[list[Printed]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The number printed on each page, for the file as a whole and by each item in it.

    Where two numbers stand on a page (a pack's and a report's own), the one that runs on through the whole
    file is the pack's. Where only one stands, it serves as both.
    """
    steps: dict[tuple[str, int], int] = defaultdict(int)
    for at, numbers in enumerate(pages):
        for number in numbers:
            steps[(number.slot, number.value - at)] += 1
    labels, own = [], []
    for at, numbers in enumerate(pages):
        ranked = sorted(numbers, key=lambda n: (-steps[(n.slot, n.value - at)], n.total is not None))
        labels.append(str(ranked[0].value) if ranked else "")
        own.append(str(ranked[-1].value) if ranked else "")
    return tuple(labels), tuple(own)
