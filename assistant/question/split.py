"""A question that holds several, cut into them. Cut only where each part can stand alone."""

from __future__ import annotations

import re

from assistant.lexicon import lexicon
from assistant.words import content, cue, generic_stems, tokens

MOST_PARTS = 8


def split(text: str) -> list[str]:
    """The questions in `text`, in order; one where it cannot be cut safely."""
    parts: list[str] = []
    for sentence in cue("follow.yaml", "parts_end").split(text.strip()):
        parts += _coordinated(sentence)
    return parts if 1 < len(parts) <= MOST_PARTS else [text.strip()]


def split_by_pronoun(text: str) -> bool:
    """Whether a part of the question, once cut, speaks of an earlier one ("and when did she start?")."""
    return any(cue("follow.yaml", "parts_pronoun").search(p) for p in split(text)[1:])


def _coordinated(sentence: str) -> list[str]:
    cut = [p.strip(" ,;") for p in cue("follow.yaml", "parts_and").split(sentence) if p and p.strip(" ,;")]
    leans = any(cue("follow.yaml", "parts_lean").search(cue("follow.yaml", "parts_pronoun").sub("", p, count=1))
                for p in cut[1:])
    spoken = [bool(n and cue("follow.yaml", "parts_pronoun").search(p)) for n, p in enumerate(cut)]
    if len(cut) > 1 and all(by_pronoun or _stands(p) for by_pronoun, p in zip(spoken, cut, strict=True)) and not leans:
        return [p if p.endswith("?") else p + "?" for p in cut]
    return _prepositional(sentence)


def _stands(part: str) -> bool:
    generic = generic_stems()
    return any(t.stem not in generic and not t.lower.isdigit() for t in content(part)) or bool(
        lexicon().find(tokens(part)))


def _prepositional(sentence: str) -> list[str]:
    """"What was said about A in 2013, and about B in 2022?" is two questions with one lead."""
    again = list(cue("follow.yaml", "parts_again").finditer(sentence))
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
