"""Plausible series of values for each measure, and the printed rows that a quarter makes of them."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from evals.generator.model import Row, World
from evals.generator.periods import Quarter
from evals.generator.world import stream

ONE_PLACE = {"%", "per_1000"}
HISTORY = 4  # quarters before the first report, for the previous year's figures
SWING = 60  # quarters after which a drift turns round, so that a long run stays plausible
PROGRESS = ("Not started", "Commenced G", "In draft G", "Out to consultation G", "In place G", "In place G")


def rounded(value: float | Decimal, unit: str) -> Decimal:
    """To the places in which the unit is printed: one for percentages and rates per 1,000, else none."""
    step = Decimal("0.1") if unit in ONE_PLACE else Decimal(50) if unit == "GBP" else Decimal(1)
    return (Decimal(str(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def draw_series(measure: dict[str, Any], quarters: int, rng: random.Random) -> list[Decimal]:
    """Values of consecutive quarters, the first HISTORY of them before the first report."""
    level = rng.uniform(*measure["base"])
    drift = rng.uniform(*measure["drift"]) / 100
    season = measure.get("season", (1, 1, 1, 1))
    out = []
    for at in range(quarters + HISTORY):
        turn = min(at % (2 * SWING), 2 * SWING - at % (2 * SWING))
        value = level * (1 + drift) ** turn * season[at % 4] * (1 + rng.gauss(0, measure["noise"] / 100))
        value = min(max(value, 1.5), 97.5) if measure["unit"] == "%" else max(value, 1)
        out.append(rounded(value, measure["unit"]))
    return out


def to_date(values: list[Decimal], at: int, measure: dict[str, Any]) -> Decimal:
    """The year to date at position `at`: counts, pounds and rates add up, percentages and times are averaged."""
    part = values[at - at % 4 : at + 1]
    if measure["unit"] in ("count", "GBP", "per_1000"):
        return sum(part, Decimal(0))
    return rounded(sum(part, Decimal(0)) / len(part), measure["unit"])


def printed(value: Decimal, unit: str, style: dict[str, Any]) -> str:
    """The figure as a report prints it: `1,288`, `69.1%`, `96 secs`, `£118,250`, `16.9`."""
    text = f"{value:,.1f}" if unit in ONE_PLACE else f"{value:,.0f}"
    return {"%": f"{text}%", "GBP": f"£{text}", "seconds": text + style["secs"]}.get(unit, text)


def fixed_target(values: list[Decimal], at: int, measure: dict[str, Any]) -> Decimal:
    """The year's target: last year's mean, moved a little towards better, in whole numbers."""
    year = at - at % 4
    mean = sum(values[year - 4 : year], Decimal(0)) / 4
    low, high = measure["step"]
    target = mean + Decimal(str((low + high) / 2)) * Decimal("0.3")
    if measure["unit"] == "seconds":
        return (target / 5).quantize(Decimal(1), ROUND_HALF_UP) * 5
    places = Decimal("0.5") if measure["unit"] == "%" and target < 30 else Decimal(1)
    return (target / places).quantize(Decimal(1), ROUND_HALF_UP) * places


def better(actual: Decimal, comparator: Decimal, direction: str) -> bool:
    """Whether the actual is at least as good as the comparator."""
    return actual <= comparator if direction == "lower" else actual >= comparator


def rate(actual: Decimal, comparator: Decimal, direction: str) -> str | None:
    """G at or better than the comparator, A within three percent of it, else R; None without a direction."""
    if direction == "none":
        return None
    if better(actual, comparator, direction):
        return "G"
    return "A" if abs(actual - comparator) <= comparator * Decimal("0.03") else "R"


def comparator_of(measure: dict[str, Any], values: list[Decimal], at: int, basis: str) -> tuple[Decimal, str]:
    """The comparator and its role for the reading at position `at`."""
    cumulative = basis == "year_to_date" and measure.get("basis") != "snapshot"
    last_year = to_date(values, at - 4, measure) if cumulative else values[at - 4]
    unit = measure["unit"]
    if measure["compare"] == "cut":
        percent = Decimal(measure["cut"][0] + (at // 4) % (measure["cut"][1] - measure["cut"][0] + 1))
        return rounded(last_year * (100 - percent) / 100, unit), "target"
    if measure["compare"] == "fixed":
        return fixed_target(values, at, measure), "target"
    if measure["compare"] == "level":
        return values[at - at % 4 - 1], "target"
    if measure["compare"] == "predicted":
        nudge = Decimal((at * 7) % 9 - 4) / 10
        return rounded(to_date(values, at, measure) + nudge, unit), "predicted"
    return last_year, "previous_year"


def overall_of(measure: dict[str, Any], quarter: Quarter, at: int, target: Decimal, style: dict[str, Any]) -> str:
    """The overall target or outcome as printed."""
    before = Quarter(quarter.year - 1, 1).year_label
    if measure["compare"] == "cut":
        percent = measure["cut"][0] + (at // 4) % (measure["cut"][1] - measure["cut"][0] + 1)
        return f"less {percent}% of {before} outturn"
    if measure["compare"] == "level":
        return f"To be held at the {before} level"
    if measure["compare"] == "fixed":
        plain = printed_target(target, measure["unit"], style)
        return f"{plain} or less" if measure["direction"] == "lower" else plain
    return "Monitor outcome"


def printed_target(value: Decimal, unit: str, style: dict[str, Any]) -> str:
    """A fixed target as printed: whole percentages without a decimal."""
    return f"{value.normalize():f}%" if unit == "%" else printed(value, unit, style)


def name_of(measure: dict[str, Any], world: World, position: int, quarters: int) -> str:
    """The wording printed in this report: two measures of a corpus are reworded half way."""
    names = measure["names"]
    start = len(world.force) % len(names)
    late = measure["key"] in world.style["rename"] and position >= quarters // 8 * 4
    return str(names[(start + late) % len(names)]).format(force=world.force)


def figureless(measure: dict[str, Any], base: dict[str, Any], quarter: Quarter, position: int, quarters: int) -> Row:
    """A row without a figure: a strategy in progress, a measure in development or one whose data are to come."""
    if measure["compare"] == "text":
        stage = PROGRESS[min(position * len(PROGRESS) // max(quarters, 1), len(PROGRESS) - 1)]
        comment, _, letter = stage.rpartition(" ")
        rag, comment = ("G", comment) if letter == "G" else (None, stage)
        dash = "-" if position % 2 else ""
        overall = f"In place by March {quarter.year + 2}"
        return Row(**base, overall=overall, comparator=dash, actual=dash, rag=rag, comment=comment)
    if measure["compare"] == "development":
        overall = f"Baseline to be established in {quarter.year_label}"
        return Row(**base, overall=overall, comparator="-", actual="-", rag=None, comment="Measure in development")
    return Row(
        **base,
        overall="Monitor outcome",
        comparator="Audit in hand",
        actual="TBC",
        rag=None,
        comment="Baseline in development",
    )


def build_row(
    world: World,
    measure: dict[str, Any],
    objective: int,
    values: list[Decimal] | None,
    position: int,
    quarters: int,
    rng: random.Random,
) -> Row:
    """The row that the report at `position` prints for a measure."""
    quarter = world.first.shift(position)
    snapshot = measure.get("basis") == "snapshot"
    base: dict[str, Any] = {
        "key": measure["key"],
        "objective": objective,
        "name": name_of(measure, world, position, quarters),
        "ask": tuple(measure["ask"]),
        "headline": bool(measure.get("headline")),
        "unit": measure["unit"],
        "direction": measure["direction"],
        "basis": "snapshot" if snapshot else world.basis,
        "period": quarter.iso(world.basis),
    }
    if values is None:
        base |= {"role": None, "value": None, "target": None, "met": None}
        return figureless(measure, base, quarter, position, quarters)
    at = position + HISTORY
    cumulative = world.basis == "year_to_date" and not snapshot
    actual = to_date(values, at, measure) if cumulative else values[at]
    target, role = comparator_of(measure, values, at, world.basis)
    rag = rate(actual, target, measure["direction"])
    met = better(actual, target, measure["direction"]) if role == "target" else None
    planted = met is False and rag == "R" and rng.random() < 0.06
    text = (
        printed_target(target, measure["unit"], world.style)
        if measure["compare"] == "fixed"
        else printed(target, measure["unit"], world.style)
    )
    note = measure.get("note")
    if role == "predicted":
        text += " (predicted rate)"
    elif role == "previous_year" and note is None:
        text += " (previous year to date)" if cumulative else " (previous year)"
    comment = rng.choice(["", "", "", "", "", "Under review", "Data provisional"]) if rag else ""
    return Row(
        **base,
        overall=overall_of(measure, quarter, at, target, world.style),
        comparator=text,
        actual=printed(actual, measure["unit"], world.style),
        rag="G" if planted else rag,
        comment=comment,
        role=role,
        value=actual,
        target=target,
        met=met,
        planted=planted,
        name_note=note if note == "survey" else None,
        comparator_note=note if note == "previous" and role == "previous_year" else None,
    )


def build_rows(seed: int, world: World, quarters: int) -> list[list[Row]]:
    """The rows of every report, oldest first."""
    series = {
        m["key"]: draw_series(m, quarters, stream(seed, "series", m["key"])) if "base" in m else None
        for m in world.measures
    }
    number = {objective["theme"]: at for at, objective in enumerate(world.objectives, 1)}
    return [
        [
            build_row(
                world,
                m,
                number[m["theme"]],
                series[m["key"]],
                position,
                quarters,
                stream(seed, "row", m["key"], position),
            )
            for m in world.measures
        ]
        for position in range(quarters)
    ]
