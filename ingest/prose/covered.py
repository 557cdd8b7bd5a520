"""What stretch of time a report covers, and for which its figures stand, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ingest.blocks import Block
from ingest.language.data import policy
from ingest.language.dates import year_dates
from ingest.language.marks import fold
from ingest.language.periods import PeriodMention, find_periods
from ingest.language.sentences import split_sentences
from ingest.prose.patterns import compiled, metadata_pattern

_WINDOW = 25
_DATED = {"quarter", "range", "half_year", "financial_year", "month"}


def period_covered(blocks: Sequence[Block], front: list[str]) -> tuple[PeriodMention | None, str]:
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
        so_far = _so_far(line)
        if so_far is not None:
            return so_far, line
        mentions = [m for m in find_periods(line) if m.kind in _DATED and not m.ambiguous]
        if mentions and not re.search(r"\bplan\s+(?:for\s+)?20\d\d", line, re.IGNORECASE):
            return mentions[0], line
    everything = [sentence for text in texts for sentence in split_sentences(text)]
    weak = _search(everything, data["period_weak"])
    return weak if weak[0] else _as_at(blocks, front)


def _so_far(line: str) -> PeriodMention | None:
    """ "Year to date 2024/25 (as at 30 September 2024)": from the start of the financial year to the day named."""
    ends = {m.end: m for m in find_periods(line) if m.end and (m.basis == "snapshot" or m.basis == "year_to_date")}
    if len(ends) != 1 or not metadata_pattern("to_date").search(line):
        return None
    (end, mention), = ends.items()
    return replace(mention, start=to_date(end)[0], kind="range", basis="year_to_date")


def _as_at(blocks: Sequence[Block], front: list[str]) -> tuple[PeriodMention | None, str]:
    """ "Position as at 31 December 2024" on the front of a report whose tables say that they run to date."""
    tables = [cell.text for block in blocks if block.table for row in block.table.rows[:2] for cell in row]
    if not any(metadata_pattern("to_date").search(text) for text in (*front, *tables)):
        return None, ""
    for line in front:
        found = _so_far(f"{line} year to date") if len(line) < 140 else None
        if found is not None:
            return found, line
    return None, ""


def _search(sentences: Iterable[str], patterns: list[str]) -> tuple[PeriodMention | None, str]:
    """The first sentence in which a pattern is followed by a period; stronger patterns first."""
    held = list(sentences)
    other = compiled(policy("metadata")["not_this_report"])
    for pattern in patterns:
        lead = compiled(pattern.replace("PERIOD", "(?P<rest>.*)"))
        for sentence in held:
            found = lead.search(sentence)
            if not found or other.search(sentence[: found.start("rest")]):
                continue
            mentions = [m for m in find_periods(found.group("rest")) if m.kind in _DATED and not m.ambiguous]
            first = next((m for m in mentions if m.span[0] <= 130), None)
            if first is not None and not (first.start and first.end and (first.end - first.start).days > 400):
                return first, sentence
    return None, ""


def figures_for(blocks: Sequence[Block]) -> PeriodMention | None:
    """ "All figures are for the second quarter alone": the stretch of the figures, with its basis."""
    pattern = metadata_pattern("figures_for")
    for block in blocks[:_WINDOW]:
        for sentence in split_sentences(fold(block.text)):
            found = pattern.search(sentence)
            if found:
                mentions = find_periods(sentence[found.end() :], undated=True)
                if mentions:
                    return mentions[0]
    return None


def to_date_as_said(mention: PeriodMention | None, words: str) -> PeriodMention | None:
    """The period covered as that of the figures, where its own words call it the year to date."""
    if mention is None or mention.end is None or not metadata_pattern("to_date").search(words):
        return None
    return replace(mention, basis="year_to_date") if (mention.start, mention.end) == to_date(mention.end) else None


def to_date(end: date) -> tuple[date, date]:
    """The financial year so far."""
    return year_dates(end.year if end.month >= 4 else end.year - 1)[0], end
