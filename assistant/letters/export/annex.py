"""The evidence annex: each cited statement of a reply with the words that bear it out, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.letters.compose import MARK, claims
from assistant.letters.reply import Reply, ReplySource

HEADINGS = ("Statement", "Source's words", "Document", "Page or place", "As at")


@dataclass(frozen=True)
class Evidence:
    """One row: a statement of the reply and one source of it, `n` being the source's number."""

    n: int
    claim: str
    quote: str
    document: str
    place: str
    as_at: str
    calculations: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        words = "; ".join([self.quote, *(f"calculation: {c}" for c in self.calculations)])
        return self.claim, words, self.document, self.place, self.as_at


def annex(reply: Reply) -> tuple[Evidence, ...]:
    """The rows of the annex in the order of the reply's statements."""
    sources = {s.n: s for s in reply.sources}
    worked = _calculations(reply)
    return tuple(
        Evidence(
            n,
            MARK.sub("", claim).strip(),
            sources[n].quote,
            sources[n].document,
            place(sources[n]),
            sources[n].as_at,
            tuple(shown for value, shown in worked if value in numbers_in(claim)),
        )
        for claim, numbers in claims(reply.body)
        for n in numbers
        if n in sources
    )


def _calculations(reply: Reply) -> list[tuple[str, str]]:
    """(value, the calculation written out) for each calculated value of the reply."""
    found = []
    for derived in (d for p in reply.points for d in p.answer.derived):
        shown = derived.formula
        for operand in sorted(derived.operands, key=lambda o: -len(o.name)):
            if operand.value is not None:
                shown = re.sub(rf"(?<!\w){re.escape(operand.name)}(?!\w)", operand.value, shown)
        if derived.formula in ("count", "sum"):
            shown = f"{derived.formula} of " + ", ".join(o.value or o.name for o in derived.operands)
        found.append((derived.value.lstrip("+-"), f"{shown} = {derived.value}"))
    return list(dict.fromkeys(found))


def numbers_in(text: str) -> set[str]:
    """The figures of a text, without separators of thousands."""
    return {n.replace(",", "").rstrip(".") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", MARK.sub("", text))}


def place(source: ReplySource) -> str:
    """Where a source stands: its page, if known, and its locator."""
    page = f"page {source.page}" if source.page is not None else ""
    return ", ".join(x for x in (page if page not in source.locator else "", source.locator) if x)


def reference(source: ReplySource) -> str:
    """A source in one line, as a footnote names it."""
    title = f"{source.title} ({source.document})" if source.title else source.document
    return ", ".join(x for x in (title, place(source)) if x)
