"""What the officer must look at before sending: told from the letter's words, the answers and what is held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from assistant.held import Held
from assistant.letters.parts import Letter
from assistant.letters.personal import Personal
from assistant.letters.reply import MARK, Attention, ReplyPoint
from assistant.letters.segments import has_table
from assistant.words import load, stop_stems, tokens

_FIGURE = re.compile(
    r"(?<![\w/.])(?:£\s?)?\d[\d,]*(?:\.\d+)?\s?(?:%|per cent|million|m\b|thousand)|"
    r"(?<![\w/.,-])\d{1,3}(?:,\d{3})+(?![\d/])"
)

OF_POINTS = frozenset({"action_requested", "not_answered", "partly_answered", "in_review", "caveat_on_figure",
                       "own_words", "own_words_uncited"})
_FROM_WORDS = (
    "crime_report", "threat", "foi_request", "data_protection_request", "complaint", "instruction", "markup"
)  # told by cues in the letter's words, what is most urgent first


def look_at(
    letter: Letter,
    points: tuple[ReplyPoint, ...],
    personal: tuple[Personal, ...],
    held: Held,
    today: date,
    dropped: int,
) -> tuple[Attention, ...]:
    """The attention list, what is most urgent first."""
    texts = load("letters/attention.yaml")["texts"]
    found = [
        Attention(code, texts[code])
        for code in _FROM_WORDS
        if _cued(code, letter.text)
    ]
    if personal:
        kinds = ", ".join(sorted({p.kind for p in personal}))
        found.append(Attention("personal_data", texts["personal_data"].format(kinds=kinds)))
    found += about_points(points)
    if held.latest is not None:
        found.append(_latest(held, today, texts))
    found += _about_reading(letter, points, texts, dropped)
    return tuple(dict.fromkeys(found))


def is_english(letter: Letter) -> bool:
    """Whether the body is in English, by the share of its commonest words; a very short text passes."""
    words = [t.lower for a, b in letter.body for t in tokens(letter.text[a:b]) if t.lower.isalpha()]
    if len(words) < 12:
        return all(ord(c) < 0x250 or not c.isalpha() for a, b in letter.body for c in letter.text[a:b])
    common = _common()
    return sum(w in common for w in words) >= 0.22 * len(words)


@cache
def _common() -> frozenset[str]:
    return frozenset(load("words.yaml")["stop"]) - {
        "die",
        "den",
        "in",
        "an",
        "am",
        "was",
        "so",
        "me",
        "on",
        "i",
        "a",
        "s",
        "t",
        "d",
        "m",
        "re",
        "he",
        "no",
        "do",
        "as",
        "per",
        "via",
        "or",
        "to",
        "off",
        "get",
        "also",
    } | stop_stems() & {"the", "of"}


@cache
def _cues(code: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{c})" for c in load("letters/attention.yaml")["cues"][code]), re.I)


def _cued(code: str, text: str) -> bool:
    return bool(_cues(code).search(" ".join(text.split())))


def holds_instruction(text: str) -> bool:
    """Whether a text tries to instruct the tool."""
    return _cued("instruction", text)


def renewed(attention: tuple[Attention, ...], points: tuple[ReplyPoint, ...]) -> tuple[Attention, ...]:
    """The list after points were changed, left out or moved: what is about points is told anew, in its place."""
    at = next((i for i, a in enumerate(attention) if a.code in OF_POINTS), len(attention))
    others = [a for a in attention if a.code not in OF_POINTS]
    before = sum(a.code not in OF_POINTS for a in attention[:at])
    return tuple(dict.fromkeys([*others[:before], *about_points(points), *others[before:]]))


def about_points(points: tuple[ReplyPoint, ...]) -> Iterable[Attention]:
    """What is to be looked at in each point; of one in an officer's own words, those words alone."""
    texts = load("letters/attention.yaml")["texts"]
    for n, point in enumerate(points, 1):
        answer = point.answer
        if point.paragraph is not None:
            code = "own_words" if MARK.search(point.paragraph) else "own_words_uncited"
            yield Attention(code, texts[code].format(n=n))
            continue
        why = (answer.reason or "the reports do not say").replace("_", " ")
        if answer.reason == "action_requested":
            yield Attention("action_requested", texts["action_requested"].format(n=n))
        elif not answer.answered:
            yield Attention("not_answered", texts["not_answered"].format(n=n, why=why))
        elif answer.status == "partly_answered":
            yield Attention("partly_answered", texts["partly_answered"].format(n=n, why=why))
        if answer.reason == "in_review" or any(c.code == "in_review" for c in answer.caveats):
            yield Attention("in_review", texts["in_review"].format(n=n))
        for caveat in answer.caveats:
            if caveat.code != "in_review":
                yield Attention("caveat_on_figure", texts["caveat_on_figure"].format(n=n, caveat=caveat.text))


def _latest(held: Held, today: date, texts: dict[str, str]) -> Attention:
    latest = held.latest
    assert latest is not None
    end = latest.period_end or latest.meeting_date
    if end is None:
        return Attention("latest_period", texts["latest_undated"])
    key = "latest_period" if latest.period_end else "latest_report"
    return Attention(
        "latest_period",
        texts[key].format(
            label=latest.period_label,
            end=_day(date.fromisoformat(end)),
            age=_age(date.fromisoformat(end), today),
            today=_day(today),
        ),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _age(then: date, now: date) -> str:
    days = (now - then).days
    if days < 0:
        return "not long"
    if days < 60:
        return f"{days} days"
    months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    if months < 24:
        return f"{months} months"
    return f"{months // 12} years" + (f" and {months % 12} months" if months % 12 else "")


def _about_reading(
    letter: Letter, points: tuple[ReplyPoint, ...], texts: dict[str, str], dropped: int
) -> Iterable[Attention]:
    if not is_english(letter):
        yield Attention("unsupported_language", texts["unsupported_language"])
    elif not points:
        yield Attention("nothing_asked", texts["nothing_asked"])
    if letter.source.full_length is not None:
        yield Attention(
            "letter_cut",
            texts["letter_cut"].format(read=f"{len(letter.text):,} of {letter.source.full_length:,} characters"),
        )
    if dropped:
        yield Attention("points_cut", texts["points_cut"].format(count=len(points)))
    if letter.earlier:
        yield Attention("earlier_message", texts["earlier_message"])
    if has_table(letter):
        yield Attention("table_in_letter", texts["table_in_letter"])
    elif any(_FIGURE.search(letter.text[a:b]) for a, b in letter.body):
        yield Attention("claims_figures", texts["claims_figures"])
    if not letter.sender:
        yield Attention("no_sender", texts["no_sender"])
    if letter.source.attachments:
        yield Attention("attachment", texts["attachment"].format(names=len(letter.source.attachments)))
