"""What a report says of itself: title, force, meeting date, period covered, each with its words.

Only the report's own words count. A file's name, or what other reports of the series look like, is no
evidence: where nothing is said the field stays empty until a person sets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.blocks import Block, RawTable
from ingest.language.data import policy
from ingest.language.dates import quarter_dates
from ingest.language.marks import fold
from ingest.language.periods import PeriodMention, find_periods, label_for
from ingest.prose.covered import figures_for, period_covered, to_date_as_said
from ingest.prose.patterns import compiled, metadata_pattern

_FRONT = 8


@dataclass(frozen=True)
class Said:
    """Something read, with the words that it was read from."""

    value: str
    words: str


@dataclass(frozen=True)
class About:
    """What a report says of itself. `front` are the numbers of the blocks that are its title page."""

    title: Said
    body: Said
    meeting: Said
    period: tuple[date, date] | None
    period_label: str
    period_words: str
    figures_for: PeriodMention | None
    front: frozenset[int]


def read_about(blocks: Sequence[Block], properties: dict[str, str] | None = None) -> About:
    """Read the title page and the sentences in which the report speaks of itself."""
    front = _front(blocks)
    lines = [line for at in front for line in _front_lines(blocks, at)]
    title = _title(blocks, lines, properties or {})
    period = period_covered(blocks, [text for _, text in lines])
    marked = {at for at, text in lines if _is_front_line(text, title.words)}
    mention = period[0]
    return About(
        title=title,
        body=_body(blocks),
        meeting=_meeting([text for _, text in lines]),
        period=(mention.start, mention.end) if mention and mention.start and mention.end else None,
        period_label=label_for(mention.start, mention.end) if mention and mention.start and mention.end else "",
        period_words=period[1],
        figures_for=figures_for(blocks) or to_date_as_said(mention, period[1]),
        front=frozenset(marked),
    )


def _front(blocks: Sequence[Block]) -> list[int]:
    """The first blocks, up to the first long paragraph."""
    front: list[int] = []
    for at, block in enumerate(blocks[:_FRONT]):
        if block.table and not _is_cover(block.table) or len(block.text) > 200 and block.kind != "heading":
            break
        front.append(at)
    return front


def _is_cover(table: RawTable) -> bool:
    """Whether a table is a cover sheet: what the paper is, in rows of a label and what it says."""
    labels = [fold(row[0].text).rstrip(" :") for row in table.rows]
    known = sum(bool(metadata_pattern("cover").search(label)) for label in labels)
    return all(len(row) == 2 for row in table.rows) and known >= 2 and known >= 0.4 * len(labels)


def _front_lines(blocks: Sequence[Block], at: int) -> list[tuple[int, str]]:
    """A block of the title page as lines; a cover sheet's rows are read as "Date of meeting: …"."""
    table = blocks[at].table
    if table is None:
        text = fold(blocks[at].text)
        titled = metadata_pattern("titled").match(text)
        return [(at, titled.group("title") if titled else text)]
    rows = [(fold(row[0].text).rstrip(" :"), fold(row[1].text)) for row in table.rows]
    return [(at, said if metadata_pattern("cover_title").search(label) else f"{label}: {said}") for label, said in rows]


def _is_front_line(text: str, title: str) -> bool:
    if text == title or metadata_pattern("title", "never").search(text):
        return True
    dates = [m for m in find_periods(text) if m.kind == "date"]
    return bool(dates) and len(text) < 120 and bool(metadata_pattern("meeting").search(text))


def _title(blocks: Sequence[Block], lines: list[tuple[int, str]], properties: dict[str, str]) -> Said:
    wanted, never = metadata_pattern("title", "wanted"), metadata_pattern("title", "never")
    usable = [(at, text) for at, text in lines if text and not never.search(text) and len(text) < 180]
    headings = [text for at, text in usable if blocks[at].kind == "heading"]
    for candidates in (
        [t for t in headings if wanted.search(t)],
        [t for _, t in usable[:4] if wanted.search(t)],
        headings[:1],
    ):
        if candidates:
            return Said(candidates[0].strip("*# "), candidates[0])
    stated = fold(properties.get("title", ""))
    return Said(stated, stated)


def is_title(text: str) -> bool:
    """Whether a title that was read has the words of one ("report", "plan"), or is only the file's first line."""
    return bool(metadata_pattern("title", "wanted").search(text))


def _body(blocks: Sequence[Block]) -> Said:
    """The force's area, by the strongest pattern that names one; its spelling in mixed case where there is one."""
    texts = [fold(block.text) for block in blocks if block.text]
    for pattern in policy("metadata")["body"]:
        found: Counter[str] = Counter()
        words: dict[str, str] = {}
        for text in texts:
            for match in compiled(pattern).finditer(text):
                name = _clean_name(match.group("name"))
                if name:
                    found[name] += 1
                    words.setdefault(name, match.group().strip())
        if found:
            best = found.most_common(1)[0][0]
            return Said(best, words[best])
    return Said("", "")


def _clean_name(name: str) -> str:
    never = set(policy("metadata")["not_names"])
    direction = {"south", "north", "east", "west"}
    words = name.split()
    while words and words[0].lower() in never - direction:
        words = words[1:]
    if not words or words[-1].lower() in never - {"council"} or not any(w.lower() not in never for w in words):
        return ""
    if all(word.isupper() for word in words):
        words = [word if word in ("AND", "&") else word.capitalize() for word in words]
        words = [word.lower() if word == "AND" else word for word in words]
    return " ".join(words)


def _meeting(lines: list[str]) -> Said:
    for at, text in enumerate(lines):
        dates = [m for m in find_periods(text) if m.kind == "date" and m.start == m.end and m.basis != "snapshot"]
        if len(dates) != 1 or len(text) > 160:
            continue
        near = text if metadata_pattern("meeting").search(text) else f"{lines[at - 1] if at else ''} {text}"
        alone = len(text) <= len(dates[0].words) + 14
        if metadata_pattern("not_meeting").search(text.replace(dates[0].words, "")):
            continue
        if metadata_pattern("meeting").search(text) or alone and metadata_pattern("meeting").search(near):
            return Said(str(dates[0].start), text)
    return Said("", "")


def set_by_hand(period: str) -> tuple[date, date, str] | None:
    """A period as a keeper types it ("Q1 2013/14", "2013-04-01/2013-06-30"); None where it names none."""
    parts = period.split("/")
    if len(parts) == 2 and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", part) for part in parts):
        start, end = (date.fromisoformat(part) for part in parts)
        return start, end, label_for(start, end)
    for mention in find_periods(period):
        if mention.start and mention.end and mention.kind != "calendar_year":
            return mention.start, mention.end, mention.label
    return None


def quarter_before(end: date, quarter: int) -> tuple[date, date]:
    """The latest quarter of that number that ends by `end`."""
    for year in (end.year, end.year - 1, end.year - 2):
        dates = quarter_dates(year, quarter)
        if dates[1] <= end:
            return dates
    return quarter_dates(end.year - 3, quarter)
