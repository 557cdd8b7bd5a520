"""The parts of a question that holds several, each made whole: what it leans on, its period and force put back in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.held import Held
from assistant.narrative.asked import verb
from assistant.narrative.texts import root_of
from assistant.question.follow import subject
from assistant.question.parse import parse
from assistant.question.periods import read_periods
from assistant.words import cue, load, tokens

Forces = Callable[[str], tuple[str, ...]]


def has_period(text: str) -> bool:
    asked = read_periods(text)
    return bool(asked.named or asked.relative or asked.ranged)


def made_whole(n: int, part: str, parts: Sequence[str], held: Held, forces: Forces, *, dated: bool) -> str:
    """Part `n` of a question with what it takes from the others. `dated`: its period is given by the caller."""
    if n and (found := cue("follow.yaml", "parts_pronoun").search(part)):
        about = _thing(parts[n - 1])
        own = found.group().lower() in load("follow.yaml")["possessive"]
        part = f"{part[:found.start()]}{about}{chr(39) + 's' if own else ''}{part[found.end():]}" if about else part
    elif n and _leans_on(part, held):
        part = f"{part.rstrip('?. ')} {subject(parts[n - 1])}?"
    if not dated and (carried := _carried_period(part, parts)):
        part = f"{part.rstrip('?. ')} {carried}?"
    if carried := _carried_force(part, parts, forces):
        part = f"{part.rstrip('?. ')} in {carried}?"
    return part


def _thing(part: str) -> str:
    """What a part is about, for the pronoun of the next: its own words, its verb and how it asks apart."""
    carrying = verb(part)
    weak = {root_of(t) for word in load("answer_types.yaml")["weak_verbs"] for t in tokens(str(word))}
    words = [w for w in subject(part).split() if not {root_of(t) for t in tokens(w)} & {carrying, *weak}]
    return " ".join(w for w in words if w.lower() not in load("follow.yaml")["asking"])


def _leans_on(part: str, held: Held) -> bool:
    """Whether a later part of a question names nothing by itself ("and how many were positive?")."""
    alone = parse(part, part, held)
    return not alone.concepts and not any(m.strong for m in alone.matches) and len(
        [g for g in alone.groups if not g.generic]) <= 1


def _carried_period(part: str, parts: Sequence[str]) -> str:
    """The period words of another part, for a part of a question that names none."""
    if len(parts) < 2 or has_period(part):
        return ""
    named = [m.words for p in parts for m in read_periods(p).named]
    return f"in {named[0]}" if len(set(named)) == 1 else ""


def _carried_force(part: str, parts: Sequence[str], forces: Forces) -> str:
    """The one force that the other parts name, for a part that names none."""
    if len(parts) < 2 or forces(part):
        return ""
    named = {re.sub(r"\s+", " ", name).lower(): name for p in parts for name in forces(p)}
    return next(iter(named.values())) if len(named) == 1 else ""
