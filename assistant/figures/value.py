"""One reading stated in full: actual, comparator with its role, period, rating, direction and gap."""

from __future__ import annotations

from assistant.composition import Composition
from assistant.figures.arithmetic import difference, places, plain, point_unit, rounded, shown
from assistant.figures.caveats import add_caveats, footnote_sources, restated
from assistant.figures.rows import Row, actual_words, add_figures, period_words, rating_words, target_words
from assistant.figures.select import Selection
from assistant.words import load
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
            if not any(x.code in ("comparator_not_target", "previous_year_comparator", "predicted_comparator")
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
        c.say(f"The overall target or outcome is “{row.overall_target}”.", row.source)
    if gap and row.comparable:
        _gap(c, row)
    if row.comment and not _only_refers(row.comment):
        c.say(f"The report comments: “{row.comment}”.", row.source)


def _has_figure(text: str) -> bool:
    return any(ch.isdigit() for ch in text)


def _only_refers(comment: str) -> bool:
    return comment.lower().replace(" ", "").rstrip(".") in ("seefootnote", "seenote", "footnote", "seefootnotes")


def _against(row: Row) -> str:
    if row.target_value is None:
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


def _gap(c: Composition, row: Row) -> None:
    """How far the actual stands from its comparator, and whether that is better or worse."""
    actual, target = row.actual, row.target
    if actual is None or target is None:
        return
    noun = load("wording.yaml")["role_noun"][row.target_role]
    wanted = load("wording.yaml")["direction"][row.direction]
    tail = f"; {wanted}" if wanted else ""
    if actual == target:
        c.say(f"That equals the {noun}{tail}.", row.source)
        return
    high, low = ("actual", "comparator") if actual > target else ("comparator", "actual")
    values = {"actual": actual, "comparator": target}
    gap = difference(c, row.unit, (high, values[high], row.source), (low, values[low], row.source))
    side = "above" if actual > target else "below"
    c.say(f"That is {shown(gap, point_unit(row.unit))} {side} the {noun}{tail}.", row.source)


def missed(row: Row) -> bool | None:
    """Whether the actual misses its target, by figure and direction; None where that cannot be told."""
    if not row.comparable or row.target_role != "target" or not row.stated:
        return None
    if row.actual is None or row.target is None:
        return None
    if row.direction == "lower":
        return row.actual > row.target
    if row.direction in ("higher", "maintain"):
        return row.actual < row.target
    return None


def relative_gap(row: Row) -> str | None:
    """The gap as a percentage of the target, signed so that positive is worse; a sort key, never shown."""
    if missed(row) is None or not row.target or row.actual is None:
        return None
    gap = (row.actual - row.target) / row.target * 100
    return plain(rounded(gap if row.direction == "lower" else -gap, max(places(row.actual), 4)))
