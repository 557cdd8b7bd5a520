"""How a correspondent is addressed: British convention, rules from `salutations.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MOST_WORDS = 4  # of a person's name; a longer one is a sentence or an office


@dataclass(frozen=True)
class Address:
    """The salutation line, the line that closes the letter, and the name alone ("" where there is none)."""

    salutation: str
    close: str
    name: str


def address(name: str, rules: dict[str, Any], role: str = "") -> Address:
    """How to address whoever signed with `name`; "Sir or Madam" where that is no person's name."""
    how = _how(name, rules, role)
    if not how:
        return Address(rules["unnamed"], rules["close_unnamed"], name)
    return Address(rules["named"].format(how=how), rules["close_named"], name)


def _how(name: str, rules: dict[str, Any], role: str) -> str:
    plain = name.strip(" ,.")
    for honorific in rules["honorific"]:
        plain = re.sub(rf"^{re.escape(honorific)}\.?\s+", "", plain, flags=re.I)
    titles: dict[str, str] = rules["titles"]
    bracketed = re.search(r"\((\w+)\.?\)\s*$", plain)
    title = titles.get(bracketed.group(1).lower(), "") if bracketed else ""
    plain = re.sub(r"\s*\([^)]*\)\s*", " ", plain).strip()
    words = [w for w in re.split(r"[\s,]+", plain) if w and w.strip(".").lower() not in rules["letters_after"]]
    while words and words[0].strip(".").lower() in titles:
        title = titles[words[0].strip(".").lower()] if not title or words[0].strip(".").lower() != "rev" else title
        words = words[1:]
    if not 0 < len(words) <= _MOST_WORDS or re.search(rules["offices"], " ".join(words), re.I):
        return ""
    if not title and re.search(rules["councillor"], role, re.I):
        title = "Councillor"
    words = [_cased(w) for w in words]
    if title in rules["by_first_name"]:
        return f"{title} {words[0]}"
    if title:
        return f"{title} {_last(words)}"
    return " ".join(words)


def _last(words: list[str]) -> str:
    """The family name, with "van", "de" and their like."""
    at = len(words) - 1
    while at > 0 and words[at - 1].lower() in (
        "van",
        "von",
        "de",
        "der",
        "den",
        "la",
        "le",
        "du",
        "di",
        "da",
        "al",
        "bin",
        "ap",
    ):
        at -= 1
    return " ".join(words[at:]) if len(words) > 1 else words[0]


def _cased(word: str) -> str:
    return word.capitalize() if len(word) > 3 and (word.isupper() or word.islower()) else word
