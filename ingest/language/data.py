"""Policy of ingest, read from its data folder once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def policy(name: str) -> dict[str, Any]:
    """The content of `ingest/data/<name>.yaml`."""
    loaded = yaml.safe_load(files("ingest").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise TypeError(f"ingest/data/{name}.yaml must hold a mapping")
    return loaded
