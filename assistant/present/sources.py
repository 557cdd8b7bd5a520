"""The source blocks of an answer: each citation with its place looked up once, when the answer arrives."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.present.dates import long_date
from assistant.present.places import Place, find, span_of
from assistant.present.suggest import suggested
from assistant.present.titles import readable
from assistant.present.view import AnswerView, view
from store.errors import NotHeld
from store.readonly import ReadStore


@dataclass(frozen=True)
class Source:
    """`place` is None where the place could not be found again; `why` then says so. `span`: see `places.find`."""

    citation: Citation
    place: Place | None
    span: str
    why: str = ""

    @property
    def heading(self) -> str:
        """Tells this source from the answer's others: reports of one series often share a title."""
        held = self.place if self.citation.kind != "note" else None      # a note is named by its own date
        when = (long_date(held.meeting_date) if held.meeting_date else held.period) if held else ""
        where = f"page {self.citation.page}" if self.citation.page is not None else self.citation.locator
        named = (readable(self.citation.title or self.citation.document), when, where)
        return f"[{self.citation.n}] {', '.join(part for part in named if part)}"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Document, dates and place, those that are known."""
        held = self.place
        known = [("Document", self.citation.document),
                 ("Meeting", long_date(held.meeting_date) if held and held.meeting_date else ""),
                 ("Period", held.period if held else ""),
                 ("Page", "" if self.citation.page is None else str(self.citation.page)),
                 ("Place", self.citation.locator)]
        return tuple((name, value) for name, value in known if value)


@dataclass(frozen=True)
class Prepared:
    """An answer that is ready to be shown. `number` counts the answers of a conversation.

    `instead`: questions of what is held, for a refusal that nothing held comes near to.
    """

    number: int
    answer: Answer
    view: AnswerView
    sources: tuple[Source, ...]
    instead: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"a{self.number}"


def source(store: ReadStore, citation: Citation) -> Source:
    try:
        place = find(store, citation.id, quote=citation.quote)
    except NotHeld as error:
        return Source(citation, None, "", str(error))
    span = span_of(store, citation.id, citation.quote) if citation.kind == "passage" else ""
    return Source(citation, place, span)


def prepare(number: int, answer: Answer, store: ReadStore) -> Prepared:
    instead = () if answer.answered or answer.nearest else suggested(store)
    return Prepared(number, answer, view(answer), tuple(source(store, c) for c in answer.citations), instead)
