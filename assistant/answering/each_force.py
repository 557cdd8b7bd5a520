"""A question that names several forces held: each is answered from its own reports, then the figures are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Figure
from assistant.answering.desk import Desk
from assistant.answering.merge import absorb, merge
from assistant.composition import Composition, Source
from assistant.figures.arithmetic import difference, point_unit, shown
from assistant.figures.goals import CLOCK_UNITS
from assistant.narrative.cues import detect
from assistant.question.forces import held_forces
from assistant.question.parse import Question, parse
from assistant.question.scope import Body, named_bodies
from assistant.words import load

MOST_FORCES = 4
Answering = Callable[[Question, Desk], Answer]


def each_force(q: Question, desk: Desk, answering: Answering) -> Answer:
    """The answer to a question; of several forces named, each by itself, in the order in which they are named."""
    forces = held_forces(q.bodies)
    strangers = tuple(b for b in q.other_bodies if b.kind == "force")
    if not forces and not strangers and not q.items and detect(q.text).type == "identity":
        return _whose_office(q, desk, answering)
    if len(forces) == 1 and strangers:
        return _beside_strangers(q, desk, answering, forces[0], strangers)
    if len(forces) < 2:
        return answering(q, desk)
    if (joint := answering(q, desk)).answered and _of_both(joint, forces, desk):
        return joint
    alone = [answering(_only(q, force, desk), desk) for force in forces]
    if not any(a.answered for a in alone):
        return joint
    answer = merge(q.original, [_named(a, force) for a, force in zip(alone, forces, strict=True)])
    figures = [_one_actual(a) for a in alone]
    return _compared(q, answer, figures, forces) if len(forces) == 2 and all(figures) else answer


def _whose_office(q: Question, desk: Desk, answering: Answering) -> Answer:
    """Who holds an office, where no force is named: of each force held whose reports say, up to `MOST_FORCES`."""
    plain = answering(q, desk)
    names = sorted({i.area or i.body for i in desk.in_scope(q) if (i.area or i.body) and i.kind != "data"})
    if not plain.answered or not 1 < len(names) <= MOST_FORCES:
        return plain
    bodies = [held_forces(named_bodies(name, desk.held)) for name in names]
    told = [(b[0], answering(parse(q.original, f"{q.text.rstrip('?. ')} of {b[0].words}?", desk.held), desk))
            for b in bodies if len(b) == 1]
    answers = [_named(a, body) for body, a in told if a.answered]
    return merge(q.original, answers) if len(answers) > 1 else plain


def _beside_strangers(q: Question, desk: Desk, answering: Answering, force: Body,
                      strangers: tuple[Body, ...]) -> Answer:
    """A question that names a force held beside others that are not: answered for the one, refused for the others."""
    joint = answering(q, desk)
    if joint.answered or joint.reason != "area_not_held":
        return joint
    mine = replace(q, bodies=tuple(b for b in q.bodies if b not in strangers))
    alone = answering(mine, desk)
    return merge(q.original, [_named(alone, force), replace(joint, question="")]) if alone.answered else joint


def _only(q: Question, force: Body, desk: Desk) -> Question:
    """The question as asked of one of the forces alone."""
    return parse(q.original, q.text, desk.held, q.corrections, q.assumed, force=force)


def _of_both(joint: Answer, forces: tuple[Body, ...], desk: Desk) -> bool:
    """Whether an answer in words rests on a sentence that itself names another of the forces than its report's."""
    if joint.figures or not joint.citations:
        return False
    bodies = {i.document: f"{i.body} {i.area}".lower() for i in desk.held.items.values()}
    said = joint.citations[0]
    return any(f.words.lower() in said.quote.lower() and f.words.lower() not in bodies.get(said.document, "")
               for f in forces)


def _named(answer: Answer, force: Body) -> Answer:
    """An answer that begins with the force it is about."""
    name = force.words
    return answer if answer.text.lower().startswith(name.lower()) else replace(answer, text=f"{name}: {answer.text}")


def _one_actual(answer: Answer) -> Figure | None:
    actual = [f for f in answer.figures if f.role == "actual" and f.value is not None]
    return actual[0] if answer.answered and len(actual) == 1 else None


def _compared(q: Question, answer: Answer, figures: list[Figure | None], forces: tuple[Body, ...]) -> Answer:
    """The answer with how far the two forces' figures lie apart, where both are of one unit and period."""
    texts = load("caveats.yaml")["texts"]
    found: list[tuple[Body, Figure, Decimal, Source]] = []
    for force, figure in zip(forces, figures, strict=True):
        mine = next((x for x in answer.figures if figure and replace(x, citation=figure.citation) == figure), None)
        if mine is None or mine.value is None:
            return answer
        cited = answer.citations[mine.citation - 1]
        place = Source(cited.id, cited.kind, cited.document, cited.title, cited.locator, cited.page, cited.quote)
        found.append((force, mine, Decimal(mine.value), place))
    c = Composition(q.original)
    absorb(c, answer)
    (one, first, x, here), (other, second, y, there) = found
    like = (first.unit, first.period) == (second.unit, second.period)
    if not like:
        c.caveat("unlike_bases", texts["unlike_forces"], here, there)
    elif first.unit in (*CLOCK_UNITS, "clock"):
        return answer
    elif x == y:
        c.say(texts["forces_same"].format(one=one.words, other=other.words), here, there)
    else:
        high, low = ((one, x, here), (other, y, there)) if x > y else ((other, y, there), (one, x, here))
        gap = difference(c, first.unit, ("higher", high[1], high[2]), ("lower", low[1], low[2]))
        c.say(texts["forces_apart"].format(high=high[0].words, low=low[0].words,
                                           gap=shown(gap, point_unit(first.unit))), here, there)
    return c.answer(answer.status, answer.reason)
