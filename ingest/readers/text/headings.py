"""Which lines of plain text are headings. Nothing marks them but their words and the blank lines around them.

The words that decide are in `ingest/data/headings.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ingest.readers.marks import fold

_MOST_WORDS = 16
_MOST_CHARACTERS = 110
_CONTACT = re.compile(r"@|https?://|www\.|\b0\d{2,4}[ ]?\d{3}[ ]?\d{3,4}\b|\]\(")
_DATE = re.compile(r"(?:[A-Z]\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+,?\s+\d{4}$")
_STATED = re.compile(r"([A-Za-z]+)(?: \w+| [a-z ]+)?:\s")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]")
_LABEL_END = re.compile(r"^[\s.:–—-]+")
_DEFINITION = re.compile(r"\s[–—-]\s+[a-z]")


@dataclass(frozen=True)
class HeadingWords:
    """The word lists of `headings.yaml`."""

    labels: dict[str, int]
    answers: frozenset[str]
    facts: frozenset[str]
    verbs: frozenset[str]
    openers: frozenset[str]


@cache
def heading_words() -> HeadingWords:
    """The word lists, read once."""
    data = yaml.safe_load(files("ingest").joinpath("data/headings.yaml").read_text(encoding="utf-8"))
    return HeadingWords(
        labels={str(word): int(level) for word, level in data["labels"].items()},
        answers=frozenset(map(str, data["answers"])),
        facts=frozenset(map(str, data["facts"])),
        verbs=frozenset(map(str, data["verbs"])),
        openers=frozenset(map(str, data["openers"])),
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    words = "|".join(heading_words().labels)
    return re.compile(rf"^\**({words})\s+(\d{{1,2}}|[A-Z]|[IVX]{{1,4}})\b(?P<rest>.*)$", re.IGNORECASE)


def label_level(text: str) -> int | None:
    """The level of a heading that names itself ("Objective 3 – …", "Appendix B"), or None.

    "Part 1 - an update on …" is a list of contents and "Objective 3 was met" a sentence: what follows the
    label must be a title, parted from it by a dash, a colon or a stop, and must not close like a sentence.
    """
    line = fold(text)
    found = _label_pattern().match(line)
    if not found or len(line) > 2 * _MOST_CHARACTERS or line.rstrip("*").endswith((".", ";", ",", ":")):
        return None
    if _CONTACT.search(line):
        return None
    rest = found.group("rest").strip("*").strip()
    if rest and (not _LABEL_END.match(rest) or _SENTENCE_END.search(rest)):
        return None
    title = _LABEL_END.sub("", rest)
    if title[:1].islower():
        return None
    return heading_words().labels[found.group(1).lower()]


def looks_like_title(text: str) -> bool:
    """Whether a line that stands alone reads like a title: short, no sentence, answer or contact."""
    line = fold(text)
    plain = line.strip("*_ ")
    words = plain.split()
    if not words or len(words) > _MOST_WORDS or len(plain) > _MOST_CHARACTERS:
        return False
    if plain.endswith(":") and len(words) > 5:
        return False
    if plain.endswith((".", ";", ",", "!", "…")) or plain.lower().rstrip(":") in heading_words().answers:
        return False
    if not (plain[0].isupper() or plain[0] in "£'\"‘“(" or plain[0].isdigit() and any(c.isupper() for c in plain)):
        return False
    if _states_fact(plain) or _CONTACT.search(plain) or _SENTENCE_END.search(plain) or _DEFINITION.search(plain):
        return False
    return len(words) <= 8 or not any(word.strip(",") in heading_words().verbs for word in words)


def _states_fact(line: str) -> bool:
    """Whether a line is a date, or a fact about the report after its name ("Date of meeting: …")."""
    stated = _STATED.match(line)
    return bool(_DATE.match(line)) or stated is not None and stated.group(1).lower() in heading_words().facts


def plain_level(text: str) -> int:
    """1 for a title in capitals, 0 (not said) for any other."""
    letters = [c for c in text if c.isalpha()]
    return 1 if len(letters) > 3 and all(c.isupper() for c in letters) else 0


def breaks_off(text: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence.

    Its last word cannot end a sentence, or its last sentence is a stump without a verb after others that
    were closed ("… on sexual violence. The West Mercia Local").
    """
    line = fold(text)
    if not line or line[-1] in ".!?:;)”\"’'…" or _CONTACT.search(line.rsplit(maxsplit=1)[-1]):
        return False
    words = line.split()
    if words[-1].lower() in heading_words().openers or line[-1] in ",–—-&":
        return True
    ends = [found.start() for found in _SENTENCE_END.finditer(line)]
    if not ends:
        return False
    tail = line[ends[-1] + 1 :].split()
    return len(tail) <= 8 and not any(word.lower() in heading_words().verbs for word in tail)
