"""The reply to a letter: read, taken apart into points, each answered with its sources, composed as a draft.

    reply = draft(Path("letter.docx").read_bytes(), "letter.docx", assistant)
    reply.to_dict(); reply.to_docx()

Nothing of the letter is stored. Its claims are never stated as ours, its instructions never followed, its markup
never rendered; what the officer must look at is in `reply.attention`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.letters.answers import answer_point, not_for_reports
from assistant.letters.asking import asks_outright
from assistant.letters.attention import holds_instruction, is_english, look_at
from assistant.letters.compose import compose
from assistant.letters.context import questions_of
from assistant.letters.parts import Letter, take_apart
from assistant.letters.patterns import pattern
from assistant.letters.personal import MASK, Personal, find_personal, mask
from assistant.letters.points import MOST_POINTS, Point, asked_words, find_points
from assistant.letters.reading import read_text
from assistant.letters.reply import Attention, Correspondent, Reply, ReplyPoint, ReplySource
from assistant.letters.style import house_style

if TYPE_CHECKING:
    from assistant.assistant import Assistant

__all__ = [
    "Attention",
    "Correspondent",
    "Letter",
    "Reply",
    "ReplyPoint",
    "ReplySource",
    "ask_again",
    "draft",
    "read_letter",
]


def read_letter(letter: bytes | str | Path, name: str = "letter.txt") -> Letter:
    """A letter taken apart. Raises UnreadableFile where the file is empty, binary, locked or damaged."""
    return take_apart(read_text(letter, name))


def draft(letter: bytes | str | Path | Letter, name: str, assistant: Assistant, today: date | None = None) -> Reply:
    """The draft of a reply. `name` is the letter's file name, `today` the day that ages are counted to."""
    read = letter if isinstance(letter, Letter) else read_letter(letter, name)
    personal = find_personal(read.text, read.sender, lambda name: _is_printed(name, assistant))
    found = tuple(p for p in find_points(read) if not _only_instructs(read, p)) if is_english(read) else ()
    style = house_style(assistant.store.folder)
    points = tuple(_answered(read, point, personal, assistant, style["unanswered"]) for point in found[:MOST_POINTS])
    to = Correspondent(read.sender, read.role, read.reference, read.date)
    as_at = {i.document: i.period_label or i.meeting_date or "" for i in assistant.held.items.values()}
    body, sources = compose(to, points, style, as_at)
    attention = look_at(read, points, personal, assistant.held, today or date.today(), len(found) - len(points))
    return Reply(
        to,
        read.sender or style["salutations"]["unnamed"].removeprefix("Dear ").rstrip(","),
        body,
        sources,
        points,
        attention,
        style,
        as_at,
    )


def ask_again(reply: Reply, at: int, question: str, assistant: Assistant) -> Reply:
    """The reply with point `at` (from 0) answered to an officer's own wording; `asked` stays the letter's."""
    point = reply.points[at]
    answer = replace(assistant.ask(question), question=point.asked)
    points = (*reply.points[:at], ReplyPoint(point.asked, answer), *reply.points[at + 1 :])
    return reply.with_points(points)


def _answered(
    letter: Letter, point: Point, personal: tuple[Personal, ...], assistant: Assistant, words: dict[str, str]
) -> ReplyPoint:
    asked = asked_words(letter, point, [(p.start, p.end) for p in personal])
    if any(pattern("individual").search(c.text) for c in point.clauses):
        return ReplyPoint(asked, not_for_reports(asked, "individual_case", words["individual_case"]))
    if point.action:
        return ReplyPoint(asked, not_for_reports(asked, "action_requested", words["action_requested"]))
    if holds_instruction(asked):
        return ReplyPoint(asked, not_for_reports(asked, "instruction", words["instruction"]))
    begin = letter.body[0][0]
    before = mask(letter.text[begin : point.start], begin, personal).replace(MASK, " ")
    bare = _without(point, personal, letter)

    known: dict[tuple[str, tuple[str, ...], str | None], Answer] = {}

    def ask(question: str, history: tuple[str, ...], document: str | None) -> Answer:
        key = (question, history, document)
        if key not in known:
            known[key] = assistant.ask(question, history, document=document)
        return known[key]

    return ReplyPoint(asked, answer_point(asked, questions_of(bare, before), ask))


def _only_instructs(letter: Letter, point: Point) -> bool:
    """Whether a point is text that tries to instruct the tool and asks nothing: it stands on the attention list."""
    words = " ".join(letter.text[a:b] for a, b in point.spans)
    return holds_instruction(words) and not asks_outright(words)


def _without(point: Point, personal: tuple[Personal, ...], letter: Letter) -> Point:
    """The point with every piece of personal data taken out of the words that are asked."""
    pieces = sorted({letter.text[p.start : p.end] for p in personal}, key=len, reverse=True)

    def off(text: str) -> str:
        for piece in pieces:
            text = text.replace(" ".join(piece.split()), " ")
        return text

    return replace(
        point,
        clauses=tuple(replace(c, text=off(c.text)) for c in point.clauses),
        lean=off(point.lean),
        leading=off(point.leading),
    )


def _is_printed(name: str, assistant: Assistant) -> bool:
    """Whether a held report prints a name, as of an office holder."""
    words = " ".join(w for w in name.replace("’", "'").split() if w.replace("'", "").replace("-", "").isalpha())
    return bool(words) and assistant.store.one("text_has_word", word=f'"{words}"') is not None
