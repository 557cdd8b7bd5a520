"""A point as questions that stand alone: what they lean on put in, "at the time" as the period that was meant.

Each question comes in wordings to be tried in turn, the one that says most surely what was meant first. Words come
from the letter only. The question that is asked is never quoted; `asked` keeps the letter's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.letters.asking import bare_words
from assistant.letters.patterns import pattern
from assistant.letters.points import Clause, Point
from assistant.letters.segments import own_stems, points_at
from assistant.letters.subjects import (
    antecedents,
    asked_of,
    claims,
    completed,
    concepts,
    head,
    is_aspect,
    is_subject,
    subject_words,
)
from assistant.lexicon import lexicon
from assistant.question.periods import read_periods
from assistant.words import tokens
from ingest.language.periods import label_for

_SAME = re.compile(
    r"\b(?P<which>those|these|such|the same|that|this)\s+(?P<words>[a-z][\w'’-]+(?:\s+[a-z][\w'’-]+)?)", re.I
)
_WHEN = re.compile(r"(?:and )?(?:when|by when|since when)\b", re.I)
_PRONOUN = re.compile(
    r"\b(?:it|they|them)\b(?! (?:is |was )?(?:true|correct|possible|the case|right))|\b(?:its|their)\b", re.I
)
_COUNTED = re.compile(r"^(how many)(?= (?:there (?:are|were)|(?:are|were) there|of (?:them|these|those)\b))", re.I)
_VERSUS = re.compile(r"\s*(?:\([^()]*\b(?:v|vs|versus)\b[^()]*\)|\b(?:now|today)?\s*\b(?:v|vs|versus)\b\.? .*$)", re.I)
_QUARTER = re.compile(r"\b(?:that|the|this|its) (first|second|third|fourth|last|final) quarter\b(?! of)", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:/\d\d)?\b")
_ENOUGH = 3  # words of its own before a pronoun that make a question stand alone
_SAYS_MUCH = 4  # words of its own with which a claim says just what is asked of it
_MOST_WORDINGS = 5


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
    topic = next((c for p in before.split("\n\n")[:-3:-1] if (c := concepts(p))), "") if not point.item else ""
    units: list[ToAsk] = []
    said = point.lean
    for group in _units(point.clauses):
        if group[0].check:
            units += [ToAsk(_of_claim(claim, meant)) for claim in claims(said)]
            continue
        text = " and ".join(_clean(c.text) for c in group)
        text, named = _with_period(text, meant)
        text = _same_as(text, f"{before} {said}")
        near = near if named else _period_before(said) or near
        texts = _wordings(text, group[0], said, topic, led=not units and bool(point.lean), later=bool(units))
        if near and not read_periods(text).spans and not named and not _WHEN.match(text):
            texts = [f"{texts[0]} in {near}", *texts]
        after = point.lean if pattern("about").match(group[0].text) else None
        units.append(ToAsk(tuple(dict.fromkeys(f"{t}?" for t in texts))[: _MOST_WORDINGS + 1], after))
        said = f"{said}. {text}" if said else text
    return tuple(units)


def _wordings(text: str, clause: Clause, said: str, topic: str, led: bool, later: bool) -> list[str]:
    """The wordings of one question. `said`: what stands before it; `topic`: concepts of its paragraph so far."""
    subjects = [s for s in (subject_words(said), subject_words(head(said)), concepts(said)) if is_subject(s)]
    if points_at(text) & own_stems(said):
        return list(dict.fromkeys([*(_with_subject(text, s, more=True) for s in subjects[:1]), text]))
    filled = _filled(text, antecedents(said))
    own = own_stems(text)
    if _leans_on_subject(clause, led, later):
        texts = [_with_subject(text, subject) for subject in subjects] or [text]
        stands = len(own) > 1 and not filled and not clause.goes_on
        texts = [text, *texts] if stands and (concepts(text) or not led) else [*filled, *texts]
    else:
        texts = [text, *filled]
    if said and pattern("fragment").match(text):
        claim = (claims(said) or (said,))[-1]
        loose = [] if len(own_stems(claim)) >= _SAYS_MUCH else texts  # a part of such a claim is another thing
        texts = [completed(claim, text), *loose]
    if topic and not said and is_aspect(text):
        texts = [_with_subject(text, topic), *texts]
    if own:
        texts += [text, _VERSUS.sub("", text)]  # what is set against it may stand in the same passage
    return list(dict.fromkeys(texts))


def _of_claim(claim: str, meant: str) -> tuple[str, ...]:
    """A claim that is to be checked, as questions: its figures asked for, then what it is about alone."""
    text = asked_of(_clean(claim))
    periods = read_periods(claim).named
    when = f" in {periods[0].words.strip()}" if periods else f" in {meant}" if meant else ""
    named = concepts(claim)
    if not named:
        return (f"{text}?",)
    own = own_stems(_clean(claim))
    alone = len(own & own_stems(named)) * 2 > len(own)  # the claim says little but what it is about
    return tuple(dict.fromkeys([f"{named}{when}?", f"{text}?"] if alone else [f"{text}?", f"{named}{when}?"]))


def _filled(text: str, names: tuple[str, ...]) -> list[str]:
    """`text` with what its pronoun may stand for in the pronoun's place, for each name that it may be."""
    found = _PRONOUN.search(text)
    if counted := _COUNTED.match(text):
        rest = re.sub(r"^ of (?:them|these|those)\b", "", text[counted.end():])
        return [f"{counted.group(1)} {name}{rest}" for name in names]
    if not found or len(own_stems(text[: found.start()])) >= _ENOUGH:
        return []
    owned = "'s" if found.group().lower() in ("its", "their") else ""
    if found.group().lower() in ("they", "them", "their") and own_stems(text):
        names = (*names, "the police")
    return [f"{text[: found.start()]}{name}{owned}{text[found.end():]}" for name in names]


def _pronoun(text: str) -> bool:
    """Whether a pronoun points out of the question: not one that follows what it may well stand for."""
    found = pattern("bare_pronoun").search(text)
    return found is not None and len(own_stems(text[: found.start()])) < _ENOUGH


def _with_subject(text: str, subject: str, more: bool = False) -> str:
    """`text` with its subject in brackets, unless it names a part of it already (with `more` even then)."""
    if not subject or not more and own_stems(text) & own_stems(subject):
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
    text = re.sub(r"…", " ", text.lower() if text.isupper() else text)
    text = re.sub(r"^(?:for|about|of|on|as to)\s+(?=(?:the|any|your|an?)\b)", "", text, flags=re.I)
    text = re.sub(r",?\s*\bif anything,?\s*", " ", bare_words(text), flags=re.I)
    while (shorter := pattern("trailers").sub("", text)) != text:
        text = shorter
    text = re.sub(r"^(?:is|was) it (?:true|correct|right|the case) that\s+", "", text, flags=re.I)
    for key in ("reasons", "hedges"):
        shorter = pattern(key).sub(" ", text)
        text = shorter if own_stems(shorter) or not own_stems(text) else text
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
    text = _of_year(text, meant)
    found = pattern("then_words").search(text)
    if not found:
        return text, bool(read_periods(text).named)
    rest = " ".join(pattern("then_words").sub(" ", text).split())
    rest = re.sub(r"^[\s,]+", "", rest)
    if not meant or read_periods(rest).named:
        return rest, bool(read_periods(rest).named)
    return f"{rest} in {meant}", True


def _of_year(text: str, meant: str) -> str:
    """ "that first quarter" as the first quarter of the year that was meant, where the text names none."""
    year = _YEAR.search(meant)
    if year is None or read_periods(text).named:
        return text
    return _QUARTER.sub(lambda m: f"the {m.group(1)} quarter of {year.group()}", text)


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
