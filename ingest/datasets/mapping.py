"""The written mapping of a data file's columns: guessed once, kept as YAML, corrected by a person where it is wrong.

Looked for beside the data as `NAME.mapping.yaml`, then among the store's `mappings`. A person's mapping wins over
every guess. The store's own copy bears a fingerprint, by which an untouched guess is told from a corrected one.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from store.errors import UnreadableFile

Role = Literal["area", "dimension", "code", "value", "unit", "period", "financial_year", "calendar_year", "quarter",
               "month", "ignore"]
ROLES = ("area, dimension, code, value, unit, period, financial_year, calendar_year, quarter, month, ignore")
_HEAD = """\
# How the columns of {name} are read. Correct what is wrong and save it beside the data as {name}.mapping.yaml
# (or here), then ingest the data again. A column's role is one of:
#   {roles}
# as guessed: {mark}
"""
_MARK = re.compile(r"^# as guessed: ([0-9a-f]{16})$", re.M)


class Mapping(BaseModel):
    """`shape`: tidy (a row for each observation, one value column) or wide (a column for each period).

    `header_row`: the sheet's row, from 1, that holds the headings (`header_rows` of them). `unit`: count, %, GBP,
    per_1000 ...; only count and GBP are ever added up. `scale` multiplies the values. `basis` as the store has it,
    where the periods do not say. `dates`: whether "2021-04-01" means that day or its month.
    `area` and `period` are for data without such a column.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    shape: Literal["tidy", "wide"]
    columns: dict[str, Role]
    sheet: str = ""
    header_row: int = Field(default=1, ge=1)
    header_rows: int = Field(default=1, ge=1, le=2)
    title: str = ""
    measure: str = ""
    unit: str = "unknown"
    scale: int = Field(default=1, ge=1)
    basis: Literal["", "quarter", "year_to_date", "rolling_12_months", "financial_year", "snapshot", "unknown"] = ""
    dates: Literal["", "days", "months"] = ""
    area: str = ""
    period: str = ""

    def of_role(self, *roles: str) -> list[str]:
        """The columns of these roles, in the file's order."""
        return [name for name, role in self.columns.items() if role in roles]


def file_name(name: str) -> str:
    return f"{name}.mapping.yaml"


def find(name: str, beside: Path | None, folder: Path | None) -> tuple[Mapping, Path] | None:
    """A person's mapping for the file `name`: beside it, or corrected in the store. Raises `UnreadableFile`."""
    for place in (beside, folder):
        path = place / file_name(name) if place is not None else None
        if path is None or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8-sig")
        if place is folder and _untouched(text):
            continue
        return read(text, path.name), path
    return None


def read(text: str, name: str) -> Mapping:
    """A mapping from YAML. Raises `UnreadableFile` with one line that says what is wrong in it."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f", line {line + 1}" if line is not None else ""
        raise UnreadableFile(f"Its mapping {name} is not YAML that can be read{where}; correct it.") from error
    if not isinstance(data, dict):
        raise UnreadableFile(f"Its mapping {name} holds no settings; write shape and columns, or delete it.")
    if isinstance(data.get("columns"), dict):
        data["columns"] = {str(column): role for column, role in data["columns"].items()}
    try:
        mapping = Mapping.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(map(str, first["loc"]))
        hint = f" Roles are: {ROLES}." if first["loc"][:1] == ("columns",) else ""
        raise UnreadableFile(f"Its mapping {name} is wrong at “{place}”: {first['msg']}.{hint}") from error
    return mapping


def write(mapping: Mapping | dict[str, Any], name: str, folder: Path) -> Path:
    """Keep a guess among the store's mappings, to be corrected there or beside the data. Returns where it is."""
    data = mapping.model_dump(exclude_defaults=True) if isinstance(mapping, Mapping) else mapping
    body = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(name)
    path.write_text(_HEAD.format(name=name, roles=ROLES, mark=_fingerprint(body)) + body, encoding="utf-8")
    return path


def _fingerprint(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _untouched(text: str) -> bool:
    """Whether a mapping of the store is still as it was guessed."""
    mark = _MARK.search(text)
    return mark is not None and _fingerprint(text[mark.end() + 1:]) == mark.group(1)
