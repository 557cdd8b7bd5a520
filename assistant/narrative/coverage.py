"""Knowing when not to: what is asked must be covered by what was picked, and be of the type asked for.

A distinctive word of the question that nothing picked covers, after spelling, vocabulary, acronyms and stems, is a
sign that the passage is about something else. The words missing are weighed by rarity; similarity can make up for a
word said otherwise, but not for a count, sum, date or name that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.narrative.counts import OF_THESE
from assistant.narrative.cues import Wanted
from assistant.narrative.evidence import ENOUGH
from assistant.narrative.patterns import LEANING
from assistant.narrative.scoring import Scored, credit_of
from assistant.narrative.terms import OWN, WIDER, Group
from assistant.narrative.texts import Text

COVERED = 0.4          # credit from which a word counts as covered
FOREIGN_SIMILAR = 0.62  # similarity that makes up for a word that no report uses
MISSING = ((0.55, 0.66), (0.40, 0.55), (0.25, 0.45))   # (share of weight missing, similarity that makes up for it)
MISSING_TYPED = ((0.30, 2.0), (0.20, 0.66), (0.15, 0.56), (0.10, 0.42))   # ... for a count, sum, date or name
LEAST = 0.34           # coverage below this needs similarity
LEAST_SIMILAR = 0.55
OWN_TYPES = ("count", "money", "amount", "percentage", "rate")
LEAST_OWN = 0.1        # coverage by a figure's own sentence, the paragraph left out
UNKNOWN = 0.35         # similarity taken for a sentence of which none is known, as without vectors
LEAST_SURE = 0.475     # confidence below this answers nothing
LEAST_BY_WORDS = 0.37  # ... where no similarity is known


@dataclass(frozen=True)
class Verdict:
    found: bool
    uncovered: tuple[str, ...]
    confidence: float


def judge(wanted: Wanted, groups: Sequence[Group], picks: Sequence[Scored], section: Text, *,
          by_words: bool = False) -> Verdict:
    """Whether the picked sentences answer the question. A word missing from them that stands elsewhere in their
    `section` counts as missing in part. `by_words`: searched without vectors, so that no similarity is known."""
    if not picks:
        return Verdict(False, tuple(g.word for g in groups if not g.light), 0.0)
    weight = sum(g.weight for g in groups if not g.light)
    missing = _missing(wanted, groups, picks)
    words = tuple(g.word for g in missing)
    elsewhere = 0.75 if wanted.need == "must" else 0.5
    lost = sum(g.weight * (elsewhere if credit_of(g, section) >= COVERED else 1.0) for g in missing)
    if wanted.need == "must":
        lost += sum(0.4 * g.weight for g in _guessed(groups, picks[0], section) if g not in missing)
    share = lost / weight if weight else 0.0
    similar, best = max(s.similar for s in picks), picks[0]
    covered = max(s.covered for s in picks)
    confidence = round(max(0.0, min(1.0, 0.55 * covered + 0.45 * (similar or UNKNOWN) - 0.4 * share)), 3)
    limits = MISSING_TYPED if wanted.need == "must" else MISSING
    proved = wanted.need != "must" or any(s.evidence >= ENOUGH and _in_its_own_words(wanted, s) for s in picks)
    foreign = any(not g.held for g in missing)
    sure = confidence >= (LEAST_BY_WORDS if by_words else LEAST_SURE)
    found = proved and sure and _says_what_happened(wanted, groups, picks) and not (
        foreign and similar < FOREIGN_SIMILAR
        or any(share > limit and similar < needed for limit, needed in limits)
        or covered < LEAST and similar < LEAST_SIMILAR
        or not weight and similar < 0.4 and best.own < 0.6)
    return Verdict(found, words, confidence)


def _in_its_own_words(wanted: Wanted, one: Scored) -> bool:
    """Whether a figure's own sentence speaks of what is asked: one that only stands beside such a one does not."""
    return wanted.type not in OWN_TYPES or one.own >= LEAST_OWN


def _says_what_happened(wanted: Wanted, groups: Sequence[Group], picks: Sequence[Scored]) -> bool:
    """Whether a pick that has the type of answer wanted also has the question's verb, in its own words or others."""
    if wanted.need != "must" or not wanted.verb or wanted.type == "money":
        return True
    of_verb = [i for i, g in enumerate(groups) if any(wanted.verb in way for way, credit in g.ways if credit >= OWN)]
    typed = [s for s in picks if s.evidence >= ENOUGH] or list(picks[:1])

    # A number counts what its own sentence tells.
    def says(one: Scored, i: int) -> bool:
        if wanted.type != "count":
            return one.credits[i] >= COVERED
        return any(credit_of(groups[i], text) >= COVERED for text in _told(one))

    return not of_verb or any(says(s, i) for s in typed for i in of_verb)


def _told(one: Scored) -> list[Text]:
    """A sentence, with the one before it where it speaks of what that names."""
    text = one.sentence.text
    before = [s.text for s in one.passage.sentences if s.ordinal == one.sentence.ordinal - 1]
    return [text, *before] if LEANING.match(text.text.strip()) or OF_THESE.search(text.text) else [text]


def _missing(wanted: Wanted, groups: Sequence[Group], picks: Sequence[Scored]) -> list[Group]:
    """The words that matter and that nothing picked covers.

    A count, sum or date must stand with the words asked for: the picks together do not make up for it.
    """
    def left(credits: Sequence[float]) -> list[Group]:
        return [g for g, credit in zip(groups, credits, strict=True) if credit < COVERED and not g.light]

    if wanted.need == "must":
        alone = [left(s.credits) for s in picks if s.evidence >= ENOUGH] or [left(picks[0].credits)]
        return min(alone, key=lambda missing: sum(g.weight for g in missing))
    best = picks[0].credits
    joined = [max(own, 0.75 * max((s.credits[i] for s in picks if s.passage.section_id == picks[0].passage.section_id),
                                  default=0.0), 0.35 * max(s.credits[i] for s in picks))
              for i, own in enumerate(best)]
    return left(joined)


def _guessed(groups: Sequence[Group], best: Scored, section: Text) -> list[Group]:
    """Words that the reports use, and the best sentence's section has only by another term of their concept."""
    return [g for g, credit in zip(groups, best.words, strict=True)
            if g.literal and not g.light and abs(credit - WIDER) < 0.001 and credit_of(g, section) <= WIDER]
