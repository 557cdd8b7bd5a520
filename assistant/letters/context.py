"""A point as questions that stand alone: what they lean on put in, "at the time" as the period that was meant.

Words come from the letter only. The question that is asked is never quoted; `asked` keeps the letter's own words.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

from assistant.letters.asking import _bare
from assistant.letters.points import Clause, Point
from assistant.letters.segments import own_stems, pattern
from assistant.lexicon import lexicon
from assistant.question.periods import read_periods
from assistant.words import content, generic_stems, load, tokens
from ingest.language.periods import label_for

_SAME = re.compile(
    r"\b(?P<which>those|these|such|the same|that|this)\s+(?P<words>[a-z][\w'’-]+(?:\s+[a-z][\w'’-]+)?)", re.I
)
_WHEN = re.compile(r"(?:and )?(?:when|by when|since when)\b", re.I)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|did|do|does|should)\b", re.I)
_MOST_SUBJECT = 8
_ENOUGH = 3  # words of its own before a pronoun that make a question stand alone


@dataclass(frozen=True)
class ToAsk:
    """A question to put to the assistant, in wordings to be tried in turn until one is answered.

    `after`: the question before, where this one only goes on from it ("And what about ...?").
    """

    wordings: tuple[str, ...]
    after: str | None = None


def questions_of(point: Point, before: str) -> tuple[ToAsk, ...]:
    """The questions of a point, in order; `before` is the letter's body up to it, personal data off."""
    meant = _period_before(f"{before} {point.leading} {point.lean}")
    near = _period_before(f"{point.leading} {point.lean}") or ("" if point.item else _period_in_paragraph(before))
    units: list[ToAsk] = []
    said = point.lean
    for group in _units(point.clauses):
        text = " and ".join(_clean(c.text) for c in group)
        text, named = _with_period(text, meant)
        text = _same_as(text, f"{before} {said}")
        near = near if named else _period_before(said) or near
        texts = [text]
        if _leans_on_subject(group[0], not units and bool(point.lean), bool(units)):
            subjects = (subject_words(said), subject_words(_head(said)), _concepts(said))
            texts = [_with_subject(text, subject) for subject in subjects if subject] or [text]
            texts += [text] if len(own_stems(text)) > 1 else []
        if near and not read_periods(text).spans and not named and not _WHEN.match(text):
            texts = [f"{texts[0]} in {near}", *texts]
        after = point.lean if pattern("about").match(group[0].text) else None
        units.append(ToAsk(tuple(dict.fromkeys(f"{t}?" for t in texts)), after))
        said = f"{said} {text}"
    return tuple(units)


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
        named = set(_concepts(text).split())
        found = [w for w in found if w in named or w[:1].isupper()] or found[-_MOST_SUBJECT:]
    return " ".join(dict.fromkeys(found))


def _head(text: str) -> str:
    """What stands before the first verb of a statement, which is what it is about."""
    found = _VERB.search(text)
    return text[: found.start()] if found else text


def _concepts(text: str) -> str:
    """The policing concepts that a text names, in its own words."""
    words = tokens(text)
    return " ".join(dict.fromkeys(t.text for h in lexicon().find(words) for t in words[h.first : h.last]))


@cache
def _aside() -> frozenset[str]:
    """Words of a letter's story that are no subject: relations, months without a year."""
    months = [name.lower() for name in calendar.month_name if name]
    return (
        frozenset(w.lower() for key in ("kin", "titles") for w in load("letters/personal.yaml")[key])
        | frozenset(months)
        | {"says", "law", "quick"}
    )


def _pronoun(text: str) -> bool:
    """Whether a pronoun points out of the question: not one that follows what it may well stand for."""
    found = pattern("bare_pronoun").search(text)
    return found is not None and len(own_stems(text[: found.start()])) < _ENOUGH


def _with_subject(text: str, subject: str) -> str:
    """`text` with its subject in brackets, unless it names a part of it already."""
    if not subject or own_stems(text) & own_stems(subject):
        return text
    known = {t.stem for t in tokens(text)}
    new = [w for w in subject.split() if not {t.stem for t in tokens(w)} <= known]
    return f"{text} ({' '.join(new)})" if new else text


def _units(clauses: tuple[Clause, ...]) -> list[list[Clause]]:
    """Clauses that only make sense with the one before are asked together with it."""
    units: list[list[Clause]] = []
    for clause in clauses:
        if units and clause.tie:
            if not pattern("rating").search(clause.text):  # a figure is always given with its rating
                units[-1].append(clause)
        else:
            units.append([clause])
    return units


def _clean(text: str) -> str:
    text = re.sub(r"…", " ", text)
    text = re.sub(r",?\s*\bif anything,?\s*", " ", _bare(text), flags=re.I)
    text = pattern("trailers").sub("", text)
    text = re.sub(r"^(?:is|was) it (?:true|correct|right|the case) that\s+", "", text, flags=re.I)
    return " ".join(text.split()).strip(" ?.,;:")


def _leans_on_subject(clause: Clause, led: bool, later: bool) -> bool:
    """Whether a question needs its subject put in. `led`: a statement leads up to it; `later`: a question of
    the same point stands before it.
    """
    text = clause.text
    bare = pattern("then_words").sub(" ", text)
    return (
        clause.goes_on
        or len(own_stems(text)) <= (2 if led else 1 if later else 0)
        or bool(
            _pronoun(bare)
            or pattern("about").match(text)
            or pattern("elliptical").match(text)
            or pattern("fragment").match(text)
        )
    )


def _mentions(text: str) -> list[str]:
    return [label_for(m.start, m.end) for m in read_periods(text).named if m.start and m.end]


def _period_before(text: str) -> str:
    """The last period that a text names, as the reports would name it."""
    found = _mentions(text)
    return found[-1] if found else ""


def _period_in_paragraph(before: str) -> str:
    return _period_before(before.rsplit("\n\n", 1)[-1])


def _with_period(text: str, meant: str) -> tuple[str, bool]:
    """ "at the time" as the period meant. True where the text names one (or did)."""
    found = pattern("then_words").search(text)
    if not found:
        return text, bool(read_periods(text).named)
    rest = " ".join(pattern("then_words").sub(" ", text).split())
    rest = re.sub(r"^[\s,]+", "", rest)
    if not meant or read_periods(rest).named:
        return rest, bool(read_periods(rest).named)
    return f"{rest} in {meant}", True


def _same_as(text: str, before: str) -> str:
    """ "those burglaries" as the kind of burglary that was named before, with its period."""

    def named(match: re.Match[str]) -> str:
        words = tokens(match.group("words"))
        stems = {t.stem for t in words[:1]}
        if not stems:
            return match.group()
        earlier = tokens(before)
        for hit in sorted(lexicon().find(earlier), key=lambda h: (h.first, h.last - h.first), reverse=True):
            span = earlier[hit.first : hit.last]
            if stems & {t.stem for t in span}:
                kind = before[span[0].start : span[-1].end]
                rest = match.group("words").split(None, 1)[1:]
                return " ".join([kind, *rest])
        return (
            match.group("words")
            if match.group("which").lower() in ("those", "these", "such", "the same")
            else match.group()
        )

    return _SAME.sub(named, text)
