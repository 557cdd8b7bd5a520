"""The patterns of `ingest/data/metadata.yaml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.language.data import policy


@cache
def metadata_pattern(*path: str) -> re.Pattern[str]:
    """A pattern by its place in the file."""
    node: Any = policy("metadata")
    for key in path:
        node = node[key]
    return re.compile(node, re.IGNORECASE)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a list in the file, NAME in it standing for a force's name."""
    return re.compile(pattern.replace("NAME", policy("metadata")["name"]), re.IGNORECASE)
