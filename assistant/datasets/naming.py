"""What a question names of a dataset: its members, its areas, its periods.

As for measures, the question's words are cut into groups: a concept of the vocabulary, or a single word. Every
group that carries content has to be spoken for by a member, or by what the whole dataset is about; a word that
nothing speaks for means that the question is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.datasets.catalogue import Area, Dataset, Member
from assistant.held import Held
from assistant.lexicon import lexicon
from assistant.question.measures import Group, groups
from assistant.question.parse import Question
from assistant.words import Token, generic_stems, load, stem, tokens
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

    def label(self, data: Dataset) -> str:
        """The members as a sentence names them; a code with its column's heading."""
        return ", ".join(listed([f"{data.heading(d)} {m.value}" if m.code else m.value for m in found])
                         for d, found in self.members.items())

    @property
    def ambiguous(self) -> bool:
        return bool(self.others)


@dataclass(frozen=True)
class Places:
    """`areas`: those of the dataset that the question names. `missing`: bodies that it names and the data lacks."""

    areas: tuple[Area, ...]
    missing: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def listed(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def named_areas(q: Question, data: Dataset, held: Held) -> Places:
    found: dict[str, Area] = {}
    spans: list[tuple[int, int]] = []
    missing: list[str] = []
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
            spans.append(body.span)     # "Constabulary" after a name belongs to it
            continue
        own = next((a for a in known if a.body == body.id), None)
        if own is not None:
            found.setdefault(own.value, own)
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
    stems, concepts = data.context
    content = [g for g in asked if not g.generic and not (g.stems <= generic_stems() and g.concept in concepts)]
    left = [g for g in content if not (g.stems <= stems or g.concept in concepts)]
    if not left and not any(_spoken(g, m) for g in content for m in data.members if not m.total):
        about = bool(content) or any(g.stems & stems or g.concept in concepts for g in asked)
        return Named({}, whole=True) if about else None
    found = (_combine(content, data, words, frozenset(stems), concepts)
             or _combine([_broader(g) for g in content], data, words, frozenset(stems), concepts))
    return found or (Named({}, whole=True) if not left and content else None)


def near_members(q: Question, data: Dataset) -> list[str]:
    """Members that share a word or a concept with a question, those that share most first."""
    asked = [g for g in q.groups if not g.generic]
    scored = []
    for member in data.members:
        if member.code or member.total:
            continue
        telling = {s for s, weight in member.weights if weight == 1.0}
        common = sum(len(g.stems & telling) + max((lexicon().related(g.concept or "", c) for c in member.concepts),
                                                  default=0.0) for g in asked)
        if common:
            scored.append((-common, member.level, member.value))
    return list(dict.fromkeys(value for _, _, value in sorted(scored)))


@cache
def cue_of(key: str) -> re.Pattern[str]:
    """A cue of `datasets.yaml`."""
    return re.compile(load("datasets.yaml")[key], re.IGNORECASE)


def _combine(content: list[Group], data: Dataset, words: tuple[Token, ...], stems: frozenset[str],
             concepts: frozenset[str]) -> Named | None:
    """Members of as few dimensions as can speak for all groups, the best one first."""
    left, assumed = list(content), []
    chosen: Chosen = {}
    while left:
        best = _best(left, data, words, frozenset(chosen))
        if best is None:
            break
        members, spoken, others, guessed = best
        if others:
            beside = [g for g in left if g not in spoken and not (g.stems <= stems or g.concept in concepts)]
            return None if beside else Named(chosen, (), tuple(others))
        chosen[members[0].dimension] = members
        if guessed:
            assumed.append((" ".join(g.words for g in spoken), listed([m.value for m in members])))
        left = [g for g in left if g not in spoken]
    if any(not (g.stems <= stems or g.concept in concepts) for g in left) or not chosen:
        return None
    return Named(chosen, tuple(assumed))


def _broader(group: Group) -> Group:
    """A group as its broader concept, as an assumption: "murders" where the data has homicide."""
    concept = lexicon().concepts.get(group.concept or "")
    if concept is None or concept.broader is None or concept.broader not in lexicon().concepts:
        return group
    return replace(group, concept=concept.broader, exact=False)


Best = tuple[tuple[Member, ...], list[Group], list[str], bool]


def _best(left: list[Group], data: Dataset, words: tuple[Token, ...], taken: frozenset[str]) -> Best | None:
    """The member (or the few of one dimension) that speaks for most of the groups, in the question's own words before
    a concept's other ones.

    A name that is said whole wins, the broadest dimension first; else the broadest dimension with a fitting member.
    """
    limits = load("datasets.yaml")["limits"]
    fits: list[_Fit] = []
    for member in data.members:
        if member.dimension in taken or member.total or _turned(member, words):
            continue
        spoken = [g for g in left if _spoken(g, member)]
        if spoken:
            fits.append(_Fit(member, spoken, sum(_strength(g, member) for g in spoken)))
    if not fits:
        return None
    most = max(len(f.spoken) for f in fits)
    fits = [f for f in fits if len(f.spoken) == most]
    strongest = max(f.strength for f in fits)
    said = frozenset(t.stem for t in words)
    for known in (lambda f: said, lambda f: said | _concept_stems(f)):
        owned = [(_own(f.member, known(f)), f) for f in fits if f.strength == strongest]
        top = max(own for own, _ in owned)
        if top >= limits["exact"]:
            best = min((f for own, f in owned if own > top - 0.05),
                       key=lambda f: (f.member.level, f.member.code, f.member.dimension))
            return (best.member,), best.spoken, [], any(g.concept is not None and not g.exact for g in best.spoken)
    # No name is said whole: then all that say the words count, or the sum would leave some out.
    fits = [f for f in fits if all(_said(g, f.member) for g in f.spoken)] or fits
    level = min((f.member.level, f.member.dimension) for f in fits)
    same = sorted((f for f in fits if (f.member.level, f.member.dimension) == level),
                  key=lambda f: (-_own(f.member, said), f.member.value))
    members = tuple(f.member for f in same)
    others = [m.value for m in members] if len(members) > limits["most_together"] else []
    return members, same[0].spoken, others, True


@dataclass(frozen=True)
class _Fit:
    member: Member
    spoken: list[Group]
    strength: int


def _strength(group: Group, member: Member) -> int:
    """3 where a member speaks of a group by its words and its concept, 2 by its words, 1 by its concept alone."""
    return 2 * _said(group, member) + (group.concept in member.concepts)


def _concept_stems(fit: _Fit) -> frozenset[str]:
    """The words by which a member's name says the concepts that the question says in others."""
    mine = fit.member.concept_stems
    return frozenset().union(*(mine[g.concept] for g in fit.spoken if g.concept in mine))


def _spoken(group: Group, member: Member) -> bool:
    """Whether a member speaks of a group: by its concept, or by all its words."""
    if member.code:
        return group.words.upper() == member.value.upper() and (
            any(c.isalpha() for c in member.value) and any(c.isdigit() for c in member.value))
    return group.concept in member.concepts or _said(group, member)


def _said(group: Group, member: Member) -> bool:
    """Whether a member's name has all words of a group, or others that data writes for them ("stolen": theft)."""
    written = load("datasets.yaml")["written"]
    return bool(group.stems) and all(s in member.stems or stem(written.get(s, s)) in member.stems for s in group.stems)


def _turned(member: Member, words: tuple[Token, ...]) -> bool:
    """Whether a word of a member's name that the question does not say makes it another thing ("attempted murder")."""
    said = {t.stem for t in words}
    return any(s in said_of("turning") and s not in said for s, _ in member.weights)


@cache
def said_of(key: str) -> frozenset[str]:
    """The stems of a list of words of `datasets.yaml`."""
    return frozenset(stem(str(word)) for word in load("datasets.yaml")[key])


def _own(member: Member, said: frozenset[str]) -> float:
    """The share of a member's name that is said."""
    if member.code:
        return 1.0
    whole = sum(w for _, w in member.weights)
    return sum(w for s, w in member.weights if s in said) / whole if whole else 0.0


__all__ = ["Named", "Places", "cue_of", "listed", "mentions", "named_areas", "named_members",
           "near_members"]
