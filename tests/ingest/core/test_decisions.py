"""A table that a person confirms gives the figures that the ingest would have taken from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import Answer
from ingest.tables.release import confirm_table, figures
from store.readonly import ReadStore
from store.review import reviews, withdraw
from store.rows import row_of
from store.upkeep import remove
from store.writer import write_bundle
from tests.ingest.core.helpers import OPENING, read
from tests.ui.serving import ROOT

SAMPLES = sorted((ROOT / "evals" / "samples").glob("norland-vale-panel-*.txt"))
BUDGET = OPENING + ("3. Budget\n\nTable 1: Revenue budget 2022/23 (£m)\n\nHeading\tBudget\tForecast\nPolice officers\t"
                    "61.4\t60.9\nPremises\t7.25\t(1.5)\nTransport\t-\t3.1\n\n")
ASKED = "What was the budget for premises in 2022/23?"


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_a_released_table_has_the_figures_that_its_ingest_takes(name: str) -> None:
    bundle = read((ROOT / "evals" / "samples" / name).read_text(encoding="utf-8"), name=name)
    for table in bundle.tables:
        cells = [row_of(c) for c in bundle.cells if c.table_id == table.id]
        wanted = [(c["row"], c["col"], {n: c[n] for n in ("value", "unit", "scale", "period_start", "period_end")})
                  for c in cells if c["value"] is not None]
        assert figures(cells, table.caption) == wanted


def in_review(folder: Path) -> str:
    """A store whose one table is in review, as the ingest leaves it; the table's id."""
    bundle = read(BUDGET)
    (table,) = bundle.tables
    blank = {"value": None, "unit": None, "scale": None}
    write_bundle(folder, replace(
        bundle, tables=(replace(table, status="review", reason="its columns overlap"),),
        cells=tuple(replace(c, **blank) for c in bundle.cells),     # type: ignore[arg-type]
        passages=tuple(p for p in bundle.passages if p.kind != "table_text"),
        sentences=tuple(s for s in bundle.sentences if any(
            p.id == s.passage_id for p in bundle.passages if p.kind != "table_text"))))
    return table.id


def ask(folder: Path) -> Answer:
    with Assistant(ReadStore(folder), search_vectors=False) as helper:
        return helper.ask(ASKED)


def test_a_confirmed_table_is_answered_from_until_that_is_withdrawn(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    table = in_review(folder)
    assert not any(f.value == "7.25" for f in ask(folder).figures)
    confirm_table(folder, table, "kim@example.org", "Compared with page 3.")
    answer = ask(folder)
    assert [f.value for f in answer.figures] == ["7.25"] and "Compared with page 3." in str(answer.caveats)
    with ReadStore(folder) as held:
        (decision,) = reviews(held, table)
    withdraw(folder, decision.id, "kim@example.org")
    assert not any(f.value == "7.25" for f in ask(folder).figures)


def test_a_confirmed_table_counts_again_when_its_file_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    table = in_review(folder)
    confirm_table(folder, table, "kim@example.org", "Compared with page 3.")
    with ReadStore(folder) as held:
        document = held.rows("page_documents", document="")[0]["id"]
    remove(folder, document, who="kim@example.org")
    assert in_review(folder) == table
    assert [f.value for f in ask(folder).figures] == ["7.25"]
