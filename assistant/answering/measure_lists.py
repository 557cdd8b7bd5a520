"""Lists and counts of a report's measures: by rating, objective, headline, missing figure, missed target, movement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.answering.catalogue import no_report, own_words, say_latest, upper
from assistant.answering.desk import Desk, report_name
from assistant.answering.pick_report import pick
from assistant.answering.pickings import Picking, pickings
from assistant.composition import Composition
from assistant.figures.lists import ListAsk, chosen, state_all, state_count, state_list, state_share
from assistant.figures.rows import Row
from assistant.held import HeldItem
from assistant.question.parse import Question
from assistant.question.periods import as_range
from assistant.words import load, tokens

_ASKS = re.compile(r"^\W*(?:and )?(?:which|what|list|show|how many|name|are|were|is) ", re.I)
_HOW_MANY = re.compile(r"\bhow many\b", re.I)
_NAMED = re.compile(r"\bwhich\b|\blist\b|\bname them\b", re.I)

def measure_list(q: Question, desk: Desk) -> Answer | None:
    """A list or a count of measures by rating, objective, headline, missing figure, missed target or movement."""
    cues = q.cues
    if "extreme" in cues or (cues.any("why", "action") and not cues.any("list")):
        return None
    listed = cues.any("list", "all_measures", "count_measures", "share_measures")
    item, how = pick(desk, q)
    rows = desk.report_rows(item) if item else ()
    picked = pickings(q, desk, rows) if _may_pick(q, listed) else None
    filters = frozenset(f for f in cues.filters if not picked and (f not in ("met", "missed") or listed))
    ratings = () if picked else cues.ratings
    asked = listed and (ratings or filters or q.objectives or _nouns(q))
    if not picked and not asked and not (ratings and not own_words(q)):
        return None
    theme = _theme(q, desk, picked)
    if theme is None:
        return None
    ask = ListAsk(ratings, filters, q.objectives or theme[0], measure_ids=theme[1],
                  picked=picked.ids if picked else None, picked_words=picked.words if picked else "")
    if "count_measures" in cues and (cues.any("trend") or q.periods.ranged or len(q.periods.named) > 1) and not picked:
        return _count_each(q, desk, ask)
    if item is None:
        return no_report(q, desk)
    if not (ask.ratings or ask.filters or ask.objectives or ask.measure_ids is not None or picked) and not _nouns(q):
        return None
    c = Composition(q.original)
    if not picked and (parts := _parts_of_the_year(q, desk, item)):
        for part in parts:
            c.statements, before = [], c.statements
            _state(c, q, desk, part, desk.report_rows(part), ask)
            c.statements = [*before, *map(upper, c.statements[:1]), *c.statements[1:]]
        return c.answer("answered")
    _state(c, q, desk, item, rows, ask)
    if picked and picked.proof and len(c.statements) > 1:
        c.say(f"{load('lists.yaml')['before']} {'; '.join(r.measure for r in picked.before)}.", *picked.proof)
    say_latest(c, item, how, rows)
    c.statements[0] = upper(c.statements[0])
    return c.answer("answered")


def _parts_of_the_year(q: Question, desk: Desk, item: HeldItem) -> list[HeldItem]:
    """The reports within the stretch that is named, where the one that ends with it speaks for its last part alone."""
    if len(q.periods.named) != 1:
        return []
    start, end = (day.isoformat() for day in (q.periods.named[0].start, q.periods.named[0].end) if day)
    rows = desk.report_rows(item)
    whole = sum((row.period_start or "9") <= start for row in rows)      # years to date speak for all of it
    if not item.period_start or item.period_start <= start or 2 * whole > len(rows):
        return []
    parts = [i for i in desk.reports_with_measures(desk.in_scope(q))
             if i.period_start and i.period_end and start <= i.period_start and i.period_end <= end]
    return parts if len(parts) > 1 else []


def _may_pick(q: Question, listed: bool) -> bool:
    """Whether a question asks for measures at all, and names no single one."""
    return (listed or _ASKS.search(q.text) is not None) and not (q.best and q.best.strong and not _nouns_said(q))


def _nouns_said(q: Question) -> bool:
    return re.search(rf"\b{load('kinds.yaml')['measure_nouns']}\b", q.text, re.I) is not None


def _state(c: Composition, q: Question, desk: Desk, item: HeldItem, rows: tuple[Row, ...], ask: ListAsk) -> None:
    """The list, count, share or verdict that the question asks for."""
    name = report_name(item, q.original, chosen(rows, ask))
    if "all_measures" in q.cues and (ask.ratings or ask.filters & {"met"}):
        state_all(c, rows, ask, report_name(item, q.original, ()))
        if ask.measure_ids is None and not ask.objectives:
            _narrative_claims(c, desk, item, ask, rows)
    elif "share_measures" in q.cues:
        state_share(c, rows, ask, name)
    elif ("count_measures" in q.cues or _HOW_MANY.search(q.text)) and not _NAMED.search(q.text):
        state_count(c, rows, ask, name)
    else:
        state_list(c, desk.store, rows, ask, name)
        if {"headline", "met"} <= ask.filters or (ask.filters & {"met", "missed"} and not q.objectives):
            _narrative_claims(c, desk, item, ask, rows)


def _count_each(q: Question, desk: Desk, ask: ListAsk) -> Answer:
    """The count for every report in the range that is asked about, each with what it counts as operands."""
    c = Composition(q.original)
    periods = as_range(q.periods) if len(q.periods.named) > 1 else q.periods
    for item in desk.reports_with_measures(desk.in_scope(q)):
        if periods.since and (item.period_end or "") < periods.since.isoformat():
            continue
        if periods.until and (item.period_start or "9") > periods.until.isoformat():
            continue
        rows = desk.report_rows(item)
        state_count(c, rows, ask, report_name(item, q.original, chosen(rows, ask)))
    if not c.statements:
        return no_report(q, desk)
    c.statements = [upper(s) for s in c.statements]
    return c.answer("answered")


def _narrative_claims(c: Composition, desk: Desk, item: HeldItem, ask: ListAsk, rows: Sequence[Row]) -> None:
    """What the report's text says of its targets, where a finding holds it against a row that was asked about."""
    asked = {r.id for r in rows if r.headline or "headline" not in ask.filters}
    from assistant.figures.caveats import evidence
    for finding in desk.store.rows("findings_of_item", item_id=item.id):
        if finding["code"] == "narrative_contradicts_table":
            places = evidence(desk.store, finding)
            if not any(s.id in asked for s in places):
                continue
            passages = [s for s in places if s.kind == "passage"]
            for place in passages[:1]:
                c.say(f"The text of the report says: “{place.quote}”", place)
            c.caveat("narrative_contradicts_table", finding["text"], *places)


def _nouns(q: Question) -> bool:
    pattern = load("kinds.yaml")["measure_nouns"]
    return re.search(rf"\b{pattern}\b", q.text, re.I) is not None and "list" in q.cues


def _theme(q: Question, desk: Desk, picked: Picking | None = None,
           ) -> tuple[tuple[int, ...], frozenset[str] | None] | None:
    """What the question's own words narrow a list to: objectives by title, or measures by name.

    ((), None) where it has no words of its own; None where its words fit nothing, so that it is no list of ours.
    """
    if q.objectives or not own_words(q):
        return (), None
    if picked and all(g.generic or all(picked.speaks(t) for t in tokens(g.words)) for g in q.groups):
        return (), None
    least = load("thresholds.yaml")["measure_match"]["listed"]
    fits = frozenset(m.measure.id for m in q.matches if m.coverage >= least and not m.clash_hard)
    if q.themed and (not fits or _objective_asked(q)):
        return q.themed, None
    if fits:
        return (), fits
    return None


def _objective_asked(q: Question) -> bool:
    return re.search(r"\bobjective|\btheme|\bpriorit", q.text, re.I) is not None
