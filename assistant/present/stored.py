"""An answer back from its JSON shape (`Answer.to_dict`), for kept conversations and reported answers."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Caveat, Citation, Derived, Figure, Near, Operand


def answer_of(data: dict[str, Any]) -> Answer:
    """The answer that `data` was made from. Raises TypeError or KeyError where it is no such shape."""
    return Answer(
        question=data["question"], status=data["status"], reason=data["reason"], text=data["text"],
        citations=tuple(Citation(**c) for c in data["citations"]), figures=tuple(Figure(**f) for f in data["figures"]),
        derived=tuple(Derived(d["value"], d["unit"], d["formula"], tuple(Operand(**o) for o in d["operands"]))
                      for d in data["derived"]),
        caveats=tuple(Caveat(c["code"], c["text"], tuple(c["citations"])) for c in data["caveats"]),
        nearest=tuple(Near(**n) for n in data["nearest"]), composer=data["composer"], seconds=data["seconds"])
