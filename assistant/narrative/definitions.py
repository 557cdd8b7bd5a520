"""What is answered from the glossary, the rating key and the contact block rather than by search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from assistant.narrative.corpus import Corpus, Passage
from assistant.narrative.cues import cued
from assistant.narrative.match import quoted
from assistant.narrative.selection import picked, whole
from assistant.narrative.texts import phrase
from assistant.narrative.types import Picked, TextRequest, TextResult
from assistant.words import stop_stems, tokens

_ASKED = (
    re.compile(r"\bwhat (?:does|do|did|is|are|was|were)? ?(?:the |an? )?"
               r"(?:abbreviation |acronym |initials |letters |term )?"
               r"[\"'‘“]?([\w&'’\- ]{2,60}?)[\"'’”]? (?:stands? for|means?|short for|mean by)\b", re.I),
    re.compile(r"\b(?:meaning|definition|expansion) of (?:the )?(?:abbreviation |acronym |initials |term )?[\"'‘“]?"
               r"([\w&\- ]{2,60}?)[\"'’”]?\s*\??$", re.I),
    re.compile(r"\b(?:what|who) (?:is|are|was|were) (?:an? |the )?[\"'‘“]?([\w&\-]{2,12}?)[\"'’”]?\s*\??$", re.I),
    re.compile(r"\b(?:define|explain|expand|spell out) (?:the )?(?:abbreviation |acronym |initials |term )?[\"'‘“]?"
               r"([\w&\-]{2,20})[\"'’”]?\s*\??$", re.I),
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z]*|[A-Z]{2,}")
_BODY = re.compile(r"[^,:;]*\b(council|hub|office|police|authority|team|services?|contact|points?)\b", re.I)
MAX_ROW = 2**62
_COLOURS = {"red": "R", "amber": "A", "green": "G"}


def answer(request: TextRequest, corpus: Corpus) -> TextResult | None:
    """A definition, a rating key or a contact, or None where the question asks for none of these."""
    text = request.original or request.question
    if cued(text, "rating_cues"):
        found = rating_key(text, corpus, request.items)
        if found:
            return TextResult(True, found, confidence=1.0)
    term = asked_term(text)
    if term:
        found = definition(term, corpus, request.items)
        if found:
            return TextResult(True, found, confidence=1.0)
        if _ACRONYM.fullmatch(term) and not _used(term, corpus):
            return TextResult(False, uncovered=(term,))
    if cued(text, "contact_cues"):
        found = contacts(text, corpus, request.items)
        if found:
            return TextResult(True, found, confidence=0.9)
    return None


def asked_term(question: str) -> str | None:
    """The term that a question asks the meaning of, as written, or None."""
    text = " ".join(question.split())
    for pattern in _ASKED:
        match = pattern.search(text)
        if match:
            return re.sub(r"^(?:the|an?) ", "", match[1].strip(), flags=re.I)
    return None


def _used(term: str, corpus: Corpus) -> bool:
    return corpus.frequency(f'"{term}"') > 0 if term.isalnum() else False


def _allowed(corpus: Corpus, items: frozenset[str] | None) -> list[str]:
    """Ids of the reports allowed, newest first."""
    found = [r for r in corpus.reports.values() if items is None or r.id in items]
    return [r.id for r in sorted(found, key=lambda r: r.day, reverse=True)]


def definition(term: str, corpus: Corpus, items: frozenset[str] | None) -> tuple[Picked, ...]:
    """The sentence in which a report spells an acronym out, from the newest report that does.

    Reports outside `items` serve too where none inside spells it out: a meaning does not hang on the period.
    """
    wanted, stems = _singular(term), phrase(term)
    rows = [row for row in corpus.terms if row["passage_id"] and
            (_singular(row["acronym"]) == wanted or (len(stems) > 1 and row["stems"] == stems))]
    order = {item: at for at, item in enumerate(_allowed(corpus, None))}
    inside = [row for row in rows if items is None or row["item_id"] in items]
    rows = sorted(inside or rows, key=lambda row: order.get(row["item_id"], len(order)))
    for row in rows:
        passage = corpus.passages([row["passage_id"]]).get(row["passage_id"])
        if passage is None or passage.item_id not in corpus.reports:
            continue
        holding = [s.ordinal for s in passage.sentences
                   if row["acronym"].lower() in s.text.text.lower() and _spelt(row["stems"], s.text.positions)]
        if holding:
            return (picked(corpus, passage, holding[:1], 1.0),)
    named = [row for row in corpus.terms if _singular(row["acronym"]) == wanted]
    return _from_readings(named, corpus) or _in_brackets(term, corpus, items)


def _in_brackets(term: str, corpus: Corpus, items: frozenset[str] | None) -> tuple[Picked, ...]:
    """The place that writes an acronym in brackets after words, though the glossary could not tell which words."""
    if not _ACRONYM.fullmatch(term):
        return ()
    ids = [row["id"] for row in corpus.store.rows("narrative_search", match=quoted([term]), low=0, high=MAX_ROW, k=40)]
    written = re.compile(rf"\w[\w ,&'’-]+ \({re.escape(term)}s?\b", re.I)
    allowed = _allowed(corpus, items) or _allowed(corpus, None)
    for passage in sorted(corpus.passages(ids).values(), key=lambda p: (p.item_id not in allowed, p.ordinal)):
        for sentence in passage.sentences:
            if passage.item_id in corpus.reports and written.search(sentence.text.text):
                return (picked(corpus, passage, [sentence.ordinal], 0.9),)
    return ()


def _from_readings(rows: Iterable[dict[str, object]], corpus: Corpus) -> tuple[Picked, ...]:
    for row in rows:
        if not row["reading_id"]:
            continue
        reading = corpus.store.one("narrative_reading", id=row["reading_id"])
        if reading and reading["item_id"] in corpus.reports:
            report = corpus.reports[reading["item_id"]]
            return (Picked(reading["id"], report.id, report.document, report.title, reading["locator"], reading["page"],
                           reading["quote"], " ".join(reading["quote"].split()), 1.0),)
    return ()


def _singular(acronym: str) -> str:
    return (acronym[:-1] if len(acronym) > 2 and acronym[-1] == "s" and acronym[:-1].isupper() else acronym).lower()


def _spelt(stems: tuple[str, ...], positions: dict[str, list[int]]) -> bool:
    return sum(stem in positions for stem in stems) >= max(1, len(stems) - 1)


def rating_key(question: str, corpus: Corpus, items: frozenset[str] | None) -> tuple[Picked, ...]:
    """The sentences that define a colour (or, where none is named, all of them), from the newest report with a key."""
    asked = [code for colour, code in _COLOURS.items() if colour in {t.lower for t in tokens(question)}]
    rows = {row["id"]: row for row in corpus.store.rows("narrative_items")}
    inside = _allowed(corpus, items)
    for item in [*inside, *(i for i in _allowed(corpus, None) if i not in inside)]:
        key = dict(json.loads(rows[item]["rating_key"] or "[]"))
        texts = [key[code] for code in (asked or key) if code in key]
        if not texts:
            continue
        passages = corpus.passages(row["id"] for row in corpus.store.rows("narrative_item_passages", item=item))
        found = [pick for text in texts for passage in passages.values() if (pick := _holding(corpus, passage, text))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _holding(corpus: Corpus, passage: Passage, text: str) -> Picked | None:
    folded = " ".join(text.split())
    for sentence in passage.sentences:
        if folded in " ".join(sentence.text.text.split()):
            return picked(corpus, passage, [sentence.ordinal], 1.0)
    if folded and folded in " ".join(passage.text.split()):
        return whole(corpus, passage)
    return None


def contacts(question: str, corpus: Corpus, items: frozenset[str] | None) -> tuple[Picked, ...]:
    """The contact lines of the newest report that has any; those that share a word with the question, else the
    ones that name a person."""
    stops = stop_stems()
    asked = {t.stem for t in tokens(question) if t.stem not in stops} - {"contact", "report", "question"}
    for item in _allowed(corpus, items):
        ids = [row["id"] for row in corpus.store.rows("narrative_kind", item=item, kind="contact")]
        passages = list(corpus.passages(ids).values())
        if not passages:
            continue
        shared = [p for p in passages if asked & {t.stem for t in tokens(p.text)}]
        people = [p for p in passages if re.search(r"^[A-Z][\w'’-]+ [A-Z][\w'’-]+", p.text) and not _is_body(p.text)]
        chosen = [p for p in shared if p in people] or people or shared or passages
        return tuple(whole(corpus, p) for p in chosen[:3])
    return ()


def _is_body(text: str) -> bool:
    """Whether a contact line is an organisation's (its first words name a council or hub), not a person's."""
    return bool(_BODY.match(text))
