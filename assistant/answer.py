"""An answer and its parts, in the shape that the command line and Python callers rely on (`to_dict`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Status = Literal["answered", "partly_answered", "not_found", "out_of_scope", "failed"]


@dataclass(frozen=True)
class Citation:
    """A place, word for word. `id` is the passage's, reading's or cell's id and stays while it is held.

    A `note` is not the document's: it is what the keeper noted about a row of it.
    """

    n: int
    id: str
    kind: Literal["figure", "passage", "note"]
    document: str
    title: str
    locator: str
    page: int | None
    quote: str


@dataclass(frozen=True)
class Figure:
    """A stored figure with its role. `value` is a decimal string without unit, None where none is printed."""

    measure: str
    role: str
    value: str | None
    unit: str
    as_printed: str
    period: str | None
    period_label: str
    basis: str
    area: str
    rag: str | None
    rag_source: str | None
    citation: int


@dataclass(frozen=True)
class Operand:
    name: str
    value: str | None
    citation: int


@dataclass(frozen=True)
class Derived:
    """A calculated value: `formula` is count, sum, or arithmetic over the operands' names."""

    value: str
    unit: str
    formula: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Caveat:
    code: str
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Near:
    """Something held that comes close to what was asked."""

    text: str
    citation: int | None = None


@dataclass(frozen=True)
class Answer:
    question: str
    status: Status
    reason: str | None
    text: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    nearest: tuple[Near, ...] = ()
    composer: str = "rules"
    seconds: float = 0.0

    @property
    def answered(self) -> bool:
        return self.status in ("answered", "partly_answered")

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of `ask --json`: tuples become lists, field names stay."""
        return _plain(asdict(self))

    def timed(self, seconds: float) -> Answer:
        return replace(self, seconds=round(seconds, 4))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
