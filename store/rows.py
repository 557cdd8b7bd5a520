"""Records to rows and back: tuples and dicts are JSON text, bools are 0 and 1, everything else as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

R = TypeVar("R")
_NAMES: dict[type, tuple[str, ...]] = {}
_CONVERTERS: dict[type, tuple[tuple[str, Callable[[Any], Any]], ...]] = {}
_AS_IT_IS = frozenset((str, int, float, bytes))


def values_of(record: Any) -> list[Any]:
    """The values of a record's row, in the order of its fields."""
    held = record.__dict__
    return [value if value is None or type(value) in _AS_IT_IS else plain(value) for value in held.values()]


def row_of(record: Any) -> dict[str, Any]:
    """The row of a record: its fields as SQLite's own types."""
    return {name: plain(getattr(record, name)) for name in field_names(type(record))}


def plain(value: Any) -> Any:
    """A value as SQLite holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple | list | dict):
        if not value and not isinstance(value, dict):
            return "[]"
        return json.dumps(value, ensure_ascii=False)
    return value


def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a record, which are its table's columns."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(f.name for f in fields(kind))
    return _NAMES[kind]


def _converters(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The fields that are not held as they are. Annotations are strings (`from __future__ import annotations`)."""
    if kind not in _CONVERTERS:
        found: list[tuple[str, Callable[[Any], Any]]] = []
        for f in fields(kind):
            if str(f.type).startswith("tuple"):
                found.append((f.name, _from_json))
            elif str(f.type).startswith("bool"):
                found.append((f.name, bool))
        _CONVERTERS[kind] = tuple(found)
    return _CONVERTERS[kind]


def _from_json(text: str) -> tuple[Any, ...]:
    return _tuples(json.loads(text)) if text != "[]" else ()


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def record_of(kind: type[R], row: dict[str, Any]) -> R:
    """The record of a row; columns that the record does not have are left out."""
    values = {name: row[name] for name in field_names(kind)}
    for name, convert in _converters(kind):
        if values[name] is not None:
            values[name] = convert(values[name])
    return kind(**values)
