"""A narrative question to the sentences that answer it, without a language model."""

from __future__ import annotations

from assistant.narrative import definitions, topics
from assistant.narrative.candidates import find
from assistant.narrative.corpus import Corpus
from assistant.narrative.coverage import judge
from assistant.narrative.cues import Wanted, detect
from assistant.narrative.scoring import Scored, score_all
from assistant.narrative.selection import WORDS, choose, present
from assistant.narrative.terms import prepare
from assistant.narrative.types import Picked, TextRequest, TextResult, VectorSearch
from store.readonly import ReadStore

NEAREST = 3


def answer_text(request: TextRequest, store: ReadStore, vectors: VectorSearch | None) -> TextResult:
    """The sentences that answer a narrative question, or what is nearest. `vectors` None: by words alone."""
    corpus = Corpus(store)
    known = definitions.answer(request, corpus) or topics.answer(request, corpus)
    if known:
        return known
    wanted = detect(request.question, request.answer_type)
    groups = prepare(request, corpus)
    scored = score_all(request, corpus, wanted, groups, find(request, corpus, groups, vectors))
    picks = choose(wanted, groups, scored)
    verdict = judge(wanted, groups, picks)
    if not verdict.found:
        near = present(corpus, scored[:NEAREST], groups, wanted)
        return TextResult(False, (), verdict.uncovered, verdict.confidence, near)
    shown = _with_bullets(corpus, picks, wanted) or present(corpus, picks, groups, wanted)
    return TextResult(True, shown, verdict.uncovered, verdict.confidence)


def _with_bullets(corpus: Corpus, picks: list[Scored], wanted: Wanted) -> tuple[Picked, ...]:
    """Where the answer is a list under a lead-in: the lead-in and its bullets."""
    best = picks[0]
    if best.sentence.text.text.rstrip().endswith(":"):
        return topics.under_lead(corpus, best.passage, WORDS)
    if wanted.broad and best.passage.parent_id:
        lead = corpus.passages([best.passage.parent_id])[best.passage.parent_id]
        return topics.under_lead(corpus, lead, WORDS)
    return ()
