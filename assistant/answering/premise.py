"""False premises: a question that supposes a rise, a fall, a hit or a miss which the figures contradict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.answering.measures import _before
from assistant.composition import Composition
from assistant.figures.caveats import add_caveats
from assistant.figures.rows import Row
from assistant.figures.select import select
from assistant.figures.series import state_change
from assistant.figures.value import missed, state
from assistant.question.measures import Match
from assistant.question.parse import Question
from assistant.words import load

_UP = re.compile(r"\b(?:rise|rose|risen|rising|increase[sd]?|increasing|gone? up|went up|go(?:ing)? up|grow[ns]?|grew|"
                 r"jump(?:ed)?|climb(?:ed)?|soar(?:ed)?|higher|surge[sd]?)\b", re.I)
_DOWN = re.compile(r"\b(?:fall(?:en|ing|s)?|fell|decrease[sd]?|decreasing|gone? down|went down|go(?:ing)? down|"
                   r"drop(?:ped|ping)?|declin(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tion)|lower|plummet(?:ed)?)\b", re.I)
_BETTER = re.compile(r"\b(?:improv\w*|better)\b", re.I)
_WORSE = re.compile(r"\b(?:worsen\w*|worse|deteriorat\w*)\b", re.I)
_MISSED = re.compile(r"\b(?:miss(?:ed)?|fail(?:ed|ing)?|below target|off target|not (?:met|meet(?:ing)?|achieved|hit)|behind target)\b", re.I)
_MET = re.compile(r"\b(?:met|hit|meet(?:ing)?|exceed(?:ed)?|achiev(?:ed|ing)|beat(?:en)?|on target|above target)\b", re.I)
_RATED = re.compile(r"\b(?:rated|is|was|are|were|as|marked|turned|gone) (?:at )?(red|amber|green)\b", re.I)
_SUPPOSES = re.compile(r"^\W*(?:so |but |and |please |can you |could you |explain |tell me )*(?:why|how come|what (?:caused|explains|"
                       r"explained|drove|led to|is behind|was behind|lies behind|(?:is|was) the (?:reason|cause))|given that|since the|"
                       r"now that|how did the force manage|what went wrong)\b", re.I)


def false_premise(q: Question, desk: Desk, fits: Sequence[Match]) -> Answer | None:
    """Correct a premise that the figures contradict; None where there is none or it holds."""
    if len(fits) < 1 or not _SUPPOSES.search(q.text):
        return None
    rows = [r for r in desk.rows(fits[0].measure.id, q) if r.stated]
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
    old = _before(rows, row, year=q.periods.year_before)
    text = load("caveats.yaml")["texts"]["premise"]
    c = Composition(q.original)
    if row.comparable and row.target_role == "previous_year" and row.target is not None and (
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
