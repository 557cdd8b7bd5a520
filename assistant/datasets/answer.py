"""Answers to questions about performance data, and refusals that say what of it is held."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.composition import Composition
from assistant.datasets import say
from assistant.datasets.catalogue import Area, Dataset, Span, datasets
from assistant.datasets.cells import Amount, amount
from assistant.datasets.naming import Named, Places, cue_of, mentions, named_areas, named_members, near_members
from assistant.datasets.periods import When, for_mention, ranged, shortest, when, year_before
from assistant.datasets.rows import Observation, fetch
from assistant.figures.select import for_period
from assistant.question.parse import Question
from assistant.words import load

_ACCOUNTS = ("who", "where", "why", "action", "said", "summary", "definition", "rating_key", "objective_name",
             "panel_ask", "contradictions", "count_measures", "share_measures", "calculation", "polarity", "is_target")
_FIGURES = ("value", "trend", "change", "extreme", "compare_periods", "previous_year")


@dataclass(frozen=True)
class Ask:
    """What a question asks of one dataset."""

    q: Question
    desk: Desk
    data: Dataset
    named: Named
    places: Places

    def rows(self, areas: list[str] | None, spans: tuple[Span, ...]) -> list[Observation]:
        members = {d: [m.value for m in found] for d, found in self.named.members.items()}
        out = []
        for span in spans:
            out += [o for o in fetch(self.desk.store, self.data, areas, members, span.start, span.end)
                    if (o.start, o.end) == (span.start, span.end)]
        return out

    def amount(self, areas: list[str] | None, spans: tuple[Span, ...]) -> Amount:
        limits = load("datasets.yaml")["limits"]
        ratio = cue_of("ratio_asked").search(self.q.text) is not None
        return amount(self.data, self.rows(areas, spans), self.named, wants_ratio=ratio, most=limits["most_rows"])

    @property
    def every(self) -> list[str]:
        """All areas but those that are the whole of others."""
        return [a.value for a in self.data.areas(self.desk.held) if not a.total]

    @property
    def over_areas(self) -> bool:
        return cue_of("which_area").search(self.q.text) is not None and len(self.every) > 1


def answer_data(q: Question, desk: Desk) -> Answer | None:
    """An answer from the data held, where its members, area and period are what the question names; else None.

    A report that prints a measure for the very period wins: then this is not asked.
    """
    for ask in _asks(q, desk):
        if not _mine(ask):
            continue
        c = Composition(q.original)
        if _compose(c, ask) and c.statements:
            return c.answer("answered")
    return None


def answer_rest(q: Question, desk: Desk) -> Answer | None:
    """As `answer_data`, for what no report answers: no area or period need be named; what is taken is said."""
    for ask in _asks(q, desk):
        if desk.held.measures and not ask.places.areas and (ask.named.whole or not q.cues.any(*_FIGURES)):
            continue
        c = Composition(q.original)
        if not ask.places.missing and _compose(c, ask) and c.statements:
            return c.answer("answered")
    return None


def refuse_data(q: Question, desk: Desk) -> Answer | None:
    """A refusal that says what of the data is held, where the question names members of it; else None."""
    for ask in _asks(q, desk):
        refusal = _refuse(ask)
        if refusal is not None:
            return refusal
    return None


def refuse_covered(q: Question, desk: Desk) -> Answer | None:
    """For an area that data covers, where nothing held speaks of what is asked: that, and not the area, is missing."""
    others = [b for b in q.other_bodies if b.kind == "force"]
    for data in datasets(desk.store, desk.held):
        places = named_areas(q, data, desk.held)
        if places.areas and not places.missing and others:
            c = Composition(q.original)
            account = q.cues.any(*_ACCOUNTS)
            words = load("datasets.yaml")["refusals"]["account" if account else "nothing"]
            c.say(words.format(area=", ".join(a.value for a in places.areas)))
            for value in near_members(q, data)[:3]:
                c.near(f"{value}, {places.areas[0].value}")
            return c.answer("not_found", "not_in_documents" if account else "measure_not_held")
    return None


def _asks(q: Question, desk: Desk) -> list[Ask]:
    """The datasets whose members the question names, the latest first. Not for questions that ask for an account."""
    held = datasets(desk.store, desk.held)
    if not held or q.cues.any(*_ACCOUNTS) and not cue_of("which_area").search(q.text):
        return []
    if not q.cues.any(*_FIGURES) and not q.periods.named and not q.bodies and not _short(q):
        return []
    found = []
    for data in reversed(held):
        if desk.allowed is not None and data.item_id not in desk.allowed:
            continue
        if q.items is not None and data.item_id not in {i.id for i in q.items}:
            continue
        places = named_areas(q, data, desk.held)
        named = named_members(q, data, places, desk.held)
        if named is not None:
            ask = Ask(q, desk, data, named, places)
            if len(named.members) < 2 or ask.rows(None, data.periods[-1:]):     # no row is of both
                found.append(ask)
    return found


def _short(q: Question) -> bool:
    return len(q.tokens) <= 8


def _mine(ask: Ask) -> bool:
    """Whether the dataset holds what the question names, and no report holds it as a measure."""
    q, desk = ask.q, ask.desk
    if ask.places.missing:
        return False
    named = mentions(q)
    if any(not for_mention(m, ask.data.periods).held for m in named):
        return False
    if q.items is not None or desk.allowed is not None and desk.allowed == {ask.data.item_id}:
        return True
    own = {b.id for b in q.bodies if b.held}
    elsewhere = [a for a in ask.places.areas if a.body not in own or not a.body]
    if elsewhere:
        return True
    if ask.over_areas or cue_of("every_area").search(q.text):
        return True
    if not ask.places.areas and not named:
        return False
    return not _reported(q, desk) and (bool(named) or not desk.held.measures)


def _reported(q: Question, desk: Desk) -> bool:
    """Whether a report prints a measure that the question names, for a period that it names (for any, if none)."""
    from assistant.answering.route import fitting
    for match in fitting(q):
        rows = [r for r in desk.rows(match.measure.id, q) if r.stated]
        if rows and (not q.periods.named or any(for_period(rows, m).how != "none" for m in q.periods.named)):
            return True
    return False


def _compose(c: Composition, ask: Ask) -> bool:
    """Put the answer into `c`; False where the data does not hold it."""
    q = ask.q
    if ask.named.ambiguous or _no_ratio(ask):
        return False
    series = q.periods.ranged or "trend" in q.cues
    if "extreme" in q.cues or ask.over_areas:
        return _extreme(c, ask)
    areas, note = _areas(ask)
    if not areas:
        return False
    changed = "change" in q.cues or "compare_periods" in q.cues and len(mentions(q)) > 1 or q.periods.year_before
    if changed and len(areas) == 1 and (done := _change(c, ask, areas[0])) is not None:
        return _noted(c, ask, note) if done else False
    if series or len(mentions(q)) > 1 and "trend" in q.cues:
        return len(areas) == 1 and _trend(c, ask, areas[0]) and _noted(c, ask, note)
    asked = [for_mention(m, ask.data.periods) for m in mentions(q)] or [when(q, ask.data.periods)]
    if any(not a.held for a in asked):
        return False
    parts = [(area, at, ask.amount(area, at.spans)) for area in areas for at in asked]
    if any(p.fault and p.fault not in ("no_sum", "blank") for _, _, p in parts):
        return False
    for area, at, part in parts:
        if part.fault == "no_sum" and not _listed(c, ask, area, at, part):
            return False
        if part.fault != "no_sum":
            say.state(c, ask.data, ask.named, part, say.place(ask.data, area), at.label)
        say.period_note(c, ask.data, at)
    if len(parts) == 2 and not any(p.fault for _, _, p in parts) and (len(areas) == 2 or "compare_periods" in q.cues):
        (one, first_at, first), (other, second_at, second) = parts
        if len(areas) == 2:
            say.gap(c, first, second, say.place(ask.data, one), say.place(ask.data, other))
        else:
            say.change(c, ask.data, ask.named, first, second, say.place(ask.data, one),
                       (first_at.label, second_at.label), full=False)
    return _noted(c, ask, note)


def _no_ratio(ask: Ask) -> bool:
    """Whether a rate or share is asked for and the data holds numbers alone. A change in percent is worked out."""
    return (cue_of("ratio_asked").search(ask.q.text) is not None and ask.data.unit in ("count", "GBP")
            and ask.data.ratios == 0 and not ask.q.cues.any("change", "compare_periods", "trend"))


def _listed(c: Composition, ask: Ask, area: list[str], at: When, part: Amount) -> bool:
    """Figures that must not be added up, one by one where they are few."""
    if len(part.rows) > load("datasets.yaml")["limits"]["most_listed"]:
        return False
    for one in part.rows:
        say.state(c, ask.data, ask.named, Amount(ask.data, [one]), say.place(ask.data, [one.area]), one.label,
                  apart=part.rows)
    return True


def _areas(ask: Ask) -> tuple[list[list[str]], tuple[str, str] | None]:
    """The areas asked about, each with the values that it stands for; and the assumption made, if any."""
    texts = load("datasets.yaml")["caveats"]
    if ask.places.areas:
        return [[a.value] for a in ask.places.areas], None
    known = ask.data.areas(ask.desk.held)
    if len(known) <= 1:
        return [[a.value for a in known] or [ask.data.own_area]], None
    if cue_of("every_area").search(ask.q.text):
        return [_all(ask, known)], ("assumed_area", texts["every_area"])
    default = ask.desk.default_area.lower()
    mine = [a for a in known if default and any(n.lower() in default or default in n.lower() for n in a.names)]
    if not mine:        # the force that all reports held speak for
        bodies = " | ".join(ask.desk.held.bodies).lower()
        mine = [a for a in known if any(re.search(rf"(?<!\w){re.escape(n.lower())}(?!\w)", bodies) for n in a.names)]
    if len(mine) == 1:
        said = load("caveats.yaml")["texts"]["area"].format(area=mine[0].value)
        return [[mine[0].value]], ("assumed_area", said)
    return [_all(ask, known)], ("assumed_area", texts["all_areas"])


def _all(ask: Ask, known: tuple[Area, ...]) -> list[str]:
    whole = [a.value for a in known if a.total]
    return whole if len(whole) == 1 else ask.every


def _noted(c: Composition, ask: Ask, note: tuple[str, str] | None) -> bool:
    if note is not None:
        c.caveat(note[0], note[1].format(document=ask.data.document))
    say.assumed(c, ask.named)
    return True


def _change(c: Composition, ask: Ask, area: list[str]) -> bool | None:
    """The change between two periods: those named, else the latest (or the named one) and the one before it.

    None where the question is not answered by a change.
    """
    q, spans = ask.q, ask.data.periods
    named = [for_mention(m, spans) for m in mentions(q)]
    if any(not n.held for n in named):
        return False
    if len(named) >= 2:
        old, new = sorted(named[:2], key=lambda w: w.spans[0].start)
    else:
        new = named[0] if named else when(replace(q, periods=replace(q.periods, relative=None)), spans)
        if not new.held:
            return False
        if len(new.spans) > 1:
            return _trend(c, ask, area)     # "how did it change in 2017/18": from its first quarter to its last
        before = _before(new.spans[0], spans, year=q.periods.year_before)
        if before is None:
            return False if q.periods.year_before or "change" in q.cues else None
        old = When((before,), "relative", before.label)
    pair = [ask.amount(area, old.spans), ask.amount(area, new.spans)]
    if any(p.fault for p in pair) or pair[0].unit != pair[1].unit or any(not p.figures for p in pair):
        return False
    if sum(len(p.rows) for p in pair) > load("datasets.yaml")["limits"]["most_change"]:
        return False
    say.change(c, ask.data, ask.named, pair[0], pair[1], say.place(ask.data, area), (old.label, new.label))
    for at in (old, new):
        say.period_note(c, ask.data, at)
    return True


def _before(span: Span, spans: tuple[Span, ...], *, year: bool) -> Span | None:
    if year:
        return year_before(span, spans)
    series = [s for s in shortest(spans) if s.end < span.start]
    return series[-1] if series else None


def _trend(c: Composition, ask: Ask, area: list[str]) -> bool:
    """Each period's figure in time order, then the change from the first to the last."""
    spans = ranged(ask.q, ask.data.periods)
    parts = [(span, ask.amount(area, (span,))) for span in spans]
    parts = [(span, part) for span, part in parts if part.fault in ("", "blank")]
    stated = [(s, p) for s, p in parts if p.figures]
    if len(stated) < 2 or sum(len(p.rows) for _, p in parts) > load("datasets.yaml")["limits"]["most_rows"]:
        return False
    for span, part in parts:
        say.state(c, ask.data, ask.named, part, say.place(ask.data, area), span.label)
    (first, old), (last, new) = stated[0], stated[-1]
    if old.unit == new.unit and len(old.rows) + len(new.rows) <= load("datasets.yaml")["limits"]["most_change"]:
        say.change(c, ask.data, ask.named, old, new, say.place(ask.data, area), (first.label, last.label), full=False)
    return True


def _extreme(c: Composition, ask: Ask) -> bool:
    """Which area, period or member has the highest (or lowest) figure."""
    q = ask.q
    lowest = cue_of("lowest").search(q.text) is not None
    asked = [for_mention(m, ask.data.periods) for m in mentions(q)]
    if any(not a.held for a in asked):
        return False
    at = asked[0] if asked else when(q, ask.data.periods)
    if ask.over_areas and not ask.places.areas:
        groups = _by_area(ask, at)
        done = say.extreme(c, ask.data, ask.named, groups, "", at.label, lowest, ask.data.columns["area"]["name"])
    elif cue_of("which_period").search(q.text) and len(ask.places.areas) <= 1:
        areas, note = _areas(ask)
        spans = ranged(q, ask.data.periods)
        groups = {s.label: p for s in spans if not (p := ask.amount(areas[0], (s,))).fault}
        done = say.extreme(c, ask.data, ask.named, groups, say.place(ask.data, areas[0]), "", lowest, "period")
        return done and _noted(c, ask, note)
    elif (dimension := _asked_dimension(ask)) and len(ask.places.areas) <= 1:
        areas, note = _areas(ask)
        rows = ask.rows(areas[0], at.spans)
        members: dict[str, list[Observation]] = {}
        for one in rows:
            members.setdefault(one.member(dimension) or "", []).append(one)
        known = {m.value for m in ask.data.members if m.dimension == dimension and not m.total}
        groups = {name: p for name, mine in members.items() if name in known
                  and not (p := amount(ask.data, mine, ask.named)).fault}
        done = say.extreme(c, ask.data, ask.named, groups, say.place(ask.data, areas[0]), at.label, lowest,
                           ask.data.heading(dimension))
        if note is not None and done:
            c.caveat(note[0], note[1].format(document=ask.data.document))
    else:
        return False
    if done:
        say.period_note(c, ask.data, at)
        say.assumed(c, ask.named)
    return done


def _by_area(ask: Ask, at: When) -> dict[str, Amount]:
    by_area: dict[str, list[Observation]] = {}
    for one in ask.rows(None, at.spans):
        by_area.setdefault(one.area, []).append(one)
    every = set(ask.every)
    ratio = cue_of("ratio_asked").search(ask.q.text) is not None
    return {area: part for area, rows in by_area.items() if area in every
            and not (part := amount(ask.data, rows, ask.named, wants_ratio=ratio)).fault}


def _asked_dimension(ask: Ask) -> str:
    """The dimension that "which offence group" asks for; the broadest that is left open where none is named."""
    if not cue_of("which_member").search(ask.q.text):
        return ""
    open_ones = [d for d in ask.data.dimensions if d not in ask.named.members and ask.data.columns[d]["role"] != "code"]
    said = ask.q.text.lower()
    named = [d for d in open_ones if ask.data.heading(d).lower() in said or
             ask.data.heading(d).lower().split()[-1] in said.split()]
    sizes = {d: sum(m.dimension == d for m in ask.data.members) for d in open_ones}
    return min(named or open_ones, key=lambda d: (d not in named, sizes[d]), default="")


def _refuse(ask: Ask) -> Answer | None:
    texts = load("datasets.yaml")["refusals"]
    q, data = ask.q, ask.data
    what = ask.named.label(data) or data.value_label or data.title
    c = Composition(q.original)
    spans = shortest(data.periods)
    label = spans[0].label if len(spans) == 1 else f"{spans[0].label} to {spans[-1].label}"
    if ask.named.ambiguous:
        c.say(texts["ambiguous"])
        for other in ask.named.others[:6]:
            c.near(other)
        return c.answer("not_found", "ambiguous")
    if _no_ratio(ask):
        c.say(texts["no_ratio"].format(what=what))
        return _near(c, ask, what, label, "measure_not_held")
    if ask.places.missing:
        c.say(texts["area"].format(area=", ".join(ask.places.missing)))
        return _near(c, ask, what, label, "area_not_held")
    unheld = [a for m in mentions(q) if not (a := for_mention(m, data.periods)).held]
    if unheld or not mentions(q) and not when(q, data.periods).held:
        asked = unheld[0].words if unheld else when(q, data.periods).label
        c.say(texts["period"].format(what=what, asked=asked, periods=label))
        return _near(c, ask, what, label, "period_not_held")
    areas, _ = _areas(ask)
    asked_at = [for_mention(m, data.periods) for m in mentions(q)] or [when(q, data.periods)]
    part = ask.amount(areas[0], asked_at[0].spans)
    if part.fault == "none" and ask.places.areas:
        c.say(texts["area_of"].format(what=what, area=ask.places.areas[0].value))
        held = {o.area for o in ask.rows(None, asked_at[0].spans)}
        for area in sorted(held)[:3]:
            c.near(f"{what}, {area}, {label}")
        return c.answer("not_found", "area_not_held")
    if part.fault == "no_sum":
        c.say(texts["no_sum"].format(unit=part.unit))
        for one in part.rows[:6]:
            c.near(" ".join(v for _, v in one.members if v))
        return c.answer("not_found", "ambiguous")
    if part.fault == "many" or not part.fault and "change" in q.cues:
        c.say(texts["many"] if part.fault else texts["period"].format(what=what, asked="an earlier period",
                                                                      periods=label))
        return _near(c, ask, what, label, "ambiguous" if part.fault else "period_not_held")
    return None


def _near(c: Composition, ask: Ask, what: str, label: str, reason: str) -> Answer:
    areas = [a.value for a in ask.places.areas]
    if not areas:
        areas = list(dict.fromkeys(o.area for o in ask.rows(None, (shortest(ask.data.periods)[-1],))))
    for area in areas[:3] or [""]:
        c.near(", ".join(p for p in (what, area, label) if p))
    return c.answer("not_found", reason)      # type: ignore[arg-type]
