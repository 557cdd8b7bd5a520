"""Renditions of a sample as PDF, by the whole pipeline: the same rows as the text gives, in every field."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the renditions are made with reportlab: pip install reportlab")

from ingest.identity.known import KnownMeasures
from ingest.pipeline import build_bundle
from store.records import Bundle, Reading
from tests.ingest.pdf import renditions, samples

SAMPLE = "norland-vale-panel-2022-10"
FAST = ("serif, colour alone", "rows over pages, small", "typed marks")
NOT_COMPARED = {"id", "item_id", "table_id", "page", "quote", "rag_source", "comment"}


def rows(bundle: Bundle) -> list[dict[str, object]]:
    fields = [name for name in Reading.__dataclass_fields__ if name not in NOT_COMPARED]
    return [{name: getattr(reading, name) for name in fields} for reading in bundle.readings]


def of_text() -> Bundle:
    path = Path(__file__).parents[3] / "evals" / "samples" / f"{SAMPLE}.txt"
    return build_bundle(path.read_bytes(), path.name, KnownMeasures())


def of_pdf(house: renditions.House) -> Bundle:
    return build_bundle(renditions.render(house, samples.parts(SAMPLE)), "report.pdf", KnownMeasures())


@pytest.mark.parametrize(
    "house",
    [pytest.param(h, id=h.name, marks=() if h.name in FAST else pytest.mark.slow) for h in renditions.houses()],
)
def test_a_pdf_gives_the_rows_and_findings_of_the_text(house: renditions.House) -> None:
    text, pdf = of_text(), of_pdf(house)
    assert rows(pdf) == rows(text)
    assert [(f.code, f.locator) for f in pdf.findings] == [(f.code, f.locator) for f in text.findings]
    assert {r.rag_source for r in pdf.readings if r.rag} == {"colour" if house.rate == "colour" else "printed"}
    assert (pdf.items[0].period_label, pdf.items[0].meeting_date) == ("April to September 2022", "2022-10-19")


@pytest.mark.parametrize("house", renditions.borderless()[:1], ids=lambda house: house.name)
def test_a_table_without_rules_is_read_where_it_is_sure_and_else_in_review(house: renditions.House) -> None:
    bundle = of_pdf(house)
    printed = {(r.measure, r.target_ytd, r.actual_ytd, r.rag) for r in of_text().readings}
    assert {(r.measure, r.target_ytd, r.actual_ytd, r.rag) for r in bundle.readings} <= printed
    assert "in_review" in {f.code for f in bundle.findings}
    assert all(
        cell.value is None
        for table in bundle.tables
        if table.status == "review"
        for cell in bundle.cells
        if cell.table_id == table.id
    )
