"""A question taken apart: what it is about, when, where, and what kind of answer it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.held import Held, HeldItem
from assistant.lexicon import ConceptHit, Qualifier, lexicon
from assistant.question.forces import measures_of, whole_name
from assistant.question.kinds import Cues, cues
from assistant.question.measures import Group, Match, groups, name_measures
from assistant.question.periods import PeriodAsk, read_periods
from assistant.question.scope import Body, named_bodies
from assistant.question.spelling import Correction
from assistant.words import Token, cue, generic_stems, load, stop_stems, tokens
from ingest.language.periods import PeriodMention

_OBJECTIVE = re.compile(r"\bobjectives?\s+(?:no\.?\s*|number\s+)?(\d{1,2})(?:\s*(?:,|and|&|to|-)\s*(\d{1,2}))*", re.I)
_NUMBERS = re.compile(r"\d{1,2}")
_TIME = re.compile(r"\b(?:average|mean|typical)\b.{0,30}\b(?:time|wait|delay)\b|\bin (?:minutes|seconds|hours|days)\b|"
                   r"\bhow (?:long|many (?:minutes|seconds|hours|days))\b", re.I)
COUNTED = re.compile(r"\bhow many\b(?! (?:percentage|points?|minutes|seconds|hours|days|more|fewer))|\bnumber of\b",
                    re.I)
_PER_HEAD = re.compile(r"\bper (?:head|capita|thousand|hundred thousand|\d[\d,]*)\b", re.I)
_REPORT = re.compile(r"\b(?:report|paper|document|meeting|panel)s?\b", re.I)
_REPORT_AFTER = re.compile(r"\W*(?:panel |performance |monitoring |police |quarterly |annual )*"
                           r"(?:report|paper|panel meeting|meeting of the panel)\b", re.I)
_REPORT_BEFORE = re.compile(r"\b(?:report|paper|panel meeting|meeting of the panel) "
                            r"(?:of|for|from|in|on|dated|to the panel (?:in|of))\s*$", re.I)
_ITS_REPORT = re.compile(r"\b(?:the|in|this|that|its|according to the)\s+(?:\w+\s+){0,6}?report\b", re.I)


@dataclass(frozen=True)
class Question:
    """All that was understood. `text` has its spelling put right; `original` is as asked."""

    original: str
    text: str
    tokens: tuple[Token, ...]
    cues: Cues
    periods: PeriodAsk
    bodies: tuple[Body, ...]
    objectives: tuple[int, ...]
    themed: tuple[int, ...]              # objectives that its words name by their title
    items: tuple[HeldItem, ...] | None   # reports that it names; None where it names none
    groups: tuple[Group, ...]
    concepts: tuple[ConceptHit, ...]
    qualifiers: frozenset[Qualifier]
    matches: tuple[Match, ...]
    names: tuple[str, ...] = ()          # capitalised words that nothing held covers: places, people
    corrections: tuple[Correction, ...] = ()
    assumed: tuple[str, ...] = field(default=())     # what was carried over from the conversation

    @property
    def best(self) -> Match | None:
        return self.matches[0] if self.matches else None

    @property
    def other_bodies(self) -> tuple[Body, ...]:
        return tuple(b for b in self.bodies if not b.held)


def parse(original: str, text: str, held: Held, corrections: tuple[Correction, ...] = (),
          assumed: tuple[str, ...] = (), force: Body | None = None, any_force: bool = False) -> Question:
    """Take a question apart against what is held. `text` is the question with its spelling put right.

    `force`: of the forces held that it names, the one that is meant. `any_force`: measures of all forces held are
    looked at, whichever it names.
    """
    periods = read_periods(text)
    named = named_bodies(text, held)
    bodies = tuple(b for b in named if force is None or not b.held or b.name == force.name)
    items, report_spans = _named_reports(text, periods, held)
    if report_spans:
        periods = _without(periods, report_spans)
    blanked = _blank(text, [*periods.spans, *report_spans, *(whole_name(text, b) for b in named)])
    objectives, objective_spans = _objectives(blanked)
    blanked = _blank(blanked, [*objective_spans, *_of_any_measure(text, held)])
    words = tokens(blanked)
    hits = lexicon().find(words)
    qualifiers = lexicon().qualify(words)
    asked = cues(_without_wordings(text, held))
    names = _names(text, words, hits, held)
    besides = {*names, *_kinds_of_area(words, names)}
    mine = tuple(g for g in groups(words, hits, held) if g.words not in besides and not g.stems <= held.body_stems)
    if asked.ratings or asked.filters:
        mine = tuple(g for g in mine if not g.stems & _filter_stems())
    matches = name_measures(mine, qualifiers, held, wants_time=_TIME.search(text) is not None,
                            counted=frozenset(t.stem for t in words) if COUNTED.search(text) else None,
                            per_head=_PER_HEAD.search(text) is not None,
                            among=None if any_force else measures_of(bodies, held))
    return Question(original, text, words, asked, periods, bodies, objectives, _themes(mine, held), items, mine, hits,
                    qualifiers, matches, names, corrections, assumed)


def _of_any_measure(text: str, held: Held) -> list[tuple[int, int]]:
    """Where a question has words that would fit any measure ("in time"), which no measure held is called by."""
    return [m.span() for m in cue("words.yaml", "of_any_measure").finditer(text)
            if not any(m.group().lower() in p.wording.lower() for x in held.measures.values() for p in x.profiles)]


def _kinds_of_area(words: tuple[Token, ...], names: tuple[str, ...]) -> frozenset[str]:
    """The words that say of a name beside them what it is ("the Harwick district")."""
    nouns = load("among.yaml")["heads"][0]
    return frozenset(b.text for a, b in pairwise(words) if a.text in names and b.lower in nouns)


def _names(text: str, words: tuple[Token, ...], hits: tuple[ConceptHit, ...], held: Held) -> tuple[str, ...]:
    """Words with a capital inside a sentence that are no concept, acronym or word of a measure."""
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    if text.isupper() or text.istitle():
        return ()
    return tuple(t.text for i, t in enumerate(words)
                 if t.text[:1].isupper() and t.text[1:].islower() and i not in taken
                 and not re.search(r"(?:^|[.?!:])\W*$", text[:t.start])
                 and t.lower not in held.measure_words and t.stem not in held.stem_weight
                 and t.stem not in stop_stems() | generic_stems() and t.stem not in held.body_stems)


def _without_wordings(text: str, held: Held) -> str:
    """The text without a measure's own printed name, whose "Reduction in" or "Increase in" asks for nothing."""
    lower = text.lower()
    for measure in held.measures.values():
        for profile in measure.profiles:
            if len(profile.wording) > 12 and (at := lower.find(profile.wording.lower())) >= 0:
                return f"{text[:at]} it {text[at + len(profile.wording):]}"
    return text


def _filter_stems() -> frozenset[str]:
    return frozenset(t.stem for t in tokens("red reds amber ambers green greens headline headlines rag missing blank"))


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans blanked, offsets kept, so that words used for one purpose are not used twice."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _objectives(text: str) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    found, spans = [], []
    for match in _OBJECTIVE.finditer(text):
        found += [int(n) for n in _NUMBERS.findall(match.group())]
        spans.append(match.span())
    return tuple(dict.fromkeys(found)), spans


def _themes(question: tuple[Group, ...], held: Held) -> tuple[int, ...]:
    """Objectives whose title shares all the distinctive words of the question."""
    asked = [g for g in question if not g.generic]
    if not asked:
        return ()
    return tuple(dict.fromkeys(number for number, stems in held.objective_stems
                               if all(g.stems <= stems for g in asked)))


def _named_reports(text: str, periods: PeriodAsk, held: Held,
                   ) -> tuple[tuple[HeldItem, ...] | None, list[tuple[int, int]]]:
    """Reports that a question names by file, by meeting date or by the period beside the word "report"."""
    lower = text.lower()
    named = [item for item in held.items.values() if item.document.rsplit(".", 1)[0].lower() in lower]
    if named:
        stem = named[0].document.rsplit(".", 1)[0].lower()
        at = lower.index(stem)
        return tuple(named), [(at, at + len(stem))]
    for mention in periods.named:
        if mention.start is None or mention.end is None:
            continue
        around = text[max(0, mention.span[0] - 25):mention.span[1] + 25]
        after = text[mention.span[1]:mention.span[1] + 25]
        if not _REPORT_AFTER.match(after) and not _REPORT_BEFORE.search(text[:mention.span[0]]):
            continue
        found = tuple(item for item in held.items.values() if _is_report_of(item, mention))
        if _REPORT.search(around):
            return found, [mention.span]
    return None, []


def _is_report_of(item: HeldItem, mention: PeriodMention) -> bool:
    """Whether a period names a report: a quarter or year by the report's period; a month or day also by its
    meeting or the month in its file's name."""
    start, end = str(mention.start), str(mention.end)
    if item.period_end and start <= item.period_end <= end:
        return True
    if mention.kind not in ("month", "date", "calendar_year"):
        return False
    if item.meeting_date and start <= item.meeting_date <= end:
        return True
    if (stamp := re.search(r"(20\d\d|19\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)", item.document)):
        return start[:7] <= f"{stamp.group(1)}-{stamp.group(2)}" <= end[:7]
    return False


def _without(periods: PeriodAsk, spans: list[tuple[int, int]]) -> PeriodAsk:
    from dataclasses import replace
    return replace(periods, named=tuple(m for m in periods.named if tuple(m.span) not in spans))
