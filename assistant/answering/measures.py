"""Answers about one measure: which reading, which composition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answering.beside import asks_year_before, say_restated, say_year_before, with_year_before
from assistant.answering.desk import Desk
from assistant.answering.refuse import refuse
from assistant.composition import Composition
from assistant.figures.arithmetic import total
from assistant.figures.caveats import add_caveats, restated
from assistant.figures.notes import state_calculation, state_comparator, state_polarity
from assistant.figures.rows import Row, actual_words, add_figures, period_words
from assistant.figures.select import Selection, for_period, select
from assistant.figures.series import series, state_change, state_extreme, state_rest, state_trend, unlike
from assistant.figures.value import state, state_overall_target, state_selection
from assistant.question.measures import Match
from assistant.question.parse import COUNTED, Question
from assistant.question.periods import as_range
from assistant.verify import numbers
from assistant.words import load

_LOWEST = re.compile(r"\b(?:lowest|least|fewest|smallest|minimum|shortest|quickest|fastest)\b", re.I)
_HIGHEST = re.compile(r"\b(?:highest|most|largest|biggest|peak\w*|maximum|longest|slowest)\b", re.I)
_BEST = re.compile(r"\b(?:best|strongest)\b", re.I)
_FROM_TARGET = re.compile(r"\b(?:miss\w*|short of|below|above|over|under|beat\w*|exceed\w*|off|away from|ahead of|"
                          r"behind|from|within|hit|reach)\b(?:\s+(?:by|of|its|the|their|that))*\s+(?:[\w-]+ ){0,4}?"
                          r"(?:target|aim|goal)", re.I)
_WORST = re.compile(r"\b(?:worst|poorest|weakest)\b", re.I)


def answer_measures(q: Question, desk: Desk, matches: Sequence[Match]) -> Answer:
    """Answer for the measures that fit (one, or those that fit equally well)."""
    c = Composition(q.original)
    refused: list[Answer] = []
    for match in matches:
        rows = desk.rows(match.measure.id, q)
        stated = [r for r in rows if r.stated]
        if not stated:
            refused.append(_none_stated(q, desk, match, rows))
            continue
        bodies = _by_body(stated, desk, c)
        for group in bodies:
            said = len(c.statements)
            fault = _compose(c, q, desk, group)
            if len(desk.held.bodies_with_measures) > 1 and len(c.statements) > said:
                c.statements[said] = f"{group[0].area or group[0].body}: {c.statements[said]}"
            if fault is not None:
                refused.append(fault)
    if not c.statements:
        return refused[0]
    _assumptions(c, q, matches)
    return c.answer("partly_answered" if refused and len(refused) == len(matches) else "answered")


def _none_stated(q: Question, desk: Desk, match: Match, rows: Sequence[Row]) -> Answer:
    if rows:
        where = "; ".join(f"{r.document}, {r.locator}" for r in rows[:3])
        aside = "set_aside" if all(r.table_status == "set_aside" for r in rows) else ""
        return refuse(q, desk, "in_review", words=aside, where=where)
    every = match.measure.spans
    label = "; ".join(dict.fromkeys(s[3] for s in every if s[3])) or "other reports"
    return refuse(q, desk, "period_not_held", measure=match.measure.name, asked="the report named", periods=label)


def _by_body(rows: Sequence[Row], desk: Desk, c: Composition) -> list[list[Row]]:
    """Readings by the force they speak for: the default one, said so, where several are held and none is named."""
    bodies: dict[str, list[Row]] = {}
    for row in rows:
        bodies.setdefault((row.area or row.body).lower(), []).append(row)
    if len(bodies) > 1 and desk.default_area:
        mine = [group for name, group in bodies.items() if desk.default_area.lower() in name]
        if mine:
            c.caveat("assumed_area", load("caveats.yaml")["texts"]["area"].format(area=desk.default_area))
            return mine
    return list(bodies.values())


def _compose(c: Composition, q: Question, desk: Desk, rows: list[Row]) -> Answer | None:
    """Add the composition for the question's kind; returns a refusal where its period is not held."""
    cues = q.cues
    yearly = q.periods.named and q.periods.named[0].kind in ("financial_year", "calendar_year")
    if (len(q.periods.named) > 1 or yearly) and cues.any("trend", "extreme"):
        q = replace(q, periods=as_range(q.periods))
    if "extreme" in cues and _over_time(q, rows):
        return _extreme(c, q, desk, rows)
    changed = "change" in cues and not _FROM_TARGET.search(q.text)
    if changed or ("compare_periods" in cues and len(q.periods.named) > 1):
        done = _change(c, q, desk, rows)
        if done is not False:
            return done if isinstance(done, Answer) else None
    if q.periods.until and not q.periods.since and "trend" not in cues:
        until = q.periods.until.isoformat()
        ended = [r for r in rows if r.when <= until]
        kept = ended or [r for r in rows if (r.period_start or r.when) <= until]
        if not kept:
            return _not_held(q, desk, rows)
        rows = kept
        q = replace(q, periods=replace(q.periods, until=None))
    if "trend" in cues or q.periods.ranged:
        found = series(rows, q.periods)
        if len(found) > 1 or (found and q.periods.ranged):
            state_trend(c, desk.store, found)
            return None
        if q.periods.ranged:
            return _not_held(q, desk, rows)
    if len(q.periods.named) > 1:
        return _several_periods(c, q, desk, rows)
    selection = select(rows, q.periods)
    if selection.how == "none" and (row := with_year_before(q, desk, rows)):
        state(c, row)
        say_year_before(c, desk, [row])
        return None
    if selection.how == "none":
        return _not_held(q, desk, rows)
    if selection.how == "sum":
        _sum(c, desk, selection)
        return None
    if cues.any("calculation", "polarity", "is_target"):
        row = selection.rows[-1]
        if "polarity" in cues:
            state_polarity(c, desk.store, row)
        elif "is_target" in cues:
            state_comparator(c, desk.store, row)
        else:
            state_calculation(c, desk.store, row)
        return None
    state_selection(c, desk.store, selection, name_latest=len({r.when for r in rows}) > 1 and q.items is None)
    if asks_year_before(q):
        say_year_before(c, desk, selection.rows)
    if "overall_target" in cues:
        state_overall_target(c, selection.rows)
    say_restated(c, desk, selection.rows)
    if selection.how == "ends_then":
        state_rest(c, rows, selection)
    return None


def _over_time(q: Question, rows: Sequence[Row]) -> bool:
    return len(series(rows)) > 1


def _extreme(c: Composition, q: Question, desk: Desk, rows: list[Row]) -> Answer | None:
    found = series(rows, q.periods)
    if q.periods.named:
        mention = q.periods.named[0]
        start, end = mention.start.isoformat(), mention.end.isoformat()      # type: ignore[union-attr]
        found = [r for r in found if start <= (r.period_end or "") <= end]
    if not found:
        return _not_held(q, desk, rows)
    lower_better = found[-1].direction == "lower"
    if _LOWEST.search(q.text):
        highest, word = False, "lowest"
    elif _HIGHEST.search(q.text):
        highest, word = True, "highest"
    elif _BEST.search(q.text):
        highest, word = not lower_better, "best"
    elif _WORST.search(q.text):
        highest, word = lower_better, "worst"
    else:
        highest, word = True, "highest"
    state_extreme(c, desk.store, found, highest, word)
    return None


def _change(c: Composition, q: Question, desk: Desk, rows: list[Row]) -> Answer | bool | None:
    """A change between two periods: those named, else the latest and the one before on the same basis.

    Returns False where the question is answered otherwise (one reading against its own comparator).
    """
    named = q.periods.named
    if len(named) >= 2:
        pair = [for_period(rows, m) for m in named[:2]]
        missing = [s for s in pair if s.how in ("none", "sum") or not s.rows or s.rows[0].actual is None]
        if missing:
            return _not_held(q, desk, rows, missing[0])
        old, new = sorted((pair[0].rows[0], pair[1].rows[0]), key=lambda r: r.when)
    elif q.periods.ranged:
        found = series(rows, q.periods)
        if len(found) < 2:
            return _not_held(q, desk, rows)
        state_trend(c, desk.store, found)
        return None
    else:
        selection = select(rows, q.periods)
        if selection.how == "none":
            return _not_held(q, desk, rows)
        new = selection.rows[-1]
        before = _before(rows, new, year=q.periods.year_before)
        if q.periods.year_before and before is None and new.target_role != "previous_year":
            return _unlike_year(c, desk, rows, new)
        if new.actual is None or before is None or (q.periods.year_before and new.target_role == "previous_year"):
            return False
        old = before
    state_change(c, old, new, full=True)
    add_caveats(c, desk.store, (old, new), footnotes=False)
    return None


def _unlike_year(c: Composition, desk: Desk, rows: Sequence[Row], new: Row) -> bool | None:
    """A year before is held only on another basis: state both, calculate nothing. False where neither is held."""
    if not new.period_end:
        return False
    end = f"{int(new.period_end[:4]) - 1}{new.period_end[4:]}"
    old = next((r for r in series(rows) if r.period_end == end), None)
    if old is None:
        return False
    for row in (new, old):
        add_figures(c, row)
        c.say(f"{row.measure}: {actual_words(row)} ({period_words(row)}).", row.source)
    unlike(c, (old, new))
    add_caveats(c, desk.store, (old, new), footnotes=False)
    return None


def _before(rows: Sequence[Row], new: Row, *, year: bool) -> Row | None:
    """The reading before one (or a year before it), on the same basis and with a figure."""
    earlier = [r for r in series(rows) if r.when < new.when and r.basis == new.basis and r.unit == new.unit]
    same_season = [r for r in earlier if (r.period_end or "")[5:] == (new.period_end or "-")[5:]]
    if year or new.basis == "year_to_date":
        return same_season[-1] if same_season else (None if year else earlier[-1] if earlier else None)
    return earlier[-1] if earlier else None


def _several_periods(c: Composition, q: Question, desk: Desk, rows: list[Row]) -> Answer | None:
    missing: list[Selection] = []
    stated: list[Row] = []
    for mention in q.periods.named:
        selection = for_period(rows, mention)
        if selection.how == "none":
            missing.append(selection)
            continue
        if selection.how == "sum":
            _sum(c, desk, selection)
            continue
        state_selection(c, desk.store, selection)
        stated += selection.rows[:1]
    if len(stated) == 2 and q.cues.any("compare_periods", "change") and all(r.actual is not None for r in stated):
        old, new = sorted(stated, key=lambda r: r.when)
        state_change(c, old, new)
    return _not_held(q, desk, rows, missing[0]) if missing else None


def _sum(c: Composition, desk: Desk, selection: Selection) -> None:
    """A count over a longer period as the sum of its quarters, shown as such."""
    rows = selection.rows
    value = total(c, rows[0].unit, [(f"q{i}", r.actual, r.source) for i, r in enumerate(rows, 1)
                                    if r.actual is not None])
    label = selection.mention.label if selection.mention else ""
    for row in rows:
        add_figures(c, row, target=False)
    parts = _number_word(len(rows))
    c.say(f"{rows[-1].measure}: {value:,f} in {label}, the sum of the {parts} periods that make it up.",
          *[r.source for r in rows])
    add_caveats(c, desk.store, rows, footnotes=False)


def _number_word(n: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(n, "several")


def _not_held(q: Question, desk: Desk, rows: Sequence[Row], selection: Selection | None = None) -> Answer:
    mention = selection.mention if selection else (q.periods.named[0] if q.periods.named else None)
    asked = mention.words.strip() if mention else {"previous": "an earlier period", "next": "a later period"}.get(
        q.periods.relative or "", "that period")
    labels = list(dict.fromkeys(period_words(r) for r in sorted(rows, key=lambda r: r.when)))
    span = "; ".join(labels) if len(labels) < 4 else f"{labels[0]} to {labels[-1]}"
    newest = sorted(rows, key=lambda r: r.when, reverse=True)
    ends = [newest[-1], newest[0]] if len(newest) > 1 else []
    if mention and mention.start:
        newest = sorted(rows, key=lambda r: abs(_days(r.when) - mention.start.toordinal()))     # type: ignore[union-attr]
    near = [*ends, *(r for r in newest if r not in ends)]
    return refuse(q, desk, "period_not_held", rows=near, measure=rows[-1].measure, asked=asked,
                  periods=span or "no period printed")


def _days(day: str) -> int:
    from datetime import date
    return date.fromisoformat(day).toordinal() if len(day) == 10 else 0


def _assumptions(c: Composition, q: Question, matches: Sequence[Match]) -> None:
    texts = load("caveats.yaml")["texts"]
    per_head = any(f.unit.startswith("per_") for f in c.figures)
    if COUNTED.search(q.text) and per_head and not re.search(r"\bper\b", q.text):
        c.caveat("assumed_measure", texts["rate"])
    for words, label in dict.fromkeys(pair for m in matches for pair in m.loose):
        shown = [s for s in c.sources if numbers(label) and numbers(label) <= numbers(s.quote)]      # "101 call ..."
        c.caveat("assumed_measure", texts["assumed_measure"].format(words=words, label=label), *shown[:1])


__all__ = ["answer_measures", "restated"]
