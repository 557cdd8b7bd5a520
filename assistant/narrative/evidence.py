"""Whether a sentence holds an answer of the type wanted: an amount of money, a date, a count of the right thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache

from assistant.narrative import patterns as p
from assistant.narrative.cues import Wanted
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text
from assistant.words import load, stem, tokens

ENOUGH = 0.45        # evidence below this does not answer a question that must have its type
LABEL = re.compile(r"\b(?:paragraphs?|points?|sections?|objectives?|items?|appendix|pages?|phase|tier|band|level|"
                   r"stage|part|measures?|annex|version|step|chapter|figure|table)\s+$", re.I)
# The telephone services, named rather than counted ("999 and 101 have improved", not "101 arrests").
SERVICE = re.compile(r"(?:999|101|111|112)\b(?=\s*(?:$|[.,;:)/]|(?:and|or|has|have|is|was|were|are|still|also|"
                     r"calls?|lines?|services?|numbers?|answer\w*|respons\w+|performance|"
                     r"falls?|contacts?|systems?|demand)\b))", re.I)
OF_THESE = re.compile(r"\b(?:of (?:these|those|them|whom|which)|they|them|these)\b", re.I)
PARTING = {"from", "with", "by", "for", "in", "on", "at", "to", "who", "that", "which", "about", "against", "into"}
_UNDER = {"deputy", "assistant", "vice", "former", "previous"}
_PLURALS = {"people", "children", "women", "men", "staff"}
NEAR = 12            # words between a number and the thing counted, at most


def dates(text: str) -> list[re.Match[str]]:
    """The dates in a text. "may" is a month only where it cannot be the verb."""
    month = {m.start() + m.group().index("May") for m in p.MAY_DATE.finditer(text)}
    return [m for m in p.DATE.finditer(text)
            if not (m.group().lower() == "may" and (m.start() not in month or m.group() != "May"))]


def numbers(text: str) -> list[int]:
    """Where counts stand in a text: digits or number words that are no date, money, percentage or ratio."""
    taken = [m.span() for found in (dates(text), p.MONEY.finditer(text), p.PERCENT.finditer(text),
                                    p.PHONE.finditer(text)) for m in found]
    places = [m.start() for m in p.NUMBER.finditer(text)]
    places += [m.start() for m in p.NUMBER_WORD.finditer(text)
               if not re.match(r"one (?:of|another|side)\b", text[m.start():], re.I)]
    places = [at for at in places if not (LABEL.search(text[:at]) or SERVICE.match(text, at))]
    return [at for at in places if not any(low <= at < high for low, high in taken)]


def evidence(wanted: Wanted, sentence: Text, groups: Iterable[Group], question: str) -> float:
    """How well the sentence holds the answer's type, 0 to 1. 1 for types that ask for nothing in particular."""
    test = _TESTS.get(wanted.type)
    return 1.0 if test is None else test(wanted, sentence, tuple(groups), question)


def phrase_of(group: Group) -> tuple[str, ...]:
    """The stems of the group's own word."""
    return tuple(token.stem for token in tokens(group.word))


Test = Callable[[Wanted, Text, tuple[Group, ...], str], float]


def _count(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    starts = sentence.starts
    at = [bisect_right(starts, place) - 1 for place in numbers(sentence.text)]
    shares = [bisect_right(starts, m.start()) - 1 for m in p.PERCENT.finditer(sentence.text)]
    if not at and not shares:
        return 0.0
    counted = {token.stem for token in wanted.counted}
    heads = [group for group in groups if any(token.stem in counted for token in tokens(group.word))]
    plain = [group for group in heads if phrase_of(group)[-1] in _plain_stems()]
    best = 0.0
    last = _head(wanted)
    for group in heads:
        worth = 1.0 if phrase_of(group)[-1] == last else 0.55      # "special constables" counts constables
        for phrase, credit in group.ways:
            for head in sentence.everywhere(phrase):
                bound = max((_bound(sentence, n, head) for n in at), default=0.0)
                best = max(best, worth * bound * (0.75 + 0.25 * credit))
                if any(abs(head - share) <= 3 for share in shares):
                    best = max(best, 0.7 * worth)                  # "68% of residents" answers "how many residents"
    if not at:
        return best
    if best < 0.6 and (not heads or any(phrase_of(group)[-1] == last for group in plain)):
        best = 0.6
    return max(best, 0.6 if OF_THESE.search(sentence.text) else 0.3)


def _head(wanted: Wanted) -> str:
    """The stem of the noun counted: the first plural of what follows "how many" ("residents think ..."), else the
    last word."""
    plurals = (t.stem for t in wanted.counted if t.lower in _PLURALS or t.lower.endswith("s") and t.lower[-2:] != "ss")
    return next(plurals, wanted.counted[-1].stem if wanted.counted else "")


def _bound(sentence: Text, number: int, head: int) -> float:
    """How surely the number at one word position counts the thing at another: "17 vehicles from people with dogs"
    counts no dogs, "the number of judges rose to 12" counts judges."""
    if head < number:
        return max(0.0, 1.0 - 0.045 * (number - head)) if number - head <= NEAR else 0.0
    starts = sentence.starts
    between = sentence.text[starts[number]:starts[head]].lower().split()[1:]
    parted = any(word.strip(",;") in PARTING for word in between)
    return max(0.0, 1.0 - 0.05 * (head - number)) * (0.5 if parted else 1.0) if head - number <= NEAR else 0.0


def _money(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    found = [m.start() for m in p.MONEY.finditer(sentence.text)]
    if not found:
        return 0.0
    starts = sentence.starts
    at = [max(0, bisect_right(starts, place + 1) - 1) for place in found]
    near = [min(abs(head - n) for n in at) for group in groups if not group.light
            for phrase, _ in group.ways for head in sentence.everywhere(phrase)]
    return 1.0 - 0.01 * min(min(near), 30) if near else 0.65


def _date(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    asked = question.lower()
    found = [m.group() for m in dates(sentence.text)]
    if any(text.lower() not in asked and not re.fullmatch(p.FINANCIAL, text) for text in found):
        return 1.0
    return 0.6 if found else 0.0


def _percentage(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    return 1.0 if p.PERCENT.search(sentence.text) else 0.0


def _rate(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    return 1.0 if p.PERCENT.search(sentence.text) else 0.6 if p.NUMBER.search(sentence.text) else 0.0


def _amount(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    text = sentence.text
    return 1.0 if p.MONEY.search(text) or p.PERCENT.search(text) else 0.7 if numbers(text) else 0.0


def _change(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    size = _amount(wanted, sentence, groups, question)
    return size if p.CHANGE.search(sentence.text) else 0.5 * size


def _names(text: str) -> list[str]:
    return [m.group() for m in p.NAME.finditer(text)]


def _identity(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    """A name or role put into the office asked for: "X is the R", "X as R", "R, X", "R (Mr X)", "X, the R"."""
    starts, asked = sentence.starts, question.lower()
    office = [g for g in groups if set(phrase_of(g)) & _office_stems()] or [g for g in groups if not g.light]
    places = sorted({at for group in office for phrase, credit in group.ways if credit > 0.8
                     for at in sentence.everywhere(phrase)})
    under = [token.lower in _UNDER and token.lower not in asked for token in tokens(sentence.text)]
    places = [at for at in places if not any(under[max(0, at - 2):at])]
    if not places:
        return 0.0
    named = [m.start() for m in p.NAME.finditer(sentence.text)
             if not {t.lower for t in tokens(m.group())} & ({t.lower for t in tokens(asked)} | _offices())
             and not re.search(p.MONTH, m.group())]
    at = [bisect_right(starts, place) - 1 for place in named]
    if any(abs(name - place) <= 9 for name in at for place in places):
        return 1.0
    first = starts[places[0]]
    joined = re.search(r"\b(?:as|is|was|remains?|became|appointed)\b(?: [\w-]+){0,4}\s*$",
                       sentence.text[max(0, first - 60):first])
    return 0.7 if joined else 0.0


@cache
def _plain_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in load("answer_types.yaml")["counted_plain"])


@cache
def _offices() -> frozenset[str]:
    """Words of offices and bodies: capitalised pairs that hold one are no person's name."""
    return frozenset(load("answer_types.yaml")["offices"])


@cache
def _office_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in load("answer_types.yaml")["posts"])


def _person(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    asked = {token.lower for token in tokens(question)}
    for name in _names(sentence.text):
        if not {token.lower for token in tokens(name)} & asked:
            return 1.0
    fresh = [m.group() for m in p.ROLE.finditer(sentence.text) if m.group().lower() not in question.lower()]
    fresh += [m.group() for m in p.PROPER.finditer(sentence.text) if m.group().lower() not in question.lower()]
    return 0.8 if fresh else 0.3


def _place(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    asked = {token.lower for token in tokens(question)}
    for match in p.PLACE.finditer(sentence.text):
        words = {token.lower for token in tokens(match.group())}
        months = bool(re.search(p.MONTH, match.group()))
        if not months and not words - {"in", "at", "the"} <= asked:
            return 1.0
    return 0.3


def _reason(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
    return 1.0 if p.REASON.search(sentence.text) else 0.35


def _has(pattern: re.Pattern[str], otherwise: float = 0.0) -> Test:
    def test(wanted: Wanted, sentence: Text, groups: tuple[Group, ...], question: str) -> float:
        return 1.0 if pattern.search(sentence.text) else otherwise
    return test


_TESTS: dict[str, Test] = {
    "count": _count, "money": _money, "date": _date, "percentage": _percentage, "rate": _rate, "amount": _amount,
    "change": _change, "identity": _identity, "person": _person, "place": _place, "reason": _reason,
    "action": _has(p.ACTION, 0.4), "findings": _has(p.FINDING, 0.4),
    "contact": _has(p.PHONE), "frequency": _has(p.FREQUENCY), "rank": _has(p.RANK),
    "duration": _has(p.DURATION, 0.4),
}
