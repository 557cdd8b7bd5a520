"""Removing leaves nothing behind; a backup brings everything back; a check finds what was broken."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import held, upkeep, vectors
from store.checking import check
from store.database import create_or_open, writing
from store.errors import BadInput, NotHeld, StoreError
from store.readonly import DATABASE, ReadStore
from store.records import Wording
from store.writer import write_bundle, write_measures
from tests.store.bundles import bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "s", bundle())
    write_bundle(tmp_path / "s", bundle("other.txt", period="2022-07-01", end="2022-09-30", actual="281",
                                        texts=("Zebras were seen.", "Nothing else happened.")))
    return tmp_path / "s"


def contents(folder: Path) -> dict[str, list[tuple]]:
    with writing(folder) as db:
        return {name: sorted(db.execute(f'select * from "{name}"').fetchall(), key=repr) for name in db.table_names()
                if "_fts" not in name and name not in ("actions", "_sqlite_migrations", "vectors")}


def test_removing_leaves_what_was_there_before(folder: Path) -> None:
    before = contents(folder)
    extra = bundle("extra.txt", period="2022-10-01", end="2022-12-31", texts=("Aardvarks were counted.", "Two."))
    write_bundle(folder, extra)
    removed = upkeep.remove(folder, "extra.txt", who="keeper", why="wrong file")
    assert (removed.document, removed.reinstated) == ("extra.txt", None)
    after = contents(folder)
    assert after.pop("wordings") != before.pop("wordings")      # its last period was seen, and may stay
    assert after == before
    with writing(folder) as db:
        assert [(a["action"], a["target"], a["who"], a["why"]) for a in db.table("actions").rows] == [
            ("remove", "extra.txt", "keeper", "wrong file")]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"ardvark" not in (folder / DATABASE).read_bytes()
    with pytest.raises(NotHeld, match="no document extra.txt"):
        upkeep.remove(folder, "extra.txt")


def test_a_table_added_later_is_emptied_too(folder: Path) -> None:
    with writing(folder) as db:
        db.table("later").create({"id": str, "reading_id": str}, pk="id",
                                 foreign_keys=[("reading_id", "readings", "id")])
        db.table("later").insert({"id": "x", "reading_id": bundle().readings[0].id})
    upkeep.remove(folder, "report.txt")
    with writing(folder) as db:
        assert db.table("later").count == 0
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_measures_go_with_their_last_report_unless_a_person_tied_them(folder: Path) -> None:
    for name in ("report.txt", "other.txt"):
        upkeep.remove(folder, name)
    assert all(not rows for rows in contents(folder).values())
    with writing(folder) as db:
        write_bundle(db, bundle())
        write_measures(db, [], [Wording("domestic-burglary", "House break-ins", "person")])
    upkeep.remove(folder, "report.txt")
    left = {name: len(rows) for name, rows in contents(folder).items() if rows}
    assert left == {"measures": 1, "wordings": 2}


def test_removing_a_new_version_brings_the_old_one_back(folder: Path) -> None:
    new = bundle(actual="280", supersedes=bundle().document.id)
    write_bundle(folder, new)
    with ReadStore(folder) as store:
        assert [r.actual_ytd for r in held.readings(store, document="report.txt")] == ["280"]
    assert upkeep.remove(folder, new.document.id).reinstated == "report.txt"
    with ReadStore(folder) as store:
        assert [r.actual_ytd for r in held.readings(store, document="report.txt")] == ["276"]
    write_bundle(folder, new)
    upkeep.remove(folder, bundle().document.id)
    with ReadStore(folder) as store:
        assert held.document(store, "report.txt").supersedes is None


def test_a_fault_in_a_removal_leaves_everything(folder: Path) -> None:
    with writing(folder) as db:
        db.execute("create trigger stop before delete on documents begin select raise(abort, 'fault'); end")
    before = contents(folder)
    with pytest.raises(StoreError, match="fault"):
        upkeep.remove(folder, "report.txt")
    assert contents(folder) == before


def test_a_backup_brings_everything_back(folder: Path, tmp_path: Path) -> None:
    (folder / "settings.toml").write_text('default_area = "Norland Vale"\n')
    (folder / "ui.toml").write_text("[service]\nname = 'x'\n")
    before = contents(folder)
    file = tmp_path / "b.zip"
    assert upkeep.backup(folder, file) == file.stat().st_size
    assert sorted(zipfile.ZipFile(file).namelist()) == ["manifest.json", DATABASE, "settings.toml"]
    with pytest.raises(BadInput, match="exists already"):
        upkeep.backup(folder, file)
    assert upkeep.restore(tmp_path / "new", file) == 2
    assert contents(tmp_path / "new") == before
    assert (tmp_path / "new" / "settings.toml").read_bytes() == (folder / "settings.toml").read_bytes()
    assert [c.check for c in check(tmp_path / "new") if not c.ok] == ["vectors"]
    upkeep.remove(folder, "other.txt")
    with pytest.raises(BadInput, match="--replace"):
        upkeep.restore(folder, file)
    assert upkeep.restore(folder, file, replace=True) == 2
    assert contents(folder) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.zip", "new", "s"]     # no scratch left


def test_an_older_backup_is_brought_up_to_date(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    db = create_or_open(old)
    for later in ("observations", "dataset_members", "datasets"):
        db.table(later).drop()
    db.table("conversations").drop()
    db.table("feedback").drop()
    db.table("reviews").drop()
    db.table("_sqlite_migrations").delete_where("name >= 'm006'")
    db.execute("PRAGMA user_version=5")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    file = tmp_path / "old.zip"
    with pytest.raises(StoreError, match="older version"):
        upkeep.backup(old, file)
    copy = tmp_path / "copy"
    copy.mkdir()
    upkeep._copy(old / DATABASE, copy / DATABASE)
    manifest = upkeep._manifest(copy / DATABASE) | {"schema": 5}
    with zipfile.ZipFile(file, "w") as pack:
        pack.write(copy / DATABASE, DATABASE)
        pack.writestr("manifest.json", __import__("json").dumps(manifest))
    assert upkeep.restore(tmp_path / "new", file) == 0
    ReadStore(tmp_path / "new").close()


def _spoil(file: Path, how: str) -> None:
    if how == "text":
        file.write_text("not a zip")
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    else:
        with zipfile.ZipFile(file) as pack:
            parts = {name: pack.read(name) for name in pack.namelist()}
        if how == "changed":
            parts[DATABASE] = parts[DATABASE].replace(b"Zebras", b"Horses")
        elif how == "newer":
            parts["manifest.json"] = parts["manifest.json"].replace(b'"schema": ', b'"schema": 99')
        else:
            del parts["manifest.json"]
        with zipfile.ZipFile(file, "w") as pack:
            for name, content in parts.items():
                pack.writestr(name, content)


@pytest.mark.parametrize("how", ["text", "cut", "changed", "newer", "no manifest", "missing"])
def test_a_bad_backup_changes_nothing(folder: Path, tmp_path: Path, how: str) -> None:
    before = contents(folder)
    file = tmp_path / "b.zip"
    if how != "missing":
        upkeep.backup(folder, file)
        _spoil(file, how)
    with pytest.raises((BadInput, StoreError), match="newer version" if how == "newer" else "[Nn]othing was changed"):
        upkeep.restore(folder, file, replace=True)
    assert contents(folder) == before


def test_nothing_is_restored_over_what_is_not_ours(folder: Path, tmp_path: Path) -> None:
    upkeep.backup(folder, tmp_path / "b.zip")
    other = tmp_path / "other"
    other.mkdir()
    (other / DATABASE).write_bytes(b"someone else's")
    with pytest.raises(StoreError, match="not a panelqa store"):
        upkeep.restore(other, tmp_path / "b.zip", replace=True)
    assert (other / DATABASE).read_bytes() == b"someone else's"


@pytest.fixture
def sound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store whose vectors are taken as they are: this module loads no model."""
    monkeypatch.setattr("store.checking._vectors", lambda *a: __import__("store.checking").checking.Checked(
        "vectors", True, "not looked at"))
    assert all(c.ok for c in check(folder))
    yield folder


@pytest.mark.parametrize(("fault", "name"), [
    ("update originals set content = x'00' where document_id = (select id from documents limit 1)", "originals"),
    ("delete from originals", "originals"),
    ("update sentences set text = 'Something else.' where ordinal = 1", "words"),
    ("update passages set char_end = char_end + 1", "words"),
    ("update reading_cells set col = 99", "figures"),
    ("pragma foreign_keys = off; delete from items", "references"),
    ("drop trigger passages_ad; delete from passages where kind = 'footnote'", "full text")])
def test_a_check_finds_what_was_broken(sound: Path, fault: str, name: str) -> None:
    db = sqlite3.connect(sound / DATABASE)
    db.executescript(fault)
    db.close()
    found = {c.check: c for c in check(sound)}
    assert not found[name].ok
    assert found[name].detail


def test_a_full_text_index_is_repaired(sound: Path) -> None:
    with writing(sound) as db:
        db.execute("insert into passages_fts(passages_fts) values ('delete-all')")
    assert [c.check for c in check(sound) if not c.ok] == ["full text"]
    assert [c.check for c in check(sound, repair=True) if c.repaired] == ["full text"]
    assert all(c.ok for c in check(sound))
    with writing(sound) as db:
        assert db.execute("select count(*) from passages_fts where passages_fts match 'zebra'").fetchone() == (1,)


def test_a_damaged_database_is_reported(sound: Path) -> None:
    with writing(sound) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = bytearray((sound / DATABASE).read_bytes())
    content[8192:40960] = b"\xff" * 32768
    (sound / DATABASE).write_bytes(content)
    try:
        (first, *rest) = check(sound)
        assert (first.check, first.ok, rest) == ("database", False, [])
    except StoreError as error:
        assert "\n" not in str(error)


def test_reindex_of_words_alone_needs_no_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "rebuild", None)
    assert upkeep.reindex(folder, with_vectors=False) == vectors.Indexed()
    with pytest.raises(StoreError, match="no store"):
        upkeep.reindex(folder / "none")
    assert not (folder / "none").exists()
