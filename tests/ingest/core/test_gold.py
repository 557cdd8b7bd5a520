"""Whole reports against gold tables that were written from the print and checked by hand.

The sample reports are in the repository. The real ones are not: name their folder in PANELQA_REPORTS.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.identity.known import KnownMeasures
from ingest.pipeline import build_bundle
from store.records import Bundle, Reading

from .helpers import knowing

SAMPLES = Path(__file__).parents[3] / "evals" / "samples"
GOLD = Path(__file__).parent / "gold"
REPORTS = Path(os.environ.get("PANELQA_REPORTS", "/nonexistent"))
QUARTERS = sorted(path.stem for path in (SAMPLES / "gold").glob("*.json"))


@cache
def sample_bundles() -> dict[str, Bundle]:
    """All samples in order, each knowing those before it."""
    known, bundles = KnownMeasures(), {}
    for path in sorted(SAMPLES.glob("*.txt")):
        bundle = build_bundle(path.read_bytes(), path.name, known)
        known = knowing(bundle, known)
        bundles[path.stem] = bundle
    return bundles


def as_gold(reading: Reading) -> dict[str, Any]:
    """A reading in the fields of a gold row."""
    period = f"{reading.period_start}/{reading.period_end}" if reading.period_start else None
    role = reading.target_role if reading.target_value is not None else None
    row = {name: getattr(reading, name) for name in Reading.__dataclass_fields__}
    return row | {"period": period, "target_role": role, "footnotes": list(reading.footnotes), "row": reading.ordinal}


@pytest.mark.parametrize("name", QUARTERS)
def test_every_field_of_every_sample_row(name: str) -> None:
    gold = json.loads((SAMPLES / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    rows = [as_gold(reading) for reading in sample_bundles()[name].readings]
    assert len(rows) == len(gold)
    wrong = [
        (g["measure"], field, row[field], g[field])
        for row, g in zip(rows, gold, strict=True)
        for field in g
        if row[field] != g[field]
    ]
    assert wrong == []


def test_contradictions_planted_in_the_samples_are_found_and_no_others() -> None:
    high = {
        (name[-7:], f.code)
        for name, bundle in sample_bundles().items()
        for f in bundle.findings
        if f.severity == "high"
    }
    assert high == {
        ("2022-10", "rating_contradicts_figure"),
        ("2022-10", "date_after_period"),
        ("2022-10", "figure_out_of_line"),
        ("2023-01", "narrative_contradicts_table"),
        ("2024-02", "narrative_contradicts_table"),
        ("2024-09", "date_after_period"),
    }
    medium = {(name[-7:], f.code) for name, b in sample_bundles().items() for f in b.findings if f.severity == "medium"}
    assert {code for _, code in medium} == {"restated", "footnote_changes_meaning"}
    restated = [name[-7:] for name, bundle in sample_bundles().items() for f in bundle.findings if f.code == "restated"]
    assert set(restated) == {"2023-07"}


def test_sample_measures_stay_the_same_over_eight_quarters() -> None:
    ids = [
        tuple(sorted(r.measure_id for r in bundle.readings)) for bundle in sample_bundles().values() if bundle.readings
    ]
    assert len(ids) == 8 and len(set(ids)) == 1 and len(ids[0]) == 34


def real(name: str) -> Bundle:
    path = REPORTS / name
    if not path.exists():
        pytest.skip("set PANELQA_REPORTS to the folder that holds the real reports")
    return build_bundle(path.read_bytes(), name, KnownMeasures())


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_the_2013_report(form: str) -> None:
    bundle = real(f"west-mercia-panel-2013-07.{form}")
    gold = json.loads((GOLD / "west-mercia-2013-07.json").read_text(encoding="utf-8"))
    rows = {reading.ordinal: as_gold(reading) for reading in bundle.readings}
    assert len(rows) == 49 and len(gold) == 26
    wrong = [
        (g["measure"], field, rows[g["row"]][field], g[field])
        for g in gold
        for field in g
        if rows[g["row"]][field] != g[field]
    ]
    assert wrong == []
    assert [n.mark for n in bundle.footnotes] == [str(n) for n in range(1, 11)]
    assert (
        {r.objective for r in bundle.readings}
        == {s.objective for s in bundle.sections if s.objective}
        == set(range(1, 12))
    )
    high = [(f.code, f.locator) for f in bundle.findings if f.severity == "high"]
    assert [code for code, _ in high] == [
        "rating_contradicts_figure",
        "narrative_contradicts_table",
        "date_after_period",
        "date_after_period",
        "figure_out_of_line",
    ]
    assert {"Appendix B, row 42", "Appendix B, row 5"} <= {locator for _, locator in high}


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_the_78_paragraphs_of_the_2022_report(form: str) -> None:
    bundle = real(f"west-mercia-panel-2022-11.{form}")
    numbers = [p.number for p in bundle.passages if p.kind == "paragraph" and p.number]
    assert numbers == [str(n) for n in range(1, 79)]
    assert all(f"paragraph {n}" in {p.locator for p in bundle.passages} for n in numbers)
