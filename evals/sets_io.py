"""Reading evaluation sets: JSON Lines, YAML, CSV and XLSX, with errors that name the line.

Every problem of every file is gathered, so that an evaluator mends a set in one go.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.cases import Case
from store.errors import BadInput

SHOWN = 8       # problems named in one message


@dataclass(frozen=True)
class SetCase:
    """A case, the name of its set (the file's, without ending) and the line it stands on."""

    case: Case
    set: str
    line: int


@dataclass(frozen=True)
class Raw:
    """What a reader makes of one case: its line, and its fields or why they cannot be read."""

    line: int
    fields: dict[str, Any] | None
    problem: str = ""


class BadSet(BadInput):
    """A set that cannot be used; `problems` are (file, line, reason)."""

    def __init__(self, problems: Sequence[tuple[str, int, str]]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - SHOWN
        said = "; ".join(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}"
                         for file, line, reason in problems[:SHOWN])
        super().__init__(said + (f"; and {more} more" if more > 0 else "") + ".")


def load_sets(paths: Iterable[str | Path]) -> tuple[SetCase, ...]:
    """The cases of all files, in order. Raises BadSet, or BadInput where a file cannot be opened."""
    cases: list[SetCase] = []
    problems: list[tuple[str, int, str]] = []
    seen: dict[str, tuple[str, int]] = {}
    names: dict[str, Path] = {}
    for path in map(Path, paths):
        if path.stem in names:
            raise BadInput(f"{path} and {names[path.stem]} are sets of one name; rename one or give it once.")
        names[path.stem] = path
        count = 0
        for raw in _read(path):
            count += 1
            found = _case(raw)
            if isinstance(found, str):
                problems.append((path.name, raw.line, found))
                continue
            if found.id in seen:
                at = "line {1}" if seen[found.id][0] == path.name else "{0}, line {1}"
                problems.append((path.name, raw.line, f"the id {found.id!r} stands already in "
                                 + at.format(*seen[found.id])))
                continue
            seen[found.id] = (path.name, raw.line)
            cases.append(SetCase(found, path.stem, raw.line))
        if not count:
            problems.append((path.name, 0, "the set holds no cases"))
    if problems:
        raise BadSet(problems)
    if not cases:
        raise BadInput("No set was given; name at least one file with cases.")
    return tuple(cases)


def _case(raw: Raw) -> Case | str:
    if raw.fields is None:
        return raw.problem
    try:
        return Case.model_validate(raw.fields)
    except ValidationError as error:
        return "; ".join(_said(one) for one in error.errors(include_url=False))


def _said(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"unknown field {where!r}"
    if error["type"] == "missing":
        return f"the field {where!r} is missing"
    message = error["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _read(path: Path) -> Iterator[Raw]:
    ending = path.suffix.lower()
    if ending in (".csv", ".xlsx"):
        from evals import sets_tables
        yield from (sets_tables.read_csv(_text(path)) if ending == ".csv" else sets_tables.read_xlsx(path))
    elif ending in (".yaml", ".yml"):
        yield from _read_yaml(_text(path))
    elif ending in (".jsonl", ".ndjson"):
        yield from _read_jsonl(_text(path))
    else:
        raise BadInput(f"{path}: a set is .jsonl, .yaml, .csv or .xlsx; save it as one of these.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}); check the name.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text; save it as UTF-8.") from error


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"the field {twice[0]!r} is given twice")
    return dict(pairs)


def _read_jsonl(text: str) -> Iterator[Raw]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_float=Decimal, object_pairs_hook=_pairs)
        except json.JSONDecodeError as error:
            yield Raw(number, None, f"not JSON ({error.msg} at character {error.colno})")
        except ValueError as error:
            yield Raw(number, None, str(error))
        else:
            yield _object(number, value)


def _read_yaml(text: str) -> Iterator[Raw]:
    import yaml

    try:
        top = yaml.compose(text, yaml.SafeLoader)
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Raw(mark.line + 1 if mark else 1, None, f"not YAML ({getattr(error, 'problem', None) or error})")
        return
    if isinstance(value, dict) and set(value) == {"cases"} and isinstance(top, yaml.MappingNode):
        top, value = top.value[0][1], value["cases"]
    if value is None:
        return
    if not isinstance(value, list) or not isinstance(top, yaml.SequenceNode):
        yield Raw(1, None, "a set in YAML is a list of cases")
        return
    for node, one in zip(top.value, value, strict=True):
        yield _object(node.start_mark.line + 1, one)


def _object(line: int, value: Any) -> Raw:
    if isinstance(value, dict):
        return Raw(line, {str(key): item for key, item in value.items()})
    return Raw(line, None, "a case is an object with id, question and expect")
