"""The patterns of `points.yaml`, ready to search with."""

from __future__ import annotations

import re
from functools import cache

from assistant.words import load


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A pattern of `points.yaml`; a list is any of its members."""
    data = load("letters/points.yaml")
    value = data[key]
    joined = "|".join(f"(?:{p})" for p in value) if isinstance(value, list) else value
    return re.compile(joined.replace("{who}", data["who"]), re.I)


@cache
def request_cues() -> tuple[re.Pattern[str], ...]:
    """The words that turn what follows them into something asked."""
    data = load("letters/points.yaml")
    return tuple(re.compile(rf"(?<![\w'’]){cue.replace('{who}', data['who'])}(?![\w'’])", re.I) for cue in data["cues"])
