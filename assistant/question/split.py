"""A question that holds several, cut into them. Cut only where each part can stand alone."""

from __future__ import annotations

import re

from assistant.lexicon import lexicon
from assistant.words import content, generic_stems, tokens

_END = re.compile(r"(?<=[?])\s+(?=\S)")
_AND = re.compile(r"(?:,|;)?\s+(?:and|also|plus|;)\s+(?=(?:how|what|which|who|when|where|why|is|are|was|were|did|does|do|has|have)\b)|;\s+", re.I)
_AGAIN = re.compile(r",?\s+and\s+(?=(about|for|on)\b)", re.I)
_LEANS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|he|she|his|her|there|then|which|one)\b", re.I)
MOST_PARTS = 8


def split(text: str) -> list[str]:
    """The questions in `text`, in order; one where it cannot be cut safely."""
    parts: list[str] = []
    for sentence in _END.split(text.strip()):
        parts += _coordinated(sentence)
    return parts if 1 < len(parts) <= MOST_PARTS else [text.strip()]


def _coordinated(sentence: str) -> list[str]:
    cut = [p.strip(" ,;") for p in _AND.split(sentence) if p and p.strip(" ,;")]
    if len(cut) > 1 and all(_stands(p) for p in cut) and not any(_LEANS.search(p) for p in cut[1:]):
        return [p if p.endswith("?") else p + "?" for p in cut]
    return _prepositional(sentence)


def _stands(part: str) -> bool:
    generic = generic_stems()
    return any(t.stem not in generic and not t.lower.isdigit() for t in content(part)) or bool(
        lexicon().find(tokens(part)))


def _prepositional(sentence: str) -> list[str]:
    """"What was said about A in 2013, and about B in 2022?" is two questions with one lead."""
    again = list(_AGAIN.finditer(sentence))
    if len(again) != 1:
        return [sentence]
    word = again[0].group(1)
    lead = re.match(rf"(.*?)\b{word}\b", sentence[:again[0].start()], re.I)
    if not lead or not lead.group(1).strip():
        return [sentence]
    first, second = sentence[:again[0].start()].strip(" ,"), sentence[again[0].end():].strip()
    if not (_stands(first[lead.end():]) and _stands(second)):
        return [sentence]
    return [first + "?", f"{lead.group(1).strip()} {second}"]
