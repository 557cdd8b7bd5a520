"""Passages that may answer: full text (BM25) and sentence vectors, fused by reciprocal rank.

Sentences are embedded, never whole passages; a passage counts by its best sentence. k = 60 as in Cormack,
Clarke and Buettcher (2009). At most `MOST` passages go on to be read sentence by sentence, however large the store.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.narrative.corpus import Corpus
from assistant.narrative.match import any_of
from assistant.narrative.terms import SAME, Group
from assistant.narrative.types import TextRequest, VectorSearch

K = 60
DEEP = 60            # rows taken from each list
MOST = 60            # passages read in full
POSTINGS = 6_000     # passages that one full-text query may have to rank
FEW_REPORTS = 12     # up to so many reports are searched one by one
NEWEST = 4           # reports searched beside the whole store when the latest is preferred
SECTION = 8          # passages taken under a heading that matches


@dataclass(frozen=True)
class Candidates:
    """Passage ids with their fused score, best first, and the similarity of the sentences that vectors found."""

    fused: dict[str, float]
    similar: dict[str, float]


def find(request: TextRequest, corpus: Corpus, groups: Sequence[Group], vectors: VectorSearch | None) -> Candidates:
    """The candidates of a question."""
    allowed = set(corpus.reports) if request.items is None else set(request.items) & set(corpus.reports)
    lists: list[list[dict[str, Any]]] = []
    match = _match(groups, corpus)
    if match and allowed:
        lists = _full_text(corpus, match, allowed, request)
    similar: dict[str, float] = {}
    if vectors is not None and allowed:
        near = vectors.query(vectors.embed(request.question), DEEP,
                             None if request.items is None else sorted(allowed))
        similar = dict(near)
        homes = {row["id"]: row for row in corpus.store.rows("narrative_homes", ids=json.dumps(list(similar)))}
        lists.append([homes[i] | {"id": homes[i]["passage_id"]} for i, _ in near
                      if i in homes and homes[i]["item_id"] in allowed])
    return Candidates(_widen(corpus, _fuse(lists), lists), similar)


def _match(groups: Sequence[Group], corpus: Corpus) -> str:
    """The rarest words first, until the passages to be ranked would grow past the budget."""
    parts: list[str] = []
    spent = 0
    telling = [g for g in groups if not g.light and g.held] or groups
    for group in sorted(telling, key=lambda g: -g.weight):
        singles = [way for part in group.parts for way in part[:4]]
        for ways in ([w for w, _ in group.ways], [w for w, credit in group.ways if credit > SAME]):
            one = any_of([*ways[:1], *singles, *ways[1:]])
            cost = corpus.frequency(one)
            if cost and (not parts or spent + cost <= POSTINGS):
                parts.append(one)
                spent += cost
                break
    return " OR ".join(parts)


def _full_text(corpus: Corpus, match: str, allowed: set[str], request: TextRequest) -> list[list[dict[str, Any]]]:
    reports = [report for report in corpus.reports.values() if report.id in allowed]
    rows = corpus.store.rows
    if request.items is not None and len(reports) <= FEW_REPORTS:
        found = [row for r in reports for row in rows("narrative_search", match=match, low=r.low, high=r.high, k=DEEP)]
        lists = [sorted(found, key=lambda row: row["score"])[:DEEP]]
    else:
        deep = DEEP if request.items is None else DEEP * 8
        low, high = min(r.low for r in reports), max(r.high for r in reports)
        lists = [rows("narrative_search", match=match, low=low, high=high, k=deep)]
    if request.prefer_latest and len(reports) > NEWEST:
        newest = sorted(reports, key=lambda r: r.day, reverse=True)[:NEWEST]
        found = [row for r in newest
                 for row in rows("narrative_search", match=match, low=r.low, high=r.high, k=DEEP // 4)]
        lists.append(sorted(found, key=lambda row: row["score"]))
    return [[row for row in one if row["item_id"] in allowed] for one in lists]


def _fuse(lists: Iterable[list[dict[str, Any]]]) -> dict[str, float]:
    """Reciprocal rank fusion; a passage that stands twice in a list counts by its best place."""
    score: dict[str, float] = defaultdict(float)
    for one in lists:
        for rank, passage in enumerate(dict.fromkeys(row["id"] for row in one), 1):
            score[passage] += 1 / (K + rank)
    return dict(sorted(score.items(), key=lambda entry: -entry[1]))


def _widen(corpus: Corpus, fused: dict[str, float], lists: list[list[dict[str, Any]]]) -> dict[str, float]:
    """Add what stands under a heading that matches and the bullets of a paragraph that matches; drop headings."""
    kinds = {row["id"]: row for one in lists for row in one}
    headings = [i for i in fused if kinds[i]["kind"] == "heading" and kinds[i]["section_id"]][:6]
    top = {i: s for i, s in list(fused.items())[:MOST] if kinds[i]["kind"] != "heading"}
    by_section = {kinds[i]["section_id"]: fused[i] for i in reversed(headings)}
    if by_section:
        taken: dict[str, int] = defaultdict(int)
        for row in corpus.store.rows("narrative_section_passages", ids=json.dumps(list(by_section)), k=120):
            if row["kind"] != "heading" and taken[row["section_id"]] < SECTION:
                taken[row["section_id"]] += 1
                top[row["id"]] = max(top.get(row["id"], 0.0), 0.8 * by_section[row["section_id"]])
    leads = list(top)[:20]
    for row in corpus.store.rows("narrative_children", ids=json.dumps(leads)):
        top[row["id"]] = max(top.get(row["id"], 0.0), 0.9 * top[row["parent_id"]])
    return dict(sorted(top.items(), key=lambda entry: -entry[1])[:MOST])
