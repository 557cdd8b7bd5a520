"""Figures that an answer states and that are wrong: the fault that no score may hide.

A case that fails for what is missing is a case failed; an answer that states another figure than the gold, a figure
where none is held, another report's value, or one that its own source does not bear out, is worse and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evals.cases import ANSWERS, Case
from evals.metrics.figures import agrees, describe, say
from evals.metrics.text import body
from evals.score import Scored

SOURCED = ("quote_verbatim", "figures_sourced", "derived_holds")
_DIGIT = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def wrong_figures(scored: Scored, answer: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What is wrong about the figures of an answer, in words; empty where nothing is."""
    if answer is None:
        return ()
    found = {r.metric: r for r in scored.results}
    unsound = tuple(f"{name}: {found[name].reason}" for name in SOURCED
                    if found[name].value is not None and not found[name].perfect)
    return (*_unheld(scored.case, answer), *_contradicting(scored.case, answer), *_of_another(scored.case, answer),
            *unsound)


def _unheld(case: Case, answer: Mapping[str, Any]) -> Iterator[str]:
    """Figures where the gold has none."""
    expected = case.expect.figures
    if (case.refuses or (expected is not None and not expected)) and answer["figures"]:
        yield "figures where none was expected: " + "; ".join(say(f) for f in answer["figures"])


def _contradicting(case: Case, answer: Mapping[str, Any]) -> Iterator[str]:
    """An expected figure that is missing, while another value stands in its place, or figures of something else do."""
    shown = answer["figures"]
    if answer["status"] not in ANSWERS or not shown:
        return
    expected = case.expect.figures or ()
    for want in expected:
        if any(agrees(want, s) for s in shown):
            continue
        instead = [s for s in shown if agrees(want, s, leave_out="value")]
        if instead:
            yield f"expected {describe(want)}, stated {say(instead[0])}"
    if expected and not any(agrees(want, s) for want in expected for s in shown):
        yield f"expected {describe(expected[0])}, stated figures of something else: {say(shown[0])}"


def _of_another(case: Case, answer: Mapping[str, Any]) -> Iterator[str]:
    """A value that must not stand in the text, such as the same fact's in another report."""
    from evals.cases import pattern

    said = body(answer)
    for unwanted in case.expect.not_text:
        match = pattern(unwanted).search(said)
        if match and any(d in match.group() for d in _DIGIT):
            yield f"stated what must not be: {match.group()}"
