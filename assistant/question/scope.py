"""Questions that are refused by what they are, before anything is searched, and bodies other than those held."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.answer import Status
from assistant.held import Held
from assistant.words import load


@dataclass(frozen=True)
class Refusal:
    """Why a question is not answered: a reason code and the sentence for the reader."""

    status: Status
    reason: str
    words: str


@dataclass(frozen=True)
class Body:
    """A force or other body that the question names. `held`: one of the reports speaks for it."""

    id: str
    name: str
    kind: str
    words: str
    span: tuple[int, int]
    held: bool


def unreadable(text: str) -> Refusal | None:
    """A question that is empty, too long or in a script that the reports do not use."""
    limits = load("thresholds.yaml")["question"]
    letters = [c for c in text if c.isalpha()]
    if not text.strip() or not any(c.isalnum() for c in text):
        return Refusal("out_of_scope", "empty_question", "There is no question to answer; please ask one in words.")
    if len(text) > limits["most_characters"]:
        return Refusal("out_of_scope", "question_too_long",
                       "That question is too long to answer; please ask it in a few sentences.")
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    if letters and latin < 0.6 * len(letters):
        return Refusal("out_of_scope", "unsupported_language",
                       "The reports held are in English; please ask in English.")
    return None


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str] | None], ...]:
    flags = re.IGNORECASE | re.DOTALL
    return tuple((rule["reason"], rule["words"], re.compile("|".join(f"(?:{c})" for c in rule["cues"]), flags),
                  re.compile("|".join(rule["unless"]), flags) if rule.get("unless") else None)
                 for rule in load("scope.yaml"))


def out_of_scope(text: str) -> Refusal | None:
    """A question that no report can answer: an instruction, personal data, a single case, a forecast, an opinion."""
    for reason, words, cue, unless in _rules():
        if cue.search(text) and not (unless and unless.search(text)):
            return Refusal("out_of_scope", reason, words)
    return None


_WORD = re.compile(r"\w+")


@cache
def _bodies() -> dict[str, tuple[tuple[int, str, str, str, str], ...]]:
    """All names of bodies by their first word: (place, the longest first; name as written; id; name; kind).

    Only the names that a question could hold are then looked for: there are hundreds.
    """
    found = [(alias, entry["id"], entry["name"], entry["kind"]) for entry in load("bodies.yaml")["bodies"]
             for alias in sorted({entry["name"], *entry.get("aliases", ()), *entry.get("area", ())}, key=len,
                                 reverse=True)]
    by_word: dict[str, list[tuple[int, str, str, str, str]]] = {}
    for place, (alias, *rest) in enumerate(sorted(found, key=lambda f: -len(f[0]))):
        ident, name, kind = rest
        by_word.setdefault(_WORD.findall(alias.lower())[0], []).append((place, alias, ident, name, kind))
    return {word: tuple(entries) for word, entries in by_word.items()}


@cache
def _spelt(alias: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(alias)}(?!\w)", 0 if alias.isupper() else re.IGNORECASE)


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{c})" for c in load("others.yaml")["matters"]), re.IGNORECASE)


def asks_of_another(text: str) -> bool:
    """Whether a question is about what another body does (schools, hospitals, fire and rescue, councils)."""
    return _others().search(text) is not None


def named_bodies(text: str, held: Held) -> tuple[Body, ...]:
    """The forces and other bodies that a question names, the longest name at each place."""
    found: list[Body] = []
    known = _bodies()
    for _, alias, ident, name, kind in sorted(e for word in set(_WORD.findall(text.lower())) for e in
                                              known.get(word, ())):
        for match in _spelt(alias).finditer(text):
            if not any(b.span[0] < match.end() and match.start() < b.span[1] for b in found):
                found.append(Body(ident, name, kind, match.group(), match.span(), _is_held(name, match.group(), held)))
    for name in held.bodies:
        core = _core(name)
        for match in re.finditer(rf"(?<!\w){re.escape(core)}(?!\w)", text, re.IGNORECASE) if core else ():
            if not any(b.span[0] < match.end() and match.start() < b.span[1] for b in found):
                found.append(Body(core, name, "force", match.group(), match.span(), True))
    return tuple(sorted(found, key=lambda b: b.span))


def _is_held(name: str, words: str, held: Held) -> bool:
    own = {_core(b).lower() for b in held.bodies}
    return _core(name).lower() in own or _core(words).lower() in own


def _core(name: str) -> str:
    """The place in a body's name: "West Mercia Police" is "West Mercia"."""
    bare = re.sub(r"\b(?:the|police and crime (?:commissioner|panel)|office of the|police|constabulary|force|pcc|opcc|"
                  r"panel|area|for)\b", " ", name, flags=re.IGNORECASE)
    return " ".join(bare.split()).strip(" ,'-")
