"""Building an answer: statements with their sources, numbered in the order of first use.

Composers never write `[n]` or a figure from memory: they hand over a `Source` (a stored place, word for
word) and get its number back. `Composition.answer` puts the parts into the shape of `Answer`;
`assistant.verify` then checks it from the outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from assistant.answer import Answer, Caveat, Citation, Derived, Figure, Near, Operand, Status
from assistant.numbering import by_first_use


@dataclass(frozen=True)
class Source:
    """A place in a held document with its words. `id` is the passage's, reading's, cell's or footnote's id."""

    id: str
    kind: Literal["figure", "passage", "note"]
    document: str
    title: str
    locator: str
    page: int | None
    quote: str


@dataclass
class Composition:
    """An answer in the making. One per question (or per part of a question)."""

    question: str
    sources: list[Source] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    derived: list[Derived] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)
    nearest: list[Near] = field(default_factory=list)

    def cite(self, source: Source) -> int:
        """The number of a source, given on first use; the same place and quote keep their number."""
        for n, known in enumerate(self.sources, 1):
            if known.id == source.id and known.quote == source.quote:
                return n
        self.sources.append(source)
        return len(self.sources)

    def say(self, text: str, *sources: Source | int) -> None:
        """Add a statement, closed by the markers of its sources (each once, in order)."""
        numbers = self._numbers(sources)
        self.statements.append(text.strip() + "".join(f" [{n}]" for n in numbers))

    def derive(self, value: str, unit: str, formula: str, operands: Iterable[tuple[str, str | None, Source]]) -> None:
        """Record a calculation with its operands (name, decimal string, source)."""
        self.derived.append(Derived(value, unit, formula, tuple(
            Operand(name, number, self.cite(source)) for name, number, source in operands)))

    def caveat(self, code: str, text: str, *sources: Source | int) -> None:
        if not any(known.code == code and known.text == text for known in self.caveats):
            self.caveats.append(Caveat(code, text, tuple(self._numbers(sources))))

    def near(self, text: str, source: Source | None = None) -> None:
        self.nearest.append(Near(text, None if source is None else self.cite(source)))

    def answer(self, status: Status, reason: str | None = None, joiner: str = " ") -> Answer:
        citations = tuple(Citation(n, s.id, s.kind, s.document, s.title, s.locator, s.page, s.quote)
                          for n, s in enumerate(self.sources, 1))
        return by_first_use(Answer(self.question, status, reason, joiner.join(self.statements), citations,
                                   tuple(self.figures), tuple(self.derived), tuple(self.caveats),
                                   tuple(self.nearest)))

    def _numbers(self, sources: Iterable[Source | int]) -> list[int]:
        return list(dict.fromkeys(s if isinstance(s, int) else self.cite(s) for s in sources))
