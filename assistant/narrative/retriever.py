"""The fused search as a LangChain retriever, for chains that want passages rather than an answer.

The only module here that imports LangChain, and only when it is imported itself.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.narrative.candidates import find
from assistant.narrative.corpus import Corpus
from assistant.narrative.terms import prepare
from assistant.narrative.types import TextRequest


class PassageRetriever(BaseRetriever):
    """Passages for a question, best first: BM25 and sentence vectors fused by reciprocal rank (k = 60).

    `store` is a `store.readonly.ReadStore`; `vectors` a `VectorSearch` or None; `items` the ids of the reports
    allowed, None for all. Each document's metadata holds `passage_id`, `item_id`, `document`, `title`, `locator`,
    `page`, `rank` (from 1) and `score` (the fused score).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Any
    vectors: Any = None
    items: frozenset[str] | None = None
    k: int = 20

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        corpus = Corpus(self.store)
        request = TextRequest(query, query, items=self.items)
        fused = find(request, corpus, prepare(request, corpus), self.vectors).fused
        passages = corpus.passages(list(fused)[:self.k])
        documents = []
        for rank, (key, passage) in enumerate(passages.items(), 1):
            report = corpus.reports[passage.item_id]
            documents.append(Document(id=key, page_content=passage.text, metadata={
                "passage_id": key, "item_id": passage.item_id, "document": report.document, "title": report.title,
                "locator": passage.locator, "page": passage.page, "rank": rank, "score": fused[key]}))
        return documents
