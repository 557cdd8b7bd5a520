"""A narrative question to the sentences that answer it, without a language model."""

from __future__ import annotations

import json

from assistant.narrative import definitions, topics
from assistant.narrative.candidates import find
from assistant.narrative.corpus import Corpus
from assistant.narrative.coverage import judge
from assistant.narrative.cues import Wanted, detect
from assistant.narrative.scoring import Scored, score_all
from assistant.narrative.selection import WORDS, choose, present
from assistant.narrative.terms import prepare, respell
from assistant.narrative.texts import Text
from assistant.narrative.types import Picked, TextRequest, TextResult, VectorSearch
from assistant.words import tokens
from store.readonly import ReadStore

NEAREST = 3
BESIDE = 4        # paragraphs before and after that count as the section of a sentence


def answer_text(request: TextRequest, store: ReadStore, vectors: VectorSearch | None) -> TextResult:
    """The sentences that answer a narrative question, or what is nearest. `vectors` None: by words alone."""
    corpus = Corpus(store)
    known = definitions.answer(request, corpus) or topics.answer(request, corpus)
    if known:
        return known
    wanted = detect(request.question, request.answer_type)
    groups = prepare(request, corpus, wanted.verb if wanted.need == "must" else "")
    found = find(request, corpus, groups, vectors)
    groups = respell(groups, (token.lower for p in corpus.passages(found.fused).values() for token in tokens(p.text)))
    scored = score_all(request, corpus, wanted, groups, found)
    picks = choose(corpus, wanted, groups, scored, request.prefer_latest)
    verdict = judge(wanted, groups, picks, _section(corpus, picks), by_words=vectors is None)
    if not verdict.found:
        near = present(corpus, scored[:NEAREST], groups, wanted)
        return TextResult(False, (), verdict.uncovered, verdict.confidence, near)
    shown = _with_bullets(corpus, picks, wanted) or present(corpus, picks, groups, wanted)
    return TextResult(True, shown, verdict.uncovered, verdict.confidence)


def _with_bullets(corpus: Corpus, picks: list[Scored], wanted: Wanted) -> tuple[Picked, ...]:
    """Where the answer is a list under a lead-in: the lead-in and its bullets."""
    best = picks[0]
    for pick in picks[:2] if wanted.type == "findings" else picks[:1]:
        if pick.sentence.text.text.rstrip().endswith(":"):
            return topics.under_lead(corpus, pick.passage, WORDS)
    if wanted.type == "findings" and best.passage.parent_id:
        lead = corpus.passages([best.passage.parent_id])[best.passage.parent_id]
        return topics.under_lead(corpus, lead, WORDS)
    return ()


def _section(corpus: Corpus, picks: list[Scored]) -> Text:
    """The text of the section in which the best sentence stands (the passages beside it where it is long)."""
    if not picks or not picks[0].passage.section_id:
        return Text("")
    best = picks[0].passage
    rows = corpus.store.rows("narrative_section_passages", ids=json.dumps([best.section_id]), k=200)
    near = [row["id"] for row in rows if abs(row["ordinal"] - best.ordinal) <= BESIDE]
    return Text("\n".join(p.text for p in corpus.passages(near).values()))
