"""Where a report says something: the places that print the figures or quoted words of the question."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.answering.text import reports_of_period
from assistant.composition import Composition, Source
from assistant.question.parse import Question
from ingest.language.periods import find_periods

_QUOTED = re.compile(r"[\"“‘']([^\"”’']{3,120})[\"”’']")
_FIGURE = re.compile(r"£\s?\d[\d,]*(?:\.\d+)?\s?(?:m|bn|k)?\b|\b\d[\d,]*(?:\.\d+)?\s?%|"
                     r"\b\d{1,3}(?:,\d{3})+\b|\b\d{2,}\b")
MOST = 5


def where_said(q: Question, desk: Desk) -> Answer | None:
    """The passages and rows that print what the question quotes; None where it quotes nothing that is printed."""
    if "where_said" not in q.cues:
        return None
    wanted = _wanted(q)
    if not wanted:
        return None
    allowed = {i.id for i in desk.in_scope(q)}
    near = reports_of_period(q, desk) & allowed if q.periods.named else allowed
    c = Composition(q.original)
    found = 0
    for words in wanted:
        pattern = re.compile(rf"(?<![\w.,]){re.escape(words)}(?![\w]|[.,]\d)", re.I)
        for place in desk.store.rows("passages_printing", words=f'"{_tokens(words)}"', k=200):
            if place["item_id"] in near and pattern.search(" ".join(place["text"].split())):
                found += 1
                if found <= MOST:
                    source = Source(place["id"], "passage", place["document"], place["title"], place["locator"],
                                    place["page"], place["text"])
                    c.say(f"{place['document']}, {place['locator']}: “{' '.join(place['text'].split())}”", source)
    if not found:
        return None
    if found > MOST:
        c.caveat("shown_in_part", "More places print this than are shown; name a report to narrow the search.")
    return c.answer("answered")


def _wanted(q: Question) -> list[str]:
    periods = [(m.span[0], m.span[1]) for m in find_periods(q.text)]
    figures = [m.group().strip() for m in _FIGURE.finditer(q.text)
               if not any(a <= m.start() < b for a, b in periods)]
    return [m.group(1).strip() for m in _QUOTED.finditer(q.text)] or figures


def _tokens(words: str) -> str:
    return " ".join(re.findall(r"\w+", words))
