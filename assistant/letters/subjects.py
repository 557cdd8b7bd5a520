"""What a letter's words are about: their subject, the claims that they report, what a pronoun may stand for.

Words come from the letter only; nothing is added but question words in the place of a claim's figures.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from assistant.letters.patterns import pattern
from assistant.letters.segments import own_stems
from assistant.lexicon import lexicon
from assistant.question.periods import read_periods
from assistant.words import content, generic_stems, load, stem, tokens

_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|did|do|does|should)\b", re.I)
_MOST_SUBJECT = 8
_LEAST_CLAIM = 3  # words of a claim; fewer go on with the one before
_MOST_NAME = 6  # words of what a pronoun stands for
_CLAUSES = re.compile(r"[.;:!?]\s+|,?\s+(?:and|but)\s+that\s+|,\s+that\s+|\s[-–—]\s|,\s+(?:and|but)\s+")
_BEFORE_NAME = re.compile(r"\b(?:in|of|for|by|at|to|on|with|from|about|against|behind|around|into)\s+", re.I)
_OPENS_NAME = re.compile(
    r"^(?:(?:by|in|on|for|of|to|at)\s+)?(?:(?:how|what|which)\s+(?:many|much|often|long|share|proportion|percentage|"
    r"number)?\s*(?:of\s+)?|who|when|where|why|whether|if|that|then|but|and|also|so|"
    r"its|it['’]?s|it is|there['’]?s|there (?:is|are)|\w+ing (?:about|of|on|for)|regarding|about)\b\s*", re.I
)
_VAGUE = re.compile(
    r"\b(?:an? (?:good |large |small |great |fair |certain )?(?:number|deal|handful|couple|lot) of|a great many|"
    r"a good many|several|some|many|quite a few|a few|lots of|numerous)\s+", re.I
)
_DEFINITE = re.compile(r"(?:the|your|our|this|that) (?:\w+ ){0,2}\w{4,}$", re.I)
_NO_NAME = re.compile(r"\b(?:i|we|you|he|she|they|it|my|me|us|say|says|said|think|thinks|told|that)\b", re.I)
_SAID = re.compile(
    r"^(?:(?:they|people|everyone|everybody|he|she|someone|somebody|(?:the|my|our|a) \w+)(?: …)? )"
    r"(?:say|says|said|reckons?|thinks?|tells? me|told me|swears?)(?: that)?\s+(?!how|what|why|when|so\b)", re.I
)
_ROUGHLY = (r"(?:(?:fewer|less|more|greater|higher|lower|bigger) than |only |over |under |nearly |about |around |"
            r"almost |some |just |up to |at least |as (?:many|much|high|low) as |a mere |a staggering )*")
_FIGURE = re.compile(
    rf"\b{_ROUGHLY}(?P<money>£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:bn|m|k|million|billion|thousand)\b)?)|"
    rf"\b{_ROUGHLY}(?P<share>\d[\d,.]*\s?(?:%|per ?cent\b|percentage points))|"
    rf"\b{_ROUGHLY}(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\w/])", re.I
)
_MONEY = re.compile(rf"{_ROUGHLY}£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:bn|m|k|million|billion|thousand)\b)?", re.I)
_ASKS = {"money": "how much", "share": "what percentage", "count": "how many"}


def subject_words(text: str) -> str:
    """The words of `text` that say what it is about: its content words; of a long text, its policing concepts."""
    generic = generic_stems()
    spans = list(read_periods(text).spans)
    own = own_stems(text)
    words = [
        t for t in content(text) if not any(c.isdigit() for c in t.text) and not any(a <= t.start < b for a, b in spans)
    ]
    chosen = [t.stem in own and t.stem not in generic for t in words]
    found = [
        t.text
        for n, t in enumerate(words)
        if chosen[n] or 0 < n < len(words) - 1 and chosen[n - 1] and chosen[n + 1] and t.stem in generic
    ]
    found = [w for w in found if w.lower() not in _aside()]
    if len(found) > _MOST_SUBJECT:
        named = set(concepts(text).split())
        found = [w for w in found if w in named or w[:1].isupper()] or found[-_MOST_SUBJECT:]
    return " ".join(dict.fromkeys(found))


def head(text: str) -> str:
    """What stands before the first verb of a statement, which is what it is about."""
    found = _VERB.search(text)
    return text[: found.start()] if found else text


def concepts(text: str) -> str:
    """The policing concepts that a text names, in its own words."""
    words = tokens(text)
    return " ".join(dict.fromkeys(t.text for h in lexicon().find(words) for t in words[h.first : h.last]))


def is_aspect(text: str) -> bool:
    """Whether a question says only which side of a thing it asks ("the solved rate", "how long is the list")."""
    return own_stems(text) <= _aspects()


def is_subject(words: str) -> bool:
    """Whether words can say what a question is about: they name a concept, or something by its name."""
    return any(w[:1].isupper() for w in words.split()) or bool(concepts(words))


def claims(text: str) -> tuple[str, ...]:
    """The statements that a text reports, without who says so: "I read that X and that Y" gives X and Y."""
    found: list[str] = []
    for piece in _CLAUSES.split(text):
        said = unreported(piece)
        if not own_stems(said):
            continue
        if found and len(said.split()) < _LEAST_CLAIM:
            found[-1] = f"{found[-1]} and {said}"
        else:
            found.append(said)
    whole = [c for claim in found for c in _both(claim)]
    return tuple([c for c in whole if concepts(c)] or whole)


def unreported(text: str) -> str:
    """A statement without who says so."""
    text = text.strip(" ,.;:")
    for _ in range(3):
        found = pattern("reported").match(text)
        if not found or not own_stems(text[found.end():]):
            break
        text = text[found.end():].strip(" ,.;:")
    return _SAID.sub("", text)


def asked_of(claim: str) -> str:
    """A claim as a question: a question word in the place of every figure that is no period or name."""
    periods = read_periods(claim).spans
    named = {t.start for t in tokens(claim) if t.lower in ("999", "101", "111")}

    def ask(match: re.Match[str]) -> str:
        kind = match.lastgroup or "count"
        at = match.start(kind)
        if any(a <= at < b for a, b in periods) or at in named:
            return match.group()
        return _ASKS[kind]

    return " ".join(_FIGURE.sub(ask, _MONEY.sub(_ASKS["money"], claim)).split())


def completed(claim: str, fragment: str) -> str:
    """A statement with the fragment that asks of it: "how many" of "a number of vans were taken" asks how many vans."""
    claim = unreported(claim)
    if re.match(r"(?:and |but )?(?:how many|the (?:\w+ )?(?:figures?|numbers?|totals?))\b", fragment, re.I):
        asked = _VAGUE.sub("how many ", claim, count=1)
        return asked if asked != claim else f"how many {claim}"
    return f"{claim} {fragment}"


def antecedents(said: str) -> tuple[str, ...]:
    """What a pronoun after `said` may stand for: the subject and the last name of its last clauses, nearest first."""
    found: list[str] = []
    for piece in reversed(_CLAUSES.split(said.strip(" .?!"))[-3:]):
        clause = unreported(piece)
        first = _named(head(clause))
        last = _named(_BEFORE_NAME.split(clause)[-1]) if _BEFORE_NAME.search(clause) else ""
        found += [name for name in (first, last) if name]
    return tuple(dict.fromkeys(found))[:3]


def _named(text: str) -> str:
    """`text` as a name, or "" where it is none: too long, a verb's, or of no words of its own."""
    before = None
    while before != text:
        before, text = text, _OPENS_NAME.sub("", text.strip(" ,")).strip()
    text = head(text).strip(" ,")
    if len(text.split()) > _MOST_NAME:
        text = " ".join(_BEFORE_NAME.split(text)[0].split()[-_MOST_NAME:])
    proper = any(t.text[:1].isupper() and t.start > 0 for t in content(text))
    if _NO_NAME.search(text):
        return ""
    return text if text and (own_stems(text) or proper or _DEFINITE.match(text)) else ""


def _both(claim: str) -> tuple[str, ...]:
    """ "X rose and Y fell" as its two claims, where each has a verb or a figure and words of its own."""
    left, joint, right = claim.partition(" and ")
    if joint and all((_VERB.search(s) or _FIGURE.search(s)) and own_stems(s) for s in (left, right)):
        return (left, *_both(right))
    return (claim,)


@cache
def _aspects() -> frozenset[str]:
    return frozenset(stem(word) for word in load("letters/points.yaml")["aspects"])


@cache
def _aside() -> frozenset[str]:
    """Words of a letter's story that are no subject: relations, months without a year."""
    months = [name.lower() for name in calendar.month_name if name]
    return (
        frozenset(w.lower() for key in ("kin", "titles") for w in load("letters/personal.yaml")[key])
        | frozenset(months)
        | {"says", "law", "quick"}
    )
