"""What lies behind a reading: how it is measured, its footnotes, which way is better, what it is compared with."""

from __future__ import annotations

from assistant.composition import Composition
from assistant.figures.caveats import add_caveats, footnote_sources
from assistant.figures.rows import Row, add_figures, target_words
from assistant.figures.value import state
from assistant.words import load
from store.readonly import ReadStore


def state_calculation(c: Composition, store: ReadStore, row: Row) -> None:
    """How a figure came about, as far as the report says: its footnotes word for word, its basis and period."""
    state(c, row)
    notes = footnote_sources(store, row)
    for note in notes:
        c.say(f"Its footnote says: “{note.quote}”", note)
    if not notes:
        c.say("The report prints no footnote on how this figure was calculated.", row.source)
    add_caveats(c, store, [row], footnotes=False)


def state_polarity(c: Composition, store: ReadStore, row: Row) -> None:
    """Whether a higher or a lower figure is better, by the report's footnote or by the measure's wording."""
    notes = [n for n in footnote_sources(store, row)
             if any(w in n.quote.lower() for w in ("higher", "lower", "better", "worse"))]
    wanted = load("wording.yaml")["direction"][row.direction]
    if notes:
        c.say(f"The footnote to “{row.measure}” says: “{notes[0].quote}”", notes[0])
    elif wanted:
        c.say(f"For “{row.measure}”, {wanted}, by the measure's own wording.", row.source)
    else:
        c.say(f"The report does not say which way is better for “{row.measure}”.", row.source)
    state(c, row)
    add_caveats(c, store, [row], footnotes=False)


def state_comparator(c: Composition, store: ReadStore, row: Row) -> None:
    """What a figure is set against: a target, or something that is not one."""
    notes = footnote_sources(store, row)
    add_figures(c, row)
    noun = load("wording.yaml")["role_noun"][row.target_role]
    if row.target_value is None:
        rest = f"; its overall target or outcome reads “{row.overall_target}”" if row.overall_target else ""
        c.say(f"“{row.measure}” has no comparator printed{rest}.", row.source)
    elif row.target_role == "target":
        c.say(f"Yes: “{row.measure}” is set against a target of {target_words(row)}.", row.source)
    else:
        c.say(f"No: the {target_words(row)} beside “{row.measure}” is the {noun}, not a target.", row.source)
    if row.overall_target and row.target_value is not None:
        c.say(f"Its overall target or outcome reads “{row.overall_target}”.", row.source)
    for note in notes:
        c.say(f"Its footnote says: “{note.quote}”", note)
    add_caveats(c, store, [row], footnotes=False)
