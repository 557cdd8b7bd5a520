"""A case of an evaluation set: a question and what its answer must and must not hold.

The same fields in JSON Lines, YAML, CSV and XLSX (`evals.sets_io`). A field left out is not checked; `figures: []`
means that the answer holds none. Patterns are regular expressions without regard to case: `text` is looked for in
the answer and its caveats, `not_text` in the answer alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.answer import Status
from assistant.codes import known

Role = Literal["actual", "target", "previous_year", "predicted", "baseline", "other"]
REFUSALS = ("not_found", "out_of_scope")
ANSWERS = ("answered", "partly_answered")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
_LIKE_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)

    def given(self, name: str) -> bool:
        """Whether the case states the field, be it as null."""
        return name in self.model_fields_set


def _number(value: Any) -> Any:
    """A value as written in a set: thousands separators go, a sign of unit is refused."""
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    text = str(value).strip().replace(",", "").replace("−", "-")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number; write the digits alone and the sign in 'unit'") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a number")
    return number


class ExpectedFigure(_Strict):
    """A figure that the answer must hold: every field given has to agree.

    `value` null: the figure is shown as not printed. `period` is "2013-04-01/2013-06-30", else a part of the
    label ("Q1 2013/14"). `tolerance` (in the value's unit) is 0 where it is left out.
    """

    measure: str | None = None
    role: Role | None = None
    value: Decimal | None = None
    unit: str | None = None
    period: str | None = None
    basis: str | None = None
    rag: Literal["R", "A", "G"] | None = None
    tolerance: Decimal = Decimal(0)

    _numbers = field_validator("value", "tolerance", mode="before")(_number)

    @field_validator("period")
    @classmethod
    def _period(cls, value: str | None) -> str | None:
        if value and _LIKE_ISO.match(value) and not _ISO.fullmatch(value):
            raise ValueError(f"{value!r} is not a period; write 2013-04-01/2013-06-30")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> ExpectedFigure:
        if not self.model_fields_set - {"tolerance", "unit", "role", "basis"}:
            raise ValueError("a figure needs at least a value, a measure, a period or a rating")
        if self.tolerance < 0:
            raise ValueError("a tolerance cannot be negative")
        return self


class ExpectedDerived(_Strict):
    """A calculated value that the answer must show."""

    value: Decimal
    unit: str | None = None

    _numbers = field_validator("value", mode="before")(_number)


class ExpectedCitation(_Strict):
    """A place that the answer must cite. `document` with or without its ending; `locator` as shown, or its end."""

    document: str | None = None
    page: int | None = None
    locator: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> ExpectedCitation:
        if not any((self.document, self.page, self.locator)):
            raise ValueError("a citation needs a document, a page or a locator")
        return self


class Expect(_Strict):
    """What is expected. `only`: no figures in the roles expected other than those listed."""

    status: Status | None = None
    reason: str | None = None
    figures: tuple[ExpectedFigure, ...] | None = None
    only: bool = False
    derived: tuple[ExpectedDerived, ...] = ()
    text: tuple[str, ...] = ()
    not_text: tuple[str, ...] = ()
    citations: tuple[ExpectedCitation, ...] = ()
    caveats: tuple[str, ...] = ()

    @field_validator("reason")
    @classmethod
    def _reason(cls, value: str | None) -> str | None:
        return None if value is None else _known("reason", value)

    @field_validator("caveats")
    @classmethod
    def _caveats(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_known("caveat", value) for value in values)

    @field_validator("text", "not_text")
    @classmethod
    def _patterns(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not value.strip():
                raise ValueError("an empty pattern checks nothing")
            try:
                compiled = pattern(value)
            except re.error as error:
                raise ValueError(f"{value!r} is not a regular expression ({error})") from None
            if compiled.search(""):
                raise ValueError(f"{value!r} matches anything, so it checks nothing")
        return values

    @model_validator(mode="after")
    def _expects(self) -> Expect:
        if self.only and not self.figures:
            raise ValueError("'only' needs the figures that it is about")
        if self.status in REFUSALS and self.figures:
            raise ValueError(f"a case cannot expect figures with the status {self.status}")
        if not any((self.status, self.reason, self.figures is not None, self.derived, self.text, self.not_text,
                    self.citations, self.caveats)):
            raise ValueError("the case expects nothing; give at least one of status, reason, figures, text, not_text, "
                             "citations, caveats")
        return self


class Case(_Strict):
    """One question with its expectations. `history`: the questions before it in the conversation, oldest first."""

    id: str = Field(min_length=1)
    question: str
    kind: str = Field(default="other", min_length=1)
    expect: Expect
    tags: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    @field_validator("question")
    @classmethod
    def _question(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("the question is empty")
        return value

    @field_validator("id", "kind", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else value

    @property
    def refuses(self) -> bool | None:
        """Whether the answer should be a refusal; None where the case leaves it open."""
        if self.expect.status:
            return self.expect.status in REFUSALS
        if self.expect.figures or self.expect.derived or self.expect.citations:
            return False
        return None

    def to_dict(self) -> dict[str, Any]:
        """The case as plain JSON values, fields left out stay out."""
        data: dict[str, Any] = self.model_dump(mode="json", exclude_unset=True)
        return data

    @property
    def fingerprint(self) -> str:
        """Changes with the question or what is expected; not with tags or kind."""
        data = self.to_dict()
        text = json.dumps([data["question"], data["expect"], list(self.history)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of a case, as it is matched. Raises re.error."""
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def _known(kind: str, code: str) -> str:
    if code not in known(kind):
        raise ValueError(f"{code!r} is not a {kind} code; 'panelqa codes' lists them")
    return code


ROLES: tuple[str, ...] = get_args(Role)
