"""Whether a sentence counts the thing asked for: a number, what it counts, and how surely the two belong together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from assistant.narrative import patterns as p
from assistant.narrative.cues import Wanted
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text
from assistant.words import load, stem, tokens

PART = 0.8           # credit of a term by its last word alone
NEAR = 12            # words between a number and the thing counted, at most
LABEL = re.compile(r"\b(?:paragraphs?|points?|sections?|objectives?|items?|appendix|pages?|phase|tier|band|level|"
                   r"stage|part|measures?|annex|version|step|chapter|figure|table|aged?|junction)\s+$", re.I)
# The telephone services, named rather than counted ("999 and 101 have improved", not "101 arrests").
SERVICE = re.compile(r"(?:999|101|111|112)\b(?=\s*(?:$|[.,;:)/]|(?:and|or|has|have|is|was|were|are|still|also|"
                     r"calls?|callers?|lines?|services?|numbers?|answer\w*|respons\w+|performance|"
                     r"falls?|contacts?|systems?|demand)\b))", re.I)
OF_THESE = re.compile(r"\b(?:of (?:these|those|them|whom|which)|they|them|these)\b", re.I)
PARTING = {"from", "with", "by", "for", "in", "on", "at", "to", "who", "that", "which", "about", "against", "into"}
ENDING = PARTING | {"and", "or", "of", "have", "has", "had", "was", "were", "are", "is", "per",
                    "between", "after", "since"}


def dates(text: str) -> list[re.Match[str]]:
    """The dates in a text. "may" is a month only where it cannot be the verb."""
    month = {m.start() + m.group().index("May") for m in p.MAY_DATE.finditer(text)}
    return [m for m in p.DATE.finditer(text)
            if not (m.group().lower() == "may" and (m.start() not in month or m.group() != "May"))]


def numbers(text: str, head: str = "") -> list[int]:
    """Where counts stand in a text: digits or number words that are no date, money, percentage, ratio or time.

    `head`: the stem of the thing counted, where that may be a unit ("how many hours of patrols").
    """
    taken = [m.span() for found in (dates(text), *(pattern.finditer(text) for pattern in (
        p.MONEY, p.PERCENT, p.PHONE, p.CLOCK, p.MEASURED))) for m in found
        if not (head and head in {token.stem for token in tokens(m.group())})]
    places = [m.start() for m in p.NUMBER.finditer(text)]
    places += [m.start() for m in p.NUMBER_WORD.finditer(text)
               if not re.match(r"one (?:of|another|side)\b", text[m.start():], re.I)]
    places = [at for at in places if not (LABEL.search(text[:at]) or SERVICE.match(text, at))]
    return [at for at in places if not any(low <= at < high for low, high in taken)]


def phrase_of(group: Group) -> tuple[str, ...]:
    """The stems of the group's own word."""
    return tuple(token.stem for token in tokens(group.word))


def count(wanted: Wanted, sentence: Text, groups: Iterable[Group], question: str) -> float:
    """How surely the sentence counts what is asked for, 0 to 1."""
    starts = sentence.starts
    at = [bisect_right(starts, place) - 1 for place in numbers(sentence.text, wanted.head)]
    shares = [bisect_right(starts, m.start()) - 1 for m in p.PERCENT.finditer(sentence.text)]
    if not at and not shares:
        return 0.0
    counted = {token.stem for token in wanted.counted}
    heads = [group for group in groups if any(token.stem in counted for token in tokens(group.word))]
    best = 0.0
    for group in heads:
        worth = 1.0 if phrase_of(group)[-1] == wanted.head else 0.55      # "special constables" counts constables
        for phrase, credit in (*group.ways, *_apart(group, wanted.head)):
            for head in sentence.everywhere(phrase):
                bound = max((_bound(sentence, n, head) for n in at), default=0.0)
                best = max(best, worth * bound * (0.75 + 0.25 * credit))
                if any(abs(head - share) <= 3 for share in shares):
                    best = max(best, 0.7 * worth)                  # "68% of residents" answers "how many residents"
    plain = not heads or wanted.head in {stem(word) for word in _words("counted_plain")}
    if best < 0.6 and plain and any(_uncounted(sentence, n) for n in at):
        best = 0.6
    if at and OF_THESE.search(sentence.text):
        best = max(best, 0.6)
    return best


def _apart(group: Group, head: str) -> list[tuple[tuple[str, ...], float]]:
    """The thing counted by its last word alone, where the words of its term may stand apart ("an uplift of 125
    officers" counts extra police officers)."""
    return [((head,), PART)] if group.parts and phrase_of(group)[-1] == head else []


def _bound(sentence: Text, number: int, head: int) -> float:
    """How surely the number at one word position counts the thing at another: "17 vehicles from people with dogs"
    counts no dogs, "the number of judges rose to 12" counts judges."""
    if head < number:
        near = max(0.0, 1.0 - 0.045 * (number - head)) if number - head <= NEAR else 0.0
        return near if _bare(sentence, number) else 0.6 * near
    starts = sentence.starts
    between = sentence.text[starts[number]:starts[head]].lower().split()[1:]
    parted = any(word.strip(",;") in PARTING for word in between)
    return max(0.0, 1.0 - 0.05 * (head - number)) * (0.5 if parted else 1.0) if head - number <= NEAR else 0.0


def _own(sentence: Text, number: int) -> str:
    """The noun that a number counts by its place: the first plural after it, before a preposition or verb, or ""."""
    words = tokens(sentence.text)
    for word in words[number + 1:number + 5]:
        between = sentence.text[words[number].end:word.start]
        if word.lower in ENDING or re.search(r"[.;:,()]", between):
            return ""
        if word.lower in load("answer_types.yaml")["plurals"] or re.search(r"[^s]s$", word.lower):
            return word.lower
    return ""


def _bare(sentence: Text, number: int) -> bool:
    """Whether a number names nothing that it counts ("rose to 12", "97 came")."""
    return not _own(sentence, number)


def _uncounted(sentence: Text, number: int) -> bool:
    """Whether a number may count people: it names nothing, or people of some kind."""
    own = _own(sentence, number)
    return not own or own in _words("counted_plain") or own in _words("persons")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("answer_types.yaml")[key])
