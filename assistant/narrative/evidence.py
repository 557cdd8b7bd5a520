"""Whether a sentence holds an answer of the type wanted: an amount of money, a date, a count of the right thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from assistant.narrative import patterns as p
from assistant.narrative.counts import count, dates, numbers
from assistant.narrative.cues import Wanted
from assistant.narrative.persons import identity, named, person
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text
from assistant.words import load, tokens

ENOUGH = 0.45        # evidence below this does not answer a question that must have its type
AROUND = 40          # characters beside an amount, within its clause, that say what it was for
_CLAUSE = re.compile(r"[;:()–—]|,\s|\b(?:and|but|while|which|who|of which|including)\b", re.I)

Test = Callable[[Wanted, Text, Sequence[Group], str], float]


def evidence(wanted: Wanted, sentence: Text, groups: Iterable[Group], question: str) -> float:
    """How well the sentence holds the answer's type, 0 to 1. 1 for types that ask for nothing in particular."""
    test = _TESTS.get(wanted.type)
    return 1.0 if test is None else test(wanted, sentence, tuple(groups), question)


def _money(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    found = [m for m in p.MONEY.finditer(sentence.text) if _for_what(sentence.text, m, question)]
    if not found:
        return 0.0
    starts = sentence.starts
    at = [max(0, bisect_right(starts, m.start() + 1) - 1) for m in found]
    near = [min(abs(head - n) for n in at) for group in groups if not group.light
            for phrase, _ in group.ways for head in sentence.everywhere(phrase)]
    return 1.0 - 0.01 * min(min(near), 30) if near else 0.65


def _for_what(text: str, amount: re.Match[str], question: str) -> bool:
    """Whether an amount may be the one asked for: a fine, a saving, a seizure only where the question speaks of it."""
    before = _CLAUSE.split(text[max(0, amount.start() - AROUND):amount.start()])[-1]
    after = _CLAUSE.split(text[amount.end():amount.end() + AROUND])[0]
    around = f"{before}{amount.group()}{after}"
    return all(asked.search(question) or not said.search(around) for said, asked in _kinds_of_money())


@cache
def _kinds_of_money() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What is said of an amount of some kind, and what a question that may mean it says: the same, unless told."""
    kinds = [kind if isinstance(kind, dict) else {"said": kind, "asked": kind}
             for kind in load("answer_types.yaml")["money_kinds"]]
    return tuple((re.compile(kind["said"], re.I), re.compile(kind["asked"], re.I)) for kind in kinds)


def _date(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    asked = question.lower()
    found = [m.group() for m in dates(sentence.text)]
    if any(text.lower() not in asked and not re.fullmatch(p.FINANCIAL, text) for text in found):
        return 1.0
    return 0.6 if found else 0.0


def _rate(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    return 1.0 if p.PERCENT.search(sentence.text) else 0.6 if p.NUMBER.search(sentence.text) else 0.0


def _amount(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    text = sentence.text
    if p.MONEY.search(text) or p.PERCENT.search(text) or p.MEASURED.search(text):
        return 1.0
    return 0.7 if numbers(text) else 0.0


def _change(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    size = _amount(wanted, sentence, groups, question)
    return size if p.CHANGE.search(sentence.text) else 0.5 * size


def _place(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    asked = {token.lower for token in tokens(question)}
    for match in p.PLACE.finditer(sentence.text):
        words = {token.lower for token in tokens(match.group())}
        if not p.A_MONTH.search(match.group()) and not words - {"in", "at", "the"} <= asked:
            return 1.0
    sites = (m.group(1).lower() for m in p.SITE.finditer(sentence.text))
    return 0.8 if any(site not in asked for site in sites) else 0.3


def _reason(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    if p.REASON.search(sentence.text):
        return 1.0
    asked = {token.stem[:4] for token in tokens(question)}       # its closure is no account of why it is closed
    said = [m.group() for pattern in _accounts() for m in pattern.finditer(sentence.text.lower())]
    return 0.6 if any({t.stem[:4] for t in tokens(words)[:1]} - asked or " " in words for words in said) else 0.3


@cache
def _accounts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("answer_types.yaml")["accounts"])


def _has(pattern: re.Pattern[str], otherwise: float = 0.0) -> Test:
    def test(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
        return 1.0 if pattern.search(sentence.text) else otherwise
    return test


_TESTS: dict[str, Test] = {
    "count": count, "money": _money, "date": _date, "percentage": _has(p.PERCENT), "rate": _rate, "amount": _amount,
    "change": _change, "identity": identity, "person": person, "named": named, "place": _place, "reason": _reason,
    "purpose": _has(p.PURPOSE, 0.35), "action": _has(p.ACTION, 0.4), "findings": _has(p.FINDING, 0.4),
    "effect": _has(p.EFFECT), "description": _has(p.DESCRIPTION, 0.4), "clock": _has(p.CLOCK), "colour": _has(p.COLOUR),
    "contact": _has(p.CONTACT), "frequency": _has(p.FREQUENCY), "rank": _has(p.RANK),
    "duration": _has(p.DURATION, 0.4),
}
