"""Lists and counts of measures in one report: by rating, objective, headline, missing figure, target missed.

A list is complete and says how many it holds; it is never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.composition import Composition
from assistant.figures.arithmetic import counted
from assistant.figures.caveats import add_caveats
from assistant.figures.goals import short_of_best
from assistant.figures.rows import Row, actual_words, add_figures, rating_words, target_words
from assistant.figures.value import missed
from assistant.words import load
from store.readonly import ReadStore


@dataclass(frozen=True)
class ListAsk:
    """Which measures of a report are asked for. Empty fields do not filter."""

    ratings: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()
    objectives: tuple[int, ...] = ()
    theme_words: str = ""
    measure_ids: frozenset[str] | None = None
    picked: frozenset[str] | None = None      # readings chosen beforehand, and in words by what
    picked_words: str = ""

    def words(self) -> str:
        """The filter in words, for the sentence that opens the list."""
        texts = load("lists.yaml")
        parts = [texts["filters"][f] for f in sorted(self.filters) if texts["filters"].get(f)]
        names = load("wording.yaml")["rating"]["names"]
        if self.ratings:
            parts.append(texts["rated"].format(ratings=" or ".join(names[r] for r in self.ratings)))
        if self.picked_words:
            parts.append(self.picked_words)
        return ", ".join(parts)


def chosen(rows: Sequence[Row], ask: ListAsk) -> list[Row]:
    """The rows that a list asks for, in the report's order."""
    tests: list[Callable[[Row], bool]] = []
    if ask.ratings:
        tests.append(lambda r: r.rag in ask.ratings)
    if ask.objectives:
        tests.append(lambda r: r.objective in ask.objectives)
    if ask.measure_ids is not None:
        tests.append(lambda r: r.measure_id in (ask.measure_ids or ()))
    if ask.picked is not None:
        tests.append(lambda r: r.id in (ask.picked or ()))
    by_filter: dict[str, Callable[[Row], bool]] = {
        "headline": lambda r: r.headline,
        "unrated": lambda r: r.rag is None,
        "rated": lambda r: r.rag is not None,
        "missing": lambda r: r.actual_value is None and not any(ch.isdigit() for ch in r.actual_ytd),
        "missed": lambda r: missed(r) is True,
        "met": lambda r: r.rag == "G" if missed(r) is None else missed(r) is False or r.rag == "G",
    }
    tests += [by_filter[f] for f in sorted(ask.filters)]
    return [r for r in rows if all(test(r) for test in tests)]


def state_list(c: Composition, store: ReadStore, rows: Sequence[Row], ask: ListAsk, report: str) -> list[Row]:
    """State the list with its count; returns the rows listed. An empty list is an answer as well."""
    texts = load("lists.yaml")
    found = chosen(rows, ask)
    words = ask.words()
    whole = list(rows) if not ask.objectives else [r for r in rows if r.objective in ask.objectives]
    if not found:
        c.say(texts["none"].format(what=words or texts["any"], report=report), *[r.source for r in whole[:1]])
        return []
    counted(c, [r.source for r in found])
    noun = texts["noun"] if len(found) != 1 else texts["noun_one"]
    lead = texts["lead"].format(n=len(found), noun=noun, what=f" {words}" if words else "", report=report,
                                objective=_objective(found, ask))
    c.say(lead, *[c.cite(r.source) for r in found][:1])
    for row in found:
        c.say(f"{row.measure}: {short(row)}{_flag(row, ask)}.", row.source)
        add_figures(c, row)
    if "missed" in ask.filters:
        _rated_otherwise(c, whole, found)
    if ask.ratings or ask.filters or ask.picked is not None:
        add_caveats(c, store, found, footnotes=False)
    return found


def _objective(found: Sequence[Row], ask: ListAsk) -> str:
    if len(ask.objectives) == 1 and found[0].objective_title:
        return f" under objective {ask.objectives[0]} ({_bare(found[0].objective_title)})"
    return ""


def _bare(title: str) -> str:
    return title.strip().rstrip(".")


def short(row: Row) -> str:
    """A reading in a few words: figure, comparator and rating."""
    if row.actual_value is None and not any(ch.isdigit() for ch in row.actual_ytd):
        blanks = load("wording.yaml")["blank"]
        what = blanks.get(row.actual_ytd.strip(), blanks["other"].format(text=row.actual_ytd))
        note = f", comment “{row.comment}”" if row.comment else ""
        return f"no actual figure (the report {what}){note}, {rating_words(row)}"
    against = ""
    if row.target_value is not None:
        against = " against " + load("wording.yaml")["role"][row.target_role].format(value=target_words(row))
    return f"{actual_words(row)}{against}, {rating_words(row)}"


def _flag(row: Row, ask: ListAsk) -> str:
    """In a list of what met its target, say where the figure itself does not."""
    if "met" in ask.filters and missed(row):
        return "; the figure itself misses the target"
    if "missed" in ask.filters and missed(row) and row.rag == "G":
        return "; the figure misses the target all the same"
    return ""


def _rated_otherwise(c: Composition, rows: Sequence[Row], found: Sequence[Row]) -> None:
    """Beside the targets missed by figure: what the report rates short of its target though no figure shows it, and
    the targets that cannot be judged, since the report does not say which way is better."""
    texts = load("lists.yaml")
    others = [r for r in rows if r not in found and (r.rag in ("A", "R") or short_of_best(r.rating_word))]
    if others:
        words = texts["rated_otherwise" if any(r.rag for r in others) else "rated_short"]
        c.say(f"{words} {'; '.join(r.measure for r in others)}.", *[r.source for r in others])
    open_ = [r for r in rows if r.goal and missed(r) is None and r not in others and r.rag is None]
    if open_:
        c.say(f"{texts['undecided']} {'; '.join(r.measure for r in open_)}.", *[r.source for r in open_])


def state_all(c: Composition, rows: Sequence[Row], ask: ListAsk, report: str) -> None:
    """Whether all measures asked about met their target (or have a rating): the exceptions, or that there are none."""
    texts = load("lists.yaml")
    base = [r for r in rows if not ("headline" in ask.filters and not r.headline)
            and (not ask.objectives or r.objective in ask.objectives)
            and (ask.measure_ids is None or r.measure_id in ask.measure_ids)]
    what = texts["headline_measures"] if "headline" in ask.filters else texts["all_measures"]
    if not base:
        c.say(texts["none"].format(what=texts["any"], report=report), *[r.source for r in rows[:1]])
        return
    if ask.ratings:
        out = [r for r in base if r.rag not in ask.ratings]
    else:
        out = [r for r in base if missed(r) or r.rag in ("A", "R")]
    goal = ask.words() if ask.ratings else texts["goal"]
    if not out:
        for row in base:
            add_figures(c, row)
        c.say(texts["all_yes"].format(what=what, report=report, goal=goal), *[r.source for r in base])
        return
    for row in out:
        add_figures(c, row)
    c.say(texts["all_no"].format(what=what, report=report, goal=goal), *[r.source for r in out[:1]])
    for row in out:
        c.say(f"{row.measure}: {short(row)}{_flag(row, ListAsk(filters=frozenset({'met'})))}.", row.source)


def state_share(c: Composition, rows: Sequence[Row], ask: ListAsk, report: str) -> None:
    """State how many of a report's rated (or headline) measures fit, as two counts."""
    texts = load("lists.yaml")
    base = [r for r in rows if (r.rag is not None if ask.ratings else True)
            and (r.headline if "headline" in ask.filters else True)]
    found = chosen(base, ask)
    if not base:
        c.say(texts["none"].format(what=texts["any"], report=report), *[r.source for r in rows[:1]])
        return
    for row in base:
        add_figures(c, row)
    n, whole = counted(c, [r.source for r in found]), counted(c, [r.source for r in base])
    kind = "rated " if ask.ratings else ""
    c.say(texts["share"].format(n=n, whole=whole, kind=kind, what=ask.words(), report=report),
          *[r.source for r in base])


def state_count(c: Composition, rows: Sequence[Row], ask: ListAsk, report: str) -> int:
    """State how many measures fit, with every one of them as an operand of the count."""
    texts = load("lists.yaml")
    found = chosen(rows, ask)
    words = ask.words()
    if not found:
        c.say(texts["none"].format(what=words or texts["any"], report=report), *[r.source for r in rows[:1]])
        return 0
    n = counted(c, [r.source for r in found])
    for row in found:
        add_figures(c, row)
    noun = texts["noun"] if n != 1 else texts["noun_one"]
    c.say(texts["count"].format(n=n, noun=noun, what=f" {words}" if words else "", report=report,
                                objective=_objective(found, ask)), *[r.source for r in found])
    if "missed" in ask.filters:
        _rated_otherwise(c, rows, found)
    return n
