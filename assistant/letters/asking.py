"""Whether a sentence asks something of the reports, and the words that are really asked.

A sentence asks by its question mark, by a request ("I would be grateful for a note of ..."), by its form ("How
many ... there are"), or by its place in a list that a sentence before announced. Replies, deadlines, thanks and
cries of anger ask for nothing that a report could say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.letters.patterns import pattern, request_cues
from assistant.letters.segments import Sentence, own_stems
from assistant.words import content, load

_VERBS = "is|are|was|were|did|does|do|has|have|had|can|could|will|would|should"
_SUBJECTS = (
    r"(?:the|there|it|this|that|these|those|they|we|you|he|she|all|your|our|either|both)\b|(?-i:[A-Z])"
)
_WH = re.compile(
    r"^(?:(?:on|in|at|by|to|for|of|from|with|against|under) (?:how|what|which|whom|whose)|"
    rf"how|what|which|who|whom|whose|when|where|why|whether|if|to what extent|{_VERBS})\b",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:^|[:;–—,]\s+|\s-\s+|\b(?:and|but|so)\s+)"
    r"(?=(?:(?:by|to|in|on|for|against|at|of|from) (?:how|what|which|whom|when)\b|"
    r"(?:how|what|which|who|whom|whose|when|where|why)\b|"
    rf"(?:is|are|was|were|did|does|do|can|could|will|would|should) (?:any\b|an?\b|{_SUBJECTS})|"
    rf"(?:has|have|had) (?:any\b|{_SUBJECTS})))",
    re.I,
)


_WH_ALONE = re.compile(r"(?:how|what|which|who|whose|when|where|why|whether|by how much)\b", re.I)
_ASKS_ALREADY = re.compile(r"(?:^|[,;:–—]\s|\band )(?:how|what|which|who|whose|when|where|why)\b", re.I)
_UNMARKED = re.compile(  # a question put without its mark, after a comma
    rf"[,;:–—]\s+(?:and |but |so )?how (?:many|much|often|long|far)(?: (?!there\b)\w+){{0,3}} (?:{_VERBS})\b", re.I
)
_MOST_REQUESTS = 3  # requests of a sentence that are looked at
_MOST_ALONE = 12  # words of a question without its mark that follows another
_MOST_READ = 2_000  # characters of a sentence: what it asks stands at its end
_PARTED = re.compile(rf"(?::|\s[-–—])\s+(?=(?:how|what|which|who|when|where|why|{_VERBS})\b)", re.I)


@dataclass(frozen=True)
class Asked:
    """What a sentence asks: `core` is its end, the words after every request cue; `preamble` what stands before.

    `check`: only whether what stands before is so.
    `topical`: the preamble names what all of the sentence is about ("As regards X, ...", "X: ...").
    """

    core: str
    preamble: str
    action: bool = False
    check: bool = False

    @property
    def topical(self) -> bool:
        return bool(own_stems(self.preamble)) and bool(pattern("topic").search(self.preamble))


def read_ask(
    sentence: Sentence, announced: bool, questioned: bool = False, asked_before: bool = False
) -> Asked | None:
    """What a sentence asks, or None where it asks nothing. `announced`: its list or letter said that it would.
    `questioned`: its list item asks by a question mark elsewhere, so that its statements are only statements.
    `asked_before`: the sentence before asked something, so that "And what they cost." asks as well.
    """
    text = " ".join(sentence.text[-_MOST_READ:].split())
    if not any(c.isalpha() for c in text):
        return None
    bare = bare_words(text)
    if pattern("action").match(text) and not pattern("not_points").search(bare):
        return Asked(bare, "", True)
    if not bare or sentence.heading and not text.endswith("?"):
        return None
    if check := _check(bare):
        return check
    if _nothing_asked(bare):
        return None
    if pattern("action").match(bare):
        return Asked(bare, "", True)
    question = bool(re.search(r"\?[\"'”’)!?]*$", text))
    bare, listed = _after_announcement(bare)
    before, after, cued = _request(bare)
    if question and (not cued or _ASKS_ALREADY.search(before)):
        return _direct(bare)
    if cued and _is_asked(cued, after):
        core, more = _inner(after, cued=True)
        more = f"{more}:" if more else ""
        bald = not own_stems(core) and not pattern("counts").search(core)
        if bald and not asked_before and not pattern("fragment").match(core):
            return None
        return Asked(core, " ".join(x for x in (before, more) if x))
    if question or not cued and _UNMARKED.search(bare):
        return _direct(bare)
    if (
        listed
        or sentence.inline
        or sentence.item
        and announced
        and not questioned
        or pattern("wh_statement").match(bare)
        or _names_what_is_wanted(bare)
        or (asked_before and _WH_ALONE.match(bare) and len(bare.split()) <= _MOST_ALONE)
        or (sentence.item and pattern("asks_as_noun").match(bare))
    ):
        return Asked(bare, "")
    return None


def _names_what_is_wanted(bare: str) -> bool:
    """Whether a sentence asks by naming what is wanted: "Number of officers now.", "The figures would be great." """
    return bool(pattern("noun_request").search(bare) and own_stems(pattern("trailers").sub("", bare)))


def _check(bare: str) -> Asked | None:
    """A question whether what was said before is so ("Is that right?", "I ask you to confirm both figures")."""
    if pattern("checks").match(bare):
        return Asked(bare, "", check=True)
    before, after, cued = _cue(bare)
    if cued and (pattern("checks").match(after) or pattern("checks").match(f"{cued.split()[-1]} {after}")):
        return Asked(after, before, check=True)
    core, before = _inner(bare)
    return Asked(core, before, check=True) if before and pattern("checks").match(core) else None


def _request(bare: str) -> tuple[str, str, str]:
    """The first request of a sentence that wants to be told something; the last one that it makes where none does."""
    before, after, cued = _cue(bare)
    for _ in range(_MOST_REQUESTS):
        if not cued or _is_asked(cued, after):
            break
        more, later, words = _cue(after)
        joint = after[after.find(more) + len(more) :].lstrip()[:1]
        if not words or not (joint in ",;–—-" or more.endswith((" and", " but"))):
            break  # a request within what another asks for, as in a story, is none of the writer's
        before, after, cued = f"{before} {cued} {more}".strip(), later, words
    return before, after, cued


def asks_outright(text: str) -> bool:
    """Whether a text has a question's mark or a question word in it."""
    return text.rstrip("\"'”’) ").endswith("?") or bool(_ASKS_ALREADY.search(text) or _WH_ALONE.search(text))


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
        if colon and len(tail.split()) > 2 and not tail.startswith("that ") and pattern("announces").search(head):
            return bare_words(tail), True
    return bare, False


def _nothing_asked(bare: str) -> bool:
    return bool(pattern("not_points").search(bare) or pattern("rhetorical").search(bare))


def bare_words(text: str) -> str:
    """The text without its openers ("Finally,", "Secondly:")."""
    opener = re.compile(f"^{load('letters/points.yaml')['opener']}", re.I)
    for _ in range(4):
        found = opener.match(text)
        if not found or found.end() >= len(text):
            break
        text = text[found.end() :]
    return text.strip()


def _cue(text: str) -> tuple[str, str, str]:
    """(what stands before the first request, what is asked, the words of the request); "" where there is none."""
    before, words, rest = "", "", text
    for turn in range(4):
        found = [
            m
            for cue in request_cues()
            for m in [cue.search(rest) if not turn else cue.match(rest)]
            if m and m.group().strip()
        ]
        if not found:
            break
        first = min(found, key=lambda m: (m.start(), -m.end()))
        if not turn:
            before = rest[: first.start()].strip(" ,;:–-")
        after = bare_words(_unfilled(rest[first.end() :]))
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
    announced = pattern("announces").search(core) or pattern("announces").search(words) and not own_stems(core)
    if announced and not _WH.match(core):
        return False
    if _WH.match(core) or pattern("asks_as_noun").match(core):
        return True
    if pattern("not_asked").match(core) or pattern("told").search(words):
        return False
    present = re.search(r"\b(?:am|are|is|was|were|been|'m|’m|'re|’re)\b", words, re.I)
    modal = re.search(
        r"\b(?:would|could|can|will|might|may|should|please|kindly|'d|’d|let|question|what)\b", words, re.I
    )
    eager = re.search(r"\b(?:curious|interested|keen|wondering|anxious)\b", words, re.I)
    return bool(pattern("information").search(words)) and not (present and not modal and not eager)


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
