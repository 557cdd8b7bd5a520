"""One reading stated in full: actual, comparator with its role, period, rating, direction and gap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.composition import Composition
from assistant.figures.arithmetic import difference, places, plain, point_unit, rounded, shown
from assistant.figures.caveats import add_caveats, footnote_sources, restated
from assistant.figures.rows import Row, actual_words, add_figures, period_words, rating_words, target_words
from assistant.figures.select import Selection
from assistant.words import load
from ingest.readings.directions import direction_of
from store.readonly import ReadStore


def state_selection(c: Composition, store: ReadStore, selection: Selection, *, name_latest: bool = False) -> None:
    """State the chosen readings of a measure with their caveats."""
    for row in selection.rows:
        state(c, row, latest=name_latest and selection.how == "latest")
    texts = load("caveats.yaml")["texts"]
    first = selection.rows[0]
    if selection.how == "ends_then" and selection.mention and first.period:
        c.caveat("assumed_period", texts["ends_then"].format(asked=selection.mention.words.strip(),
                                                             printed=period_words(first)), first.source)
    if selection.how in ("within", "printed_then") and selection.mention:
        c.caveat("assumed_period", texts[selection.how].format(asked=selection.mention.words.strip(),
                                                               printed=period_words(first)), first.source)
    restated(c, selection)
    add_caveats(c, store, selection.rows)
    for row in selection.rows:
        if row.target_role in ("previous_year", "predicted", "baseline", "other") and row.target_value is not None:
            noun = load("wording.yaml")["role_noun"][row.target_role]
            text = texts["comparator_unsaid" if row.target_role == "other" else "comparator"].format(role=noun)
            if not any(x.code in ("comparator_not_target", "previous_year_comparator", "predicted_comparator",
                                  "baseline_year")
                       for x in c.caveats):
                notes = footnote_sources(store, row)
                c.caveat("comparator_not_target", text, row.source, *notes[:1])


def state(c: Composition, row: Row, *, latest: bool = False, gap: bool = True, lead: str = "") -> None:
    """State one reading. Figures come from its cells; the gap is calculated and recorded."""
    add_figures(c, row)
    when = period_words(row)
    if latest and when:
        when = f"{when}, the latest held"
    when = f" ({when})" if when else ""
    name = lead or row.measure
    if row.actual is None and row.actual_value is None and not _has_figure(row.actual_ytd):
        _without_figure(c, row, name, when)
        return
    c.say(f"{name}: {actual_words(row)}{when}{_against(row)}, {rating_words(row)}.", row.source)
    if row.overall_target and (row.target_value is None or row.target_role != "target"):
        state_overall_target(c, [row])
    if gap:
        state_gaps(c, row)
    if row.comment and not _only_refers(row.comment) and not row.rating_word:
        c.say(f"The report comments: “{row.comment}”.", row.source)


def state_overall_target(c: Composition, rows: Sequence[Row]) -> None:
    """What the report prints as the overall (annual, long-term) target of each reading, word for word."""
    for row in rows:
        if any(ch.isalnum() for ch in row.overall_target):
            c.say(f"The overall target or outcome is “{row.overall_target}”.", row.source)


def _has_figure(text: str) -> bool:
    return any(ch.isdigit() for ch in text)


def _only_refers(comment: str) -> bool:
    return comment.lower().replace(" ", "").rstrip(".") in ("seefootnote", "seenote", "footnote", "seefootnotes")


def _against(row: Row) -> str:
    if row.target is None:
        if row.target_role == "target" and any(ch.isalpha() for ch in row.target_ytd):
            return f", with “{row.target_ytd}” as its target"
        if any(ch.isalpha() for ch in row.target_ytd):
            noun = load("wording.yaml")["role_noun"][row.target_role]
            return f", with “{row.target_ytd}” printed where the {noun} would stand"
        if _has_figure(row.target_ytd):
            return f", beside “{row.target_ytd}” in the comparator column"
        return ", with no comparator printed"
    return ", against " + load("wording.yaml")["role"][row.target_role].format(value=target_words(row))


def _without_figure(c: Composition, row: Row, name: str, when: str) -> None:
    """A row without an actual figure: say what stands there, and give its comment and comparator."""
    blanks = load("wording.yaml")["blank"]
    what = blanks.get(row.actual_ytd.strip(), blanks["other"].format(text=row.actual_ytd))
    c.say(f"{name}: the report {what} where the actual figure would stand{when}, {rating_words(row)}.", row.source)
    if row.target_value is not None:
        c.say(f"Beside it stands{_against(row).removeprefix(', against')}.", row.source)
    if row.comment and not _only_refers(row.comment):
        c.say(f"Its comment says “{row.comment}”.", row.source)
    if row.overall_target:
        c.say(f"The overall target or outcome is “{row.overall_target}”.", row.source)


def state_gaps(c: Composition, row: Row) -> None:
    """How far the actual stands from its comparator and, where that is no target, from the overall target."""
    if row.comparable:
        _gap(c, row, row.target, load("wording.yaml")["role_noun"][row.target_role])
    if row.goal and not (row.comparable and row.target_role == "target"):
        _gap(c, row, row.goal.value, load("wording.yaml")["overall_target"])


def _gap(c: Composition, row: Row, target: Decimal | None, noun: str) -> None:
    """How far the actual stands from its comparator (or the overall target), and whether that is better or worse."""
    actual = row.actual
    if actual is None or target is None:
        return
    wanted = load("wording.yaml")["direction"][row.direction]
    tail = f"; {wanted}" if wanted else ""
    if actual == target:
        c.say(f"That equals the {noun}{tail}.", row.source)
        return
    side = "above" if actual > target else "below"
    if row.unit == "clock":      # which units its times are in is not said, so that their difference has none
        c.say(f"That is {side} the {noun}{tail}.", row.source)
        return
    high, low = ("actual", "comparator") if actual > target else ("comparator", "actual")
    values = {"actual": actual, "comparator": target}
    gap = difference(c, row.unit, (high, values[high], row.source), (low, values[low], row.source))
    c.say(f"That is {shown(gap, point_unit(row.unit))} {side} the {noun}{tail}.", row.source)


def missed(row: Row) -> bool | None:
    """Whether the actual misses its target, by figure and direction; None where that cannot be told."""
    goal = row.goal
    if goal is None or row.actual is None or not row.stated:
        return None
    sense = goal.sense or {"lower": "most", "higher": "least"}.get(_better_way(row))
    if sense is None:
        return None
    if row.actual == goal.value:
        return goal.strict
    return row.actual > goal.value if sense == "most" else row.actual < goal.value


def _better_way(row: Row) -> str:
    """Which way is better; for a level to be held that of what is counted, so that a share may not fall below it."""
    if row.direction != "maintain":
        return row.direction
    way = direction_of(row.measure, "").direction
    return "higher" if way == "maintain" else way


def relative_gap(row: Row) -> str | None:
    """The gap as a percentage of the target, signed so that positive is worse; a sort key, never shown."""
    if missed(row) is None or row.goal is None or not row.goal.value or row.actual is None:
        return None
    gap = (row.actual - row.goal.value) / row.goal.value * 100
    falling = (row.goal.sense or _better_way(row)) in ("most", "lower")
    return plain(rounded(gap if falling else -gap, max(places(row.actual), 4)))


def better_than_before(direction: str, new: Decimal | None, old: Decimal | None) -> bool | None:
    """Whether a figure is better than an earlier one; None where it is the same, or which way is better is not said."""
    if new is None or old is None or new == old or direction not in ("higher", "lower"):
        return None
    return (new > old) == (direction == "higher")
