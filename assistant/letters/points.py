"""The points of a letter: one for each thing asked, with the letter's own words and what they lean on.

Questions that hang together ("how many, and was that better than target?") are one point; questions on different
subjects are two, though they share a sentence. A point that cannot be understood alone carries the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.letters.asking import Asked, announces, read_ask
from assistant.letters.parts import Letter
from assistant.letters.patterns import pattern
from assistant.letters.segments import Sentence, own_stems, points_at, sentences
from assistant.letters.subjects import is_aspect
from assistant.question.periods import read_periods
from assistant.words import content

MOST_POINTS = 25
_MOST_ASIDE = 8  # words of a sentence between two questions that says nothing
_MOST_TOLD = 3  # statements that "Is all of that right?" may mean


@dataclass(frozen=True)
class Clause:
    """One question as it was put.

    `tie`: it only makes sense asked with the clause before; `goes_on`: it is about the same.
    `check`: it asks whether what the point leans on is so.
    """

    text: str
    tie: bool = False
    goes_on: bool = False
    check: bool = False


@dataclass(frozen=True)
class Point:
    """A thing asked. `spans`: its words in the letter's text; `lean`: the words before that it needs."""

    spans: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    lean: str
    block: int
    leading: str = ""  # what announced its list ("For the first quarter of 2013/14, please give:")
    action: bool = False
    item: bool = False

    @property
    def start(self) -> int:
        return self.spans[-1][0]


def find_points(letter: Letter) -> tuple[Point, ...]:
    """All points of a letter in its order."""
    points: list[Point] = []
    before: Sentence | None = None
    told: list[Sentence] = []  # the statements of its block that stand before a sentence
    asked_before = False
    announced: Sentence | None = None
    found = sentences(letter)
    questioned = {s.block for s in found if s.item and s.text.rstrip("\"'”’)").endswith("?")}
    for n, sentence in enumerate(found):
        if not sentence.item and found[n + 1 : n + 2] and found[n + 1].item and _opens_list(sentence):
            announced, before, asked_before = sentence, sentence, False
            continue
        asked = read_ask(sentence, announced is not None, sentence.block in questioned, asked_before)
        if asked is None:
            if asked_before and not own_stems(sentence.text) and len(sentence.text.split()) <= _MOST_ASIDE:
                continue  # "That is all I want to know." is no statement to lean on
            if announces(sentence) or sentence.text.rstrip().endswith(":"):
                announced = sentence
            elif announced is not None and not sentence.item and sentence.first:
                announced = None
            before, asked_before = sentence, False
            told = [*told, sentence] if told and told[-1].block == sentence.block else [sentence]
            continue
        if asked.check:
            points = _add_check(points, sentence, asked, told)
        else:
            points = _add(points, sentence, asked, before, asked_before, announced)
        before, asked_before, told = sentence, True, []
    return tuple(points)


def _opens_list(sentence: Sentence) -> bool:
    """Whether a sentence that stands before a list only leads up to it ("Could you send me:")."""
    return sentence.text.rstrip().endswith((":", "-", "–", "—"))


def _add_check(points: list[Point], sentence: Sentence, asked: Asked, told: list[Sentence]) -> list[Point]:
    """The points with one that asks whether what was said is so; the last statements are what was said."""
    clause = Clause(asked.core, check=True)
    if asked.preamble:
        return [*points, Point(((sentence.start, sentence.end),), (clause,), asked.preamble, sentence.block)]
    said = [s for s in told if own_stems(s.text)]
    said = said[-_MOST_TOLD if pattern("several").search(asked.core) else -1 :]
    if not said:
        return points
    spans = (*((s.start, s.end) for s in said), (sentence.start, sentence.end))
    return [*points, Point(spans, (clause,), " ".join(s.text for s in said), sentence.block)]


def _add(
    points: list[Point],
    sentence: Sentence,
    asked: Asked,
    before: Sentence | None,
    asked_before: bool,
    announced: Sentence | None,
) -> list[Point]:
    leading = announced.text if announced is not None and sentence.item else ""
    if asked.action:
        span = (sentence.start, sentence.end)
        return [*points, Point((span,), (Clause(asked.core),), "", sentence.block, leading, True, sentence.item)]
    groups = _groups(sentence, asked)
    dated = bool(read_periods(asked.preamble).named)
    topical = asked.preamble.endswith(":") and bool(content(asked.preamble))
    preamble = asked.preamble if dated or topical or own_stems(asked.preamble) else ""
    if points and asked_before and not preamble and _belongs(points[-1], groups[0][1], sentence):
        points = [*points[:-1], _joined(points[-1], groups[0])]
        groups = groups[1:]
    for n, (span, clauses) in enumerate(groups):
        spans, lean = [span], ""
        if n == 0:
            lean = preamble
            if before is not None and not lean and not asked_before and _needs(clauses[0].text, before):
                spans, lean = [(before.start, before.end), span], before.text
            elif (
                not lean
                and asked_before
                and not (sentence.item and sentence.first and len(own_stems(clauses[0].text)) > 1)
                and points
                and (_leans(clauses[0].text) or pattern("about").match(clauses[0].text))
            ):
                lean = " ".join([points[-1].lean, *(c.text for c in points[-1].clauses)]).strip()
        points = [*points, Point(tuple(spans), tuple(clauses), lean, sentence.block, leading, False, sentence.item)]
    return points


def _groups(sentence: Sentence, asked: Asked) -> list[tuple[tuple[int, int], list[Clause]]]:
    """The clauses of a sentence, grouped by subject, each group with its span in the letter."""
    start = _core_start(sentence.text, asked.core)
    raw = sentence.text
    cuts = [start, *(m.end() for m in pattern("coordinators").finditer(raw, start)), len(raw)]
    ends = [*(m.start() for m in pattern("coordinators").finditer(raw, start)), len(raw)]
    groups: list[tuple[tuple[int, int], list[Clause]]] = []
    for n, (a, b) in enumerate(zip(cuts, ends, strict=False)):
        counted = bool(n) and bool(_ORDINAL.search(raw[ends[n - 1] : a]))
        text = " ".join(raw[a:b].split()).strip(" ,;:–—")
        if not text:
            continue
        if groups and not counted and (asked.topical or not _stands_apart(text, [c.text for c in groups[-1][1]])):
            (first, _), clauses = groups[-1]
            tie = bool(pattern("tied").match(text) or not own_stems(text) and pattern("compares").search(text))
            groups[-1] = ((first, sentence.start + b), [*clauses, Clause(text, tie)])
        else:
            first = sentence.start if not groups else sentence.start + a
            groups.append(((first, sentence.start + b), [Clause(text)]))
    return groups or [((sentence.start, sentence.end), [Clause(asked.core)])]


def _core_start(raw: str, core: str) -> int:
    words = core.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), raw)) if words else []
    return found[-1].start() if found else 0


def _stands_apart(text: str, others: list[str]) -> bool:
    """Whether a clause asks about something else than those before it in its sentence."""
    own = own_stems(text)
    if not own or is_aspect(text) or pattern("elliptical").match(text):
        return False
    if _leans(_PERSON.sub(" ", text) if len(own) > 1 else text):
        return False
    return not own & frozenset().union(*(own_stems(o) for o in others))


_THERE = re.compile(
    r"\b(?:are|is|were|was|been|be|have|has|had) there\b|\bthere (?:are|is|were|was|been|be|have|has|had)\b|"
    r"\bth(?:is|ese) (?:year|quarter|month|week|period|time)s?\b",
    re.I,
)


_ORDINAL = re.compile(r"\b(?:second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|last(?:ly)?|finally)\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|his|hers?)\b", re.I)


def _leans(text: str) -> bool:
    """Whether a question points back ("it", "those"), times and "there is" aside."""
    return bool(pattern("leans").search(pattern("then_words").sub(" ", _THERE.sub(" ", text))))


def _belongs(last: Point, clauses: list[Clause], sentence: Sentence) -> bool:
    """Whether a question only goes on with the point before it."""
    text = clauses[0].text
    if last.action or pattern("about").match(text) and own_stems(text):
        return False
    if pattern("fragment").match(text):
        return True
    own = own_stems(text)
    if sentence.item and sentence.block == last.block and not sentence.first:
        named = {t.stem for t in content(text) if t.text[:1].isupper() and t.start > 0}
        return len(own - named) < 2 or _leans(text) or bool(own & own_stems(" ".join(c.text for c in last.clauses)))
    if sentence.item and sentence.first:
        return False
    return not own and not (
        pattern("doing").search(text) and not re.match(r"(?:and )?(?:is|are|was|were)\b", text, re.I)
    )


def _needs(text: str, before: Sentence) -> bool:
    """Whether a question cannot be understood without the statement before it."""
    if before.heading:
        return not own_stems(text)
    if before.text.rstrip().endswith("?"):
        return False
    if not own_stems(before.text):
        return not own_stems(text) and bool(content(before.text)) and not announces(before)
    return bool(
        pattern("fragment").match(text)
        or not own_stems(text)
        or pattern("bare_pronoun").search(text)
        or points_at(text) & own_stems(before.text)
    )


def _joined(point: Point, group: tuple[tuple[int, int], list[Clause]]) -> Point:
    span, clauses = group
    tied = [replace(c, tie=not own_stems(c.text), goes_on=True) for c in clauses]
    return replace(point, spans=(*point.spans, span), clauses=(*point.clauses, *tied))


def asked_words(letter: Letter, point: Point, masked: list[tuple[int, int]], most: int = 60) -> str:
    """The letter's own words of a point, personal data as "…", at most `most` words ("…" where words are left out)."""
    merged: list[tuple[int, int]] = []
    for a, b in point.spans:
        if merged and not letter.text[merged[-1][1] : a].strip():
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    pieces = [_masked(letter.text, a, b, masked) for a, b in merged]
    return _shortened(" … ".join(pieces), most)


def _masked(text: str, a: int, b: int, masked: list[tuple[int, int]]) -> str:
    out, at = "", a
    for x, y in masked:
        if x < b and y > at and x >= at:
            out += text[at:x] + "…"
            at = min(y, b)
    return " ".join((out + text[at:b]).split())


def _shortened(text: str, most: int) -> str:
    """The end of what is asked stays, since a sentence asks at its end; its beginning stays in part."""
    words = text.split()
    if len(words) <= most:
        return text
    keep = most - 16
    return " ".join(words[:15]) + " … " + " ".join(words[-keep:])
