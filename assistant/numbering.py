"""Citations numbered in the order in which an answer's text first names them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer

_MARK = re.compile(r"\[(\d+)\]")
_ROW = re.compile(r"\[\d+\](?: \[\d+\])+")


def by_first_use(answer: Answer) -> Answer:
    """The answer renumbered: what its text cites first is [1]; what only figures, caveats or operands cite follows.

    Markers that stand side by side are set in order, as they close the same statement.
    """
    known = {x.n for x in answer.citations}
    used = [int(n) for n in _MARK.findall(answer.text) if int(n) in known]
    order = list(dict.fromkeys([*used, *(x.n for x in answer.citations)]))
    new = {old: n for n, old in enumerate(order, 1)}
    text = _MARK.sub(lambda m: f"[{new.get(int(m.group(1)), m.group(1))}]", answer.text)
    text = _ROW.sub(_sorted, text)
    if text == answer.text and all(old == n for old, n in new.items()):
        return answer
    return replace(
        answer, text=text,
        citations=tuple(sorted((replace(x, n=new[x.n]) for x in answer.citations), key=lambda x: x.n)),
        figures=tuple(replace(f, citation=new[f.citation]) for f in answer.figures),
        derived=tuple(replace(d, operands=tuple(replace(o, citation=new[o.citation]) for o in d.operands))
                      for d in answer.derived),
        caveats=tuple(replace(x, citations=tuple(sorted(new[n] for n in x.citations))) for x in answer.caveats),
        nearest=tuple(replace(x, citation=None if x.citation is None else new[x.citation]) for x in answer.nearest))


def _sorted(row: re.Match[str]) -> str:
    numbers = sorted({int(n) for n in _MARK.findall(row.group())})
    return " ".join(f"[{n}]" for n in numbers)
