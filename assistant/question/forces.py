"""The force that a question names is its scope: which reports and measures speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.held import Held, HeldItem
from assistant.question.scope import Body, named_bodies

_AT = re.compile(r"\s*\b(?:in|of|for|at|from|across|within|around|by) (?:the )?$", re.I)
_POLICE = re.compile(r"(?: police(?: force)?| constabulary| force)\b", re.I)
_INSIDE_BEFORE = re.compile(r"[a-z,] (?:[A-Z]\w+ )+$")
_INSIDE_AFTER = re.compile(r" [A-Z]\w+")


def held_forces(bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The forces that a question names and that reports held speak for, each once."""
    return tuple({b.name.lower(): b for b in bodies if b.held and b.kind == "force"}.values())


def names_one(text: str, forces: Sequence[Body]) -> bool:
    """Whether a text (a report's body, area and title) names one of the forces."""
    lower = text.lower()
    return any(b.name.lower() in lower or b.words.lower() in lower for b in forces)


def whole_name(text: str, body: Body) -> tuple[int, int]:
    """Where a body's name stands, with the "Police" or "Constabulary" after it."""
    start, end = body.span
    after = _POLICE.match(text[end:])
    return start, end + (after.end() if after else 0)


def speaks_for(item: HeldItem, bodies: Sequence[Body], held: Held) -> bool:
    """Whether a report may answer for the forces that a question names; any report where it names none.

    A report that does not say whose it is may, as long as all others held are of one force.
    """
    forces = held_forces(bodies)
    if not forces:
        return True
    if not (item.body or item.area) and len(held.bodies_with_measures) < 2:
        return True
    return names_one(f"{item.body} {item.area} {item.title}", forces)


def measures_of(bodies: Sequence[Body], held: Held) -> frozenset[str] | None:
    """Ids of the measures that reports of the forces named print; None where the question names none of those held."""
    if not held_forces(bodies):
        return None
    items = {i.id for i in held.items.values() if speaks_for(i, bodies, held)}
    return frozenset(m.id for m in held.measures.values() if any(span[4] in items for span in m.spans))


def without_force(text: str, held: Held) -> str:
    """A question without the name of a force whose reports alone are searched: every sentence there is about it.

    A name inside another one ("Safer Wexmere Fund") stays.
    """
    out, last = [], 0
    for body in named_bodies(text, held):
        start, end = body.span
        if not body.held or body.kind != "force" or _INSIDE_BEFORE.search(text[:start]):
            continue
        after = _POLICE.match(text[end:])
        end += after.end() if after else 0
        if _INSIDE_AFTER.match(text[end:]):
            continue
        owner = re.match(r"['’]s?\b", text[end:])
        end += owner.end() if owner else 0
        before = _AT.search(text[last:start])
        the = re.search(r"\bthe\s+$", text[last:start], re.I)
        if before:
            out.append(text[last:last + before.start()])
        else:
            out += [text[last:start], "" if the and not after else "the" if owner else "force" if the else "the force"]
        last = end
    return " ".join("".join([*out, text[last:]]).split()).replace(" ?", "?").replace(" ,", ",")
