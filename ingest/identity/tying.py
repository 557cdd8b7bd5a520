"""Tying printed rows to measures: to one that is held, or to a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.identity.known import KnownMeasures
from ingest.identity.wordings import Form, Tie, form_of, tie
from ingest.readings.build import ReadRow, with_measure
from ingest.readings.units import kind_of
from store.records import Measure, Wording

_ORDER: dict[str, int] = {"person": 0, "exact": 1, "normalised": 2, "similar": 3}


@dataclass(frozen=True)
class Tied:
    """Rows with their measures, and the measures and wordings that are new or changed."""

    rows: tuple[ReadRow, ...]
    measures: tuple[Measure, ...]
    wordings: tuple[Wording, ...]


def tie_rows(rows: Sequence[ReadRow], known: KnownMeasures, reported: str | None) -> Tied:
    """Give every row its measure. Two rows of one document are never the same measure,
    and neither are measures of two areas.

    An exact wording is tied before a similar one; a wording that a person has tied stays so.
    """
    said: dict[str, list[Wording]] = {}
    for wording in known.wordings:
        said.setdefault(wording.measure_id, []).append(wording)
    areas = {row.reading.area for row in rows}
    forms = {
        measure.id: [
            (form_of(w.wording, "" if measure.kind == "outcome" else measure.unit), w) for w in said.get(measure.id, ())
        ]
        for measure in known.measures
        if measure.area in areas
    }
    chosen: dict[int, tuple[str, str]] = {}
    offers = sorted(_offers(rows, forms), key=lambda offer: (_ORDER[offer[3]], offer[0]))
    taken: set[str] = set()
    for row, measure_id, _, how in offers:
        if row not in chosen and measure_id not in taken:
            chosen[row] = (measure_id, how)
            taken.add(measure_id)
    return _write(rows, chosen, known, reported)


def _offers(rows: Sequence[ReadRow], forms: dict[str, list[tuple[Form, Wording]]]) -> list[tuple[int, str, str, str]]:
    found = []
    for n, row in enumerate(rows):
        mine = form_of(row.reading.measure, _unit(row))
        for measure_id, held in forms.items():
            best: str | None = None
            for form, wording in held:
                how: Tie | None = tie(mine, form)
                if how is None and not (wording.tied_by == "person" and form.wording.lower() == mine.wording.lower()):
                    continue
                kind = (
                    "person"
                    if wording.tied_by == "person" and form.wording.lower() == mine.wording.lower()
                    else str(how)
                )
                if best is None or _ORDER[kind] < _ORDER[best]:
                    best = kind
            if best is not None:
                found.append((n, measure_id, row.reading.measure, best))
    return found


def _unit(row: ReadRow) -> str:
    printed = row.actual.value is not None or row.target.value is not None
    return row.reading.unit if printed else ""


def _write(
    rows: Sequence[ReadRow], chosen: dict[int, tuple[str, str]], known: KnownMeasures, reported: str | None
) -> Tied:
    used = {measure.id for measure in known.measures}
    tied: list[ReadRow] = []
    measures: dict[str, Measure] = {}
    wordings: list[Wording] = []
    for n, row in enumerate(rows):
        measure_id, how = chosen.get(n, ("", "exact"))
        held = known.measure(measure_id) if measure_id else None
        if not measure_id:
            measure_id = _slug(row.reading.measure, row.reading.area, used)
            used.add(measure_id)
        tied.append(with_measure(row, measure_id))
        measure = _measure(row, measure_id, held, known, reported)
        if measure != held:
            measures[measure_id] = measure
        wordings.append(Wording(measure_id, row.reading.measure, how, reported, reported))  # type: ignore[arg-type]
    return Tied(tuple(tied), tuple(measures.values()), _merged(wordings, known))


def _measure(
    row: ReadRow, measure_id: str, held: Measure | None, known: KnownMeasures, reported: str | None
) -> Measure:
    """The measure with the wording of the latest report; a unit stays once a figure has given it."""
    reading = row.reading
    figure = bool(_unit(row))
    fresh = Measure(
        measure_id,
        reading.measure,
        reading.unit,
        kind_of(reading.unit, reading.measure, figure),
        reading.direction,
        reading.area,
    )
    if held is None:
        return fresh
    latest = max((w.last_period or "" for w in known.wordings if w.measure_id == measure_id), default="")
    if (reported or "") < latest:
        return held
    keeps = not figure and held.kind != "outcome"
    return replace(
        fresh, area=held.area, unit=held.unit if keeps else fresh.unit, kind=held.kind if keeps else fresh.kind
    )


def _merged(wordings: list[Wording], known: KnownMeasures) -> tuple[Wording, ...]:
    held = {(w.measure_id, w.wording): w for w in known.wordings}
    result = []
    for wording in wordings:
        before = held.get((wording.measure_id, wording.wording))
        if before is not None:
            firsts = [p for p in (before.first_period, wording.first_period) if p]
            lasts = [p for p in (before.last_period, wording.last_period) if p]
            wording = replace(before, first_period=min(firsts, default=None), last_period=max(lasts, default=None))
        result.append(wording)
    return tuple(result)


def _slug(wording: str, area: str, used: set[str]) -> str:
    """A short id from the wording's words, made unique: by its area first, then by a number."""
    base = _words(wording, 60) or "measure"
    if base in used and area:
        base = f"{base}-{_words(area, 30)}"
    slug, n = base, 2
    while slug in used:
        slug, n = f"{base}-{n}", n + 1
    return slug


def _words(text: str, most: int) -> str:
    base = ""
    for word in re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")):
        if len(base) + len(word) > most:
            break
        base = f"{base}-{word}" if base else word
    return base
