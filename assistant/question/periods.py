"""The period that a question asks about: named, relative to another, a range, or none.

Named periods are read by `ingest.language.periods`, the same rules that read the reports' own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assistant.words import load
from ingest.language.dates import financial_year_of, month_end, month_number, quarter_dates
from ingest.language.periods import PeriodMention, find_periods, label_for

_FLAGS = re.IGNORECASE


@dataclass(frozen=True)
class PeriodAsk:
    """What a question says of time.

    `named`: the periods it names, in order. `relative`: "latest", "previous", "next" or "year_ago", relative
    to what is held. `year_before`: it asks for the previous year's figure beside. `since`/`until`/`last_n`: a range of
    readings (`last_n` counts in `unit`). `basis`: the basis it insists on.
    """

    named: tuple[PeriodMention, ...] = ()
    relative: str | None = None
    year_before: bool = False
    since: date | None = None
    until: date | None = None
    last_n: int | None = None
    unit: str = ""
    whole_range: bool = False
    basis: str | None = None
    spans: tuple[tuple[int, int], ...] = ()      # where in the question its words stand

    @property
    def silent(self) -> bool:
        """Whether the question says nothing of which period it means."""
        return not (self.named or self.relative or self.ranged)

    @property
    def ranged(self) -> bool:
        return bool(self.since or self.until or self.last_n or self.whole_range)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("relative_periods.yaml")[key]), _FLAGS)


def read_periods(text: str) -> PeriodAsk:
    """What a question says of time."""
    mentions = tuple(m for m in find_periods(text) if m.start or m.end)
    spans = [m.span for m in mentions]
    ask = PeriodAsk(named=tuple(m for m in mentions if m.start and m.end))
    for mention in mentions:
        if mention.start is None or mention.end is None:
            ask = replace(ask, since=mention.start or ask.since, until=mention.end or ask.until)
    for key in ("year_ago", "latest", "previous", "next"):
        if (found := _pattern(key).search(text)) and not _inside(found.span(), spans):
            if key != "year_ago":       # that pattern looks at the whole question; `year_before` has the words
                spans.append(found.span())
            ask = replace(ask, relative=ask.relative or key)
    if found := _pattern("year_before").search(text):
        spans.append(found.span())
        ask = replace(ask, year_before=True)
    if (found := _pattern("last_n").search(text)) and (n := _number(found.group("n"))):
        spans.append(found.span())
        ask = replace(ask, last_n=n, unit=found.group("unit").rstrip("s").lower(), relative=None)
    if found := _pattern("whole_range").search(text):
        spans.append(found.span())
        ask = replace(ask, whole_range=True)
    ask = _range(ask, text)
    for basis, patterns in load("relative_periods.yaml")["basis"].items():
        if found := re.search("|".join(patterns), text, _FLAGS):
            spans.append(found.span())
            ask = replace(ask, basis=basis)
    return replace(ask, spans=tuple(spans))


def _range(ask: PeriodAsk, text: str) -> PeriodAsk:
    """"since 2015" and "until Q3" bound a range; "from Q1 to Q3" gives two named periods, kept as such."""
    if len(ask.named) == 1:
        mention = ask.named[0]
        before = text[:mention.span[0]]
        words = mention.words.lower()
        if words.startswith("since ") or re.search(load("relative_periods.yaml")["since"][0], before, _FLAGS):
            return replace(ask, since=mention.start, named=())
        if re.search(r"\b(?:until|till|up to)\s+$", before, _FLAGS):
            return replace(ask, until=mention.end, named=())
    return ask


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else load("relative_periods.yaml")["numbers"].get(word.lower())


def as_range(ask: PeriodAsk) -> PeriodAsk:
    """Two named periods read as the ends of a range: "between Q1 2014/15 and Q4 2016/17"."""
    starts = [m.start for m in ask.named if m.start]
    ends = [m.end for m in ask.named if m.end]
    return replace(ask, named=(), since=min(starts), until=max(ends))


def date_quarters(text: str, latest: date) -> str:
    """A question with its quarters that name no year given one: the last such quarter that had ended by `latest`."""
    out, last = [], 0
    for mention in find_periods(text, undated=True):
        if mention.kind != "quarter" or mention.quarter is None or mention.start is not None:
            continue
        year = financial_year_of(latest)
        if quarter_dates(year, mention.quarter)[1] > latest:
            year -= 1
        out += [text[last:mention.span[0]], label_for(*quarter_dates(year, mention.quarter))]
        last = mention.span[1]
    return "".join([*out, text[last:]])


def date_months(text: str, latest: date, names_measure: Callable[[str], bool]) -> str:
    """A month without a year ("in September") given that of the last such month that had ended by `latest`.

    So where the question names a measure: in others it may be a word of the text that is looked for. A month beside a
    year, or in a stretch that names one ("from April to June 2019"), is left alone.
    """
    found = _pattern("bare_month").search(text)
    if found is None or re.search(r"\b(?:19|20)\d\d\b", text) or not names_measure(
            text[:found.start()] + text[found.end():]):
        return text
    month = month_number(found.group("month"))
    year = latest.year if month_end(latest.year, month) <= latest else latest.year - 1
    return f"{text[:found.end()]} {year}{text[found.end():]}"
