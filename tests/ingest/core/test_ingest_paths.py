"""Files into a store: whole or not at all, unchanged ones skipped, new versions in place of old ones."""

from pathlib import Path

import pytest

from ingest import ingest_paths
from ingest.results import Progress
from store import held
from store.errors import BadInput, StoreError
from store.readonly import ReadStore

from .helpers import table

REPORT = table("1. Be seen|Reduction in knife crime offences|Monitor|80 (previous year)|74|G")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_text(REPORT)
    return tmp_path


def run(folder: Path, *names: str, **more: str) -> list[dict[str, object]]:
    paths = [folder / "in" / name for name in names] or [folder / "in"]
    return [r.to_dict() for r in ingest_paths(paths, folder / "store", vectors=False, **more)]  # type: ignore[arg-type]


def test_a_file_is_ingested_once(folder: Path) -> None:
    (first,) = run(folder)
    assert (first["document"], first["status"], first["reason"]) == ("report.txt", "ingested", None)
    assert (first["tables"], first["measures"], first["period"]) == (1, 1, "Q1 2022/23")
    (again,) = run(folder)
    assert again["status"] == "unchanged"
    with ReadStore(folder / "store") as store:
        assert len(held.documents(store, everything=True)) == 1


def test_other_bytes_under_the_same_name_replace_the_version_held(folder: Path) -> None:
    run(folder)
    (folder / "in" / "report.txt").write_text(REPORT.replace("|74|", "|75|").replace("\t74\t", "\t75\t"))
    (second,) = run(folder)
    assert second["status"] == "replaced" and str(second["supersedes"]).startswith("report.txt of ")
    with ReadStore(folder / "store") as store:
        assert [d.status for d in held.documents(store, everything=True)] in (
            ["held", "superseded"],
            ["superseded", "held"],
        )
        assert [r.actual_value for r in held.readings(store)] == ["75"]
        assert [f.code for f in held.findings(store) if f.code == "restated"] == []


def test_a_refused_file_leaves_the_others_and_the_store_alone(folder: Path) -> None:
    (folder / "in" / "empty.txt").write_text("")
    (folder / "in" / "noise.bin").write_bytes(bytes(range(256)) * 40)
    results = {r["document"]: r for r in run(folder)}
    assert {name: r["status"] for name, r in results.items()} == {
        "empty.txt": "refused",
        "noise.bin": "refused",
        "report.txt": "ingested",
    }
    assert all("\n" not in str(r["reason"]) for r in results.values())
    with ReadStore(folder / "store") as store:
        assert [d.name for d in held.documents(store)] == ["report.txt"]


def test_a_missing_path_is_refused_with_its_reason(folder: Path) -> None:
    (result,) = run(folder, "nowhere.txt")
    assert result["status"] == "refused" and "no such file" in str(result["reason"])


def test_the_same_bytes_under_another_name_are_not_held_twice(folder: Path) -> None:
    (folder / "in" / "same.txt").write_text(REPORT)
    statuses = [(r["document"], r["status"]) for r in run(folder)]
    assert statuses == [("report.txt", "ingested"), ("same.txt", "unchanged")]


def test_what_cannot_be_read_is_set_by_hand_and_a_bad_period_is_refused(folder: Path) -> None:
    (folder / "in" / "plain.txt").write_text("Some notes\n\nThe panel met and talked.\n")
    (result,) = run(folder, "plain.txt")
    assert any("--period" in note for note in result["notes"])  # type: ignore[attr-defined]
    (folder / "in" / "other.txt").write_text("Other notes\n\nThe panel met and talked.\n")
    assert run(folder, "other.txt", period="Q2 2022/23")[0]["period"] == "Q2 2022/23"
    with pytest.raises(BadInput, match="names no period"):
        run(folder, "report.txt", period="soon")


def test_a_folder_that_is_no_store_is_refused(folder: Path) -> None:
    (folder / "store").mkdir()
    (folder / "store" / "panelqa.db").write_text("not a database")
    with pytest.raises(StoreError):
        run(folder)


def test_progress_counts_files_and_names_the_one_at_work(folder: Path) -> None:
    (folder / "in" / "second.txt").write_text(REPORT.replace("74", "73"))
    seen: list[Progress] = []
    ingest_paths([folder / "in"], folder / "store", seen.append, vectors=False)
    assert seen[-1].files_done == seen[-1].files == 2
    assert {p.name for p in seen} >= {"report.txt", "second.txt"}


def test_files_read_side_by_side_give_what_they_give_alone(folder: Path) -> None:
    from docx import Document

    for n in range(4):
        document = Document()
        document.add_paragraph(f"REPORT NUMBER {n}")
        document.add_paragraph(f"The panel met and {n + 20} people came.")
        document.save(str(folder / "in" / f"{n}.docx"))
    (folder / "in" / "4.docx").write_bytes((folder / "in" / "3.docx").read_bytes()[:900])
    statuses = {r["document"]: (r["status"], r["passages"]) for r in run(folder)}
    assert statuses["4.docx"] == ("refused", None)
    alone = {}
    for n in range(4):
        (result,) = ingest_paths([folder / "in" / f"{n}.docx"], folder / f"alone{n}", vectors=False)
        alone[result.document] = (result.status, result.passages)
    assert {name: statuses[name] for name in alone} == alone
    assert {status for status, _ in (statuses[name] for name in alone)} == {"ingested"}


def test_a_report_that_another_file_holds_too_is_told(folder: Path) -> None:
    (folder / "in" / "other.txt").write_text(REPORT.replace("|74|", "|75|").replace("\t74\t", "\t75\t"))
    other, report = run(folder, "other.txt", "report.txt")
    assert other["status"] == report["status"] == "ingested"
    assert not [n for n in other["notes"] if "held already" in n]       # type: ignore[attr-defined]
    assert [n for n in report["notes"] if "held already, in other.txt" in n]     # type: ignore[attr-defined]
