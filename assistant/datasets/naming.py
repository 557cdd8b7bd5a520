"""What a question names of a dataset: its members, its areas, its periods.

As for measures, the question's words are cut into groups: a concept of the vocabulary, or a single word. Every
group that carries content has to be spoken for by a member, or by what the whole dataset is about; a word that
nothing speaks for means that the question is about something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.datasets.catalogue import Area, Dataset, Member
from assistant.held import Held
from assistant.lexicon import lexicon
from assistant.question.measures import Group, groups
from assistant.question.parse import Question
from assistant.words import Token, load, tokens
from ingest.language.periods import PeriodMention, find_periods

Chosen = dict[str, tuple[Member, ...]]


@dataclass(frozen=True)
class Named:
    """`members`: by dimension, those that the question means together. `words`: what was taken for them, where that
    is an assumption. `others`: what fits as well and was not chosen. `whole`: the whole dataset is meant."""

    members: Chosen
    assumed: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    whole: bool = False

    @property
    def label(self) -> str:
        return ", ".join(" and ".join(m.value for m in found) for found in self.members.values())

    @property
    def ambiguous(self) -> bool:
        return bool(self.others)


@dataclass(frozen=True)
class Places:
    """`areas`: those of the dataset that the question names. `missing`: bodies that it names and the data lacks."""

    areas: tuple[Area, ...]
    missing: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def named_areas(q: Question, data: Dataset, held: Held) -> Places:
    found: dict[str, Area] = {}
    spans: list[tuple[int, int]] = []
    missing = []
    known = data.areas(held)
    direct = sorted(((name, area) for area in known for name in area.names), key=lambda p: -len(p[0]))
    for name, area in direct:
        flags = 0 if " " not in name and not q.text.islower() else re.IGNORECASE
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", q.text, flags):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                found.setdefault(area.value, area)
                spans.append(match.span())
    for body in q.bodies:
        if any(a < body.span[1] and body.span[0] < b for a, b in spans):
            continue
        area = next((a for a in known if a.body == body.id), None)
        if area is not None:
            found.setdefault(area.value, area)
        elif body.kind == "force":
            missing.append(body.words)
        spans.append(body.span)
    return Places(tuple(sorted(found.values(), key=lambda a: _at(q.text, a, q))), tuple(missing), tuple(spans))


def _at(text: str, area: Area, q: Question) -> int:
    """Where a question names an area, to keep its order."""
    at = [text.lower().find(name.lower()) for name in area.names]
    at += [b.span[0] for b in q.bodies if b.id == area.body]
    return min((a for a in at if a >= 0), default=len(text))


def mentions(q: Question) -> tuple[PeriodMention, ...]:
    """The periods named, those without a year among them."""
    dated = tuple(q.periods.named)
    bare = tuple(m for m in find_periods(q.text, undated=True) if m.quarter is not None and m.start is None)
    return dated or bare


def named_members(q: Question, data: Dataset, places: Places, held: Held) -> Named | None:
    """The members that a question means; None where its words name nothing of the dataset, or something beside it."""
    spans = [*q.periods.spans, *places.spans, *(m.span for m in mentions(q))]
    text = q.text
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    for key in ("which_area", "every_area", "each_area", "which_period", "which_member"):
        text = cue_of(key).sub(lambda m: " " * len(m.group()), text)
    words = tokens(text)
    asked = [g for g in groups(words, lexicon().find(words), held) if not g.stems <= held.body_stems or g.concept]
    content = [g for g in asked if not g.generic]
    stems, concepts = data.context
    left = [g for g in content if not (g.stems <= stems or g.concept in concepts)]
    if not left and not any(_spoken(g, m, words) for g in content for m in data.members if not m.total):
        about = bool(content) or any(g.stems & stems for g in asked)
        return Named({}, whole=True) if about else None
    found = _combine(content, data, words, frozenset(stems), concepts)
    return found or (Named({}, whole=True) if not left and content else None)


@cache
def cue_of(key: str) -> re.Pattern[str]:
    """A cue of `datasets.yaml`."""
    return re.compile(load("datasets.yaml")[key], re.IGNORECASE)


def _combine(content: list[Group], data: Dataset, words: tuple[Token, ...], stems: frozenset[str],
             concepts: frozenset[str]) -> Named | None:
    """Members of as few dimensions as can speak for all groups, the best one first."""
    left, chosen, assumed = list(content), {}, []
    while left:
        best = _best(left, data, words, frozenset(chosen))
        if best is None:
            break
        members, spoken, others, guessed = best
        if others:
            return Named(chosen, (), tuple(others))
        chosen[members[0].dimension] = members
        if guessed:
            assumed.append((" ".join(g.words for g in spoken), " and ".join(m.value for m in members)))
        left = [g for g in left if g not in spoken]
    if any(not (g.stems <= stems or g.concept in concepts) for g in left) or not chosen:
        return None
    return Named(chosen, tuple(assumed))


Best = tuple[tuple[Member, ...], list[Group], list[str], bool]


def _best(left: list[Group], data: Dataset, words: tuple[Token, ...], taken: frozenset[str]) -> Best | None:
    """The member (or the few of one dimension) that speaks for most of the groups.

    A name that is said whole wins, the broadest dimension first; else the broadest dimension with a fitting member.
    """
    limits = load("datasets.yaml")["limits"]
    scored: list[tuple[int, float, Member, list[Group]]] = []
    for member in data.members:
        if member.dimension in taken or member.total:
            continue
        spoken = [g for g in left if _spoken(g, member, words)]
        if spoken:
            scored.append((len(spoken), _own(member, spoken, words), member, spoken))
    if not scored:
        return None
    most = max(n for n, _, _, _ in scored)
    fits = [s for s in scored if s[0] == most]
    exact = [s for s in fits if s[1] >= limits["exact"]]
    if exact:
        top = max(s[1] for s in exact)
        _, _, member, spoken = min((s for s in exact if s[1] > top - 0.05), key=lambda s: (s[2].level, s[2].code,
                                                                                           s[2].dimension))
        return (member,), spoken, [], any(g.concept is not None and not g.exact for g in spoken)
    level = min((s[2].level, s[2].dimension) for s in fits)
    same = sorted((s for s in fits if (s[2].level, s[2].dimension) == level), key=lambda s: (-s[1], s[2].value))
    members = tuple(s[2] for s in same)
    if len(members) > limits["most_together"]:
        return members, same[0][3], [m.value for m in members], False
    return members, same[0][3], [], True


def _spoken(group: Group, member: Member, words: tuple[Token, ...]) -> bool:
    """Whether a member speaks of a group: by its concept, or by all its words."""
    if member.code:
        return group.words.upper() == member.value.upper() and (
            any(c.isalpha() for c in member.value) and any(c.isdigit() for c in member.value))
    if group.concept and group.concept in member.concepts:
        return True
    return bool(group.stems) and group.stems <= member.stems


def _own(member: Member, spoken: list[Group], words: tuple[Token, ...]) -> float:
    """The share of a member's name that the question says, by words or by a concept's other words."""
    said = {t.stem for t in words}
    for group in spoken:
        if group.concept in member.concept_stems:
            said |= member.concept_stems[group.concept or ""]
    if member.code:
        return 1.0
    whole = sum(w for _, w in member.weights)
    return sum(w for s, w in member.weights if s in said) / whole if whole else 0.0


__all__ = ["Named", "Places", "cue_of", "mentions", "named_areas", "named_members"]
