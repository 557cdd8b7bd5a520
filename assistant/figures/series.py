"""One measure over time: trends, changes between two periods, and its highest and lowest readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.composition import Composition
from assistant.figures.arithmetic import difference, percent_change, plain, point_unit, shown
from assistant.figures.caveats import add_caveats
from assistant.figures.rows import Row, actual_words, add_figures, period_words, rating_words
from assistant.figures.select import Selection, _by_time, _settle
from assistant.question.periods import PeriodAsk
from assistant.words import load
from store.readonly import ReadStore


def series(rows: Sequence[Row], ask: PeriodAsk | None = None) -> list[Row]:
    """The readings of a measure with a figure, one a period, in time order, within the asked range."""
    one_each = [_settle(group, "exact").rows[0] for group in _by_time(rows)]
    dated = [r for r in one_each if r.actual is not None and r.stated]
    if ask and ask.since:
        dated = [r for r in dated if (r.period_end or r.when) >= ask.since.isoformat()]
    if ask and ask.until:
        dated = [r for r in dated if (r.period_end or r.when) <= ask.until.isoformat()]
    if ask and ask.last_n:
        dated = dated[-ask.last_n:] if ask.unit in ("quarter", "report", "period") else _last(dated, ask)
    return dated


def _last(rows: list[Row], ask: PeriodAsk) -> list[Row]:
    if not rows or not rows[-1].period_end or not ask.last_n:
        return rows
    year, rest = rows[-1].period_end[:4], rows[-1].period_end[4:]
    if ask.unit == "year":
        floor = f"{int(year) - ask.last_n}{rest}"
        return [r for r in rows if (r.period_end or "") > floor]
    return rows[-max(1, ask.last_n // 3):]


def like_bases(rows: Sequence[Row]) -> bool:
    """Whether readings are of one basis and, for a year to date, may be compared as they stand."""
    return len({r.basis for r in rows}) == 1 and not (rows[0].basis == "year_to_date" and len(
        {(r.period_start or "")[:4] for r in rows}) < len(rows))


def state_trend(c: Composition, store: ReadStore, rows: Sequence[Row]) -> None:
    """State the change from the first to the last where bases allow it, then each reading in time order."""
    name = rows[-1].measure
    like = [r for r in rows if _comparable_bases(r, rows[-1]) and r.unit == rows[-1].unit]
    if _averages(rows[0], rows[-1]):
        state_change(c, rows[0], rows[-1])
    elif len(like) > 1:
        state_change(c, like[0], rows[-1])
    c.say(f"{name}, from {rows[0].period_label} to {rows[-1].period_label}:", rows[0].source, rows[-1].source)
    for row in rows:
        rated = f", {rating_words(row)}" if row.rag else ""
        c.say(f"{period_words(row)}: {actual_words(row)}{rated}.", row.source)
        add_figures(c, row)
    if len(like) < len(rows):
        unlike(c, rows)
    add_caveats(c, store, rows[-1:], footnotes=False)


def state_change(c: Composition, old: Row, new: Row, *, full: bool = False) -> None:
    """State the change between two readings: absolute, with percent for counts and points for percentages."""
    if full:
        for row in (old, new):
            add_figures(c, row)
    if old.actual is None or new.actual is None:
        return
    if old.unit != new.unit:
        c.say("The two are not in the same unit, so no change is calculated.", old.source, new.source)
        return
    if not _comparable_bases(old, new) and not _averages(old, new):
        for row in (old, new):
            c.say(f"{row.measure}: {actual_words(row)} ({period_words(row)}).", row.source)
        unlike(c, (old, new))
        return
    verb = _verb(old.actual, new.actual)
    between = f"from {actual_words(old)} ({period_words(old)}) to {actual_words(new)} ({period_words(new)})"
    if old.actual == new.actual:
        c.say(f"{new.measure} was unchanged, {between}.", old.source, new.source)
        return
    larger, smaller = (new, old) if new.actual > old.actual else (old, new)
    names = {id(new): "new", id(old): "old"}
    gap = difference(c, new.unit, (names[id(larger)], _value(larger), larger.source),
                     (names[id(smaller)], _value(smaller), smaller.source))
    text = f"{new.measure} {verb} {between}, a change of {shown(gap, point_unit(new.unit))}"
    if new.unit not in ("%", "pp"):
        percent = percent_change(c, ("new", new.actual, new.source), ("old", old.actual, old.source),
                                 new.unit)
        if percent is not None:
            text += f" ({plain(percent)}%)"
    better = _better(new.direction, new.actual > old.actual)
    c.say(f"{text}{better}.", old.source, new.source)
    if full and _averages(old, new):
        unlike(c, (old, new))
    if new.unit == "count" and min(_value(old), _value(new)) < load("thresholds.yaml")["small_number"]:
        c.caveat("small_numbers", load("caveats.yaml")["texts"]["small"], old.source, new.source)


def _comparable_bases(old: Row, new: Row) -> bool:
    if old.basis != new.basis or old.basis == "unknown":
        return False
    if old.basis == "year_to_date" and old.period_end and new.period_end:
        return old.period_end[5:] == new.period_end[5:]
    return True


def _averages(old: Row, new: Row) -> bool:
    """Whether two years to date of unlike length hold rates or averages: they do not grow with the year, so their
    difference means something, and the answer says that they cover unlike lengths."""
    return (old.basis == new.basis == "year_to_date" and not _comparable_bases(old, new) and old.unit == new.unit
            and old.unit in load("thresholds.yaml")["averaged_units"])


def unlike(c: Composition, rows: Sequence[Row]) -> None:
    words = load("wording.yaml")["basis"]
    bases = "; ".join(dict.fromkeys(words[r.basis] or "not said" for r in rows))
    c.caveat("unlike_bases", load("caveats.yaml")["texts"]["unlike"].format(bases=bases), *[r.source for r in rows])


def _value(row: Row) -> Decimal:
    assert row.actual is not None
    return row.actual


def _verb(old: Decimal, new: Decimal) -> str:
    return "rose" if new > old else "fell"


def _better(direction: str, up: bool) -> str:
    if direction not in ("higher", "lower"):
        return ""
    good = up == (direction == "higher")
    return ", an improvement" if good else ", a worsening"


def state_extreme(c: Composition, store: ReadStore, rows: Sequence[Row], highest: bool, word: str) -> Row:
    """State in which period a measure was highest or lowest, among readings of one basis."""
    alone = [r for r in rows if r.basis != "year_to_date"] or list(rows)      # a year to date only grows
    basis = max({r.basis for r in alone}, key=lambda b: (b == "quarter", sum(r.basis == b for r in alone)))
    same = [r for r in alone if r.basis == basis]
    best = max(same, key=lambda r: _value(r)) if highest else min(same, key=lambda r: _value(r))
    ties = [r for r in same if r.actual == best.actual]
    labels = " and ".join(period_words(r) for r in ties)
    c.say(f"{best.measure} was {word} in {labels}: {actual_words(best)}.", *[r.source for r in ties])
    for row in ties:
        add_figures(c, row)
    others = [r for r in same if r not in ties]
    if others:
        c.say(f"That is the {word} of the readings held on that basis, from {same[0].period_label} to "
              f"{same[-1].period_label}.", same[0].source, same[-1].source)
    if len(same) < len(rows):
        unlike(c, (best, next(r for r in rows if r.basis != basis)))
    add_caveats(c, store, ties, footnotes=False)
    return best


def state_rest(c: Composition, rows: Sequence[Row], selection: Selection) -> None:
    """The asked part of a year to date: what is left of it after the year to date that ends where that part begins.

    Of counts and amounts only, each as its own report printed it; nothing where no such earlier one is held.
    """
    row, mention = selection.rows[0], selection.mention
    if mention is None or mention.start is None or row.basis != "year_to_date" or row.unit not in ("count", "GBP"):
        return
    eve = date.fromordinal(mention.start.toordinal() - 1).isoformat()
    before = [r for r in series(rows) if r.basis == row.basis and r.period_start == row.period_start
              and r.period_end == eve and r.unit == row.unit]
    if len(before) != 1 or row.actual is None or _value(before[0]) > row.actual:
        return
    rest = difference(c, row.unit, ("to_date", row.actual, row.source), ("before", _value(before[0]), before[0].source))
    add_figures(c, before[0], target=False)
    c.say(load("wording.yaml")["rest"].format(earlier=actual_words(before[0]), period=before[0].period_label,
                                              rest=shown(rest, row.unit)), row.source, before[0].source)
