"""Sentence vectors in Chroma, kept in step with SQLite, which alone holds the text.

One collection for each embedder fingerprint, under `chroma/` in the store's folder. The table `vectors` says
which documents are in it: a document is noted once all its sentences are, and its note outlives it until its
vectors are gone. So whatever interrupts an ingest or a removal is put right by the next `update`.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

from store import embedder
from store.database import transaction, writing
from store.errors import StoreError
from store.readonly import ReadStore

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

FOLDER = "chroma"
LOCK = "chroma.lock"
WAIT_SECONDS = 900
CHUNK = 1024            # sentences embedded and added at once
WATCHED = 128           # ... where somebody watches how far it is
HEADING_LENGTH = 90     # characters of a heading, and of the words that lead in a bullet
OnProgress = Callable[[int, int], None]
"""Called with (sentences embedded, sentences in all)."""


@dataclass(frozen=True)
class Indexed:
    """What an update did: documents and sentences added, documents whose vectors were dropped."""

    documents: int = 0
    sentences: int = 0
    dropped: int = 0


@dataclass
class Vectors:
    """The vectors of one store. Opening imports Chroma; only `embed` and `update` load the embedder.

    May be used by several threads, one at a time: neither Chroma opened anew nor the embedder's tokenizer can be
    shared by two at once.
    """

    folder: Path
    fingerprint: str
    unindexed: int = 0          # documents that are held and not in the index
    _loaded: Embeddings | None = None
    _chroma: Chroma | None = None
    _texts: dict[str, str] = field(default_factory=dict)
    _seen: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self._turn = threading.RLock()
        self.embed: Callable[[str], tuple[float, ...]] = lru_cache(maxsize=256)(self._embed)

    def _embed(self, text: str) -> tuple[float, ...]:
        with self._turn:
            return tuple(self._embedder().embed_query(text))

    def query(self, vector: Sequence[float], k: int, item_ids: Sequence[str] | None = None
              ) -> list[tuple[str, float]]:
        """The `k` nearest sentences as (sentence id, cosine similarity), nearest first."""
        if item_ids is not None and not item_ids:
            return []
        where: Any = None if item_ids is None else {"item_id": {"$in": list(item_ids)}}
        with self._turn, _chroma_errors(self.folder):
            found = self.chroma.similarity_search_by_vector_with_relevance_scores(list(vector), k, filter=where)
        return [(document.page_content, 1.0 - distance) for document, distance in found]

    def add(self, sentences: Sequence[dict[str, Any]]) -> None:
        """Embed and add sentences: rows of the template `held_embeddable`. Adding one again replaces it."""
        self._texts = {row["id"]: embedded_text(row) for row in sentences}
        ids = list(self._texts)
        about = [{"document_id": row["document_id"], "item_id": row["item_id"], "passage_id": row["passage_id"],
                  "period_end": row["period_end"] or ""} for row in sentences]
        with self._turn, _chroma_errors(self.folder):
            self.chroma.add_texts(ids, metadatas=about, ids=ids)
            self._seen = self._stamp()
        self._texts = {}

    def remove(self, document_id: str) -> None:
        """Drop a document's vectors; none is no error."""
        with self._turn, _chroma_errors(self.folder):
            self.chroma.delete(where={"document_id": document_id})
            self._seen = self._stamp()

    def ids(self) -> set[str]:
        """The ids of all sentences in the index."""
        with self._turn, _chroma_errors(self.folder):
            return set(self.chroma.get(include=[])["ids"])

    @property
    def chroma(self) -> Chroma:
        """The collection, as a LangChain vector store. Its texts are sentence ids: the words are in SQLite.

        Chroma does not notice what another process adds, so it is opened anew when its files have changed.
        """
        if self._chroma is None or self._seen != self._stamp():
            with _chroma_errors(self.folder):
                if self._chroma is not None:
                    _release()
                self._chroma = _open(self.folder, self.fingerprint, cast("Embeddings", _ById(self)))
                self._seen = self._stamp()
        return self._chroma

    def _stamp(self) -> tuple[int, int]:
        files = [file.stat() for file in (self.folder / FOLDER).glob("chroma.sqlite3*") if file.is_file()]
        return max((f.st_mtime_ns for f in files), default=0), sum(f.st_size for f in files)

    def _embedder(self) -> Embeddings:
        if self._loaded is None:
            self._loaded = embedder.load(self.folder)
        return self._loaded

    def embed_all(self, ids: list[str]) -> list[list[float]]:
        """Vectors of the sentences being added, each different text embedded once (reports repeat themselves)."""
        texts = list(dict.fromkeys(self._texts[i] for i in ids))
        vectors = dict(zip(texts, self._embedder().embed_documents(texts), strict=True))
        return [vectors[self._texts[i]] for i in ids]


class _ById:
    """LangChain's embedder interface for Chroma: it is given sentence ids and embeds their words."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.vectors.embed_all(texts)

    def embed_query(self, text: str) -> list[float]:
        return list(self.vectors.embed(text))


def embedded_text(row: dict[str, Any]) -> str:
    """What is embedded for a sentence: its heading, the words that lead in its bullet, the sentence."""
    heading = (row["heading"] or "").strip()[:HEADING_LENGTH]
    lead = (row["lead"] or "").strip()
    lead = lead.rsplit(". ", 1)[-1] if lead.endswith(":") else ""
    return ". ".join(part for part in (heading.rstrip(".:"), lead[-HEADING_LENGTH:].rstrip(":"), row["text"]) if part)


_searched: WeakValueDictionary[tuple[Path, str], Vectors] = WeakValueDictionary()
_opening = threading.Lock()


def open_search(folder: str | Path) -> Vectors | None:
    """The vectors of a store for searching, or None where nothing is indexed. Loads no model.

    Whoever searches the same store in this process is given the same ones: the embedder is loaded once.
    """
    folder = Path(folder)
    with ReadStore(folder) as store:
        mark = embedder.fingerprint(folder)
        if not any(row["fingerprint"] == mark for row in store.rows("held_vector_rows")):
            return None
        unindexed = len(store.rows("held_unindexed", fingerprint=mark))
    with _opening:
        found = _searched.get((folder, mark))
        if found is None:
            found = _searched[folder, mark] = Vectors(folder, mark)
        found.unindexed = unindexed
        return found


def update(folder: str | Path, on_progress: OnProgress | None = None) -> Indexed:
    """Bring the vectors in step with what is held: drop what is gone, embed what is new.

    All pending documents share batches. A run that is stopped loses no more than the document it was at.
    """
    folder = Path(folder)
    with ReadStore(folder) as store:
        mark = embedder.fingerprint(folder)
        if not _out_of_step(store, mark):
            return Indexed()
    with _alone(folder):
        return _update(folder, mark, on_progress)


def _out_of_step(store: ReadStore, mark: str) -> bool:
    return bool(store.rows("held_unindexed", fingerprint=mark)) or any(
        row["held"] is None or row["fingerprint"] != mark for row in store.rows("held_vector_rows"))


def _update(folder: Path, mark: str, on_progress: OnProgress | None) -> Indexed:
    with ReadStore(folder) as store:
        gone = [row for row in store.rows("held_vector_rows") if row["held"] is None or row["fingerprint"] != mark]
        pending = [row["id"] for row in store.rows("held_unindexed", fingerprint=mark)]
        _release()
        vectors = Vectors(folder, mark)
        _drop(vectors, gone)
        total = store.rows("held_embeddable_count", fingerprint=mark)[0]["n"]
        added = _add_all(vectors, store, pending, total, on_progress)
        return Indexed(len(pending), added, len(gone))


def index_documents(folder: str | Path, document_ids: Sequence[str], on_progress: OnProgress | None = None) -> Indexed:
    """Index documents just written, and whatever else is not in step (an earlier run may have been stopped)."""
    return update(folder, on_progress) if document_ids else Indexed()


def _drop(vectors: Vectors, gone: list[dict[str, Any]]) -> None:
    for row in gone:
        if row["fingerprint"] == vectors.fingerprint:
            vectors.remove(row["document_id"])
        with writing(vectors.folder) as db:
            db.table("vectors").delete_where("document_id = ? and fingerprint = ?",
                                             [row["document_id"], row["fingerprint"]])


def _add_all(vectors: Vectors, store: ReadStore, pending: Iterable[str], total: int,
             on_progress: OnProgress | None) -> int:
    done = 0
    for chunk, finished in _chunks(store, pending, WATCHED if on_progress else CHUNK):
        if chunk:
            vectors.add(chunk)
        done += len(chunk)
        _note(vectors, finished)
        if on_progress:
            on_progress(done, total)
    return done


def _chunks(store: ReadStore, pending: Iterable[str], size: int
            ) -> Iterator[tuple[list[dict[str, Any]], dict[str, int]]]:
    """Sentences in chunks, over documents; with each chunk, the documents that end in it and their counts."""
    chunk: list[dict[str, Any]] = []
    finished: dict[str, int] = {}
    for document_id in pending:
        rows = store.rows("held_embeddable", document_id=document_id)
        for row in rows:
            chunk.append(row)
            if len(chunk) == size:
                yield chunk, finished
                chunk, finished = [], {}
        finished[document_id] = len(rows)
    if finished:
        yield chunk, finished


def _note(vectors: Vectors, finished: dict[str, int]) -> None:
    from datetime import UTC, datetime

    if not finished:
        return
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with writing(vectors.folder) as db, transaction(db):
        # A document removed meanwhile stays noted, so that its vectors are dropped next time.
        db.table("vectors").upsert_all(({"document_id": document, "fingerprint": vectors.fingerprint, "sentences": n,
                                         "at": at} for document, n in finished.items()), pk="document_id")


def rebuild(folder: str | Path, on_progress: OnProgress | None = None) -> Indexed:
    """Drop all vectors and make them again from SQLite."""
    folder = Path(folder)
    forget(folder)
    return update(folder, on_progress)


def forget(folder: Path) -> None:
    """Drop the whole vector index; what is held stays."""
    with writing(folder) as db:
        db.table("vectors").delete_where()
    if (folder / FOLDER).exists():
        _release()
        shutil.rmtree(folder / FOLDER)


def _open(folder: Path, fingerprint: str, embeddings: Embeddings) -> Chroma:
    import chromadb
    from langchain_chroma import Chroma

    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    client = chromadb.PersistentClient(str(folder / FOLDER),
                                       settings=chromadb.Settings(anonymized_telemetry=False))
    return Chroma(collection_name=f"sentences-{fingerprint}", client=client, embedding_function=embeddings,
                  collection_configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}})


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer of vectors at a time, over all processes: Chroma itself does not see to that."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / LOCK, timeout=WAIT_SECONDS):
            yield
    except Timeout as error:
        raise StoreError(f"The vectors of the store at {folder} are being written by another run; run "
                         "'panelqa reindex' when it has ended.") from error


def _release() -> None:
    """Make Chroma forget its open systems (it keeps one for each path), so that the next one reads the files."""
    import sys

    if "chromadb" in sys.modules:
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()


@contextlib.contextmanager
def _chroma_errors(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError) as error:
        raise StoreError(f"The vector index at {folder / FOLDER} cannot be used ({error}); run 'panelqa reindex'."
                         ) from error
