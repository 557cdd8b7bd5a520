"""What a report says of itself: title, force, meeting date, period covered, each with its words.

Only the report's own words count. A file's name, or what other reports of the series look like, is no
evidence: where nothing is said the field stays empty until a person sets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ingest.blocks import Block, RawTable
from ingest.language.data import policy
from ingest.language.dates import quarter_dates, year_dates
from ingest.language.marks import fold
from ingest.language.periods import PeriodMention, find_periods, label_for
from ingest.language.sentences import split_sentences

_FRONT = 8
_WINDOW = 25
_DATED = {"quarter", "range", "half_year", "financial_year", "month"}


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
    period = _period(blocks, [text for _, text in lines])
    marked = {at for at, text in lines if _is_front_line(text, title.words)}
    mention = period[0]
    return About(
        title=title,
        body=_body(blocks),
        meeting=_meeting([text for _, text in lines]),
        period=(mention.start, mention.end) if mention and mention.start and mention.end else None,
        period_label=label_for(mention.start, mention.end) if mention and mention.start and mention.end else "",
        period_words=period[1],
        figures_for=_figures_for(blocks),
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
    known = sum(bool(_pattern("cover").search(label)) for label in labels)
    return all(len(row) == 2 for row in table.rows) and known >= 2 and known >= 0.4 * len(labels)


def _front_lines(blocks: Sequence[Block], at: int) -> list[tuple[int, str]]:
    """A block of the title page as lines; a cover sheet's rows are read as "Date of meeting: …"."""
    table = blocks[at].table
    if table is None:
        return [(at, fold(blocks[at].text))]
    rows = [(fold(row[0].text).rstrip(" :"), fold(row[1].text)) for row in table.rows]
    return [(at, said if _pattern("cover_title").search(label) else f"{label}: {said}") for label, said in rows]


def _is_front_line(text: str, title: str) -> bool:
    if text == title or _pattern("title", "never").search(text):
        return True
    dates = [m for m in find_periods(text) if m.kind == "date"]
    return bool(dates) and len(text) < 120 and bool(_pattern("meeting").search(text))


def _title(blocks: Sequence[Block], lines: list[tuple[int, str]], properties: dict[str, str]) -> Said:
    wanted, never = _pattern("title", "wanted"), _pattern("title", "never")
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
    return bool(_pattern("title", "wanted").search(text))


def _body(blocks: Sequence[Block]) -> Said:
    """The force's area, by the strongest pattern that names one; its spelling in mixed case where there is one."""
    texts = [fold(block.text) for block in blocks if block.text]
    for pattern in policy("metadata")["body"]:
        found: Counter[str] = Counter()
        words: dict[str, str] = {}
        for text in texts:
            for match in _compiled(pattern).finditer(text):
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
        dates = [m for m in find_periods(text) if m.kind == "date" and m.start == m.end]
        if len(dates) != 1 or len(text) > 160:
            continue
        near = text if _pattern("meeting").search(text) else f"{lines[at - 1] if at else ''} {text}"
        alone = len(text) <= len(dates[0].words) + 14
        if _pattern("not_meeting").search(text.replace(dates[0].words, "")):
            continue
        if _pattern("meeting").search(text) or alone and _pattern("meeting").search(near):
            return Said(str(dates[0].start), text)
    return Said("", "")


def _period(blocks: Sequence[Block], front: list[str]) -> tuple[PeriodMention | None, str]:
    """The period covered, by the strongest words: a sentence about the report, its title, a weaker sentence."""
    data = policy("metadata")
    texts = [fold(block.text) for block in blocks if block.text and block.kind != "footnote"]
    early = [sentence for text in texts[:_WINDOW] for sentence in split_sentences(text)]
    sure = _search(front + early, data["period_strong"])
    if sure[0]:
        return sure
    for line in front:
        if len(line) > 140 or line.endswith("."):
            continue
        mentions = [m for m in find_periods(line) if m.kind in _DATED and not m.ambiguous]
        if mentions and not re.search(r"\bplan\s+(?:for\s+)?20\d\d", line, re.IGNORECASE):
            return mentions[0], line
    everything = [sentence for text in texts for sentence in split_sentences(text)]
    return _search(everything, data["period_weak"])


def _search(sentences: Iterable[str], patterns: list[str]) -> tuple[PeriodMention | None, str]:
    """The first sentence in which a pattern is followed by a period; stronger patterns first."""
    held = list(sentences)
    other = _compiled(policy("metadata")["not_this_report"])
    for pattern in patterns:
        lead = _compiled(pattern.replace("PERIOD", "(?P<rest>.*)"))
        for sentence in held:
            found = lead.search(sentence)
            if not found or other.search(sentence[: found.start("rest")]):
                continue
            mentions = [m for m in find_periods(found.group("rest")) if m.kind in _DATED and not m.ambiguous]
            first = next((m for m in mentions if m.span[0] <= 130), None)
            if first is not None and not (first.start and first.end and (first.end - first.start).days > 400):
                return first, sentence
    return None, ""


def _figures_for(blocks: Sequence[Block]) -> PeriodMention | None:
    """ "All figures are for the second quarter alone": the stretch of the figures, with its basis."""
    pattern = _pattern("figures_for")
    for block in blocks[:_WINDOW]:
        for sentence in split_sentences(fold(block.text)):
            found = pattern.search(sentence)
            if found:
                mentions = find_periods(sentence[found.end() :], undated=True)
                if mentions:
                    return mentions[0]
    return None


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


def to_date(end: date) -> tuple[date, date]:
    """The financial year so far."""
    return year_dates(end.year if end.month >= 4 else end.year - 1)[0], end


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    node: Any = policy("metadata")
    for key in path:
        node = node[key]
    return re.compile(node, re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("NAME", policy("metadata")["name"]), re.IGNORECASE)
