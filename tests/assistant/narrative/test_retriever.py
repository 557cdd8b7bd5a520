"""The LangChain retriever over the fused search."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.narrative import TextRequest, answer_text
from assistant.narrative.corpus import Corpus
from assistant.narrative.retriever import PassageRetriever
from store.readonly import ReadStore


class Nearest:
    """Sentence search that puts one sentence first: the seam, without a model."""

    def __init__(self, store: ReadStore, words: str) -> None:
        passages = Corpus(store).passages(row["id"] for row in store.rows(
            "narrative_search", match='"the" OR "trauma"', low=0, high=2**62, k=99))
        self.ids = [s.id for p in passages.values() for s in p.sentences if words in s.text.text]
        assert self.ids

    def embed(self, text: str) -> Sequence[float]:
        return (1.0,)

    def query(self, vector: Sequence[float], k: int, item_ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        return [(i, 0.9) for i in self.ids][:k]


def test_documents_come_with_their_place_and_rank(store: ReadStore) -> None:
    documents = PassageRetriever(store=store, k=5).invoke("average speed cameras on the Carrick Pass")
    assert "Carrick Pass" in documents[0].page_content
    assert documents[0].metadata["locator"]
    assert [d.metadata["rank"] for d in documents] == list(range(1, len(documents) + 1))
    assert all(a.metadata["score"] >= b.metadata["score"] for a, b in zip(documents, documents[1:], strict=False))


def test_what_vectors_find_is_fused_with_what_words_find(store: ReadStore) -> None:
    plain = PassageRetriever(store=store).invoke("cameras")
    fused = PassageRetriever(store=store, vectors=Nearest(store, "trauma informed")).invoke("cameras")
    assert not any("trauma informed" in d.page_content for d in plain)
    assert any("trauma informed" in d.page_content for d in fused)


def test_nothing_that_the_index_no_longer_has_in_step_breaks_an_answer(store: ReadStore) -> None:
    vectors = Nearest(store, "trauma informed")
    vectors.ids = ["gone-1", *vectors.ids]
    result = answer_text(TextRequest("How much was awarded to the Fellgate Trust?"), store, vectors)
    assert result.found
