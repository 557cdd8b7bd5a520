"""False premises: a question that supposes a rise, a fall, a hit or a miss which the figures contradict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.answering import text
from assistant.answering.desk import Desk
from assistant.answering.measures import _before
from assistant.answering.refuse import source_of
from assistant.composition import Composition
from assistant.figures.caveats import add_caveats
from assistant.figures.rows import Row, actual_words
from assistant.figures.select import Selection, for_period, select
from assistant.figures.series import series, state_change
from assistant.figures.value import missed, state
from assistant.narrative.terms import proper_names
from assistant.narrative.types import TextResult
from assistant.question.measures import Match
from assistant.question.parse import Question, parse
from assistant.words import cue, load, tokens

_AMOUNT = re.compile(r"£\s?\d[\d,]*(?:\.\d+)?\s?(?:bn|m|k)?\b", re.I)
_WHY = re.compile(r"^\W*(?:why did|why does|why has|how come)\b", re.I)


def false_premise(q: Question, desk: Desk, fits: Sequence[Match]) -> Answer | None:
    """Correct a premise that the figures contradict; None where there is none or it holds."""
    if len(fits) < 1 or not cue("premise.yaml", "supposes").search(q.text):
        return None
    rows = [r for r in desk.rows(fits[0].measure.id, q) if r.stated]
    named = q.periods.named
    if len(named) > 1 and rows:
        both = sorted(((m, for_period(rows, m)) for m in named[:2]), key=lambda pair: str(pair[0].start))
        q = replace(q, periods=replace(q.periods, named=tuple(m for m, _ in both)))
        selection: Selection | None = both[-1][1]
    else:
        selection = select(rows, q.periods) if rows else None
    if selection is None or selection.how in ("none", "sum"):
        return None
    row = selection.rows[-1]
    return _trend_premise(q, desk, rows, row) or _standing_premise(q, desk, row)


def supposed_amount(q: Question, desk: Desk) -> Answer | None:
    """A narrative question that supposes an amount ("why did the station cost £15m?") which no report gives.

    Asked again without the amount; where the reports then give another one, that is quoted and the premise
    corrected.
    """
    supposed = _AMOUNT.search(q.text)
    if not supposed:
        return None
    bare = parse(q.original, _WHY.sub("How much did ", _AMOUNT.sub(" ", q.text)), desk.held)
    found = text.search(bare, desk, answer_type="money")
    amounts = {m.group() for p in found.sentences for m in _AMOUNT.finditer(p.text)}
    if not found.found or not amounts or supposed.group() in amounts:
        return None
    c = Composition(q.original)
    text.say_text(c, found, desk)
    c.caveat("false_premise", load("caveats.yaml")["texts"]["amount"].format(supposed=supposed.group()))
    return c.answer("answered")


def supposed_office(q: Question, desk: Desk) -> Answer | None:
    """A question that gives somebody an office ("why did Ann Hill become Chair?") where a report gives another one.

    The sentence that names the person with a post is quoted, and the premise corrected.
    """
    posts = set(load("answer_types.yaml")["posts"])
    asked = {token.lower for token in tokens(q.text)} & posts
    for name in proper_names(q.text) if asked else ():
        if {token.lower for token in tokens(name)} & posts:
            continue
        found = text.search(parse(q.original, f"Who is {name}?", desk.held), desk)
        for picked in (*found.sentences, *found.nearest):
            near = re.search(rf"(?:[\w'’-]+[,:]? ){{0,5}}{re.escape(name)}(?:,? [\w'’-]+){{0,5}}", picked.text)
            held = {token.lower for token in tokens(near.group())} & posts if near else set()
            if held and not held & asked:
                c = Composition(q.original)
                text.say_text(c, TextResult(True, (picked,)), desk, several=False)
                c.caveat("false_premise", load("caveats.yaml")["texts"]["office"].format(
                    name=name, office=", ".join(sorted(asked))), source_of(picked))
                return c.answer("answered")
    return None


def _trend_premise(q: Question, desk: Desk, rows: Sequence[Row], row: Row) -> Answer | None:
    words = _without_measure(q, row)
    up, down = bool(cue("premise.yaml", "up").search(words)), bool(cue("premise.yaml", "down").search(words))
    if cue("premise.yaml", "better").search(words) or cue("premise.yaml", "worse").search(words):
        better = bool(cue("premise.yaml", "better").search(words))
        up, down = (better, not better) if row.direction == "higher" else (not better, better)
    if up == down or row.actual is None:
        return None
    old = _older(q, rows, row)
    words_of = load("caveats.yaml")["texts"]["premise"]
    c = Composition(q.original)
    against_year = len(q.periods.named) < 2 and row.comparable and row.target_role == "previous_year"
    if against_year and row.target is not None and (row.actual > row.target) == up and row.actual != row.target:
        return None
    if old is not None and old.actual is not None:
        if (row.actual > old.actual) == up and row.actual != old.actual:
            return None
        was = "rose" if row.actual > old.actual else "fell" if row.actual < old.actual else "did not change"
        state_change(c, old, row, full=True)
        c.caveat("false_premise", words_of.format(supposed="rose" if up else "fell", was=was), old.source, row.source)
    elif row.comparable and row.target_role == "previous_year" and row.target is not None:
        if (row.actual > row.target) == up and row.actual != row.target:
            return None
        was = "rose" if row.actual > row.target else "fell" if row.actual < row.target else "did not change"
        state(c, row)
        c.caveat("false_premise", words_of.format(supposed="rose" if up else "fell", was=was), row.source)
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
    words_of = load("caveats.yaml")["texts"]["premise"]
    supposed = was = ""
    if rated := cue("premise.yaml", "rated").search(words):
        names = load("wording.yaml")["rating"]["names"]
        mine = names.get(row.rag or "", "not rated")
        if mine != rated.group(1).lower():
            supposed, was = f"was rated {rated.group(1).lower()}", f"was {mine if row.rag is None else 'rated ' + mine}"
    elif missed(row) is not None:
        if cue("premise.yaml", "missed").search(words) and not missed(row):
            supposed, was = "missed its target", "met it"
        elif (missed(row) and cue("premise.yaml", "met").search(words)
              and not cue("premise.yaml", "missed").search(words)):
            supposed, was = "met its target", "missed it"
    said = cue("premise.yaml", "reached").search(words)
    if not supposed and row.actual is not None and said:
        figure = next(g for g in said.groups() if g)
        if Decimal(figure.replace(",", "")) != row.actual:
            supposed, was = f"stood at {figure}", f"stood at {actual_words(row)}"
    if not supposed:
        return None
    c = Composition(q.original)
    state(c, row)
    c.caveat("false_premise", words_of.format(supposed=supposed, was=was), row.source)
    add_caveats(c, desk.store, [row], footnotes=False)
    return c.answer("answered")


def _without_measure(q: Question, row: Row) -> str:
    """The question less the words of the measure's own name ("Reduction in ..."), where it quotes that name."""
    at = q.text.lower().find(row.measure.lower())
    return q.text if at < 0 else q.text[:at] + q.text[at + len(row.measure):]
