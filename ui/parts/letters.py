"""The draft of a reply on its page: what to look at first, the body, its sources, and each point for editing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from assistant.present.quotes import paragraphs, with_markers
from assistant.present.titles import readable
from assistant.present.words import word
from store.errors import BadInput, PanelqaError
from ui.parts import backend, markup, page
from ui.parts.actions import DOCX
from ui.parts.words import words

if TYPE_CHECKING:
    from assistant.letters import Reply, ReplyPoint

WORDS = words()["draft"]
ANCHOR = "letter"


def show(reply: Reply) -> None:
    """The whole draft: attention, body, downloads, sources, points."""
    notes = markup.bullets(note.text for note in reply.attention) if reply.attention \
        else markup.paragraph(WORDS["attention_none"])
    markup.put(markup.note(Markup("<h2>Look at this before you send it</h2>{}").format(notes), "error"))
    markup.put(Markup("<h2>The draft</h2><p class='pq-quiet'>{}</p>{}").format(WORDS["marked"], body(reply)))
    with st.container(horizontal=True):
        st.download_button("Download the draft as .docx", reply.to_docx, "draft-reply.docx", DOCX, on_click="ignore")
        st.download_button("Download the draft as .md", reply.to_markdown, "draft-reply.md", "text/markdown",
                           on_click="ignore")
    markup.put(Markup("<h2>Sources</h2>{}").format(sources(reply)))
    st.header("Points of the letter", anchor=False)
    if not reply.points:
        markup.put(markup.paragraph(WORDS["no_points"]))
    for number in range(len(reply.points)):
        point(reply, number)
    left_out(reply)


def cited(reply: Reply, text: str) -> Markup:
    """Text of the letter, its markers as links to the letter's sources."""
    return markup.parts(with_markers(text, frozenset(s.n for s in reply.sources)), ANCHOR)


def body(reply: Reply) -> Markup:
    lines = [Markup("<p>{}</p>").format(cited(reply, line)) for line in paragraphs(reply.body)]
    return Markup('<div class="pq-letter">{}</div>').format(markup.join(lines))


def sources(reply: Reply) -> Markup:
    if not reply.sources:
        return markup.paragraph("The draft cites no source.")
    blocks = []
    for source in reply.sources:
        at = f", page {source.page}" if source.page is not None else ""
        facts = [("Document", source.document), ("Place", source.locator), ("As at", source.as_at)]
        heading = f"[{source.n}] {readable(source.title or source.document)}{at}, {source.locator}"
        quoted = Markup("<blockquote><mark>{}</mark></blockquote><p>{}</p>").format(source.quote, markup.link(
            words()["source"]["open"], "source", doc=source.document, place=source.id))
        blocks.append(markup.details(heading, markup.summary_list((k, v) for k, v in facts if v) + quoted,
                                     f"{ANCHOR}-s{source.n}"))
    return markup.join(blocks)


def point(reply: Reply, number: int) -> None:
    """One thing asked, with its answer; an officer can reword, re-ask, move it up or leave it out."""
    one = reply.points[number]
    words_now, key = reply.in_letter(one), _key(reply, number)
    state = WORDS["own_words"] if one.paragraph is not None else word("statuses", one.answer.status)
    with st.container(border=True):
        markup.put(Markup("<h3>Point {}: {}</h3><blockquote>{}</blockquote><p>{}</p>").format(
            number + 1, state, one.asked, cited(reply, words_now)))
        with st.form(f"point-{key}", border=False):
            st.text_area(f"Wording of point {number + 1}", words_now, max_chars=20_000,
                         key=f"wording-{key}-{_digest(words_now)}", help=WORDS["wording_help"])
            st.text_input(f"Or ask point {number + 1} in other words", max_chars=1000, key=f"ask-{key}")
            with st.container(horizontal=True):
                st.form_submit_button(f"Change point {number + 1}", on_click=_attempt, args=(_change, number, key))
                st.form_submit_button(f"Move point {number + 1} up", disabled=number == 0, on_click=_attempt,
                                      args=(_up, number, key))
                st.form_submit_button(f"Leave point {number + 1} out", on_click=_attempt, args=(_drop, number, key))
        wrong = st.session_state.pop(f"wrong-{key}", "")
        if wrong:
            markup.put(markup.note(markup.paragraph(wrong), "error"))


def left_out(reply: Reply) -> None:
    """The points that were left out, to be put back at the end."""
    dropped: list[ReplyPoint] = st.session_state.get("left_out", [])
    if not dropped:
        return
    st.subheader(WORDS["left_out"], anchor=False)
    for number, one in enumerate(dropped):
        markup.put(Markup("<blockquote>{}</blockquote>").format(one.asked))
        st.button(f"{WORDS['put_back']} {number + 1}", key=f"back-{number}", on_click=_put_back, args=(number,))


def _key(reply: Reply, number: int) -> str:
    """Names a point's fields: what is typed in them stays while other points are changed. The field of its wording
    has that in its name too: where the words or the numbers of their sources change, it begins anew with them."""
    one = reply.points[number]
    alike = sum(other.asked == one.asked for other in reply.points[:number])
    return _digest(f"{one.asked}|{alike}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _attempt(act: Callable[[Reply, int, str], Reply], number: int, key: str) -> None:
    """Change the draft before anything is drawn anew; what must be put right is said at the point."""
    try:
        st.session_state["draft"] = act(st.session_state["draft"], number, key)
    except PanelqaError as error:
        st.session_state[f"wrong-{key}"] = str(error)
        page.announce(str(error))
    else:
        page.announce(WORDS["changed"])


def _change(reply: Reply, number: int, key: str) -> Reply:
    """Ask anew where a question is given; else put the officer's wording in, or take it out where it is empty."""
    one, question = reply.points[number], st.session_state[f"ask-{key}"].strip()
    if question:
        from assistant.letters import ask_again

        with backend.assistant() as helper:
            return ask_again(reply, number, question, helper)
    wording = st.session_state[f"wording-{key}-{_digest(reply.in_letter(one))}"].strip()
    if wording == reply.in_letter(one).strip():
        raise BadInput(WORDS["unchanged"])
    changed = reply.worded(one, wording) if wording else replace(one, paragraph=None)
    return reply.with_points((*reply.points[:number], changed, *reply.points[number + 1:]))


def _up(reply: Reply, number: int, key: str) -> Reply:
    order = list(reply.points)
    order[number - 1], order[number] = order[number], order[number - 1]
    return reply.with_points(tuple(order))


def _drop(reply: Reply, number: int, key: str) -> Reply:
    st.session_state["left_out"] = [*st.session_state.get("left_out", []), reply.points[number]]
    return reply.with_points(reply.points[:number] + reply.points[number + 1:])


def _put_back(number: int) -> None:
    dropped, reply = st.session_state["left_out"], st.session_state["draft"]
    st.session_state["left_out"] = dropped[:number] + dropped[number + 1:]
    st.session_state["draft"] = reply.with_points((*reply.points, dropped[number]))
    page.announce(WORDS["changed"])
