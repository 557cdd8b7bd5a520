"""The app's own words, from `ui/data/words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parents[1] / "data" / "words.yaml").read_text(encoding="utf-8"))
    return loaded
