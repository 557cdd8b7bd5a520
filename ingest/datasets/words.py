"""The policy of `data/columns.yaml`, compiled."""

from __future__ import annotations

import re
from functools import cache

from ingest.language.data import policy


@cache
def pattern(key: str, inner: str = "") -> re.Pattern[str]:
    """The patterns under a key as one, without case."""
    found = policy("columns")[key]
    return re.compile("|".join(f"(?:{p})" for p in (found[inner] if inner else found)), re.IGNORECASE)


def heading_role(heading: str) -> str:
    """What a heading alone says of its column; "" where it says nothing."""
    plain = " ".join(heading.replace("_", " ").split())
    return next((role for role in policy("columns")["roles"] if pattern("roles", role).search(plain)), "")


def unit_of(text: str) -> str:
    """The unit that a heading or a unit cell names; "" where it names none."""
    return next((unit for unit in policy("columns")["units"] if pattern("units", unit).search(text)), "")


def scale_of(text: str) -> int:
    """What the figures under a heading are multiplied by ("£m" is 1,000,000)."""
    return next((int(scale) for scale in policy("columns")["scales"] if pattern("scales", scale).search(text)), 1)


def is_total(member: str) -> bool:
    """Whether a member is the whole of its dimension ("Total", "England and Wales")."""
    return pattern("totals").search(member.strip()) is not None


def limit(name: str) -> int:
    return int(policy("columns")["limits"][name])
