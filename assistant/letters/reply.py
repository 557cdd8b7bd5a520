"""A drafted reply and its parts, in the shape of `draft --json` (`to_dict`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answer import Answer
from store.errors import BadInput

MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class ReplySource:
    """A cited place of the reply. `as_at`: the period or date that the place speaks for, "" where unknown."""

    n: int
    document: str
    title: str
    locator: str
    page: int | None
    quote: str
    as_at: str = ""
    id: str = ""        # of the place in the store


@dataclass(frozen=True)
class ReplyPoint:
    """A thing asked and its answer. `paragraph`: an officer's own wording, in place of the composed one."""

    asked: str
    answer: Answer
    paragraph: str | None = None


@dataclass(frozen=True)
class Attention:
    """What the officer must look at before sending; `code` is in `assistant/data/codes.yaml`."""

    code: str
    text: str


@dataclass(frozen=True)
class Correspondent:
    """To whom the reply goes, with what the letter gave: nothing else of the letter is kept."""

    name: str = ""
    role: str = ""
    reference: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Reply:
    """A draft. `as_at` maps a document's name to the period or date of its report."""

    correspondent: Correspondent
    addressed_to: str
    body: str
    sources: tuple[ReplySource, ...] = ()
    points: tuple[ReplyPoint, ...] = ()
    attention: tuple[Attention, ...] = ()
    style: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    as_at: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def reference(self) -> str | None:
        return self.correspondent.reference

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of `draft --json`."""
        return {
            "reference": self.reference,
            "addressed_to": self.addressed_to,
            "body": self.body,
            "sources": [{k: v for k, v in vars_of(s).items() if k != "id"} for s in self.sources],
            "points": [{"asked": p.asked, "answer": p.answer.to_dict()} for p in self.points],
            "attention": [vars_of(a) for a in self.attention],
        }

    def with_points(self, points: tuple[ReplyPoint, ...]) -> Reply:
        """The reply composed anew from edited, dropped, re-asked or re-ordered points, with what to look at in them."""
        from assistant.letters.attention import renewed
        from assistant.letters.compose import compose

        body, sources = compose(self.correspondent, points, self.style, self.as_at)
        return replace(self, body=body, sources=sources, points=points, attention=renewed(self.attention, points))

    def in_letter(self, point: ReplyPoint) -> str:
        """A point's words with the letter's markers in place of its own; what the letter does not cite has none."""
        numbers = {(source.id, source.quote): source.n for source in self.sources}
        own = {x.n: numbers[x.id, x.quote] for x in point.answer.citations if (x.id, x.quote) in numbers}
        words = point.answer.text if point.paragraph is None else point.paragraph
        return MARK.sub(lambda m: f"[{own[int(m[1])]}]" if int(m[1]) in own else "", words)

    def worded(self, point: ReplyPoint, words: str) -> ReplyPoint:
        """The point in an officer's own words, which use the letter's markers. Raises BadInput for a marker that is
        none of the point's sources."""
        places = {source.n: (source.id, source.quote) for source in self.sources}
        own = {(x.id, x.quote): x.n for x in point.answer.citations}

        def numbered(mark: re.Match[str]) -> str:
            n = own.get(places.get(int(mark[1]), ("", "")))
            if n is None:
                raise BadInput(f"{mark[0]} is none of this point's sources; take it out or give another number.")
            return f"[{n}]"

        return replace(point, paragraph=MARK.sub(numbered, words))

    def to_docx(self) -> bytes:
        """A Word document with footnotes to the sources and an evidence annex."""
        from assistant.letters.export import export

        return export(self, ".docx")

    def to_markdown(self) -> str:
        from assistant.letters.export import export

        return export(self, ".md").decode("utf-8")

    def to_text(self) -> str:
        from assistant.letters.export import export

        return export(self, ".txt").decode("utf-8")


def vars_of(part: ReplySource | Attention) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}
