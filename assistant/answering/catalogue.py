"""Answers from what a report is made of: its objectives, its lists of measures, its definitions, its findings."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.answering import text
from assistant.answering.desk import Desk, report_name
from assistant.answering.pick_report import pick
from assistant.answering.refuse import refuse
from assistant.composition import Composition, Source
from assistant.figures.across import state_contradictions, state_gap_extreme, state_panel_questions
from assistant.figures.arithmetic import counted
from assistant.figures.lists import ListAsk, state_list
from assistant.figures.rows import Row
from assistant.figures.value import missed
from assistant.held import HeldItem
from assistant.question.parse import Question
from assistant.words import cue, load

_HOW_MANY = re.compile(r"\bhow many\b", re.I)


def definition(q: Question, desk: Desk) -> Answer | None:
    """The rating key, an acronym or a term, as a report spells it out."""
    if not q.cues.any("definition", "rating_key"):
        return None
    found = text.search(q, desk, answer_type="definition")
    if found.found and (found.confidence >= load("thresholds.yaml")["text"]["sure"] or "rating_key" in q.cues):
        return text.answer_text(q, desk, found)
    return None


def objectives(q: Question, desk: Desk) -> Answer | None:
    """What an objective is called, or all of them: each report in its own words."""
    if "objective_name" not in q.cues or q.cues.any("list") and q.cues.ratings:
        return None
    items = {i.id: i for i in desk.in_scope(q)}
    known = [o for o in desk.held.objectives if o.item_id in items and (not q.objectives or o.number in q.objectives)]
    if not known:
        return None
    chosen_item = _of_period(q, desk, [items[i] for i in dict.fromkeys(o.item_id for o in known)])
    if chosen_item is None:
        return None
    c = Composition(q.original)
    for objective in (o for o in known if o.item_id == chosen_item.id):
        if objective.section_id is None:
            continue
        places = desk.store.rows("passages_of_section", section_id=objective.section_id)
        heading = next((p for p in places if p["kind"] == "heading"), None)
        if heading:
            source = Source(heading["id"], "passage", heading["document"], heading["title"], heading["locator"],
                            heading["page"], heading["text"])
            c.say(f"{' '.join(heading['text'].split()).rstrip('.')}.", source)
    if c.statements and _HOW_MANY.search(q.text):
        n = counted(c, list(c.sources))
        c.statements.insert(0, f"There are {n} objectives in {chosen_item.document}. [1]")
    return c.answer("answered") if c.statements else None


def _of_period(q: Question, desk: Desk, items: list[HeldItem]) -> HeldItem | None:
    if not items:
        return None
    ordered = sorted(items, key=lambda i: (i.when, i.document))
    if q.periods.named:
        chosen, _ = pick(desk, q)
        return chosen if chosen in ordered else None
    return ordered[-1]


def panel(q: Question, desk: Desk) -> Answer | None:
    """What the panel should ask about in a report."""
    if "panel_ask" not in q.cues:
        return None
    item, how = pick(desk, q)
    if item is None:
        return no_report(q, desk)
    c = Composition(q.original)
    rows = desk.report_rows(item)
    if q.objectives:
        rows = tuple(r for r in rows if r.objective in q.objectives)
    state_panel_questions(c, desk.store, rows, item.document)
    say_latest(c, item, how, rows)
    return c.answer("answered")


def contradictions(q: Question, desk: Desk) -> Answer | None:
    """Everything in a report that does not fit."""
    if "contradictions" not in q.cues or (q.best and q.best.strong):
        return None
    items = [i for i in desk.in_scope(q) if i.kind in ("report", "data")]
    if q.periods.named or len(items) > 4:
        item, _ = pick(desk, q)
        items = [item] if item else []
    c = Composition(q.original)
    found = 0
    for item in items:
        rows = desk.report_rows(item)
        found += state_contradictions(c, desk.store, item.id, item.document, rows[0] if rows else None)
    return c.answer("answered") if c.statements else None


def summary(q: Question, desk: Desk) -> Answer | None:
    """A report, an objective or a theme in its own sentences."""
    if "summary" not in q.cues:
        return None
    found = text.search(q, desk, answer_type="summary")
    if not found.found:
        return None
    c = Composition(q.original)
    item = desk.held.items.get(found.sentences[0].item_id)
    text.say_text(c, found, desk, several=False)
    numbers = q.objectives
    if item is not None and numbers:
        rows = [r for r in desk.report_rows(item) if r.objective in numbers]
        if rows:
            state_list(c, desk.store, rows, ListAsk(objectives=numbers), upper(report_name(item, q.original, rows)))
    return c.answer("answered")


def gap_extreme(q: Question, desk: Desk) -> Answer | None:
    """The measure furthest from its target, or furthest ahead of it."""
    if "extreme" not in q.cues and not cue("gaps.yaml", "worst_gap").search(q.text):
        return None
    if q.best and q.best.strong or own_words(q):
        return None
    worst, best = bool(cue("gaps.yaml", "worst_gap").search(q.text)), bool(cue("gaps.yaml", "best_gap").search(q.text))
    if not (worst or best):
        return None
    item, how = pick(desk, q)
    if item is None:
        return no_report(q, desk)
    rows = desk.report_rows(item)
    if q.objectives:
        rows = tuple(r for r in rows if r.objective in q.objectives)
    c = Composition(q.original)
    behind = not best and not cue("gaps.yaml", "ahead").search(q.text)
    if not state_gap_extreme(c, desk.store, rows, worst=behind,
                             report=report_name(item, q.original, [r for r in rows if missed(r) is not None])):
        return None
    say_latest(c, item, how, rows)
    return c.answer("answered")


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def own_words(q: Question) -> bool:
    return any(not g.generic for g in q.groups)


def no_report(q: Question, desk: Desk) -> Answer:
    named = q.periods.named[0].words.strip() if q.periods.named else "that period"
    return refuse(q, desk, "period_not_held", words="report_not_held", asked=named)


def say_latest(c: Composition, item: HeldItem, how: str, rows: tuple[Row, ...]) -> None:
    """Where no period was named and several reports are held, say that this is the latest."""
    if how == "latest" and rows:
        c.caveat("latest_period", load("caveats.yaml")["texts"]["latest"], rows[0].source)
