"""Vectors follow what is held, whatever happens in between. The embedder and Chroma are the real ones."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import embedder, upkeep, vectors
from store.database import writing
from store.errors import BadInput, StoreError
from store.writer import write_bundle
from tests.store.bundles import bundle


def ids(folder: Path) -> set[str]:
    found = vectors.open_search(folder)
    return found.ids() if found else set()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> object:
    return embedder.load(tmp_path_factory.mktemp("model"))


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch, loaded: object) -> None:
    monkeypatch.setattr(embedder, "load", lambda folder: loaded)


def test_the_nearest_sentence_by_meaning_is_found(tmp_path: Path) -> None:
    b = bundle()
    write_bundle(tmp_path, b)
    write_bundle(tmp_path, bundle("secret.txt", exempt=True))
    assert vectors.open_search(tmp_path) is None
    seen: list[tuple[int, int]] = []
    assert vectors.update(tmp_path, lambda done, total: seen.append((done, total))) == vectors.Indexed(2, 4, 0)
    assert seen == [(4, 4)]
    search = vectors.open_search(tmp_path)
    assert search is not None
    assert search.unindexed == 0
    found = search.query(search.embed("Where do officers walk the beat?"), 2)
    assert found[0][0] == b.passages[1].id + "-1"
    assert 0.1 < found[1][1] < found[0][1] <= 1
    assert sum(x * x for x in search.embed("one")) == pytest.approx(1, abs=1e-5)
    assert search.query(search.embed("one"), 5, [b.items[0].id])
    assert search.query(search.embed("one"), 5, ["other"]) == search.query(search.embed("one"), 5, []) == []
    assert vectors.update(tmp_path) == vectors.Indexed()


def test_vectors_follow_removal_replacement_and_interruption(tmp_path: Path) -> None:
    old, other = bundle(), bundle("other.txt", period="2022-07-01", end="2022-09-30")
    for b in (old, other):
        write_bundle(tmp_path, b)
    vectors.update(tmp_path)
    new = bundle(actual="280", supersedes=old.document.id)
    write_bundle(tmp_path, new)
    search = vectors.open_search(tmp_path)
    assert search is not None
    assert search.unindexed == 1
    assert vectors.update(tmp_path) == vectors.Indexed(1, 4, 1)
    assert ids(tmp_path) == {s.id for b in (other, new) for s in b.sentences}
    upkeep.remove(tmp_path, "other.txt")
    assert ids(tmp_path) == {s.id for s in new.sentences}
    # Chroma was written, the note was not: the next update adds the same ids again, none twice.
    with writing(tmp_path) as db:
        db.table("vectors").delete_where()
    assert vectors.update(tmp_path).sentences == 4
    assert ids(tmp_path) == {s.id for s in new.sentences}
    assert vectors.rebuild(tmp_path) == vectors.Indexed(1, 4, 0)


def test_chunks_span_documents_and_note_only_whole_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CHUNK", 3)
    first, second = bundle(), bundle("other.txt", period="2022-07-01", end="2022-09-30")
    for b in (first, second):
        write_bundle(tmp_path, b)
    calls = 0
    add = vectors.Vectors.add

    def stop_at_third(self: vectors.Vectors, sentences: list) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        add(self, sentences)

    monkeypatch.setattr(vectors.Vectors, "add", stop_at_third)
    with pytest.raises(KeyboardInterrupt):
        vectors.update(tmp_path)
    search = vectors.open_search(tmp_path)
    assert search is not None
    assert search.unindexed == 1
    monkeypatch.setattr(vectors.Vectors, "add", add)
    assert vectors.update(tmp_path).documents == 1
    assert ids(tmp_path) == {s.id for b in (first, second) for s in b.sentences}


def test_several_who_search_at_once_share_one_embedder(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    vectors.update(tmp_path)
    asked = [f"What of patrols {n}?" for n in range(24)]

    def nearest(question: str) -> list[tuple[str, float]]:
        search = vectors.open_search(tmp_path)
        assert search is not None
        return search.query(search.embed(question), 3)

    with ThreadPoolExecutor(8) as several:
        at_once = list(several.map(nearest, asked))
    assert at_once == [nearest(question) for question in asked]
    assert vectors.open_search(tmp_path) is vectors.open_search(tmp_path)


@pytest.mark.slow
def test_what_another_process_adds_is_seen(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    vectors.update(tmp_path)
    search = vectors.open_search(tmp_path)
    assert search is not None
    assert len(search.query(search.embed("patrols"), 20)) == 4
    write_bundle(tmp_path, bundle("other.txt", texts=("Patrols by bicycle began.",)))
    subprocess.run([sys.executable, "-c", f"from store import vectors; vectors.update({str(tmp_path)!r})"], check=True,
                   cwd=Path(__file__).parents[2])
    assert len(search.query(search.embed("patrols"), 20)) == 5
    opened = search.chroma
    search.query(search.embed("patrols"), 20)
    assert search.chroma is opened      # and is not opened anew for nothing


def test_the_fingerprint_needs_no_model_and_tells_embedders_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                                  ) -> None:
    code = (f"import sys; from store import embedder; embedder.fingerprint({str(tmp_path)!r}); "
            "print([m for m in ('torch', 'chromadb', 'pydantic') if m in sys.modules])")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert ran.stdout.strip() == "[]"
    default = embedder.fingerprint(tmp_path)
    monkeypatch.setenv("PANELQA_EMBEDDER", "another")
    assert embedder.fingerprint(tmp_path) != default


def test_an_embedder_that_is_not_here_or_not_itself_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                                ) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PANELQA_EMBEDDER", str(tmp_path / "none"))
    with pytest.raises(BadInput, match="could not be loaded"):
        embedder.load(tmp_path)
    monkeypatch.delenv("PANELQA_EMBEDDER")
    monkeypatch.setattr(embedder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(StoreError, match="not those expected"):
        embedder.load(tmp_path)


def test_a_damaged_index_is_one_line_and_rebuilt(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    vectors.update(tmp_path)
    vectors._release()
    (tmp_path / vectors.FOLDER / "chroma.sqlite3").write_bytes(b"rubbish" * 1000)
    search = vectors.open_search(tmp_path)
    assert search is not None
    with pytest.raises(StoreError, match="run 'panelqa reindex'"):
        search.query(search.embed("x"), 3)
    assert vectors.rebuild(tmp_path).sentences == 4
