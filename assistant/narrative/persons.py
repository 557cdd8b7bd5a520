"""Whether a sentence names who: a person or body that is not the question's own, put into the part asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from assistant.narrative import patterns as p
from assistant.narrative.counts import phrase_of
from assistant.narrative.cues import Wanted, cued
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text, irregular, root_of
from assistant.words import load, stem, tokens

_UNDER = {"deputy", "assistant", "vice", "former", "previous"}
_PASSIVE = {"is", "are", "was", "were", "be", "been", "being"}
_DETERMINERS = {"the", "a", "his", "her", "their", "of"}
_AT_PLACE = re.compile(r"\b(?:in|at|near|across|around|throughout) (?:the )?$")
_VERB_FORM = re.compile(r"\w{2,}(?:ed|ing)|has|have|had|will")
_AGENT = 9           # words after a passive verb in which "by" names who did it


def identity(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    """A name or role put into the office asked for: "X is the R", "X as R", "R, X", "R (Mr X)", "X, the R"."""
    starts, asked = sentence.starts, question.lower()
    if cued(asked, "asks_incoming") and not cued(sentence.text, "incoming"):
        return 0.0                        # who holds the office says nothing about who comes next
    office = [g for g in groups if set(phrase_of(g)) & _stems("posts")] or [g for g in groups if not g.light]
    places = sorted({at for group in office for phrase, credit in group.ways if credit >= 0.7
                     for at in sentence.everywhere(phrase)})
    under = [token.lower in _UNDER and token.lower not in asked for token in tokens(sentence.text)]
    places = [at for at in places if not any(under[max(0, at - 2):at])]
    if not places:
        return 0.0
    at = [bisect_right(starts, m.start()) - 1 for m in p.NAME.finditer(sentence.text) if _person(m.group(), asked)]
    if any(abs(name - place) <= 9 and _put_into(sentence.text, name, place) for name in at for place in places):
        return 1.0
    first = starts[places[0]]
    joined = re.search(r"\b(?:as|is|was|remains?|became|appointed)\b(?: [\w-]+){0,4}\s*$",
                       sentence.text[max(0, first - 60):first])
    return 0.7 if joined else 0.0


def _put_into(text: str, name: int, place: int) -> bool:
    """Whether nothing between a name and an office (word positions) says that the one does something to the other:
    "the Commissioner has appointed Ann Hill" gives her another office, "the Commissioner, Ann Hill," this one."""
    words = [token.lower for token in tokens(text)]
    between = words[place + 1:name] if name > place else words[name + 2:place]
    allowed = _words("office_after") if name > place else _words("office_before")
    if any(word in _words("office_not") for word in between):
        return False
    return all(word in allowed or not (_VERB_FORM.fullmatch(word) or word in irregular()
                                       or stem(word) in _stems("verbs")) for word in between)


def person(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    """A name, body or role that the question does not hold itself, and nobody left unsaid."""
    did = re.search(r"\bwho (?:has |had |have )?([a-z]+)", question.lower())
    if did and wanted.verb == root_of(tokens(did[1])[0]) and _unsaid(wanted, sentence, groups):
        return 0.2
    asked = {token.lower for token in tokens(question)}
    names = [m.group() for m in p.NAME.finditer(sentence.text)]
    if any(not {token.lower for token in tokens(name)} & asked for name in names):
        return 1.0
    agent = re.search(r"\bby (?:the |an? |its |their )?(\w+)", sentence.text)
    if agent and stem(agent[1].lower()) in _stems("persons") and agent[1].lower() not in asked:
        return 0.8
    fresh = [m.group() for m in p.ROLE.finditer(sentence.text) if m.group().lower() not in question.lower()]
    fresh += [name for name in _capitals(sentence.text) if name.lower() not in question.lower()]
    return 0.8 if fresh else 0.3


def named(wanted: Wanted, sentence: Text, groups: Sequence[Group], question: str) -> float:
    """A name that the question does not hold: of a person where it asks for a person's, else any, or words quoted."""
    asked = question.lower()
    if cued(asked, "name_of_person"):
        return 1.0 if any(_person(m.group(), asked) for m in p.NAME.finditer(sentence.text)) else 0.0
    quoted = re.search(r"[\"“‘][^\"”’]{3,60}[\"”’]", sentence.text)
    fresh = [name for name in _capitals(sentence.text) if name.lower() not in asked]
    return 1.0 if quoted else 0.8 if fresh else 0.2


def _capitals(text: str) -> list[str]:
    """Capitalised words inside a sentence that may name somebody: no month, day, feast, nor a place after "in"."""
    found = [m for m in p.PROPER.finditer(text) if not p.CALENDAR.fullmatch(m.group())]
    return [m.group() for m in found if not _AT_PLACE.search(text[max(0, m.start() - 16):m.start()])]


def _person(name: str, asked: str) -> bool:
    """Whether a capitalised pair may be a person's name, and not one of the question's."""
    words = {token.lower for token in tokens(name)}
    return not words & ({token.lower for token in tokens(asked)} | _words("offices")) and not p.A_MONTH.search(name)


def _unsaid(wanted: Wanted, sentence: Text, groups: Sequence[Group]) -> bool:
    """Whether the sentence says what was done and not by whom ("who was killed in 1972", "after the death of")."""
    words = [token.lower for token in tokens(sentence.text)]
    places = [at for group in groups if wanted.verb in phrase_of(group) for phrase, _ in group.ways
              for at in sentence.everywhere(phrase)]
    return bool(places) and all("by" not in words[at:at + _AGENT] and (
        words[max(0, at - 1)] in _DETERMINERS or _PASSIVE & set(words[max(0, at - 2):at])) for at in places)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("answer_types.yaml")[key])


@cache
def _stems(key: str) -> frozenset[str]:
    return frozenset(stem(word) for word in load("answer_types.yaml")[key])
