"""The route of a question: which side answers it, the structured one, the text, or both; or why neither does.

The order matters and each step says why it stands where it does. A step returns an answer or None ("not mine").
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer, Caveat
from assistant.answering import catalogue, text
from assistant.answering.beside import answer_own_column
from assistant.answering.desk import Desk
from assistant.answering.holdings import footnote, holdings
from assistant.answering.measure_lists import measure_list
from assistant.answering.measures import answer_measures
from assistant.answering.merge import absorb, merge
from assistant.answering.premise import false_premise, supposed_amount, supposed_office
from assistant.answering.refuse import refuse
from assistant.answering.whereabouts import where_said
from assistant.composition import Composition
from assistant.datasets import answer_data, answer_rest, refuse_covered, refuse_data
from assistant.figures.earlier import answer_earlier
from assistant.figures.goals import clock
from assistant.narrative.types import TextRequest, TextResult
from assistant.question.forces import held_forces, measures_of
from assistant.question.measures import Match, name_measures
from assistant.question.parse import Question, parse
from assistant.question.scope import asks_of_another, out_of_scope
from assistant.tables import (
    answer_among,
    answer_column,
    answer_over_time,
    answer_share,
    answer_table,
    names_row,
    printed_forecast,
)
from assistant.words import load
from ingest.language.periods import find_periods

_HOW_MANY = re.compile(r"\bhow many\b|\b(?:rate|percentage|number|proportion)\b", re.I)
_BEFORE_PLACE = (r"\b(?:in|for|at|from|did|does|do|has|have|was|is|across|within|of|around|near)\s+(?:the\s+)?"
                 r"(?:[A-Z]\w+\s+)*")
_TEXT_FIRST = ("who", "when", "where", "why", "action", "said", "summary")
_FIGURE_KINDS = ("value", "trend", "change", "extreme", "compare_periods", "previous_year", "polarity", "is_target",
                 "calculation")


def route(q: Question, desk: Desk) -> Answer:
    """Answer one question."""
    if not desk.held.items:
        return refuse(q, desk, "nothing_held")
    if refusal := out_of_scope(q.original):
        if refusal.reason == "prediction" and (printed := printed_forecast(q, desk)):
            return printed
        c = Composition(q.original)
        c.say(refusal.words)
        return c.answer(refusal.status, refusal.reason)
    for step in (
            _no_such_report, where_said, footnote, holdings, answer_data, _other_area, catalogue.definition,
            catalogue.objectives, catalogue.panel, answer_among, _table, catalogue.contradictions, catalogue.summary,
            _premise, measure_list, catalogue.gap_extreme, _figures, answer_rest, _text):
        answer = step(q, desk)
        if answer is not None:
            return answer
    return _nothing(q, desk, None)


def _no_such_report(q: Question, desk: Desk) -> Answer | None:
    """A report named by its period or meeting that is not held."""
    if q.items != ():
        return None
    asked = next((m.words.strip() for m in find_periods(q.text)), "that period")
    return refuse(q, desk, "period_not_held", words="report_not_held", asked=asked)


def _other_area(q: Question, desk: Desk) -> Answer | None:
    """A force that no report speaks for. Only a passage that names it may answer."""
    others = [b for b in q.other_bodies if b.kind == "force"]
    if not others:
        return None
    found = None if fitting(q) else text.search(q, desk)
    if found and found.found and all(any(b.words.lower() in p.text.lower() for p in found.sentences) for b in others):
        return text.answer_text(q, desk, found)
    if in_data := refuse_data(q, desk) or refuse_covered(q, desk):
        return in_data
    own = ", ".join(sorted(desk.held.bodies)) or "no area that they name"
    return refuse(q, desk, "area_not_held", area=", ".join(b.words for b in others), own=own)


def fitting(q: Question) -> list[Match]:
    """The measures that the question names: the best one, and those that fit equally well."""
    best = q.best
    if best is None or not best.strong:
        return []
    tie = load("thresholds.yaml")["measure_match"]["tie"]
    return [m for m in q.matches[:6] if m.strong and best.score - m.score <= tie][:3]


def _table(q: Question, desk: Desk) -> Answer | None:
    """A cell of any other table (budget, workforce, survey), where the question names no measure, or a row's place."""
    fits = fitting(q)
    if fits and not names_row(q, desk, frozenset().union(*(p.stems for m in fits for p in m.measure.profiles))):
        return None
    return answer_share(q, desk) or answer_over_time(q, desk) or answer_table(q, desk)


def _premise(q: Question, desk: Desk) -> Answer | None:
    return false_premise(q, desk, fitting(q))


def _figures(q: Question, desk: Desk) -> Answer | None:
    """A question that names a measure. Words that ask for an account (who, why ...) let the text answer first."""
    fits = fitting(q)
    if answer := _each_measure(q, desk, fits):
        return answer
    if not fits:
        return None
    if places := tuple(n for n in q.names if re.search(rf"{_BEFORE_PLACE}{re.escape(n)}\b", q.text)):
        return _elsewhere(q, desk, fits, places)
    if q.names:
        found = text.search(q, desk)
        if found.found and all(any(n.lower() in p.text.lower() for p in found.sentences) for n in q.names):
            return text.answer_text(q, desk, found)
    if q.cues.any(*_TEXT_FIRST) and not q.cues.any("extreme", "trend"):
        return _account(q, desk, fits)
    amount = "money" in q.cues and not q.cues.any("change", "trend", "extreme") and not _HOW_MANY.search(q.text)
    if amount and fits[0].measure.unit != "GBP":
        found = text.search(q, desk)
        if found.found:
            return text.answer_text(q, desk, found)
    answer = answer_measures(q, desk, fits)
    if answer.answered:
        if "change" in q.cues and not answer.derived and (printed := answer_column(q, desk, _readings(answer))):
            return printed
        if not _has_figure(answer):
            whole = fits[0].own_coverage >= load("thresholds.yaml")["measure_match"]["whole"]
            return _text_for_blank(q, desk, answer, whole)
        return _quarter_alone(q, desk, answer, fits) or _with_text(q, desk, fits, answer)
    if answer.reason == "period_not_held" and q.periods.ranged:
        found = text.search(q, desk)
        if found.found and found.confidence >= load("thresholds.yaml")["text"]["sure"]:
            return text.answer_text(q, desk, found)
    if answer.reason == "period_not_held" and (
            other := answer_earlier(q, desk.rows(fits[0].measure.id, q))
            or answer_column(q, desk, frozenset(r.id for r in desk.rows(fits[0].measure.id, q)))
            or answer_table(q, desk) or _other_wording(q, desk, fits)):
        return other
    if answer.reason == "period_not_held" and text.reports_of_period(q, desk):
        found = text.search(q, desk)
        if found.found and found.confidence >= load("thresholds.yaml")["text"]["sure"]:
            return text.answer_text(q, desk, found)
    return answer


def _quarter_alone(q: Question, desk: Desk, answer: Answer, fits: list[Match]) -> Answer | None:
    """The column of the very period asked for, where the reading stands for another and its row prints both."""
    if not any(x.code == "assumed_period" for x in answer.caveats) or q.periods.basis not in (None, "quarter"):
        return None
    cited = _readings(answer)
    return answer_own_column(q, desk, [r for m in fits for r in desk.rows(m.measure.id, q) if r.id in cited])


def _readings(answer: Answer) -> frozenset[str]:
    """The readings that an answer cites."""
    return frozenset(x.id for x in answer.citations if x.kind == "figure")


def _has_figure(answer: Answer) -> bool:
    """Whether a reading states something in figures: its actual, or a comment with a figure in it."""
    if any(f.value is not None or clock(f.as_printed) is not None for f in answer.figures):
        return True
    return any(ch.isdigit() for ch in answer.text.partition("comment says")[2].partition("”")[0])


def _with_text(q: Question, desk: Desk, fits: list[Match], answer: Answer) -> Answer:
    """What the text says beside a reading: where the question asks how things stand, or a later report speaks of it."""
    newest = max((f.period or "" for f in answer.figures if f.role == "actual"), default="").partition("/")[2]
    later = [i for i in desk.in_scope(q) if i.when > newest and i.kind == "report"] if q.periods.silent else []
    held = {span[4] for m in fits for span in m.measure.spans}
    later = [i for i in later if i.id not in held]
    if not (q.cues.any("happening") or later):
        return answer
    items = frozenset(i.id for i in (later or desk.in_scope(q)))
    if not later and q.periods.named:
        items &= text.reports_of_period(q, desk)
    elif not later:
        items &= {f for m in fits for f in (max(m.measure.spans, key=lambda s: s[1] or "")[4],)}
    request = TextRequest(q.text, q.original, text.terms(q, desk), items, True, None)
    found = desk.search_words(request) if items else None
    if found is None or not found.found or found.confidence < load("thresholds.yaml")["text"]["sure"]:
        return answer
    c = Composition(q.original)
    absorb(c, answer)
    text.say_text(c, replace(found, sentences=found.sentences[:1]), desk, several=bool(later))
    return c.answer(answer.status, answer.reason)


def _text_for_blank(q: Question, desk: Desk, blank: Answer, whole: bool) -> Answer:
    """The measure is named and prints no figure: what the text says of it, where it does.

    `whole`: the question surely means that measure, so that a passage has to cover all of the question.
    """
    if whole and q.periods.named:
        return blank
    found = text.search(q, desk)
    return text.answer_text(q, desk, found) if found.found and not (whole and found.uncovered) else blank


def _each_measure(q: Question, desk: Desk, fits: list[Match]) -> Answer | None:
    """A question that names several measures at once ("compare ASB and violence with injury"): each by itself.

    Every concept that it names must be a measure of its own, and nothing else of weight may be left over.
    """
    if fits and not any(g.concept and g.exact for g in fits[0].uncovered):
        return None
    named = [g for g in q.groups if g.concept and g.exact]
    if len(named) < 2 or any(not g.generic and g not in named for g in q.groups) or q.names:
        return None
    found: list[Match] = []
    for group in named:
        best = next(iter(name_measures([group], q.qualifiers, desk.held, among=measures_of(q.bodies, desk.held))), None)
        if best is None or not best.strong or any(best.measure.id == m.measure.id for m in found):
            return None
        found.append(best)
    answers = [answer_measures(q, desk, [m]) for m in found]
    return merge(q.original, answers) if all(a.answered for a in answers) else None


def _elsewhere(q: Question, desk: Desk, fits: list[Match], places: tuple[str, ...]) -> Answer:
    """A measure asked for a place or person by name that it does not cover: only a passage that names it answers."""
    found = text.search(q, desk)
    if found.found and not found.uncovered and all(n.lower() in found.sentences[0].text.lower() for n in places):
        return text.answer_text(q, desk, found)
    rows = [r for m in fits[:2] for r in desk.rows(m.measure.id, q)[-1:]]
    own = ", ".join(sorted(desk.held.bodies)) or "the area as a whole"
    return refuse(q, desk, "area_not_held", rows=rows, area=", ".join(places), own=own)


def _other_wording(q: Question, desk: Desk, fits: list[Match]) -> Answer | None:
    """The asked period under another measure that the question may mean as well: a reworded one. Said as such."""
    fair = load("thresholds.yaml")["measure_match"]["reworded"]
    best = fits[0]
    for match in q.matches:
        if match in fits or match.clash_hard or match.score < fair or match.measure.unit != best.measure.unit:
            continue
        answer = answer_measures(q, desk, [match])
        if answer.answered:
            words = load("caveats.yaml")["texts"]["reworded"].format(measure=match.measure.name)
            return replace(answer, caveats=(*answer.caveats, Caveat("other_wordings", words)))
    return None


def _account(q: Question, desk: Desk, fits: list[Match]) -> Answer | None:
    """What the text says, with the reading beside it where the question asks why or what is being done."""
    if "said" in q.cues and (answer := _of_each_period(q, desk)):
        return answer
    found = text.search(q, desk)
    if not found.found:
        answer = answer_measures(q, desk, fits)
        if answer.answered and q.cues.any("why", "action"):
            return _with_note(answer, q, desk, found)
        return answer if answer.answered and q.cues.any("value", "said") else None
    if q.cues.any("why", "action"):
        c = Composition(q.original)
        reading = answer_measures(q, desk, fits[:1])
        if reading.answered and _has_figure(reading):
            absorb(c, reading)
        text.say_text(c, found, desk)
        return c.answer("answered")
    return text.answer_text(q, desk, found)


def _with_note(answer: Answer, q: Question, desk: Desk, found: TextResult) -> Answer:
    """The reading where the account asked for is not in the reports: answered in part, and said so."""
    note = load("refusals.yaml")["no_account"]
    return replace(answer, status="partly_answered", reason="not_in_documents", text=f"{answer.text} {note}")


def _of_each_period(q: Question, desk: Desk) -> Answer | None:
    """A narrative question over several named periods: the text of each period's reports by itself."""
    if len(q.periods.named) < 2:
        return None
    answers = []
    for mention in q.periods.named:
        one = replace(q, periods=replace(q.periods, named=(mention,)))
        found = text.search(one, desk)
        if found.found:
            answers.append(text.answer_text(one, desk, found))
    return merge(q.original, answers) if len(answers) > 1 else None


def _text(q: Question, desk: Desk) -> Answer | None:
    """All else is asked of the text: of each period's reports by themselves where the question names several."""
    if answer := _of_each_period(q, desk):
        return answer
    found = text.search(q, desk)
    if found.found and not (found.uncovered and asks_of_another(q.text)):
        return text.answer_text(q, desk, found)
    return supposed_amount(q, desk) or supposed_office(q, desk) or refuse_data(q, desk) or _nothing(q, desk, found)


def _of_another_force(q: Question, desk: Desk) -> Answer | None:
    """A measure that only reports of another force than the one named print: said so, and none of its figures."""
    forces = held_forces(q.bodies)
    if not forces:
        return None
    words = parse(q.original, q.text, desk.held, any_force=True)
    best = next((m for m in words.matches[:1] if m.strong), None)
    if best is None:
        return None
    items = [desk.held.items[span[4]] for span in best.measure.spans if span[4] in desk.held.items]
    others = ", ".join(sorted({i.area or i.body for i in items if i.area or i.body}))
    return refuse(q, desk, "measure_not_held", words="measure_of_another_force", force=forces[0].words, others=others)


def _nothing(q: Question, desk: Desk, found: TextResult | None) -> Answer:
    """Neither side holds it: say so, with what comes nearest."""
    fair = load("thresholds.yaml")["measure_match"]["fair"]
    near = [m for m in q.matches if m.score >= fair and not m.clash_else][:2]
    rows = [desk.rows(m.measure.id, q)[-1] for m in near if desk.rows(m.measure.id, q)]
    figure = q.cues.any(*_FIGURE_KINDS) or bool(q.concepts and not q.cues.any(*_TEXT_FIRST))
    if figure and q.periods.named and rows and near[0].coverage > 0.6 and not (
            near[0].uncovered or near[0].clash_hard):
        reason = "period_not_held"
        labels = "; ".join(dict.fromkeys(s[3] for s in near[0].measure.spans if s[3]))
        return refuse(q, desk, reason, rows=rows, measure=near[0].measure.name,
                      asked=q.periods.named[0].words.strip(), periods=labels)
    if figure and (elsewhere := _of_another_force(q, desk)):
        return elsewhere
    if asks_of_another(q.text) or any(b.kind == "other" for b in q.bodies):
        return refuse(q, desk, "other_body", status="out_of_scope")
    reason = "measure_not_held" if figure else "not_in_documents"
    return refuse(q, desk, reason, rows=rows, nearest=found.nearest if found else ())
