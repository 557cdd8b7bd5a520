"""Refusals: what is missing, what is held that comes nearest, and never a figure for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Near, Status
from assistant.answering.desk import Desk
from assistant.composition import Composition, Source
from assistant.figures.rows import Row, period_words
from assistant.lexicon import lexicon
from assistant.narrative.types import Picked
from assistant.question.parse import Question
from assistant.words import load, subject_stems, tokens

MOST_NEAREST = 3
NEAREST_WORDS = 16      # words of a passage that is close


def refuse(q: Question, desk: Desk, reason: str, *, status: Status = "not_found", rows: Sequence[Row] = (),
           nearest: Sequence[Picked] = (), words: str = "", **names: str) -> Answer:
    """A refusal with its reason. Its sentence names what is held in few words; what is close goes to `nearest`.

    `words` names another sentence of `refusals.yaml` than the reason's own.
    """
    c = Composition(q.original)
    names.setdefault("held", held_words(desk))
    if words == "report_not_held":
        dated = sorted((i for i in desk.held.items.values() if i.period_label), key=lambda i: i.when)
        for item in dict.fromkeys([*dated[:1], *dated[-1:]]):
            c.near(f"{item.title} ({item.period_label})")
    for row in list(rows)[:MOST_NEAREST]:
        label = period_words(row) or "no period printed"
        c.near(f"{row.measure}, {label}", row.source)
    for picked in [p for p in nearest if _shares_a_subject(q.text, p.quote)][:MOST_NEAREST - len(c.nearest)]:
        source = source_of(picked)
        brief = _beginning(picked.quote)
        c.near(" ".join(brief.split()), replace(source, quote=brief))
    if not c.nearest and reason != "other_body":
        fair = load("thresholds.yaml")["measure_match"]["fair"]
        c.nearest += [Near(m.measure.name) for m in q.matches[:MOST_NEAREST] if m.score >= fair]
    sentences = load("refusals.yaml")
    names.setdefault("near", sentences["near"]["listed" if c.nearest else "none"])
    c.say(sentences[words or reason].format(**names))
    return c.answer(status, reason)


def _shares_a_subject(question: str, quote: str) -> bool:
    """Whether a passage has a word of the question that says what it is about ("force" and "figure" do not), or
    speaks of a policing concept that the question names."""
    if subject_stems(question) & subject_stems(quote):
        return True
    named, told = ({hit.concept.id for hit in lexicon().find(tokens(text))} for text in (question, quote))
    return bool(named & told)


def _beginning(quote: str) -> str:
    """The first words of a quote, verbatim, with "…" where more follows: enough to see what is close."""
    ends = [m.end() for m in re.finditer(r"\S+", quote)]
    return quote if len(ends) <= NEAREST_WORDS else quote[:ends[NEAREST_WORDS - 1]] + " …"


def source_of(picked: Picked) -> Source:
    return Source(picked.passage_id, "passage", picked.document, picked.title, picked.locator, picked.page,
                  picked.quote)


def held_words(desk: Desk) -> str:
    """What is held, in few words: how far the reports' periods reach."""
    labels = [i.period_label for i in sorted(desk.held.items.values(), key=lambda i: i.when) if i.period_label]
    if not labels:
        return "nothing yet"
    return labels[0] if len(set(labels)) == 1 else f"{labels[0]} to {labels[-1]}"
