"""HTML for `st.html`, by markupsafe: whatever is not written in this package is escaped before it is put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from assistant.present.quotes import Part
from assistant.present.words import Tag

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def put(markup: Markup, into: DeltaGenerator | None = None) -> None:
    """Show markup, in the place `into` where one is kept. Takes `Markup` alone: no plain text gets here unescaped."""
    if not isinstance(markup, Markup):
        raise TypeError("put() takes Markup; pass texts through Markup.format so that they are escaped.")
    (into or st).html(Markup('<div class="pq">{}</div>').format(markup))


def join(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)


def address(page: str, **query: str) -> str:
    """A page's address, relative, so that it works under any base path."""
    kept = {key: value for key, value in query.items() if value}
    return f"{page or './'}?{urlencode(kept)}" if kept else page or "./"


def link(text: str | Markup, page: str, **query: str) -> Markup:
    """A link within the app that keeps the session (see `ui/static/page.js`)."""
    return Markup('<a class="pq-go" href="{}">{}</a>').format(address(page, **query), text)


def paragraph(text: str, kind: str = "") -> Markup:
    return Markup('<p class="{}">{}</p>').format(kind, text)


def tag(shown: Tag) -> Markup:
    note = Markup(' <span class="pq-note">{}</span>').format(shown.note) if shown.note else Markup("")
    return Markup('<span class="pq-tag pq-{}"><span aria-hidden="true">{}</span> {}</span>{}').format(
        shown.tone, shown.shape, shown.word, note)


def parts(pieces: Iterable[Part], anchor: str = "") -> Markup:
    """Parts of a text: the quote in `<mark>`, a marker as a link to its source block."""
    return join(_part(piece, anchor) for piece in pieces)


def _part(piece: Part, anchor: str) -> Markup:
    if piece.marker is not None:
        return Markup('<a class="pq-cite" href="#{0}-s{1}" aria-label="[{1}], source {1}">[{1}]</a>').format(
            anchor, piece.marker)
    return Markup("<mark>{}</mark>" if piece.marked else "{}").format(piece.text)


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str | Markup]], numbers: Iterable[int] = (),
          hide_caption: bool = False) -> Markup:
    """A table with caption and scopes; the first column heads its row. `numbers`: columns set to the right.

    On a narrow screen each row stands as a card, its cells led by their headings; the roles keep it a table there.
    """
    right = frozenset(numbers)
    head = join(Markup('<th scope="col" role="columnheader" class="{}">{}</th>').format(_side(i, right), h)
                for i, h in enumerate(headers))
    body = join(_row(row, headers, right) for row in rows)
    return Markup('<div class="pq-scroll" tabindex="0" role="region" aria-label="{}">'
                  '<table class="pq-table pq-cards" role="table"><caption class="{}">{}</caption>'
                  '<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody></table></div>'
                  ).format(caption, "pq-hidden" if hide_caption else "", caption, head, body)


def _row(row: Sequence[str | Markup], headers: Sequence[str], right: frozenset[int]) -> Markup:
    first = Markup('<th scope="row" role="rowheader">{}</th>').format(row[0])
    rest = join(Markup('<td role="cell" class="{}" data-label="{}">{}</td>').format(_side(i, right), headers[i], cell)
                for i, cell in enumerate(row) if i)
    return Markup('<tr role="row">{}{}</tr>').format(first, rest)


def _side(column: int, right: frozenset[int]) -> str:
    return "pq-num" if column in right else ""


def bullets(items: Iterable[str | Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(item) for item in items))


def details(summary: str, body: Markup, anchor: str = "", opened: bool = False) -> Markup:
    state = Markup(" open") if opened else Markup("")
    return Markup('<details id="{}"{}><summary>{}</summary>{}</details>').format(anchor, state, summary, body)


def summary_list(pairs: Iterable[tuple[str, str | Markup]]) -> Markup:
    return Markup('<dl class="pq-list">{}</dl>').format(
        join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(term, text) for term, text in pairs))


def note(text: str | Markup, kind: str = "note") -> Markup:
    return Markup('<div class="pq-box pq-box-{}">{}</div>').format(kind, text)


def heading(text: str, level: int = 1) -> Markup:
    """A heading that holds foreign text, which `st.title` would read as Markdown."""
    name = Markup("h{}").format(level)
    return Markup("<{0}>{1}</{0}>").format(name, text)
