"""More than a sentence: an objective, a theme, a section or a report summed up in its own sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from assistant.narrative.corpus import Corpus, Passage, Section, Sentence
from assistant.narrative.cues import cued
from assistant.narrative.scoring import QUOTABLE, boilerplate
from assistant.narrative.selection import picked, whole
from assistant.narrative.terms import light_stems
from assistant.narrative.texts import Text
from assistant.narrative.types import Picked, TextRequest, TextResult
from assistant.words import content
from store.readonly import ReadStore

SECTION_WORDS = 280      # words of a section's summary
LINE_WORDS = 14          # words of a line in a list without bullets
REPORT_WORDS = 420       # words of a report's summary
_OBJECTIVE = re.compile(r"\bobjective (?:number |no\.? ?)?(\d{1,2})\b", re.I)


def answer(request: TextRequest, corpus: Corpus) -> TextResult | None:
    """A summary, where the question asks for one and the thing summed up is held; else None."""
    text = request.original or request.question
    if not cued(text, "summary_cues"):
        return None
    for item in _newest(corpus, request.items):
        sections = _asked_sections(text, corpus, item)
        if sections:
            picks = of_sections(corpus, item, [s.id for s in sections], SECTION_WORDS)
            if picks:
                return TextResult(True, picks, confidence=0.9)
    if re.search(r"\b(report|document|paper)\b", text, re.I) and not _subject(text):
        newest = next(iter(_newest(corpus, request.items)), None)
        picks = of_report(corpus, newest) if newest else ()
        return TextResult(True, picks, confidence=0.8) if picks else None
    return None


def summarise(store: ReadStore, item_id: str, objective: int | None = None, section_id: str | None = None,
              words: int = SECTION_WORDS) -> tuple[Picked, ...]:
    """The sentences that sum up an objective or a section of a report, or the report; () where it holds no text."""
    corpus = Corpus(store)
    if item_id not in corpus.reports:
        return ()
    tree = corpus.sections(item_id)
    if objective is not None:
        ids = [s.id for s in tree.values() if s.objective == objective and s.kind == "objective"]
        return of_sections(corpus, item_id, ids, words)
    return of_sections(corpus, item_id, [section_id], words) if section_id else of_report(corpus, item_id, words)


def _newest(corpus: Corpus, items: frozenset[str] | None) -> list[str]:
    found = [r for r in corpus.reports.values() if items is None or r.id in items]
    return [r.id for r in sorted(found, key=lambda r: r.day, reverse=True)]


def _subject(question: str) -> set[str]:
    """Stems of the words of a question that name a subject, "summarise" and the like left out."""
    return {t.stem for t in content(question) if t.stem not in light_stems() and not t.lower.isdigit()}


def _asked_sections(question: str, corpus: Corpus, item: str) -> list[Section]:
    """The sections that a question names by number ("objective 5") or by their title's words."""
    tree = corpus.sections(item)
    number = _OBJECTIVE.search(question)
    if number:
        return [s for s in tree.values() if s.objective == int(number[1]) and s.kind == "objective"]
    asked = _subject(question)
    if not asked:
        return []
    hits = [(len(asked & set(Text(s.title).positions)) / len(asked), s) for s in tree.values()]
    best = max((share for share, _ in hits), default=0.0)
    return [s for share, s in hits if share == best] if best >= 0.6 else []


def of_sections(corpus: Corpus, item: str, ids: Sequence[str], words: int) -> tuple[Picked, ...]:
    """All of the sections and what is under them: whole while it fits, else the first sentence of each paragraph
    with its bullets. Nothing is left out without the paragraph's other sentences showing."""
    tree = corpus.sections(item)
    wanted = set(ids)
    for section in tree.values():
        if section.parent_id in wanted:
            wanted.add(section.id)
    rows = [row for row in corpus.store.rows("narrative_section_passages", ids=json.dumps(sorted(wanted)), k=400)
            if row["item_id"] == item and row["kind"] in QUOTABLE - {"footnote", "contact", "table_text"}]
    return fit(corpus, corpus.passages(row["id"] for row in sorted(rows, key=lambda r: r["ordinal"])).values(), words)


def of_report(corpus: Corpus, item: str, words: int = REPORT_WORDS) -> tuple[Picked, ...]:
    """The first telling sentence of each section of a report, in order."""
    rows = [row for row in corpus.store.rows("narrative_item_passages", item=item) if row["kind"] == "paragraph"]
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["section_id"] or "", row["id"])
    return fit(corpus, corpus.passages(first.values()).values(), words, only_first=True)


def fit(corpus: Corpus, passages: Iterable[Passage], words: int, only_first: bool = False) -> tuple[Picked, ...]:
    """Passages as picks within a number of words, evenly: every passage's first sentence before any second one."""
    held = [p for p in passages if p.sentences and not boilerplate(p.text)]
    taken: dict[str, list[int]] = {p.id: [] for p in held}
    left = words
    for depth, passage, sentence in sorted(_order(held, only_first), key=lambda entry: entry[0]):
        size = len(sentence.text.text.split())
        if size <= left and (depth == 0 or taken[passage.id]):
            taken[passage.id].append(sentence.ordinal)
            left -= size
    return tuple(picked(corpus, p, taken[p.id], 1.0 - 0.001 * at) for at, p in enumerate(held) if taken[p.id])


def _order(passages: Sequence[Passage], only_first: bool) -> Iterable[tuple[float, Passage, Sentence]]:
    """Every paragraph's first sentence comes first; of the others, those with a figure before those without."""
    for passage in passages:
        for depth, sentence in enumerate(passage.sentences[:1] if only_first else passage.sentences):
            figure = bool(re.search(r"\d", sentence.text.text))
            yield (0.0 if depth == 0 else 0.5 if figure else float(depth)), passage, sentence


def under_lead(corpus: Corpus, lead: Passage, words: int) -> tuple[Picked, ...]:
    """A lead-in paragraph with its bullets, as far as the words go."""
    rows = corpus.store.rows("narrative_children", ids=json.dumps([lead.id]))
    children = corpus.passages(row["id"] for row in rows)
    if not children and lead.section_id:
        children = _lines_after(corpus, lead)
    left = words - len(lead.text.split())
    return (whole(corpus, lead), *fit(corpus, children.values(), left))


def _lines_after(corpus: Corpus, lead: Passage) -> dict[str, Passage]:
    """The short lines that follow a lead-in where the report set its list without bullets."""
    rows = corpus.store.rows("narrative_section_passages", ids=json.dumps([lead.section_id]), k=200)
    after = [row["id"] for row in rows if row["ordinal"] > lead.ordinal and row["kind"] in QUOTABLE]
    lines: dict[str, Passage] = {}
    for key, passage in corpus.passages(after).items():
        if len(passage.text.split()) > LINE_WORDS or passage.number:
            break
        lines[key] = passage
    return lines
