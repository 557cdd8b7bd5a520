"""All of a document, or nothing of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from store.database import create_or_open, writing
from store.errors import StoreError
from store.migrations import apply, migrations
from store.readonly import APPLICATION_ID, DATABASE, SCHEMA_VERSION, ReadStore
from store.records import Measure, Wording
from store.writer import known_measures, supersede, write_bundle, write_measures
from tests.store.bundles import bundle, with_fault

ROOT = Path(__file__).parents[2]


def dump(folder: Path) -> list[str]:
    with sqlite3.connect(folder / DATABASE) as db:
        lines = list(db.iterdump())
    db.close()
    return lines


def test_the_version_is_the_number_of_migrations(tmp_path: Path) -> None:
    db = create_or_open(tmp_path / "s")
    assert len(migrations._migrations) == SCHEMA_VERSION
    assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    before = db.schema
    assert apply(db) == SCHEMA_VERSION
    assert db.schema == before
    assert all(t.strict for t in db.tables if "_fts" not in t.name and t.name != "_sqlite_migrations")
    db.close()
    ReadStore(tmp_path / "s").close()


def test_a_half_migrated_store_is_finished(tmp_path: Path) -> None:
    db = create_or_open(tmp_path)
    db["vectors"].drop()
    db["_sqlite_migrations"].delete_where("name = 'm005_vectors'")
    db.execute("PRAGMA user_version=4")
    db.close()
    with pytest.raises(StoreError, match="older version"):
        ReadStore(tmp_path)
    with writing(tmp_path) as again:
        assert again["vectors"].exists()
    ReadStore(tmp_path).close()


def test_runs_that_begin_at_once_make_one_sound_store(tmp_path: Path) -> None:
    code = ("import sys; from tests.store.bundles import bundle; from store.writer import write_bundle; "
            "write_bundle(sys.argv[1], bundle(sys.argv[2]))")
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "s"), f"{n}.txt"], cwd=ROOT,
                             stderr=subprocess.PIPE, text=True) for n in range(4)]
    said = [run.communicate(timeout=60)[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, said
    with ReadStore(tmp_path / "s") as store:
        assert len(store.rows("held_documents", everything=False)) == 4


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\0" * 100])
def test_a_foreign_file_is_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(StoreError, match="not a panelqa store"):
        create_or_open(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [DATABASE]
    assert (tmp_path / DATABASE).read_bytes() == content


def test_a_newer_store_is_left_as_it_was(tmp_path: Path) -> None:
    with writing(tmp_path) as db:
        db.execute("PRAGMA user_version=999")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = (tmp_path / DATABASE).read_bytes()
    for opens in (create_or_open, ReadStore):
        with pytest.raises(StoreError, match="newer version"):
            opens(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        create_or_open(tmp_path / "f")


def test_a_bundle_is_held_whole(tmp_path: Path) -> None:
    b = bundle()
    write_bundle(tmp_path, b)
    with writing(tmp_path) as db:
        assert db["originals"].get(b.document.id)["content"] == b.original
        counts = {t: db[t].count for t in ("items", "sections", "passages", "sentences", "tables", "cells",
                                           "readings", "reading_cells", "footnotes", "terms", "findings", "ledger")}
        assert counts == {t: len(getattr(b, t)) for t in counts}
        assert db.execute("select count(*) from passages_fts where passages_fts match 'patrol'").fetchone() == (1,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [k.measure for k in known_measures(tmp_path)] == list(b.measures)
    with pytest.raises(StoreError, match="already held"):
        write_bundle(tmp_path, b)


def test_a_fault_in_the_middle_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    before = dump(tmp_path)
    other = bundle("other.txt", period="2022-07-01", end="2022-09-30", actual="281")
    orphan = replace(other, passages=(replace(other.passages[0], section_id="nowhere"), *other.passages[1:]))
    strange = replace(other, extras={"no_such_table": [{"a": 1}]})
    for broken, why in ((with_fault(other), "UNIQUE"), (orphan, "FOREIGN KEY"), (strange, "no table no_such_table")):
        with pytest.raises(StoreError, match=why) as caught:
            write_bundle(tmp_path, broken)
        assert "\n" not in str(caught.value)
        assert dump(tmp_path) == before
    write_bundle(tmp_path, other)


def test_a_full_disk_is_one_line_and_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    before = dump(tmp_path)
    with writing(tmp_path) as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count={pages + 1}")
        with pytest.raises(StoreError, match="disk is full") as caught:
            write_bundle(db, bundle("big.txt", texts=tuple(f"Paragraph {n} says much." * 90 for n in range(60))))
        assert "\n" not in str(caught.value)
    assert dump(tmp_path) == before


def test_a_new_version_supersedes_the_old_one(tmp_path: Path) -> None:
    old = bundle()
    new = bundle(actual="280", supersedes=old.document.id)
    write_bundle(tmp_path, old)
    write_bundle(tmp_path, new)
    with writing(tmp_path) as db:
        assert db["documents"].get(old.document.id)["status"] == "superseded"
        assert [(r["actual_ytd"], r["superseded"]) for r in db["readings"].rows_where(order_by="actual_ytd")] == [
            ("276", 1), ("280", 0)]
    with pytest.raises(StoreError, match="not held"):
        supersede(tmp_path, "nothing", new.document.id)


def test_a_wording_is_widened_and_a_persons_word_stands(tmp_path: Path) -> None:
    with writing(tmp_path) as db:
        measure = Measure("m", "First", "count", "count", "lower")
        write_measures(db, [measure], [Wording("m", "First", "person", "2022-06-30", "2022-06-30")])
        write_measures(db, [replace(measure, name="Later")], [Wording("m", "First", "similar", "2021-06-30", None)])
    (known,) = known_measures(tmp_path)
    assert known.measure.name == "Later"
    assert known.wordings == (Wording("m", "First", "person", "2021-06-30", "2022-06-30"),)


def test_known_measures_makes_no_store(tmp_path: Path) -> None:
    assert known_measures(tmp_path / "none") == ()
    assert not (tmp_path / "none").exists()
