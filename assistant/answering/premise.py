"""False premises: a question that supposes a rise, a fall, a hit or a miss which the figures contradict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.answering.measures import _before
from assistant.composition import Composition
from assistant.figures.caveats import add_caveats
from assistant.figures.rows import Row, actual_words
from assistant.figures.select import for_period, select
from assistant.figures.series import series, state_change
from assistant.figures.value import missed, state
from assistant.question.measures import Match
from assistant.question.parse import Question
from assistant.words import load

_UP = re.compile(r"\b(?:rise|rose|risen|rising|increase[sd]?|increasing|gone? up|went up|go(?:ing)? up|grow[ns]?|grew|longer|slower|more|"
                 r"jump(?:ed)?|climb(?:ed)?|soar(?:ed)?|higher|surge[sd]?)\b", re.I)
_DOWN = re.compile(r"\b(?:fall(?:en|ing|s)?|fell|decrease[sd]?|decreasing|gone? down|went down|go(?:ing)? down|"
                   r"drop(?:ped|ping)?|declin(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tion)|lower|plummet(?:ed)?|shorter|quicker|faster|fewer|less)\b", re.I)
_BETTER = re.compile(r"\b(?:improv\w*|better)\b", re.I)
_WORSE = re.compile(r"\b(?:worsen\w*|worse|deteriorat\w*)\b", re.I)
_MISSED = re.compile(r"\b(?:miss(?:ed)?|fail(?:ed|ing)?|below target|off target|not (?:met|meet(?:ing)?|achieved|hit)|behind target)\b", re.I)
_MET = re.compile(r"\b(?:met|hit|meet(?:ing)?|exceed(?:ed)?|achiev(?:ed|ing)|beat(?:en)?|on target|above target)\b", re.I)
_RATED = re.compile(r"\b(?:rated|is|was|are|were|as|marked|turned|gone)\b.{0,90}?\b(red|amber|green)\b", re.I)
_REACHED = re.compile(r"\b(?:reach(?:ed)?|hit|get to|got to|rise to|rose to|fall to|fell to|climb(?:ed)? to|stood at|drop(?:ped)? to|"
                      r"went (?:up|down) to|be|was|were|at)\b\s+(?:as (?:high|low) as )?[£]?(\d[\d,]*(?:\.\d+)?)", re.I)
_SUPPOSES = re.compile(r"^\W*(?:so |but |and |please |can you |could you |explain |tell me )*(?:why|how come|what (?:caused|explains|"
                       r"explained|drove|led to|is behind|was behind|lies behind|(?:is|was) the (?:reason|cause))|given that|since the|"
                       r"now that|how did the force manage|what went wrong|how did\b.{0,80}\b(?:reach|get to|hit|manage|rise to|fall to|climb to)|"
                       r"since\b.{0,80}\b(?:reached|hit|stood at|rose|fell|was|were|is|are))\b", re.I)


def false_premise(q: Question, desk: Desk, fits: Sequence[Match]) -> Answer | None:
    """Correct a premise that the figures contradict; None where there is none or it holds."""
    if len(fits) < 1 or not _SUPPOSES.search(q.text):
        return None
    rows = [r for r in desk.rows(fits[0].measure.id, q) if r.stated]
    named = q.periods.named
    if len(named) > 1 and rows:
        both = sorted(((m, for_period(rows, m)) for m in named[:2]), key=lambda pair: pair[0].start or pair[0].end)
        q = replace(q, periods=replace(q.periods, named=tuple(m for m, _ in both)))
        selection = both[-1][1]
    else:
        selection = select(rows, q.periods) if rows else None
    if selection is None or selection.how in ("none", "sum"):
        return None
    row = selection.rows[-1]
    return _trend_premise(q, desk, rows, row) or _standing_premise(q, desk, row)


def _trend_premise(q: Question, desk: Desk, rows: Sequence[Row], row: Row) -> Answer | None:
    words = _without_measure(q, row)
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    if _BETTER.search(words) or _WORSE.search(words):
        better = bool(_BETTER.search(words))
        up, down = (better, not better) if row.direction == "higher" else (not better, better)
    if up == down or row.actual is None:
        return None
    old = _older(q, rows, row)
    text = load("caveats.yaml")["texts"]["premise"]
    c = Composition(q.original)
    if len(q.periods.named) < 2 and row.comparable and row.target_role == "previous_year" and row.target is not None and (
            (row.actual > row.target) == up and row.actual != row.target):
        return None
    if old is not None and old.actual is not None:
        if (row.actual > old.actual) == up and row.actual != old.actual:
            return None
        was = "rose" if row.actual > old.actual else "fell" if row.actual < old.actual else "did not change"
        state_change(c, old, row, full=True)
        c.caveat("false_premise", text.format(supposed="rose" if up else "fell", was=was), old.source, row.source)
    elif row.comparable and row.target_role == "previous_year" and row.target is not None:
        if (row.actual > row.target) == up and row.actual != row.target:
            return None
        was = "rose" if row.actual > row.target else "fell" if row.actual < row.target else "did not change"
        state(c, row)
        c.caveat("false_premise", text.format(supposed="rose" if up else "fell", was=was), row.source)
    else:
        return None
    add_caveats(c, desk.store, [row], footnotes=False)
    return c.answer("answered")


def _older(q: Question, rows: Sequence[Row], row: Row) -> Row | None:
    """The reading that a supposed change is measured from: the one named, the range's first, or the one before."""
    if len(q.periods.named) > 1:
        found = for_period(rows, q.periods.named[0])
        return found.rows[0] if found.rows and found.rows[0].id != row.id else None
    if q.periods.since:
        found_since = [r for r in series(rows, q.periods) if r.id != row.id]
        return found_since[0] if found_since else None
    return _before(rows, row, year=q.periods.year_before)


def _standing_premise(q: Question, desk: Desk, row: Row) -> Answer | None:
    words = _without_measure(q, row)
    text = load("caveats.yaml")["texts"]["premise"]
    supposed = was = ""
    if rated := _RATED.search(words):
        names = load("wording.yaml")["rating"]["names"]
        mine = names.get(row.rag or "", "not rated")
        if mine != rated.group(1).lower():
            supposed, was = f"was rated {rated.group(1).lower()}", f"was {mine if row.rag is None else 'rated ' + mine}"
    elif missed(row) is not None:
        if _MISSED.search(words) and not missed(row):
            supposed, was = "missed its target", "met it"
        elif _MET.search(words) and not _MISSED.search(words) and missed(row):
            supposed, was = "met its target", "missed it"
    if not supposed and row.actual is not None and (said := _REACHED.search(words)):
        if Decimal(said.group(1).replace(",", "")) != row.actual:
            supposed, was = f"stood at {said.group(1)}", f"stood at {actual_words(row)}"
    if not supposed:
        return None
    c = Composition(q.original)
    state(c, row)
    c.caveat("false_premise", text.format(supposed=supposed, was=was), row.source)
    add_caveats(c, desk.store, [row], footnotes=False)
    return c.answer("answered")


def _without_measure(q: Question, row: Row) -> str:
    """The question less the words of the measure's own name ("Reduction in ..."), where it quotes that name."""
    at = q.text.lower().find(row.measure.lower())
    return q.text if at < 0 else q.text[:at] + q.text[at + len(row.measure):]
