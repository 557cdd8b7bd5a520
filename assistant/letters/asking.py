"""Whether a sentence asks something of the reports, and the words that are really asked.

A sentence asks by its question mark, by a request ("I would be grateful for a note of ..."), by its form ("How
many ... there are"), or by its place in a list that a sentence before announced. Replies, deadlines, thanks and
cries of anger ask for nothing that a report could say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.letters.segments import Sentence, own_stems, pattern
from assistant.words import content, load

_VERBS = "is|are|was|were|did|does|do|has|have|had|can|could|will|would|should"
_WH = re.compile(
    r"^(?:(?:on|in|at|by|to|for|of|from|with|against|under) (?:how|what|which|whom|whose)|"
    rf"how|what|which|who|whom|whose|when|where|why|whether|if|to what extent|{_VERBS})\b",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:^|[:;–—,]\s+|\s-\s+|\b(?:and|but|so)\s+)"
    r"(?=(?:(?:by|to|in|on|for|against|at|of|from) (?:how|what|which|whom|when)\b|"
    r"(?:how|what|which|who|whom|whose|when|where|why)\b|"
    rf"(?:{_VERBS}) (?:the|there|it|this|that|these|those|they|we|you|he|she|any|an?|all|your|our|either|both|[A-Z])))",
    re.I,
)


_MOST_READ = 2_000  # characters of a sentence: what it asks stands at its end
_PARTED = re.compile(rf"(?::|\s[-–—])\s+(?=(?:how|what|which|who|when|where|why|{_VERBS})\b)", re.I)


@dataclass(frozen=True)
class Asked:
    """What a sentence asks: `core` is its end, the words after every request cue; `preamble` what stands before.

    `topical`: the preamble names what all of the sentence is about ("As regards X, ...", "X: ...").
    """

    core: str
    preamble: str
    action: bool = False

    @property
    def topical(self) -> bool:
        return bool(own_stems(self.preamble)) and bool(pattern("topic").search(self.preamble))


def read_ask(sentence: Sentence, announced: bool, questioned: bool = False) -> Asked | None:
    """What a sentence asks, or None where it asks nothing. `announced`: its list or letter said that it would.
    `questioned`: its list item asks by a question mark elsewhere, so that its statements are only statements.
    """
    text = " ".join(sentence.text[-_MOST_READ:].split())
    if not any(c.isalpha() for c in text):
        return None
    bare = _bare(text)
    if pattern("action").match(text) and not pattern("not_points").search(bare):
        return Asked(bare, "", True)
    if not bare or sentence.heading and not text.endswith("?") or _nothing_asked(bare):
        return None
    if pattern("action").match(bare):
        return Asked(bare, "", True)
    question = bool(re.search(r"\?[\"'”’)!?]*$", text))
    bare, listed = _after_announcement(bare)
    before, after, cued = _cue(bare)
    if question and not cued:
        return _direct(bare)
    if cued and _is_asked(cued, after):
        core, more = _inner(after, cued=True)
        more = f"{more}:" if more else ""
        if not own_stems(core) and not pattern("counts").search(core):
            return None
        return Asked(core, " ".join(x for x in (before, more) if x))
    if question:
        return _direct(bare)
    if (
        listed
        or sentence.inline
        or sentence.item
        and announced
        and not questioned
        or pattern("wh_statement").match(bare)
        or (sentence.item and pattern("asks_as_noun").match(bare))
    ):
        return Asked(bare, "")
    return None


def announces(sentence: Sentence) -> bool:
    """Whether a sentence only says that questions follow."""
    text = " ".join(sentence.text[-_MOST_READ:].split())
    return bool(pattern("announces").search(text)) and (
        text.endswith((":", ".", "please", ";", "-", "–", "?")) or sentence.heading
    )


def _after_announcement(bare: str) -> tuple[str, bool]:
    """ "Please answer the following: how many ...": what stands after the colon, and that it was announced."""
    for sign in (": ", " - ", " – ", " — "):
        head, colon, tail = bare.partition(sign)
        if colon and len(tail.split()) > 2 and pattern("announces").search(head):
            return _bare(tail), True
    return bare, False


def _nothing_asked(bare: str) -> bool:
    return bool(pattern("not_points").search(bare) or pattern("rhetorical").search(bare))


def _bare(text: str) -> str:
    """The text without its openers ("Finally,", "Secondly:")."""
    opener = re.compile(f"^{load('letters/points.yaml')['opener']}", re.I)
    for _ in range(4):
        found = opener.match(text)
        if not found or found.end() >= len(text):
            break
        text = text[found.end() :]
    return text.strip()


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    data = load("letters/points.yaml")
    return tuple(re.compile(rf"(?<![\w'’]){cue.replace('{who}', data['who'])}(?![\w'’])", re.I) for cue in data["cues"])


def _cue(text: str) -> tuple[str, str, str]:
    """(what stands before the first request, what is asked, the words of the request); "" where there is none."""
    before, words, rest = "", "", text
    for turn in range(4):
        found = [
            m for cue in _cues() for m in [cue.search(rest) if not turn else cue.match(rest)] if m and m.group().strip()
        ]
        if not found:
            break
        first = min(found, key=lambda m: (m.start(), -m.end()))
        if not turn:
            before = rest[: first.start()].strip(" ,;:–-")
        after = _bare(_unfilled(rest[first.end() :]))
        words += " " + rest[first.start() : len(rest) - len(after)] if rest.endswith(after) else " " + first.group()
        rest = after
    return (before, rest, words.strip()) if words else ("", text, "")


def _unfilled(text: str) -> str:
    filler = re.compile(f"^{load('letters/points.yaml')['fillers']}", re.I)
    text = text.lstrip(" ,;:–-")
    while (found := filler.match(text)) and found.end():
        text = text[found.end() :]
    return text


def _is_asked(words: str, core: str) -> bool:
    """Whether what follows a request is something to be told, and not thanks or a thing to be done."""
    if not list(content(core)) and not _WH.match(core):
        return False
    if pattern("announces").search(f"{words} {core}") and not _WH.match(core):
        return False
    if _WH.match(core) or pattern("asks_as_noun").match(core):
        return True
    if pattern("not_asked").match(core):
        return False
    present = re.search(r"\b(?:am|are|is|was|were|been|'m|’m|'re|’re)\b", words, re.I)
    modal = re.search(
        r"\b(?:would|could|can|will|might|may|should|please|kindly|'d|’d|let|question|what)\b", words, re.I
    )
    return bool(pattern("information").search(words)) and not (present and not modal)


def _direct(bare: str) -> Asked | None:
    """A question as it stands: from its first question word on."""
    if pattern("announces").search(bare) and not re.search(r"\b(?:how|which|when|where|why|who)\b", bare, re.I):
        return None
    core, before = _inner(bare)
    return Asked(core, before)


def _inner(text: str, cued: bool = False) -> tuple[str, str]:
    """(the question, what stands before it) where a statement leads up to one: "You were sent one: when ...?".

    After a request (`cued`) only a colon or a dash parts the two: "to hear about Operation X - what is it?".
    """
    text = pattern("trailers").sub("", text) if not text.rstrip().endswith("?") else text
    if _WH.match(text):
        return text, ""
    if cued:
        parted = _PARTED.search(text)
        return (text[parted.end() :].strip(), text[: parted.start()].strip(" ,;:–-")) if parted else (text, "")
    found = [m for m in _CLAUSE.finditer(text) if m.start() > 0]
    if not found:
        return text, ""
    mark = ":" if re.match(r"[:–—]|\s-", found[0].group()) else ""
    return text[found[0].end() :].strip(), text[: found[0].start()].strip(" ,;:–-") + mark
