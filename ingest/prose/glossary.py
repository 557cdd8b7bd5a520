"""Acronyms as a report spells them out: "Independent Domestic Violence Advocacy (IDVA)", "NPCC (National …)".

A pair counts only where the letters of the acronym open the words of its expansion, in order; what a report
names in brackets and quotes ("('the Duty')") is a short name for the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.language.marks import fold, without_marks
from ingest.readings.build import ReadRow
from store.records import Passage, Term

_ACRONYM = r"[A-Z][A-Za-z&/]{0,8}[A-Z](?:s)?|[A-Z]{2,}s?"
_AFTER = re.compile(
    rf"(?P<words>[^().;:]{{3,120}}?)\s*\(\s*(?:the\s+)?['‘\"“]?(?P<acronym>{_ACRONYM})['’\"”]?(?:[;,][^)]*)?\)"
)
_BEFORE = re.compile(rf"\b(?P<acronym>{_ACRONYM})\s*\((?P<words>[A-Z][^()]{{4,100}})\)")
_SMALL = {"of", "the", "and", "for", "in", "on", "to", "a", "&", "with", "by", "at", "from", "or"}


def read_terms(item_id: str, passages: Sequence[Passage], rows: Sequence[ReadRow]) -> list[Term]:
    """The acronyms of an item, each with the first place that spells it out."""
    found: dict[tuple[str, str], Term] = {}
    for passage in passages:
        for acronym, expansion in pairs(passage.text):
            found.setdefault((acronym, expansion.lower()), Term(item_id, acronym, expansion, passage_id=passage.id))
    for row in rows:
        for text in (row.reading.measure, row.reading.overall_target):
            for acronym, expansion in pairs(text):
                found.setdefault(
                    (acronym, expansion.lower()), Term(item_id, acronym, expansion, reading_id=row.reading.id)
                )
    return list(found.values())


def pairs(text: str) -> list[tuple[str, str]]:
    """(acronym, expansion) pairs that a text spells out; the acronym without a plural s."""
    plain = without_marks(text)
    found: list[tuple[str, str]] = []
    for match in _AFTER.finditer(plain):
        expansion = _words_before(match.group("words"), match.group("acronym"))
        if expansion:
            found.append(_single(match.group("acronym"), expansion))
    for match in _BEFORE.finditer(plain):
        words = fold(match.group("words"))
        if _spells(_letters(match.group("acronym")), _initials(words.split())):
            found.append(_single(match.group("acronym"), words))
    found += [(match.group("name"), fold(match.group("words"))) for match in _SHORT_NAME.finditer(plain)]
    return list(dict.fromkeys(found))


def _single(acronym: str, expansion: str) -> tuple[str, str]:
    """ "CDPs" for "Combating Drug Partnerships" is CDP; the expansion stays as printed."""
    plural = acronym.endswith("s") and len(acronym) > 2 and acronym[:-1].isupper()
    return (acronym[:-1] if plural else acronym), expansion


def _letters(acronym: str) -> str:
    letters = re.sub(r"[^A-Za-z]", "", acronym)
    return (letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters).lower()


def _words_before(text: str, acronym: str) -> str:
    """The shortest run of words right before the bracket whose initials are the acronym's letters."""
    words = fold(text).split(" ")
    letters = _letters(acronym)
    for count in range(2, min(len(words), len(letters) + 6) + 1):
        run = words[-count:]
        first = run[0].lower().strip("'‘“\"")
        if first in _SMALL or not first or first[0] != letters[0]:
            continue
        if _spells(letters, _initials(run)):
            return " ".join(run).strip("'‘“\" ,")
    return _hidden_letters(words, letters)


_SHORT_NAME = re.compile(
    r"(?P<words>(?:[A-Z][\w’'-]+\s+){1,5}[A-Z][\w’'-]+)\s*\(\s*(?:hereafter\s+)?['‘\"“](?P<name>the\s+[A-Z]\w+)['’\"”]\s*\)"
)


def _initials(words: Iterable[str]) -> list[tuple[str, bool]]:
    """(initial, whether the word must be spelt) of each word; hyphenated words give each part."""
    parts = [part for word in words for part in re.split(r"[-/’']", word) if part]
    return [
        (part.strip("('\"‘“,")[:1].lower(), part.lower().strip("(),'\"") not in _SMALL)
        for part in parts
        if part.strip("('\"‘“,)")
    ]


def _spells(letters: str, initials: list[tuple[str, bool]]) -> bool:
    """Whether initials give the letters in order; small words may be skipped, other words may not."""
    if not letters:
        return not any(must for _, must in initials)
    if not initials:
        return False
    (first, must), rest = initials[0], initials[1:]
    if first == letters[0] and _spells(letters[1:], rest):
        return True
    return not must and _spells(letters, rest)


def _hidden_letters(words: list[str], letters: str) -> str:
    """ "anti-social behaviour (ASB)", "Her Majesty's Courts & Tribunal Service (HMCTS)": one word may give none."""
    for count in range(2, min(len(words), len(letters) + 4) + 1):
        run = words[-count:]
        initials = [c for c, must in _initials(run) if must]
        if sorted(initials) == sorted(letters) and run[0].lower() not in _SMALL and len(letters) >= 4:
            return " ".join(run).strip("'‘“\" ,")
        lead = run[0].lower().strip("'‘“\"(")
        if (
            lead
            and lead[0] == letters[0]
            and lead not in _SMALL
            and len(letters) >= 3
            and (_skips(letters, initials) <= 1 and len(initials) <= len(letters) + 1)
        ):
            return " ".join(run).strip("'‘“\" ,")
    return ""


def _skips(letters: str, initials: list[str]) -> int:
    """How many initials are left over when the letters are taken in order; 99 where they cannot be."""
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return len(initials) - at if at == len(letters) else 99
