"""The lists of what is held: shapes, filters, formats."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import NotHeld
from store.writer import write_bundle
from tests.cli.helpers import invoke
from tests.store.bundles import bundle


@pytest.fixture
def store(tmp_path: Path) -> str:
    b = bundle()
    unrated = replace(b.readings[0], id="r-2", row=2, ordinal=2, measure="=HYPERLINK(1)\x1b[31m", rag=None,
                      objective=2, headline=False, rag_source=None)
    write_bundle(tmp_path, replace(b, readings=(*b.readings, unrated)))
    write_bundle(tmp_path, bundle("later.txt", period="2022-07-01", end="2022-09-30", actual="281"))
    return str(tmp_path)


def rows(*args: str) -> list[dict]:
    return [json.loads(line) for line in invoke(*args, "--json").stdout.splitlines()]


def test_a_measure_row_has_the_agreed_shape(store: str) -> None:
    row = rows("measures", "--store", store)[0]
    agreed = {"document": "report.txt", "page": 1, "locator": "table 1, row 1", "objective": 1,
              "objective_title": "Reduce burglary", "theme": None, "measure": "Domestic burglary",
              "measure_id": "domestic-burglary", "headline": True, "overall_target": "", "target_ytd": "300",
              "actual_ytd": "276", "target_value": "300", "actual_value": "276", "unit": "count",
              "target_role": "target", "direction": "lower", "period": "2022-04-01/2022-06-30", "basis": "quarter",
              "area": "Norland Vale", "rag": "G", "rag_source": "printed", "comment": "", "footnotes": ["2"],
              "finding_codes": ["footnote_changes_meaning"]}
    assert {name: row[name] for name in agreed} == agreed


@pytest.mark.parametrize(("args", "count"), [
    ((), 3), (("--rag", "green"), 2), (("--rag", "none"), 1), (("--rag", "red"), 0), (("--objective", "2"), 1),
    (("--period", "Q1 2022/23"), 2), (("--period", "July to September 2022"), 1), (("--period", "2022-08-01"), 1),
    (("--document", "later.txt"), 1), (("--headline",), 2), (("--not-headline",), 1),
    (("--area", "norland vale"), 3), (("--area", "elsewhere"), 0), (("--measure", "domestic-burglary"), 3)])
def test_measures_are_filtered(store: str, args: tuple[str, ...], count: int) -> None:
    assert len(rows("measures", "--store", store, *args)) == count


def test_a_finding_has_the_agreed_shape(store: str) -> None:
    found = rows("findings", "--store", store, "--document", "report.txt")
    agreed = {"code": "footnote_changes_meaning", "severity": "medium", "document": "report.txt",
              "locator": "footnote 2", "quotes": ["Counts are provisional."], "text": "Counts are provisional.",
              "measure_id": "domestic-burglary"}
    assert [{name: row[name] for name in agreed} for row in found] == [agreed]
    assert len(rows("findings", "--store", store)) == 2
    assert rows("findings", "--store", store, "--severity", "high") == []
    assert len(rows("findings", "--store", store, "--rag", "green", "--period", "Q2 2022/23")) == 1


def test_documents_and_tables(store: str) -> None:
    (first, second) = rows("documents", "--store", store)
    assert (first["document"], first["period"], first["passages"], first["tables"], first["measures"],
            first["findings"], first["status"]) == ("report.txt", "2022-04-01/2022-06-30", 4, 1, 2, 1, "held")
    assert second["document"] == "later.txt"
    assert [(t["locator"], t["status"], t["figures"]) for t in rows("tables", "--store", store)] == [
        ("table 1", "ok", 2)] * 2
    assert rows("tables", "--store", store, "--status", "review") == []


def test_csv_is_whole_and_runs_no_formula(store: str) -> None:
    out = list(csv.DictReader(io.StringIO(invoke("measures", "--store", store, "--csv").stdout)))
    assert [row["actual_ytd"] for row in out] == ["276", "276", "281"]
    assert out[0]["footnotes"] == "2"
    assert out[1]["measure"].startswith("'=HYPERLINK")


def test_text_is_complete_and_steers_no_terminal(store: str) -> None:
    shown = invoke("measures", "--store", store)
    assert "\x1b" not in shown.stdout
    assert shown.stdout.count("report.txt") == 2
    assert "3 in all" in shown.stderr
    assert "No measures" in invoke("measures", "--store", store, "--rag", "red").stderr


def test_a_document_that_is_not_held_is_an_error_not_an_empty_list(store: str) -> None:
    with pytest.raises(NotHeld, match="no document nothing.txt"):
        invoke("measures", "--store", store, "--document", "nothing.txt")


def test_places_are_shown_in_their_context(store: str) -> None:
    passage = bundle().passages[1]
    shown = invoke("show", passage.id, "--store", store).stdout
    assert "> 2. Patrols were moved to the market towns." in shown
    assert "Burglary fell over the quarter." in shown
    assert json.loads(invoke("show", bundle().readings[0].id, "--store", store, "--json").stdout)["quote"]
    assert "Cited: “Domestic burglary 300 276 ²”" in invoke("source", "report.txt", "Table 1, row 1", "--store", store
                                                            ).stdout
    with pytest.raises(NotHeld, match="held are for example: paragraph 1"):
        invoke("source", "report.txt", "paragraph", "--store", store)


def test_an_item_that_is_not_for_publication_is_not_shown(tmp_path: Path) -> None:
    secret = bundle("secret.txt", exempt=True)
    write_bundle(tmp_path, secret)
    for place in (secret.passages[0].id, secret.readings[0].id, secret.findings[0].id, secret.sentences[0].id):
        with pytest.raises(NotHeld, match="not for publication"):
            invoke("show", place, "--store", str(tmp_path))
    with pytest.raises(NotHeld, match="has no place"):
        invoke("source", "secret.txt", "paragraph 1", "--store", str(tmp_path))
    assert rows("measures", "--store", str(tmp_path)) == []
