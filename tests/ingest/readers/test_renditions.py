"""Every measure of the sample reports, field by field, from each rendition of them."""

import json

import pytest

from ingest.identity.known import KnownMeasures
from ingest.pipeline import build_bundle

from . import renditions

FIELDS = ("objective", "measure", "headline", "overall_target", "target_ytd", "actual_ytd", "rag", "comment")
FIGURES = ("overall_target", "target_ytd", "actual_ytd", "rag")
STEMS = ("norland-vale-panel-2023-05", "norland-vale-panel-2024-02")
CASES = [
    pytest.param(stem, ending, write, id=f"{write.__name__}-{stem[-7:]}")
    for stem in STEMS
    for ending, writers in renditions.RENDITIONS.items()
    for write in writers
]


@pytest.mark.parametrize(("stem", "ending", "write"), CASES)
def test_every_field_of_every_measure(stem, ending, write):
    gold = json.loads((renditions.SAMPLES / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    content = write(renditions.report(stem))
    bundle = build_bundle(content, f"{stem}.{ending}", KnownMeasures(), period="2023-04-01/2023-06-30")
    held = {reading.measure: reading for reading in bundle.readings}
    assert len(bundle.readings) == len(gold)
    differing = [
        (row["measure"], field, getattr(held.get(row["measure"]), field, None), row[field])
        for row in gold
        for field in FIELDS
        if getattr(held.get(row["measure"]), field, None) != row[field]
    ]
    assert differing == []
    assert sum(bool(held[row["measure"]].footnotes) for row in gold) == sum(bool(row["footnotes"]) for row in gold)
