"""The words of a question that matter, each with what may stand for it, and how rare they are in the store."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from assistant.lexicon import lexicon
from assistant.narrative.corpus import Corpus
from assistant.narrative.match import any_of
from assistant.narrative.patterns import A_MONTH
from assistant.narrative.sayings import others, sayings
from assistant.narrative.texts import Phrase, phrase, root_of
from assistant.narrative.types import TermGroup, TextRequest
from assistant.words import content, load, stem, stop_stems, tokens

OWN, EXACT, ACRONYM, DERIVED, LOOSE, SAME = 1.0, 0.88, 0.92, 0.85, 0.75, 0.7
RESPELT = 0.8
KIN = 0.6              # another term of the concept that shares no word with one that no report uses
USED = 0.9             # ... times this, where reports use the question's own word
WIDER = EXACT * USED   # another term of the concept, where reports use the question's own
_ENDINGS = ("or", "er", "ist", "ment", "ation", "ion")      # auditor: audit, counsellor: counsel
# A stretch that an answer must speak of, though its words alone say little.
_STRETCH = re.compile(r"\b(?:first|second|third|opening|closing|final) (?:hour|day|night|morning|week|weekend|month)\b|"
                      r"\bin post\b", re.I)
_CAPITALS = re.compile(r"\b[A-Z][\w'’]*(?:(?: (?:of|and|the|&))? [A-Z][\w'’]*)+")
_QUOTED = re.compile(r"[\"“‘']([A-Z][\w ]{3,40})[\"”’']")
_SUM = re.compile(r"(?<![\w/])£?(\d{1,3}(?:,\d{3})+|\d{3,}(?!/))(?![\d/])")
_CODE = re.compile(r"[A-Za-z]?\d{2,4}")      # 101, 999, A449: as telling as a name
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d/\d\d|\d\d?")


@dataclass(frozen=True)
class Group:
    """A word of the question ready for matching: `ways` are (phrase, credit), best credit first.

    `light`: the answer need not hold it. `weight`: rarity times what the caller made of it, 0 to 1.
    """

    word: str
    ways: tuple[tuple[Phrase, float], ...]
    weight: float
    light: bool
    held: bool        # some passage in the store holds it, one way or another
    parts: tuple[tuple[Phrase, ...], ...]     # the words of a term of several, which may stand apart, each with others
    literal: bool     # ... as the question writes it


@cache
def light_stems() -> frozenset[str]:
    """Stems of words that an answer need not hold."""
    return frozenset(stem(str(word)) for word in load("everyday.yaml")["light"])


def plain_terms(question: str) -> tuple[TermGroup, ...]:
    """Groups of a question's content words. A concept of the vocabulary is one group, with all its terms."""
    words = tokens(question)
    kept = {token.start for token in content(question)}
    seen: dict[str, TermGroup] = {}
    inside: dict[int, str] = {}
    for hit in lexicon().find(words):
        said = hit.words
        stems = " ".join(token.stem for token in words[hit.first:hit.last])
        if hit.last - hit.first == 1 and words[hit.first].start not in kept:
            continue
        exact, loose = _concept_terms()[hit.concept.id]
        seen[stems] = TermGroup(said, exact, loose) if hit.exact else TermGroup(said, (), exact, 0.6)
        # A loose term is a guess: its own words count beside what it may stand for.
        if hit.exact or hit.last - hit.first == 1:
            inside |= dict.fromkeys(range(hit.first, hit.last), stems)
    for at, token in enumerate(words):
        if at not in inside and token.start in kept and (len(token.lower) > 1 or token.lower.isdigit()):
            seen.setdefault(token.stem, TermGroup(token.lower))
    return tuple(seen.values())


def _left_out(request: TextRequest) -> tuple[TermGroup, ...]:
    """Words of the question that its terms leave out: names and sums matter here though no measure hangs on them."""
    stems = {part for term in request.terms for written in (term.word, *term.alternatives[:1])
             for part in phrase(written)}
    stems |= {stem(str(word)) for word in load("answer_types.yaml")["period_words"]}
    extra = [term for term in plain_terms(request.question) if not set(phrase(term.word)) <= stems]
    sums = [TermGroup(match[1]) for match in _SUM.finditer(request.question)]
    return tuple(extra + [term for term in sums if not set(phrase(term.word)) <= stems])


def proper_names(question: str) -> tuple[str, ...]:
    """Names of two words or more that the question writes with capitals or in quotes ("Steer Clear")."""
    words = question.split()
    if sum(word[:1].isupper() for word in words) > 0.7 * len(words):
        return ()
    names = dict.fromkeys(match[1] for match in _QUOTED.finditer(question) if len(match[1].split()) > 1)
    for match in _CAPITALS.finditer(question):
        name = match.group()
        if match.start() == 0:
            name = name.partition(" ")[2]
        if len(name.split()) > 1:
            names[name] = None
    return tuple(name for name in names if not A_MONTH.search(name))


def _with_sayings(question: str, given: tuple[TermGroup, ...]) -> tuple[TermGroup, ...]:
    """The terms with every expression of several words as one term, in place of its words.

    A term that reaches beyond the expression (a concept, a name) stays beside it.
    """
    words = tokens(question)
    for saying in sayings(words):
        inside = {root_of(word) for word in words[saying.first:saying.last]}
        if any(len(own := set(phrase(term.word))) > 1 and inside <= own for term in given):
            continue                      # the vocabulary knows the expression itself
        said = question[words[saying.first].start:words[saying.last - 1].end]
        given = (*(term for term in given if not set(phrase(term.word)) <= inside), TermGroup(said))
    return given


def _without_own_words(question: str, given: tuple[TermGroup, ...]) -> tuple[TermGroup, ...]:
    """The terms less each word that only says a concept's name in full, beside it ("average speed" enforcement)."""
    words = [root_of(word) for word in tokens(question)]

    def said(term: TermGroup) -> bool:
        own = phrase(term.word)
        if len(own) != 1 or own[0] not in words:
            return False
        at = words.index(own[0])
        beside = {*words[max(0, at - 1):at], *words[at + 1:at + 2]}
        return any(len(whole := phrase(other.word)) > 1 and beside & {whole[0], whole[-1]}
                   and own[0] in {stem for way in other.alternatives for stem in phrase(way)[-1:]}
                   for other in given if other is not term)

    return tuple(term for term in given if not said(term))


@cache
def _concept_terms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The exact and the loose terms of each concept."""
    return {entry["id"]: (tuple(map(str, entry.get("terms") or ())), tuple(map(str, entry.get("loose") or ())))
            for entry in load("vocabulary.yaml")["concepts"]}


def _capitalised(question: str) -> tuple[str, ...]:
    """Words that carry nothing unless they are names: "Haven" beside "haven't", "IT" beside "it"."""
    words = tokens(question)
    if sum(word.text[:1].isupper() for word in words) > 0.7 * len(words):
        return ()
    written: dict[str, str] = load("answer_types.yaml")["capitals"]
    return tuple(written.get(word.text, word.text) for word in words[1:] if word.text in written
                 or word.lower in stop_stems() and word.text[:1].isupper() and len(word.text) > 3)


def prepare(request: TextRequest, corpus: Corpus, verb: str = "") -> tuple[Group, ...]:
    """The question's groups with acronyms spelt out, everyday words added, and their rarity in the store.

    `verb`: the stem of the verb that carries the question; it always has a group.
    """
    given = request.terms + _left_out(request) if request.terms else plain_terms(request.question)
    asking = set(load("answer_types.yaml")["type_words"])
    given = tuple(term for term in given if term.word.lower() not in asking) or given
    given = _without_own_words(request.question, _with_sayings(request.question, given))
    given += tuple(map(TermGroup, _capitalised(request.question)))
    given += tuple(TermGroup(match.group()) for match in _STRETCH.finditer(request.question))
    if verb and not any(verb in phrase(written) for term in given for written in (term.word, *term.alternatives)):
        given += (TermGroup(verb),)
    said = {phrase(term.word) for term in given}
    given += tuple(TermGroup(name) for name in proper_names(request.question) if phrase(name) not in said)
    given += tuple(TermGroup(word) for term in given for word in term.word.split()[:8]
                   if _CODE.fullmatch(word) and word != term.word and phrase(word) not in said)
    short = corpus.acronyms_within(stem for term in given for stem in phrase(term.word))
    return tuple(group for term in given if (group := _group(term, corpus, short)) is not None)


def _group(term: TermGroup, corpus: Corpus, short: dict[str, Phrase]) -> Group | None:
    own = phrase(term.word)
    if not own:
        return None
    literal = corpus.frequency(any_of([own]))
    # Where reports use the question's own word, what may stand for it is worth less.
    worth = USED if literal else 1.0
    exact: dict[Phrase, float] = {own: OWN}
    near = [way for way in term.alternatives if literal or len(own) < 2 or set(phrase(way)) & set(own)]
    _add(exact, near, EXACT * worth)
    _add(exact, term.alternatives, KIN)         # of its concept and no word of it: not surely the same thing
    for written in (term.word, *term.alternatives):
        _add(exact, corpus.expansions(written), ACRONYM)
    _add(exact, (acronym for acronym, words in short.items() if own[0] in words), LOOSE)
    if len(own) == 1 and own[0].isalpha():
        exact |= {(other,): DERIVED for other in _derived(own[0]) if (other,) not in exact}
    ways = dict(exact)
    _add(ways, term.loose, KIN if len(near) < len(term.alternatives) else LOOSE * worth)
    _add(ways, others(own), SAME)
    held = corpus.frequency(any_of(exact))
    wide = held if len(ways) == len(exact) else corpus.frequency(any_of(ways))
    # A word that reports never use is as rare as the everyday words that stand for it allow.
    rarity = _rarity(literal or held or wide, corpus.size)
    light = bool(_YEAR.fullmatch(term.word)) or all(part in light_stems() for part in own) if len(own) == 1 else (
        bool(others(own)) and all(part in light_stems() or part in stop_stems() for part in own))
    weight = max(0.05, rarity) * (0.35 if light else max(term.weight, 0.6))
    ordered = tuple(sorted(ways.items(), key=lambda way: -way[1]))
    name = len(own) > 1 and term.word[:1].isupper() and term.word.split()[-1][:1].isupper()
    parts = tuple(part for part in own if part not in stop_stems() and (name or part not in light_stems()))
    if len(own) < 2 or name and literal or others(own):
        parts = ()                        # a name that reports use, or an expression, is looked for whole
    anywhere = wide > 0 or any(corpus.frequency(any_of([(part,)])) for part in parts)
    apart = tuple(((part,), *filter(None, map(phrase, others((part,))))) for part in parts)
    return Group(term.word, ordered, weight, light, anywhere, apart, literal > 0)


def _derived(word: str) -> list[str]:
    """Stems of the same root that the stemmer keeps apart, five letters at least."""
    found = [word + ending for ending in _ENDINGS] if len(word) >= 5 else []
    return found + [word[:-len(e)] for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 5]


def respell(groups: Sequence[Group], words: Iterable[str]) -> tuple[Group, ...]:
    """Words of the question that no report uses, read as words of the passages found that are spelt nearly so.

    Only long words, only a letter or two apart (adjacent letters swapped count once), beginning alike.
    """
    odd = [g for g in groups if not g.light and len(g.word) >= 6 and g.word.isalpha()]
    if not odd:
        return tuple(groups)
    choices = sorted({word for word in words if len(word) >= 5 and word.isalpha()})
    stems = {stem(word) for word in choices}

    def used(group: Group) -> bool:
        return any(way[0] in stems for way, credit in group.ways if credit > SAME)

    return tuple(_respelt(g, choices) if g in odd and not used(g) else g for g in groups)


def _respelt(group: Group, choices: Sequence[str]) -> Group:
    word = group.word.lower()
    if len(word) < 6 or not word.isalpha() or word in lexicon().words:
        return group
    most = 1 if len(word) < 8 else 2
    near = [(distance, choice) for choice in choices if choice[0] == word[0] and abs(len(choice) - len(word)) <= most
            and (distance := DamerauLevenshtein.distance(word, choice)) <= most]
    if not near:
        return group
    return replace(group, ways=(*group.ways, ((stem(min(near)[1]),), RESPELT)), held=True)


def _add(ways: dict[Phrase, float], words: Iterable[str], credit: float) -> None:
    for word in words:
        stems = phrase(word)
        if stems and ways.get(stems, 0.0) < credit:
            ways[stems] = credit


def _rarity(held: int, size: int) -> float:
    """Inverse document frequency brought to 0..1: 1 for a word that one passage or none holds."""
    return min(1.0, math.log(1 + size / (held + 0.5)) / math.log(1 + size / 1.5))
