"""Every status, reason, caveat, finding and attention code with its meaning, from `assistant/data/codes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS = ("status", "reason", "caveat", "finding", "attention")
_FILE = Path(__file__).parent / "data" / "codes.yaml"


@dataclass(frozen=True)
class Code:
    """A code, its kind (one of KINDS), and what it means in one sentence."""

    kind: str
    code: str
    meaning: str


@cache
def all_codes() -> tuple[Code, ...]:
    """All codes in the file's order."""
    import yaml

    held = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Code(kind, code, meaning) for kind in KINDS for code, meaning in held[kind].items())


@cache
def known(kind: str) -> frozenset[str]:
    """The codes of one kind."""
    return frozenset(code.code for code in all_codes() if code.kind == kind)


def meaning(kind: str, code: str) -> str:
    """What a code means. Raises KeyError for one that the file does not have."""
    for held in all_codes():
        if (held.kind, held.code) == (kind, code):
            return held.meaning
    raise KeyError(f"{kind} {code}")
