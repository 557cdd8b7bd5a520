"""Figures: each expected one with its value, unit, period and role; calculated values.

Values are compared as decimals ("85" is "85.0"), exactly, unless the case states a tolerance; units, periods and
roles are compared as they stand, measures without regard to case and punctuation. Besides `figure_match` (the
figure is there, all of it right), each field has a metric that asks: where the rest is right, is this right?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.cases import Case, ExpectedFigure
from evals.metrics.base import Result, share, undefined

Shown = Mapping[str, Any]
FIELDS = ("value", "unit", "period", "role", "measure", "rag", "basis")
PARTS = FIELDS[:6]
_WORD = re.compile(r"[^\W_]+")


def check(case: Case, answer: Mapping[str, Any]) -> Iterator[Result]:
    expected, shown = case.expect.figures, answer["figures"]
    if expected is None:
        why = "no figures stated in the case"
        yield from (undefined(name, why) for name in ("figure_match", *(f"figure_{f}" for f in PARTS)))
        yield undefined("figures_only", why)
    elif not expected:
        found = "; ".join(say(f) for f in shown)
        yield share("figure_match", int(not shown), 1, f"no figure was expected; got {found}" if shown else "none, as "
                    "expected", "no figure", found or "no figure")
        yield from (undefined(f"figure_{f}", "no figure is expected") for f in PARTS)
        yield undefined("figures_only", "no figure is expected")
    else:
        yield _match(expected, shown)
        yield from (_part(name, expected, shown) for name in PARTS)
        yield _only(case, shown)
    yield _derived(case, answer["derived"])


def agrees(want: ExpectedFigure, shown: Shown, leave_out: str = "") -> bool:
    """Whether a figure has every field that is expected, one field apart."""
    return all(_same(field, want, shown) for field in FIELDS if field != leave_out and want.given(field))


def _match(expected: Sequence[ExpectedFigure], shown: Sequence[Shown]) -> Result:
    missing = [want for want in expected if not any(agrees(want, s) for s in shown)]
    if not missing:
        return share("figure_match", len(expected), len(expected), "all figures are there")
    near = "; ".join(dict.fromkeys(_nearest(want, shown) for want in missing))
    wanted = "; ".join(describe(want) for want in missing)
    return share("figure_match", len(expected) - len(missing), len(expected),
                 f"not shown: {wanted}; got {near}", wanted, near)


def _part(field: str, expected: Sequence[ExpectedFigure], shown: Sequence[Shown]) -> Result:
    name = f"figure_{field}"
    judged, wrong = 0, []
    for want in expected:
        rest = [s for s in shown if agrees(want, s, leave_out=field)] if want.given(field) else []
        if rest and (field != "value" or want.given("measure") or want.given("role") or want.given("period")):
            judged += 1
            if not any(_same(field, want, s) for s in rest):
                wrong.append((_text(getattr(want, field)), ", ".join(sorted({_text(_of(field, s)) for s in rest}))))
    if not judged:
        return undefined(name, "no figure shown has the other fields right")
    if not wrong:
        return share(name, judged, judged, "right")
    return share(name, judged - len(wrong), judged, "; ".join(f"expected {w}, got {g}" for w, g in wrong),
                 "; ".join(w for w, _ in wrong), "; ".join(g for _, g in wrong))


def _only(case: Case, shown: Sequence[Shown]) -> Result:
    if not case.expect.only:
        return undefined("figures_only", "further figures are allowed")
    expected = case.expect.figures or ()
    roles = {want.role for want in expected if want.role}
    judged = [s for s in shown if not roles or s["role"] in roles]
    extra = [say(s) for s in judged if not any(agrees(want, s) for want in expected)]
    return share("figures_only", len(judged) - len(extra), len(judged),
                 "also shown: " + "; ".join(extra) if extra else "no other figures", "no others", "; ".join(extra))


def _derived(case: Case, shown: Sequence[Shown]) -> Result:
    wanted = case.expect.derived
    if not wanted:
        return undefined("derived_match", "no calculated value stated in the case")
    missing = [w for w in wanted if not any(_decimal(s["value"]) == w.value and (w.unit is None or w.unit == s["unit"])
                                            for s in shown)]
    got = "; ".join(f"{s['value']} {s['unit']}" for s in shown) or "none"
    words = "; ".join(f"{w.value} {w.unit or ''}".strip() for w in missing)
    return share("derived_match", len(wanted) - len(missing), len(wanted),
                 f"not shown: {words}; got {got}" if missing else "all there", words, got)


def _same(field: str, want: ExpectedFigure, shown: Shown) -> bool:
    expected, actual = getattr(want, field), _of(field, shown)
    if field == "value":
        if expected is None or actual is None:
            return expected is None and actual is None
        number = _decimal(actual)
        return number is not None and abs(number - expected) <= want.tolerance
    if field == "measure":
        return _words(expected) == _words(actual)
    if field == "period" and expected and "/" not in expected[8:12]:
        return _words(expected) in _words(shown["period_label"])
    return bool(expected == actual)


def _of(field: str, shown: Shown) -> Any:
    return shown.get(field)


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _words(text: str | None) -> str:
    return " ".join(_WORD.findall((text or "").lower()))


def _nearest(want: ExpectedFigure, shown: Sequence[Shown]) -> str:
    if not shown:
        return "no figure"
    fields = [field for field in FIELDS if want.given(field)]
    return say(max(shown, key=lambda s: sum(_same(field, want, s) for field in fields)))


def describe(want: ExpectedFigure) -> str:
    """An expected figure in words."""
    return " ".join(_text(getattr(want, f)) for f in ("measure", "role", "value", "unit", "period", "basis", "rag")
                    if want.given(f))


def say(shown: Shown) -> str:
    """A figure of an answer in words."""
    return " ".join(_text(shown[f]) for f in ("measure", "role", "value", "unit", "period"))


def _text(value: Any) -> str:
    return "null" if value is None else str(value)
