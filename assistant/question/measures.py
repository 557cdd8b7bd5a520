"""Naming the measure that a question means.

The question's words are cut into groups: a concept of the vocabulary, or a single word. A group weighs as
much as it tells measures apart. A wording of a measure is scored by the share of the question that it
covers and by the share of itself that the question covers, and loses by qualifiers that only one of the two
has ("solved", "youth", "repeat"): those make another measure of it. No vector is needed for any of this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.held import Held, HeldMeasure, Profile
from assistant.lexicon import ConceptHit, Qualifier, lexicon
from assistant.words import Token, generic_stems, load, stop_stems

_PER = re.compile(r"\bper\b|\brate\b", re.I)


@dataclass(frozen=True)
class Group:
    """Words of the question that stand for one thing. `tokens` are indexes into the question's tokens."""

    words: str
    stems: frozenset[str]
    concept: str | None
    exact: bool
    weight: float
    generic: bool = False
    qualifiers: frozenset[Qualifier] = frozenset()     # where the word is itself a qualifier ("young")


@dataclass(frozen=True)
class Match:
    """A measure with how well the question names it, from 0 to 1, and what stays open.

    `uncovered`: groups of the question that the measure does not speak of. `loose`: everyday words that were
    taken for the measure's concept, to be stated as an assumption. `clash`: qualifiers on one side alone.
    """

    measure: HeldMeasure
    score: float
    coverage: float
    own_coverage: float
    uncovered: tuple[Group, ...]
    loose: tuple[tuple[str, str], ...]
    clash: frozenset[str]
    profile: Profile

    @property
    def strong(self) -> bool:
        limits = load("thresholds.yaml")["measure_match"]
        return self.score >= limits["strong"] and not self.clash_hard

    @property
    def clash_hard(self) -> bool:
        return any(c.startswith("!") for c in self.clash)

    @property
    def clash_else(self) -> bool:
        """Whether it is another measure altogether, not one of a narrower group or in another unit."""
        return any(c.startswith("!") and c not in ("!narrower", "!unit") for c in self.clash)


def groups(words: Sequence[Token], hits: Sequence[ConceptHit], held: Held) -> tuple[Group, ...]:
    """The question's content cut into groups with their weights."""
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    stops, generic, found = stop_stems(), generic_stems(), []
    everyday: list[Group] = []      # words so general ("crime") that they name a concept only where nothing else does
    said_by = {i: q for q, first, last in lexicon().qualified(words) for i in range(first, last)}
    for hit in hits:
        stems = frozenset(t.stem for t in words[hit.first:hit.last] if t.stem not in stops)
        own = stems - generic or stems or frozenset(t.stem for t in words[hit.first:hit.last])
        weight = max((_weight(s, held) for s in own), default=0.0)
        if not hit.exact and own <= generic:
            everyday.append(Group(hit.words, own, hit.concept.id, False, 1.0))
        if hit.concept.id in load("thresholds.yaml")["not_subjects"] or not hit.exact and own <= generic:
            found.append(Group(hit.words, own, None, True, 0.15 * weight, True))
            continue
        found.append(Group(hit.words, own, hit.concept.id, hit.exact, max(weight, 1.0)))
    for i, token in enumerate(words):
        if i in taken or token.stem in stops or token.lower in stops or token.lower.isdigit():
            continue
        meanings = held.expansions.get(token.lower, ())
        if meanings and any(c.isupper() for c in token.text) or (meanings and token.lower not in held.stem_weight):
            stems = frozenset(t.stem for meaning in meanings[:1] for t in _tokens(meaning) if t.stem not in stops)
            found.append(Group(token.text, stems | {token.stem}, None, True, 2.0))
            continue
        plain = token.stem in generic
        weight = _weight(token.stem, held)
        if plain:
            weight = 0.15 * weight if token.stem in held.stem_weight else 0.03
        found.append(Group(token.text, frozenset({token.stem}), None, True, weight, plain,
                           frozenset({said_by[i]}) if i in said_by else frozenset()))
    if everyday and all(g.generic for g in found):
        return (*everyday, *(g for g in found if g.stems != everyday[0].stems))
    return tuple(found)


def _tokens(text: str) -> tuple[Token, ...]:
    from assistant.words import tokens
    return tokens(text)


def _weight(stem: str, held: Held) -> float:
    return held.stem_weight.get(stem, held.rarest)


def name_measures(question: Sequence[Group], qualifiers: frozenset[Qualifier], held: Held, *,
                  wants_time: bool = False, counted: frozenset[str] | None = None,
                  per_head: bool = False, among: frozenset[str] | None = None) -> tuple[Match, ...]:
    """All measures that the question may mean, best first; those that share nothing with it are left out.

    `wants_time`: the question asks for a length of time, which no percentage gives. `counted`: it asks how many, and
    these are its stems: a share answers only where the question has its words. `per_head`: it asks for a rate.
    `among`: ids of the measures that may be meant, None for all.
    """
    total = sum(g.weight for g in question)
    if not total or not any(not g.generic for g in question):
        return ()
    found = []
    for measure in held.measures.values():
        if among is not None and measure.id not in among:
            continue
        best = max((_match(measure, profile, question, qualifiers, held, total) for profile in measure.profiles),
                   key=lambda m: m.score)
        if wants_time and measure.unit == "%":
            best = replace(best, clash=best.clash | {"!unit"})
        if per_head and not _PER.search(best.profile.wording) and not measure.unit.startswith("per_"):
            best = replace(best, clash=best.clash | {"!unit"})
        if counted is not None and measure.unit == "%" and _of_another(best.profile, question, counted):
            best = replace(best, clash=best.clash | {"!unit"})
        if best.coverage > 0.2:
            found.append(best)
    return tuple(sorted(found, key=lambda m: ("!unit" in m.clash, -m.score, m.measure.id)))


def _match(measure: HeldMeasure, profile: Profile, question: Sequence[Group], qualifiers: frozenset[Qualifier],
           held: Held, total: float) -> Match:
    covered, loose, uncovered = 0.0, [], []
    spoken: set[str] = set()
    concepts: set[str] = set()
    for group in question:
        share = _covered(group, profile)
        covered += share * group.weight
        if share > 0:
            spoken |= group.stems & profile.stems
            if group.concept:
                concepts |= {group.concept, _part(group.concept, profile) or group.concept}
            if group.concept and not group.stems <= profile.stems:
                part = None if group.concept in profile.concepts else _part(group.concept, profile)
                if part or not group.exact:
                    loose.append((group.words, lexicon().concepts[part or group.concept].label))
        if share < 0.6 and not group.generic:
            uncovered.append(group)
    own = _own_coverage(profile, spoken, concepts, held)
    clash, penalty = _clash(qualifiers, profile.qualifiers)
    if any(q.kind == "measured" for q in qualifiers) and _narrower(question, profile):
        clash |= {"!narrower"}
    coverage = covered / total
    score = max(0.0, 0.72 * coverage + 0.28 * own - penalty)
    return Match(measure, score, coverage, own, tuple(uncovered), tuple(loose), clash, profile)


def _of_another(profile: Profile, question: Sequence[Group], stems: frozenset[str]) -> bool:
    """Whether a share's wording says of what is counted something that the question does not say at all: "hate crime
    victims offered support" answers no question of how many hate crimes there were."""
    asked: set[str] = {g.concept for g in question if g.concept}
    if {q.kind for q in profile.qualifiers} & {"measured"} & {q.kind for g in question for q in g.qualifiers}:
        return False
    shared = frozenset().union(*(words for concept, words in profile.subjects if concept in asked))
    form = frozenset(t.stem for t in _tokens("rate percentage proportion number per cent of share"))
    rest = profile.stems - shared - form - generic_stems()
    done = {t.stem for t in _tokens(profile.wording) if t.lower.endswith("ed")}
    done -= {t.stem for word in load("thresholds.yaml")["said_of_any_count"] for t in _tokens(word)}
    if done and profile.stems & stems and not done & stems:
        return True       # "999 calls answered within ...": how many calls there were is not said
    return bool(shared) and bool(rest) and rest.isdisjoint(stems)


def _covered(group: Group, profile: Profile) -> float:
    """How much of a group the wording covers, from 0 to 1."""
    if group.concept and group.concept in profile.concepts:
        return 1.0 if group.exact else 0.95
    if group.concept and _part(group.concept, profile):
        return 0.85
    if group.qualifiers and all(_has(q, profile) for q in group.qualifiers):
        return 1.0
    common = group.stems & profile.stems
    by_words = len(common) / len(group.stems) if group.stems else 0.0
    if by_words == 1.0:
        return 1.0
    related = 0.0
    if group.concept:
        related = max((lexicon().related(group.concept, c) for c in profile.concepts), default=0.0)
    context = 0.35 if group.stems <= profile.context else 0.0
    return max(by_words * (0.7 if group.concept else 1.0), related, context)


def _wider(concept: str, asked: str) -> bool:
    """Whether a concept of a wording is what was asked for in wider words."""
    return lexicon().concepts[asked].broader == concept


def _part(concept: str, profile: Profile) -> str | None:
    """The narrower concept of a wording that may stand for a wider one that was asked for, if there is one."""
    near = load("thresholds.yaml")["stands_for"].get(concept)
    if near in profile.concepts:
        return str(near)
    if concept not in load("thresholds.yaml")["part_for_whole"]:
        return None
    return next((c for c in sorted(profile.concepts) if lexicon().concepts[c].broader == concept), None)


def _has(qualifier: Qualifier, profile: Profile) -> bool:
    pairs = load("thresholds.yaml")["same_qualifiers"]
    return any(q.id == qualifier.id or [qualifier.id, q.id] in pairs or [q.id, qualifier.id] in pairs
               for q in profile.qualifiers)


def _own_coverage(profile: Profile, spoken: set[str], concepts: set[str], held: Held) -> float:
    generic = generic_stems()
    weights = {s: held.stem_weight.get(s, 1.0) * (0.2 if s in generic else 1.0)
               for s in profile.stems - held.body_stems}
    whole = sum(weights.values())
    if not whole:
        return 0.0
    done = spoken | _stems_of(profile, concepts)
    return sum(w for s, w in weights.items() if s in done) / whole


def _stems_of(profile: Profile, concepts: set[str]) -> set[str]:
    """Stems of the wording that belong to a concept that the question named in other words."""
    shared = concepts & profile.concepts
    if not shared:
        return set()
    words = _tokens(profile.wording)
    return {t.stem for hit in lexicon().find(words) if hit.concept.id in shared for t in words[hit.first:hit.last]}


def _narrower(question: Sequence[Group], profile: Profile) -> bool:
    """Whether the wording is about a group of its own that the question does not name ("ASB victims")."""
    stems = frozenset().union(*(g.stems for g in question))
    asked = {g.concept for g in question if g.concept}
    for concept, words in profile.subjects:
        if concept in load("thresholds.yaml")["not_subjects"]:
            continue
        near = concept in asked or any(_wider(concept, a) or _part(a, profile) == concept for a in asked)
        if not near and (words.isdisjoint(stems) or _own_words(concept, words, asked) - stems):
            return True
    return False


def _own_words(concept: str, words: frozenset[str], asked: set[str]) -> frozenset[str]:
    """The stems that tell a concept from the wider one that was asked for ("ASB" of ASB victims' satisfaction);
    none where nothing wider was."""
    wider = lexicon().concepts[concept].broader
    if wider not in asked:
        return frozenset()
    return words - frozenset(t.stem for t in _tokens(lexicon().concepts[wider].label)) - stop_stems() - generic_stems()


def _clash(asked: frozenset[Qualifier], printed: frozenset[Qualifier]) -> tuple[frozenset[str], float]:
    """Qualifiers on one side alone, with what they cost. Two different ones of a kind exclude each other ("!")."""
    costs = load("thresholds.yaml")["qualifier_costs"]
    clash: set[str] = set()
    penalty = 0.0
    for kind in {q.kind for q in asked | printed}:
        mine = {q.id for q in asked if q.kind == kind}
        theirs = {q.id for q in printed if q.kind == kind}
        if mine == theirs:
            continue
        cost = costs.get(kind, costs["default"])
        if mine and theirs and any({a, b} <= set(pair) for pair in load("thresholds.yaml")["same_qualifiers"]
                                   for a in mine for b in theirs):
            continue
        if mine and theirs and mine.isdisjoint(theirs):
            clash |= {f"!{q}" for q in mine | theirs} if cost["excludes"] else mine | theirs
            penalty += cost["both"]
        elif mine - theirs:
            clash |= {f"!{q}" for q in mine - theirs} if cost["asked_excludes"] else mine - theirs
            penalty += cost["asked_only"]
        elif theirs - mine:
            clash |= theirs - mine
            penalty += cost["printed_only"]
    return frozenset(clash), penalty
