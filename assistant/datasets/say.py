"""The sentences of answers from data: each closed by its rows, each calculation recorded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.composition import Composition
from assistant.datasets.catalogue import Dataset
from assistant.datasets.cells import Amount, varied
from assistant.datasets.naming import Named, listed
from assistant.datasets.periods import When
from assistant.datasets.rows import Observation, figure, sources
from assistant.figures.arithmetic import places, plain, rounded
from assistant.words import load
from ingest.datasets.words import is_total

_SIGNS = {"%": "{}%", "GBP": "£{}", "per_1000": "{} per thousand", "per_10000": "{} per ten thousand",
          "per_100000": "{} per hundred thousand", "days": "{} days", "minutes": "{} minutes", "seconds": "{} seconds"}


def _text(key: str) -> str:
    return str(load("datasets.yaml")["texts"][key])


def shown(value: Decimal, unit: str) -> str:
    return _SIGNS.get(unit, "{}").format(f"{value:,f}")


def what_of(data: Dataset, named: Named, rows: Sequence[Observation], apart: Sequence[Observation] = ()) -> str:
    """What the figure is of: the members named, and those that tell it apart from others listed beside it."""
    parts = [named.label(data)] if named.members else []
    for dimension in data.dimensions:
        if dimension in named.members:
            continue
        mine = {o.member(dimension) for o in rows}
        if len(mine) == 1 and (only := next(iter(mine))) and len({o.member(dimension) for o in apart}) > 1:
            parts.append(only)
    if not parts and len(rows) == 1:
        parts = [v for d in data.dimensions if data.columns[d]["role"] != "code" and (v := rows[0].member(d))
                 and not is_total(v)][:2]
    return ", ".join(parts) or _whole(data)


def _whole(data: Dataset) -> str:
    return _text("whole").format(what=data.value_label or data.title)


def place(data: Dataset, area: Sequence[str]) -> str:
    """An area for a sentence; several are all of the file's."""
    if len(area) != 1:
        return f"all areas of {data.document}"
    return area[0] or data.own_area


def state(c: Composition, data: Dataset, named: Named, part: Amount, where: str, label: str,
          apart: Sequence[Observation] = ()) -> None:
    """One cell, or the sum of its rows."""
    words = {"what": what_of(data, named, part.rows, apart), "where": f", {where}" if where else "",
             "when": f", {label}" if label else ""}
    cited = part.sources
    if not part.figures:
        printed = " and ".join(dict.fromkeys(f"“{o.raw}”" if o.raw else "nothing" for o in part.rows))
        c.say(_text("blank").format(printed=printed, **words), *cited)
    elif part.single:
        c.say(_text("single").format(value=shown(part.value, part.unit), **words), *cited)
    else:
        part.derive(c)
        over = _over(data, part.rows)
        c.say(_text("summed").format(value=shown(part.value, part.unit), over=over, **words), *cited)
    if part.single:
        figure(c, data, part.rows[0], cited[0], words["what"])
    _remarks(c, part)


def _over(data: Dataset, rows: Sequence[Observation]) -> str:
    names = varied(data, rows)
    if len({o.start for o in rows}) > 1:
        names.append("the periods that make it up")
    return listed(names) if names else "its rows in the file"


def _remarks(c: Composition, part: Amount) -> None:
    texts = load("datasets.yaml")["caveats"]
    missing = [o for o in part.rows if o.value is None]
    if missing and part.figures:
        printed = ", ".join(dict.fromkeys(f"“{o.raw}”" if o.raw else "a blank cell" for o in missing))
        c.caveat("missing_figure", texts["missing"].format(printed=printed), *part.sources)
    if not part.single and any(o.value is not None and o.value < 0 for o in part.rows):
        c.caveat("footnote_changes_meaning", texts["corrections"], *part.sources)


def period_note(c: Composition, data: Dataset, at: When) -> None:
    texts = load("datasets.yaml")["caveats"]
    if at.how == "latest":
        c.caveat("latest_period", texts["latest"].format(document=data.document))
    elif at.how == "assumed":
        c.caveat("assumed_period", texts["period"].format(words=at.words, label=at.label),
                 *range(1, min(1, len(c.sources)) + 1))


def assumed(c: Composition, named: Named) -> None:
    """What the question's words were taken for."""
    texts = load("datasets.yaml")["caveats"]
    for words, label in named.assumed:
        c.caveat("assumed_measure", texts["measure"].format(words=words, label=label),
                 *range(1, min(1, len(c.sources)) + 1))


def change(c: Composition, data: Dataset, named: Named, old: Amount, new: Amount, where: str,
           labels: tuple[str, str], *, full: bool = True) -> None:
    """The change from one period to a later one, with its sign, and in percent where the first is not nil."""
    if full:
        for part in (old, new):
            if part.single:
                figure(c, data, part.rows[0], part.sources[0], what_of(data, named, part.rows))
            else:
                part.derive(c)
    both = [*old.sources, *new.sources]
    words = {"what": what_of(data, named, new.rows), "where": f", {where}," if where else "", "old_when": labels[0],
             "new_when": labels[1], "old": shown(old.value, old.unit), "new": shown(new.value, new.unit)}
    if old.value == new.value:
        c.say(_text("unchanged").format(**words), *both)
        return
    unit = "pp" if new.unit == "%" else new.unit
    gap = rounded(new.value - old.value, places(new.value, old.value))
    operands = [*new.operands("new_"), *old.operands("old_")]
    difference = f"{new.term('new_')} - {old.term('old_')}"
    c.derive(plain(gap), unit, difference, operands)
    percent = ""
    if new.unit != "%" and old.value > 0:
        share = rounded((new.value - old.value) * 100 / old.value, 1)
        c.derive(plain(share), "%", f"({difference}) * 100 / {old.term('old_')}", operands)
        percent = f" ({share:+f}%)"
    signed = f"{gap:+,f}" + (" percentage points" if unit == "pp" else "")
    c.say(_text("change").format(verb="rose" if gap > 0 else "fell", change=signed, percent=percent, **words), *both)
    if new.unit == "count" and min(old.value, new.value) < load("thresholds.yaml")["small_number"]:
        c.caveat("small_numbers", load("caveats.yaml")["texts"]["small"], *both)
    for part in (old, new):
        _remarks(c, part)


def gap(c: Composition, first: Amount, second: Amount, one: str, other: str) -> None:
    """How far two areas lie apart."""
    if first.unit != second.unit:
        return
    both = [*first.sources, *second.sources]
    if first.value == second.value:
        c.say(_text("equal").format(first_area=one, second_area=other), *both)
        return
    high, low = (first, second) if first.value > second.value else (second, first)
    value = rounded(high.value - low.value, places(high.value, low.value))
    unit = "pp" if first.unit == "%" else first.unit
    c.derive(plain(value), unit, f"{high.term('a_')} - {low.term('b_')}", [*high.operands("a_"), *low.operands("b_")])
    words = f"{value:,f}" + (" percentage points" if unit == "pp" else "")
    c.say(_text("compared").format(first_area=one, second_area=other, gap=words,
                                   more="higher" if high is first else "lower"), *both)


def extreme(c: Composition, data: Dataset, named: Named, groups: dict[str, Amount], where: str, label: str,
            lowest: bool, over: str) -> bool:
    """The group with the highest or lowest figure; those that share it are all named. False where there is none."""
    stated = {name: part for name, part in groups.items() if part.figures}
    if len(stated) < 2 or len({p.unit for p in stated.values()}) > 1:
        return False
    edge = (min if lowest else max)(p.value for p in stated.values())
    best = [name for name, part in stated.items() if part.value == edge]
    if len(best) > load("datasets.yaml")["limits"]["most_tied"]:
        return False
    what = named.label(data) or _whole(data)
    scope = f"{what}, {where}" if where else what
    together = sources(data, [o for name in best for o in stated[name].rows])
    for name in best:
        mine = {id(o) for o in stated[name].rows}
        stated[name].cited = [(source, kept) for source, rows in together
                              if (kept := [o for o in rows if id(o) in mine])]
        stated[name].derive(c)
        if stated[name].single:
            figure(c, data, stated[name].rows[0], stated[name].sources[0], what)
    cited = [source for source, _ in together]
    part = stated[best[0]]
    summed = "" if part.single else f", added up over {_over(data, part.rows)}"
    words = {"word": "lowest figure" if lowest else "highest figure", "scope": scope, "value": shown(edge, part.unit),
             "summed": summed, "over": over, "when": f", {label}" if label else ""}
    if len(best) == 1:
        c.say(_text("extreme").format(name=best[0], **words), *cited)
    else:
        c.say(_text("tied").format(names=listed(best), **words), *cited)
    return True
