"""How well a sentence answers: rarity-weighted coverage of the question's words, type of answer, similarity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.narrative.candidates import Candidates
from assistant.narrative.corpus import Corpus, Passage, Sentence
from assistant.narrative.cues import Wanted
from assistant.narrative.evidence import ENOUGH, evidence
from assistant.narrative.patterns import LEANING, MEANS
from assistant.narrative.terms import Group
from assistant.narrative.texts import Text
from assistant.narrative.types import TextRequest
from assistant.words import load

OWN, LEAD, ABOVE, ABOUT = 1.0, 0.7, 0.6, 0.5     # worth of a word by where it stands
BESIDE = (0.7, 0.6, 0.45)      # ... in the sentence next to it, two away, further away in the paragraph
SPOKEN_OF = 0.85     # ... in the sentence before one that speaks of it ("It", "The scheme")
MEANT = 0.7          # ... where it does so further on ("for these projects")
PART = 0.8           # worth of a term of several words whose words stand apart
ONE_PART = 0.5       # ... of which one alone counts, the others saying little ("rural" of "rural crime")
QUOTABLE = {"paragraph", "bullet", "footnote", "contact", "table_text"}


@dataclass(frozen=True)
class Scored:
    """A sentence with its score and why: words covered in all, in itself, answer type, similarity."""

    sentence: Sentence
    passage: Passage
    score: float
    covered: float
    own: float
    evidence: float
    similar: float
    credits: tuple[float, ...]        # per group, anywhere
    words: tuple[float, ...]          # per group, in the sentence's own paragraph, wherever in it


@cache
def _boilerplate() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in load("answer_types.yaml")["boilerplate"])


def boilerplate(text: str) -> bool:
    """Whether a sentence says nothing by itself ("Members are invited to note this report")."""
    return any(p.search(text.strip()) for p in _boilerplate())


def score_all(request: TextRequest, corpus: Corpus, wanted: Wanted, groups: Sequence[Group],
              found: Candidates) -> list[Scored]:
    """Every sentence of the candidates, best first."""
    passages = corpus.passages(found.fused)
    leads = corpus.passages(p.parent_id for p in passages.values() if p.parent_id)
    top = max(found.fused.values(), default=1.0)
    days = sorted({corpus.reports[p.item_id].day for p in passages.values()})
    recency = {day: at / max(1, len(days) - 1) for at, day in enumerate(days)}
    scored = []
    for key, passage in passages.items():
        if passage.kind not in QUOTABLE or passage.kind == "table_text" and _bare_row(passage.text):
            continue
        bonus = 0.08 * found.fused[key] / top
        bonus += (0.05 if request.prefer_latest else 0.01) * recency[corpus.reports[passage.item_id].day]
        scored += _passage(request, corpus, wanted, groups, found, passage, leads, bonus)
    return sorted(scored, key=lambda s: -s.score)


def _bare_row(text: str) -> bool:
    """Whether a line of a table is figures with a label and no more: without its headings it says nothing."""
    words = text.split()
    return sum(any(c.isdigit() for c in word) for word in words) * 2 >= len(words)


def _passage(request: TextRequest, corpus: Corpus, wanted: Wanted, groups: Sequence[Group], found: Candidates,
             passage: Passage, leads: dict[str, Passage], bonus: float) -> list[Scored]:
    total = sum(group.weight for group in groups) or 1.0
    rows = _spoken_of(passage, [tuple(credit_of(group, s.text) for group in groups) for s in passage.sentences])
    lead = leads.get(passage.parent_id or "")
    lead_text = Text(lead.text) if lead else None
    heading, about = corpus.heading(passage), corpus.reports[passage.item_id].about
    above = 0.9 if wanted.broad else ABOVE          # "what is being done about X": all that stands under X
    headed = [credit_of(g, heading) for g in groups]
    around = [max(above * h, ABOUT * credit_of(g, about), LEAD * credit_of(g, lead_text) if lead_text else 0.0)
              for g, h in zip(groups, headed, strict=True)]
    out = []
    known = f"{request.question} {about.text}"
    for at, (sentence, own) in enumerate(zip(passage.sentences, rows, strict=True)):
        beside = [max((BESIDE[min(abs(at - other), 3) - 1] * row[i] for other, row in enumerate(rows) if other != at),
                      default=0.0) for i in range(len(groups))]
        words = tuple(max(column) for column in zip(*rows, strict=True))
        credits = tuple(max(OWN * o, b, a) for o, b, a in zip(own, beside, around, strict=True))
        covered = sum(g.weight * c for g, c in zip(groups, credits, strict=True)) / total
        if wanted.broad:
            own = tuple(max(o, 0.8 * h) for o, h in zip(own, headed, strict=True))
        mine = sum(g.weight * c for g, c in zip(groups, own, strict=True)) / total
        proof = evidence(wanted, sentence.text, groups, known)
        similar = found.similar.get(sentence.id, 0.0)
        score = 0.40 * covered + 0.22 * mine + 0.25 * max(0.0, min(1.0, (similar - 0.15) / 0.65)) + bonus
        if wanted.need == "must":
            score = score + 0.10 * proof if proof >= ENOUGH else score * (0.45 + 0.2 * proof)
        elif wanted.need == "prefers":
            score += (0.24 if wanted.broad else 0.14) * proof
        form = _form(passage, sentence, asked_for=mine >= 0.75, lead_in=wanted.type == "findings")
        out.append(Scored(sentence, passage, score * form, covered, mine, proof, similar,
                          credits, words))
    return out


def _spoken_of(passage: Passage, rows: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The sentences' credits, where one that begins with "It" or "The scheme" has a share of the one before it."""
    out = rows[:1]
    for sentence, row in zip(passage.sentences[1:], rows[1:], strict=True):
        leans = LEANING.match(sentence.text.text.strip())
        worth = SPOKEN_OF if leans else MEANT if MEANS.search(sentence.text.text) else 0.0
        out.append(tuple(max(mine, worth * before) for mine, before in zip(row, out[-1], strict=True)))
    return out


def credit_of(group: Group, text: Text) -> float:
    """How well a text holds a word of the question, 0 to 1."""
    for phrase, credit in group.ways:
        if text.where(phrase) is not None:
            return credit
    if group.parts:
        share = sum(any(text.where(way) is not None for way in part) for part in group.parts) / len(group.parts)
        return (ONE_PART if len(group.parts) == 1 else PART) * share ** 1.5
    return 0.0


def _form(passage: Passage, sentence: Sentence, asked_for: bool, lead_in: bool) -> float:
    """Less for what reads badly alone: boilerplate, half sentences, lead-ins, footnotes, table text."""
    text = sentence.text.text.strip()
    factor = {"footnote": 0.85, "table_text": 0.75, "contact": 0.8}.get(passage.kind, 1.0)
    if boilerplate(text) and not asked_for:
        factor *= 0.4
    words = len(text.split())
    if words < 4:
        factor *= 0.6
    elif passage.kind == "paragraph" and (text[:1].islower() or not re.search(r"[.!?:;)”\"']$", text)):
        factor *= 0.85
    if text.endswith(":") and not lead_in:
        factor *= 0.85
    return factor
