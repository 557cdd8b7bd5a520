"""Narrative answers: sentences of the reports, whole and word for word."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.answering.refuse import source_of
from assistant.composition import Composition
from assistant.figures.caveats import evidence
from assistant.held import HeldItem
from assistant.lexicon import lexicon
from assistant.narrative.types import Picked, TermGroup, TextRequest, TextResult
from assistant.question.forces import held_forces, without_force
from assistant.question.parse import Question
from assistant.verify import numbers
from assistant.words import load
from ingest.language.periods import find_periods, overlaps

_SECONDARY = ("minutes", "agenda")
_ASKS_MINUTES = re.compile(r"\bminute[sd]\b|\bagenda\b|\bat the (?:last |previous )?meeting\b|\bresolved\b", re.I)
SERIES = 3      # reports of more periods than this are a series, in which the latest is meant where none is named


def terms(q: Question, desk: Desk) -> tuple[TermGroup, ...]:
    """The question's content for the text search: words with what the vocabulary and acronyms put beside them."""
    found = []
    concepts = load("vocabulary.yaml")["concepts"]
    by_id = {entry["id"]: entry for entry in concepts} if q.concepts else {}
    for group in q.groups:
        exact: tuple[str, ...] = tuple(desk.held.expansions.get(group.words.lower(), ()))
        loose: tuple[str, ...] = ()
        if group.concept:
            entry = by_id[group.concept]
            own = tuple(str(t) for t in entry.get("terms", ()))
            exact, loose = (exact + own, ()) if group.exact else (exact, own)
            loose += tuple(str(t) for t in entry.get("loose", ()))
        found.append(TermGroup(group.words, exact, loose, 0.3 if group.generic else 1.0))
    return tuple(found)


def search(q: Question, desk: Desk, *, answer_type: str | None = None) -> TextResult:
    """Search the reports first; minutes and agendas only where no report answers, or where they are asked for."""
    scope = desk.in_scope(q)
    first = [i for i in scope if i.kind not in _SECONDARY]
    if len(first) in (0, len(scope)) or _ASKS_MINUTES.search(q.text):
        return _search(q, desk, scope, answer_type, whole=len(scope) == len(desk.held.items))
    result = _search(q, desk, first, answer_type, whole=False)
    if result.found:
        return result
    other = _search(q, desk, [i for i in scope if i.kind in _SECONDARY], answer_type, whole=False)
    return other if other.found else result


def _search(q: Question, desk: Desk, scope: list[HeldItem], answer_type: str | None, *, whole: bool) -> TextResult:
    """Search among `scope`: the reports of the question's period first, else all of them."""
    ids = frozenset(i.id for i in scope)
    narrowed = not whole
    silent = q.periods.silent and not narrowed and len({i.when for i in scope}) > SERIES
    near = frozenset(reports_of_period(q, desk)) & ids if not q.periods.silent else frozenset()
    words = without_force(q.text, desk.held) if held_forces(q.bodies) else q.text
    request = TextRequest(words, q.original, terms(q, desk), near or (ids if narrowed else None), silent, answer_type)
    result = _covered(desk.search(request))
    if not result.found and near and not q.periods.relative:
        other = desk.search(TextRequest(words, q.original, terms(q, desk), ids if narrowed else None, False,
                                        answer_type))
        if other.found and all(_says_period(p, q) for p in other.sentences[:1]):
            return other
    if result.found and not near and q.periods.named and not all(_says_period(p, q) for p in result.sentences[:1]):
        return TextResult(False, (), result.uncovered, 0.0, result.sentences)
    return result


def _covered(result: TextResult) -> TextResult:
    """A result that leaves a distinctive word uncovered and is not sure of itself is about something else."""
    if result.found and result.uncovered and result.confidence < load("thresholds.yaml")["text"]["least"]:
        return TextResult(False, (), result.uncovered, result.confidence, result.sentences)
    return result


def reports_of_period(q: Question, desk: Desk) -> frozenset[str]:
    """Reports whose own period or meeting falls in a period that the question names."""
    items = desk.in_scope(q)
    if q.periods.relative in ("latest", "previous"):
        dated = [i for i in items if i.when]
        at = -1 if q.periods.relative == "latest" else -2
        return frozenset({dated[at].id}) if len(dated) >= -at else frozenset()
    found = set()
    if q.periods.until and not q.periods.since:      # "by the end of June": the report that ends then
        found |= {i.id for i in items if i.period_end == q.periods.until.isoformat()}
    for mention in q.periods.named:
        if mention.start is None or mention.end is None:
            continue
        start, end = mention.start.isoformat(), mention.end.isoformat()
        exact = {i.id for i in items if (i.period_start, i.period_end) == (start, end)}
        over = {i.id for i in items
                if i.period_start and i.period_end and i.period_start <= end and start <= i.period_end}
        met = {i.id for i in items if i.meeting_date and not i.period_end and start <= i.meeting_date <= end}
        found |= exact or over or met
    return frozenset(found)


def _says_period(picked: Picked, q: Question) -> bool:
    """Whether a sentence itself names the period asked for: a time within it or around it, or at least its year."""
    named = [(m.start, m.end) for m in q.periods.named if m.start and m.end]
    told = [(m.start, m.end) for m in find_periods(picked.text) if m.start and m.end]
    if named and told:
        return any(overlaps(one, other) for one in named for other in told)
    years = {y for m in q.periods.named for y in _years(m.words)}
    return not years or any(y in picked.text for y in years)


def _years(words: str) -> set[str]:
    return set(re.findall(r"(?:19|20)\d\d", words)) or set(re.findall(r"\d\d/\d\d", words))


def say_text(c: Composition, result: TextResult, desk: Desk, *, several: bool | None = None) -> None:
    """Put the sentences into the answer, naming the report where they come from more than one."""
    many = len({p.item_id for p in result.sentences}) > 1 if several is None else several
    for picked in result.sentences:
        item = desk.held.items.get(picked.item_id)
        lead = f"{_named(item, picked)}: " if many and item else ""
        c.say(f"{lead}{picked.text}", source_of(picked))
    add_passage_caveats(c, desk, result)


def _named(item: HeldItem, picked: Picked) -> str:
    """A report as a label that its own citation carries: its period where title or file name say it, else its file."""
    label = item.period_label
    return label if label and numbers(label) <= numbers(f"{picked.title} {picked.document}") else item.document


def add_passage_caveats(c: Composition, desk: Desk, result: TextResult) -> None:
    """Findings that rest on a passage which the answer quotes."""
    silent = set(load("caveats.yaml")["silent"])
    used = {p.passage_id: p for p in result.sentences}
    for item_id in dict.fromkeys(p.item_id for p in result.sentences):
        for finding in desk.store.rows("findings_of_item", item_id=item_id):
            if finding["code"] in silent:
                continue
            places = evidence(desk.store, finding)
            touching = [s for s in places if s.id in used and _overlap(s.quote, used[s.id].quote)]
            if touching:
                c.caveat(load("caveats.yaml")["from_finding"].get(finding["code"], finding["code"]), finding["text"],
                         *places)


def _overlap(one: str, other: str) -> bool:
    a, b = " ".join(one.split()), " ".join(other.split())
    return a in b or b in a or any(part and part in b for part in a.split("…"))


def answer_text(q: Question, desk: Desk, result: TextResult) -> Answer:
    """A whole answer from sentences."""
    c = Composition(q.original)
    say_text(c, result, desk)
    return c.answer("answered")


def loose_words(q: Question) -> list[tuple[str, str]]:
    """Everyday words of the question that were taken for a concept."""
    return [(h.words, lexicon().concepts[h.concept.id].label) for h in q.concepts if not h.exact]
