"""The house style: the shipped template, and what a council lays over it in its store's `house_style.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant.words import load
from store.errors import BadInput

OWN = "house_style.yaml"


def house_style(folder: Path | None) -> dict[str, Any]:
    """The template in force. Raises BadInput where the council's own file cannot be used as it stands."""
    shipped = {**load("letters/house_style.yaml"), "salutations": load("letters/salutations.yaml")}
    own = folder / OWN if folder is not None else None
    if own is None or not own.is_file():
        return shipped
    try:
        changes = yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise BadInput(f"{OWN} beside the store cannot be read as YAML; correct it or take it away.") from error
    if not isinstance(changes, dict):
        raise BadInput(f"{OWN} beside the store must name settings, one a line, like 'lead:'.")
    if unknown := sorted(map(str, set(changes) - set(shipped))):
        raise BadInput(f"{OWN} names {unknown[0]!r}, which is not a setting; known are {', '.join(sorted(shipped))}.")
    return _laid_over(shipped, changes)


def _laid_over(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in changes.items():
        known = out.get(key)
        out[key] = _laid_over(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return out
