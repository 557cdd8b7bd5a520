"""A pack of papers split into its items: agenda, minutes, and each report with its own title and pages.

Where an item begins is told by the pages themselves: the "Agenda Item 8" that is stamped on them, the page
numbers on the front sheet, bookmarks, or numbering of the item's own that starts again. A file that is one
report comes back as one item, and so does a file without pages. What is marked exempt, or not for publication,
is flagged with the words that say so; a doubt goes to holding back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Literal

import yaml

from ingest.blocks import Block, Extract

PackKind = Literal["agenda", "minutes", "report", "other"]
_TOP_BLOCKS = 6  # how far into an item its kind and an exempt mark are looked for
_SHORT = 200  # characters: an exempt mark is a line, not a paragraph that speaks of exemption


@dataclass(frozen=True)
class PackItem:
    """One item. Pages count the file's own from 1; `page_offset`: own page = file page less this.

    `own_labels` gives the number that the item prints on its own pages, by file page, where it prints one.
    `exempt_words` are the words that mark the item as exempt, "" where it is not.
    """

    title: str
    kind: PackKind
    first_page: int | None
    last_page: int | None
    blocks: tuple[Block, ...]
    page_offset: int = 0
    own_labels: tuple[tuple[int, str], ...] = ()
    agenda_number: str | None = None
    exempt: bool = False
    exempt_words: str = ""


@dataclass(frozen=True)
class _Entry:
    """A line of the front sheet: the item's number, its title, its printed pages, and whether it is private."""

    number: str
    title: str
    first: int | None
    exempt_words: str


@dataclass(frozen=True)
class _Start:
    """Where an item begins and what is known of it there."""

    page: int
    number: str | None = None
    title: str = ""
    exempt_words: str = ""


class _Words:
    """The patterns of `packs.yaml`."""

    def __init__(self) -> None:
        data = yaml.safe_load(files("ingest").joinpath("data/packs.yaml").read_text(encoding="utf-8"))
        self.stamp = re.compile(data["stamp"], re.IGNORECASE)
        self.stamp_line = re.compile(data["stamp_line"], re.IGNORECASE)
        self.kinds: dict[PackKind, list[re.Pattern[str]]] = {k: _all(v) for k, v in data["kinds"].items()}
        self.agenda_lists = _all(data["agenda_lists"])
        self.entry_pages = re.compile(data["entry_pages"], re.IGNORECASE)
        self.exempt = _all(data["exempt"])
        self.not_exempt = _all(data["not_exempt"])
        self.answers_none = _all(data["answers_none"])
        self.exempt_from_here = _all(data["exempt_from_here"])


def _all(patterns: Iterable[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


@cache
def _words() -> _Words:
    return _Words()


def split(extract: Extract) -> tuple[PackItem, ...]:
    """The items of a file, in order. There is always at least one."""
    if not extract.pages:
        return (_item(extract, _Start(1), None),)
    entries = _agenda_entries(extract)
    starts = _with_exempt(extract, _starts(extract, entries))
    ends = [start.page - 1 for start in starts[1:]] + [extract.pages]
    items = tuple(_item(extract, start, end) for start, end in zip(starts, ends, strict=True))
    return items if len(items) > 1 else (_item(extract, starts[0], extract.pages),)


def _starts(extract: Extract, entries: Sequence[_Entry]) -> list[_Start]:
    """Where items begin, by the surest sign that the file gives."""
    stamps = _stamps(extract)
    listed = {entry.number: entry for entry in entries}
    by_stamp: list[_Start] = []
    current: str | None = None
    for page in range(1, (extract.pages or 0) + 1):
        number = stamps.get(page)
        if number and number != current:
            entry = listed.get(number)
            title = entry.title if entry else _bookmark(extract, page)
            by_stamp.append(_Start(page, number, title, entry.exempt_words if entry else ""))
            current = number
    if len(by_stamp) > 1 or (by_stamp and by_stamp[0].page > 1):
        first = by_stamp[0].page
        return [*_unstamped(extract, first), *by_stamp]
    if by_stamp:
        return by_stamp
    return _by_front_sheet(extract, entries) or _by_numbering(extract) or [_Start(1)]


def _unstamped(extract: Extract, until: int) -> list[_Start]:
    """The items before the first stamp: the front sheet, and what follows it with numbering of its own."""
    if until <= 1:
        return []
    return [start for start in (_by_numbering(extract) or [_Start(1)]) if start.page < until] or [_Start(1)]


def _stamps(extract: Extract) -> dict[int, str]:
    """The agenda item number stamped on each page, or standing alone at its top."""
    words = _words()
    found: dict[int, str] = {}
    for note in extract.furniture:
        match = words.stamp.search(note.text)
        if match and note.page is not None:
            found.setdefault(note.page, match.group("number"))
    seen: set[int] = set()
    for block in extract.blocks:
        if block.page is None or block.page in seen:
            continue
        seen.add(block.page)
        text = f"{block.text} {block.number or ''}".strip()
        match = words.stamp_line.match(text) or (words.stamp.fullmatch(text) if len(text) < 40 else None)
        if match and block.kind in ("heading", "paragraph"):
            found.setdefault(block.page, match.group("number"))
    return found


def _agenda_entries(extract: Extract) -> list[_Entry]:
    """The front sheet's list of items, where the file begins with one."""
    first = [block for block in extract.blocks if (block.page or 1) <= 4]
    if not _is_agenda(first):
        return []
    entries: list[_Entry] = []
    private = ""
    last_number = 0
    for block in first:
        texts = [block.text] if block.kind != "table" else _row_texts(block)
        for text in texts:
            if any(pattern.search(text) for pattern in _words().exempt_from_here):
                private = text[:_SHORT]
            number, title = (block.number, text) if block.kind != "table" else _numbered(text)
            if not number or not number.isdigit() or not 0 < int(number) - last_number <= 3:
                continue
            pages = _words().entry_pages.search(title)
            own = _exempt_words(title)
            entries.append(
                _Entry(
                    number,
                    (title[: pages.start()] if pages else title).strip(" .…"),
                    int(pages.group("first")) if pages else None,
                    own or (f"listed under “{private}”" if private else ""),
                )
            )
            last_number = int(number)
    return entries


def _row_texts(block: Block) -> list[str]:
    return [" ".join(cell.text for cell in row if cell.text) for row in block.table.rows] if block.table else []


def _numbered(text: str) -> tuple[str | None, str]:
    found = re.match(r"(\d{1,2})[.)]?\s+(?=\S)", text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def _by_front_sheet(extract: Extract, entries: Sequence[_Entry]) -> list[_Start]:
    """Items by the page numbers that the front sheet prints, where these are found on the pages."""
    where: dict[str, int] = {}
    for page, label in enumerate(extract.page_labels, start=1):
        where.setdefault(label, page)
    starts: list[_Start] = []
    for entry in entries:
        page = where.get(str(entry.first), 0) if entry.first is not None else 0
        if page and (not starts or page > starts[-1].page):
            starts.append(_Start(page, entry.number, entry.title, entry.exempt_words))
    if len(starts) < 2:
        return []
    return starts if starts[0].page == 1 else [_Start(1), *starts]


def _by_numbering(extract: Extract) -> list[_Start]:
    """Items by numbering that starts again at 1 on a page that opens with a title."""
    labels = extract.own_page_labels
    starts = [_Start(1)]
    for page in range(2, (extract.pages or 0) + 1):
        label = labels[page - 1] if page <= len(labels) else ""
        before = labels[page - 2] if page <= len(labels) else ""
        opening = next((block for block in extract.blocks if block.page == page), None)
        if label == "1" and before and opening and opening.kind == "heading":
            starts.append(_Start(page, title=_bookmark(extract, page)))
    return starts if len(starts) > 1 else []


def _bookmark(extract: Extract, page: int) -> str:
    """The title of the first bookmark of the top level that leads to a page, its number left out."""
    titles = [title for level, title, to in extract.outline if to == page and level == 1]
    return re.sub(r"^\d{1,3}[a-z]?[.)]?\s+", "", titles[0]) if titles else ""


def _with_exempt(extract: Extract, starts: Sequence[_Start]) -> list[_Start]:
    """Flags exempt items, and parts an exempt appendix from the public report that it follows.

    A front sheet speaks of exempt items without being one; only its pages' edges can say so.
    """
    at_edge, in_text = _edge_marks(extract), _line_marks(extract)
    done: list[_Start] = []
    ends = [start.page for start in starts[1:]] + [(extract.pages or 0) + 1]
    for start, end in zip(starts, ends, strict=True):
        agenda = _kind(_blocks_between(extract, start.page, end - 1), start.title) == "agenda"
        marks = at_edge if agenda else {**in_text, **at_edge}
        words = start.exempt_words or marks.get(start.page, "")
        done.append(_Start(start.page, start.number, start.title, words))
        inside = next((page for page in range(start.page + 1, end) if page in marks), None)
        if inside is not None and not words:
            done.append(_Start(inside, start.number, start.title, marks[inside]))
    return done


def _edge_marks(extract: Extract) -> dict[int, str]:
    """The pages marked exempt in their headers and footers, with the words."""
    marks: dict[int, str] = {}
    for note in extract.furniture:
        words = _exempt_words(note.text)
        if words and note.page is not None:
            marks.setdefault(note.page, words)
    return marks


def _line_marks(extract: Extract) -> dict[int, str]:
    """The pages marked exempt by a short line near their top. "Exempt information" with "None" under it is not."""
    marks: dict[int, str] = {}
    counts: Counter[int] = Counter()
    for block, below in zip_longest(extract.blocks, extract.blocks[1:]):
        if block.page is None:
            continue
        counts[block.page] += 1
        if counts[block.page] > _TOP_BLOCKS or len(block.text) > _SHORT:
            continue
        words = _exempt_words(block.text)
        if words and not (below and any(pattern.search(below.text) for pattern in _words().answers_none)):
            marks.setdefault(block.page, words)
    return marks


def _exempt_words(text: str) -> str:
    """The words by which a line marks what it stands on as exempt, "" where it does not."""
    words = _words()
    if not any(pattern.search(text) for pattern in words.exempt):
        return ""
    return "" if any(pattern.search(text) for pattern in words.not_exempt) else text[:_SHORT]


def _is_agenda(blocks: Sequence[Block]) -> bool:
    top = [block.text for block in blocks[: 2 * _TOP_BLOCKS]]
    titled = any(pattern.search(text) for text in top if len(text) < 80 for pattern in _words().kinds["agenda"])
    everything = "\n".join("\n".join(_row_texts(block)) if block.kind == "table" else block.text for block in blocks)
    listed = sum(bool(pattern.search(everything)) for pattern in _words().agenda_lists)
    return titled and listed > 0 or listed == len(_words().agenda_lists)


def _kind(blocks: Sequence[Block], title: str) -> PackKind:
    headings = [block.text for block in blocks[:_TOP_BLOCKS] if block.kind == "heading"]
    for text in [*headings[:3], title]:
        for kind in ("minutes", "agenda", "other"):
            if any(pattern.search(text) for pattern in _words().kinds[kind]):  # type: ignore[index]
                return kind  # type: ignore[return-value]
    return "agenda" if len(blocks) > 3 and _is_agenda(blocks) and not _has_report(blocks) else "report"


def _has_report(blocks: Sequence[Block]) -> bool:
    """Whether blocks hold more than a list: long paragraphs or tables with many rows."""
    return sum(len(block.text) > 300 for block in blocks) > 3


def _blocks_between(extract: Extract, first: int, last: int) -> tuple[Block, ...]:
    return tuple(block for block in extract.blocks if block.page is None or first <= block.page <= last)


def _item(extract: Extract, start: _Start, end: int | None) -> PackItem:
    first = start.page if end is not None else None
    blocks = extract.blocks if end is None else _blocks_between(extract, start.page, end)
    labels = tuple(
        (page, extract.own_page_labels[page - 1])
        for page in range(start.page, (end or 0) + 1)
        if page <= len(extract.own_page_labels) and extract.own_page_labels[page - 1]
    )
    offsets = Counter(page - int(label) for page, label in labels if label.isdigit())
    heading = next((block.text for block in blocks if block.kind == "heading"), "")
    title = start.title or heading
    return PackItem(
        title,
        _kind(blocks, start.title),
        first,
        end,
        blocks,
        offsets.most_common(1)[0][0] if offsets else start.page - 1,
        labels,
        start.number or _stamps(extract).get(start.page),
        bool(start.exempt_words),
        start.exempt_words,
    )
