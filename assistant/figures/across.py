"""Answers over all measures of a report: furthest from target, what the panel should ask about, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.composition import Composition
from assistant.figures.arithmetic import percent_change, plain
from assistant.figures.caveats import add_caveats, evidence, with_note
from assistant.figures.lists import short
from assistant.figures.rows import Row, actual_words, add_figures, rows_of_measure, target_words
from assistant.figures.select import _by_time, _settle
from assistant.figures.value import better_than_before, missed, relative_gap
from assistant.words import load
from store.readonly import ReadStore


def ranked_by_gap(rows: Sequence[Row]) -> list[Row]:
    """Measures with a true target, worst gap first, as a share of the target (so that units can be mixed)."""
    scored = [(Decimal(gap), r) for r in rows if (gap := relative_gap(r)) is not None]
    return [r for _, r in sorted(scored, key=lambda pair: (-pair[0], pair[1].measure))]


def state_gap_extreme(c: Composition, store: ReadStore, rows: Sequence[Row], *, worst: bool, report: str) -> bool:
    """State the measure furthest on the wrong side of its target, or furthest on the right side."""
    order = ranked_by_gap(rows)
    if not order:
        return False
    row = order[0] if worst else order[-1]
    is_missed = missed(row)
    if worst and not is_missed:
        c.say(f"No measure with a target and a figure misses its target in {report}; the closest to missing is "
              f"{row.measure}: {short(row)}.", row.source)
    else:
        word = "furthest from its target" if worst else "furthest ahead of its target"
        c.say(f"In {report}, the measure {word}, as a share of the target, is {row.measure}: {short(row)}.", row.source)
    if row.actual is not None and row.target is not None and row.actual != row.target:
        percent = percent_change(c, ("actual", row.actual, row.source), ("target", row.target, row.source),
                                 row.unit)
        if percent is not None:
            side = "above" if row.actual > row.target else "below"
            c.say(f"{actual_words(row)} is {plain(percent)}% {side} the target of {target_words(row)}.", row.source)
    add_figures(c, row)
    c.say("Measures without a figure or whose comparator is not a target are left out.", row.source)
    add_caveats(c, store, [row], footnotes=False)
    return True


def state_panel_questions(c: Composition, store: ReadStore, rows: Sequence[Row], report: str) -> None:
    """What deserves the panel's attention in a report: red, amber, worsening, contradictions, missing figures."""
    texts = load("panel.yaml")
    groups = {
        "red": [r for r in rows if r.rag == "R"],
        "amber": [r for r in rows if r.rag == "A"],
        "missed": [r for r in rows if missed(r) and r.rag not in ("R", "A")],
        "worse": [r for r in rows if r.rag not in ("R",) and worsened(store, r)],
    }
    for name, group in groups.items():
        for row in group:
            c.say(texts[name].format(measure=row.measure, short=short(row)), row.source)
            add_figures(c, row)
    for finding in store.rows("findings_of_item", item_id=rows[0].item_id):
        if finding["code"] in texts["contradictions"]:
            text, note = with_note(store, finding)
            c.say(f"{texts['contradiction']} {text}", *evidence(store, finding), *note)
    missing = [r for r in rows if r.actual_value is None and not any(ch.isdigit() for ch in r.actual_ytd + r.comment)]
    if missing:
        c.say(f"{texts['missing']} {'; '.join(r.measure for r in missing)}.", *[r.source for r in missing])
    if not c.statements:
        c.say(texts["nothing"].format(report=report), rows[0].source)


def worsened(store: ReadStore, row: Row) -> bool | None:
    """Whether a reading is worse than the one before it on the same basis and, for a year to date, season.

    None where there is none before, or none of another value, or the report does not say which way is better.
    """
    before = None
    for group in _by_time(rows_of_measure(store, row.measure_id)):
        other = _settle(group, "exact").rows[0]
        same = other.basis == row.basis and (row.basis != "year_to_date" or (other.period_end or "")[5:] == (
            row.period_end or "")[5:])
        if other.when < row.when and other.actual is not None and same and other.unit == row.unit:
            before = other.actual
    better = better_than_before(row.direction, row.actual, before)
    return None if better is None else not better


def state_contradictions(c: Composition, store: ReadStore, item_id: str, report: str, source: Row | None) -> int:
    """All findings of a report that say something does not fit, worst first; returns how many."""
    hidden = set(load("caveats.yaml")["silent"])
    findings = [f for f in store.rows("findings_of_item", item_id=item_id) if f["code"] not in hidden]
    for finding in findings:
        places = evidence(store, finding)
        text, note = with_note(store, finding)
        if places:
            c.say(text, *places, *note)
    if not findings and source is not None:
        c.say(f"No contradiction or doubtful figure was found in {report}.", source.source)
    return len(findings)
