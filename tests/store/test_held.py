"""What goes in comes out: every record as it was written, and nothing that a question may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store import held
from store.database import writing
from store.errors import NotHeld, StoreError
from store.readonly import DATABASE, ReadStore, templates
from store.writer import write_bundle
from tests.store.bundles import bundle


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ReadStore]:
    write_bundle(tmp_path, bundle())
    with ReadStore(tmp_path) as opened:
        yield opened


def test_every_record_comes_back_as_it_was_written(store: ReadStore) -> None:
    b = bundle()
    item_id, table_id = b.items[0].id, b.tables[0].id
    assert held.documents(store) == [b.document]
    assert held.document(store, "report.txt") == held.document(store, b.document.id) == b.document
    assert held.document_of_hash(store, b.document.sha256) == b.document
    assert held.original(store, b.document.id) == b.original
    assert tuple(held.items(store)) == b.items == (held.item(store, item_id),)
    assert tuple(held.sections(store, item_id)) == b.sections
    assert tuple(held.passages(store, item_id)) == b.passages
    assert tuple(held.sentences(store, item_id)) == b.sentences
    assert held.sentence(store, b.sentences[1].id) == b.sentences[1]
    assert held.bullets(store, b.passages[0].id) == [b.passages[1]]
    assert tuple(held.tables(store)) == b.tables
    assert tuple(held.cells(store, table_id)) == b.cells
    assert tuple(held.measures(store)) == b.measures
    assert tuple(held.wordings(store, b.measures[0].id)) == b.wordings
    assert tuple(held.readings(store)) == b.readings == (held.reading(store, b.readings[0].id),)
    assert set(held.reading_cells(store, b.readings[0].id)) == set(b.reading_cells)
    assert tuple(held.footnotes(store, item_id)) == b.footnotes
    assert tuple(held.terms(store)) == b.terms
    assert tuple(held.findings(store)) == b.findings
    assert tuple(held.ledger(store, b.document.id)) == b.ledger


def test_filters_narrow_and_never_widen(store: ReadStore) -> None:
    b = bundle()
    for found, kept in (({"rag": "G"}, 1), ({"rag": "R"}, 0), ({"objective": 1}, 1), ({"objective": 2}, 0),
                        ({"headline": True}, 1), ({"headline": False}, 0), ({"document": "report.txt"}, 1),
                        ({"document": "other"}, 0), ({"area": "norland vale"}, 1), ({"measure_id": "x"}, 0),
                        ({"period": ("2022-06-01", "2022-06-01")}, 1), ({"period": ("2022-07-01", "2022-07-31")}, 0)):
        assert len(held.readings(store, **found)) == kept, found
    assert len(held.findings(store, code="footnote_changes_meaning", reading_id=b.readings[0].id)) == 1
    assert held.findings(store, severity="high") == []


def test_superseded_exempt_and_doubtful_stay_out_of_questions(tmp_path: Path) -> None:
    old = bundle()
    write_bundle(tmp_path, old)
    write_bundle(tmp_path, bundle(actual="280", supersedes=old.document.id))
    write_bundle(tmp_path, bundle("secret.txt", period="2022-07-01", end="2022-09-30", exempt=True))
    doubtful = bundle("doubtful.txt", period="2022-10-01", end="2022-12-31")
    doubtful = replace(doubtful, tables=(replace(doubtful.tables[0], status="review", reason="borderless"),))
    write_bundle(tmp_path, doubtful)
    with ReadStore(tmp_path) as store:
        assert [r.actual_ytd for r in held.readings(store)] == ["280"]
        assert len(held.readings(store, everything=True)) == 4
        assert len(held.items(store)) == 2
        assert len(held.items(store, everything=True)) == 4
        assert [t.status for t in held.tables(store)] == ["ok", "review"]
        assert held.document(store, "report.txt").supersedes == old.document.id
        assert len(held.findings(store)) == len(held.terms(store)) == 2


def test_what_is_not_held_is_said(store: ReadStore) -> None:
    for ask in (held.document, held.passage, held.reading, held.table, held.item, held.original):
        with pytest.raises(NotHeld, match="in this store"):
            ask(store, "nothing")
    assert held.document_of_hash(store, "0") is None


def test_every_template_runs_on_the_read_only_connection(store: ReadStore) -> None:
    for name, sql in templates().items():
        params: dict[str, object] = dict.fromkeys(re.findall(r"(?<![:\w]):(\w+)", sql))
        for word in re.findall(r"MATCH\s+:(\w+)", sql, re.I):
            params[word] = "burglary"
        for number in re.findall(r"(?:LIMIT|BETWEEN|AND)\s+:(\w+)", sql):
            params[number] = 3
        store.rows(name, **params)


def test_full_text_search_works_on_it(store: ReadStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(templates(), "test_words", "SELECT p.id, bm25(passages_fts) AS s FROM passages_fts "
                        "JOIN passages p ON p.rowid = passages_fts.rowid WHERE passages_fts MATCH :q ORDER BY s")
    assert [row["id"] for row in store.rows("test_words", q="patrolled")] == [bundle().passages[1].id]


@pytest.mark.parametrize("sql", [
    "DELETE FROM items", "PRAGMA query_only=0", "ATTACH ':memory:' AS x", "VACUUM INTO 'out.db'",
    "CREATE TEMP TABLE x(a)", "PRAGMA data_version=1", "INSERT INTO passages_fts(passages_fts) VALUES('rebuild')",
    "SELECT load_extension('x')"])
def test_nothing_can_be_written_or_reached_through_it(store: ReadStore, monkeypatch: pytest.MonkeyPatch,
                                                      sql: str) -> None:
    monkeypatch.setitem(templates(), "test_write", sql)
    with pytest.raises(StoreError, match="could not be read"):
        store.rows("test_write")


def test_a_store_that_cannot_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bundle(tmp_path, bundle())
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with ReadStore(tmp_path) as store:
        assert len(held.readings(store)) == 1
    assert [p.name for p in tmp_path.iterdir()] == [DATABASE]


def test_a_damaged_store_is_one_line(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    with writing(tmp_path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = (tmp_path / DATABASE).read_bytes()
    (tmp_path / DATABASE).write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(StoreError, match="could not be read") as caught:
        ReadStore(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_runaway_statement_is_ended(store: ReadStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.readonly.TIMEOUT_SECONDS", 0.2)
    monkeypatch.setitem(templates(), "test_endless", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) "
                        "SELECT max(i) FROM n")
    with pytest.raises(StoreError, match="interrupted"):
        store.rows("test_endless")
