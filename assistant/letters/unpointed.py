"""Sentences that run on without punctuation, as handwritten letters and messages do, cut where a question opens.

"i never see a policeman any more how often do people see one also my son is a special how many are there" asks two
things. A question opens with its inverted form ("how often do") or with a request ("i would like to know"); what
is told goes on with "also my", "i have". A sentence that is pointed as usual is left whole.
"""

from __future__ import annotations

import re

from assistant.letters.patterns import request_cues

_LEAST_WORDS = 14
_BE = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)"
_WHO = r"(?:i|we|you|they|he|she|it|there|this|that|people|the|any|your|our|my)"
_QUESTION = re.compile(
    rf"\b(?:how (?:many|much|often|long|far|quickly|well)(?: (?!there)\w+){{0,2}} {_BE}|how {_BE}|"
    rf"what(?: (?:percentage|proportion|number|share|sort|kind|is|are|was|were)(?: of)?(?: \w+){{0,1}})?? {_BE}|"
    rf"(?:why|when|where) {_BE}|who (?:pays|leads|runs|decides)|{_BE} {_WHO})\b", re.I
)
_ALSO = re.compile(
    r"\b(?:also|and also|plus|anyway)\s+"
    r"(?=(?:i|we|my|our|he|she|they|has|have|is|are|do|does|did|can|could|how|what|why|when)\b)", re.I
)
_TOLD = re.compile(r"(?<=\w )(?=(?:i|we) (?:am|are|have|had|was|were|live|think|know|\w+ed)\b)", re.I)
_LINKS = re.compile(  # after these, what looks like an opening belongs to the words before it
    r"(?:\b(?:and|or|but|so|to|of|on|about|in|by|for|with|at|from|as|if|that|than|know|knows|tell|say|see|ask|wonder|"
    r"wondering|understand|explain|confirm|like|hear|me|us|him|her|them|much|many|long|often|how|what|which|who|when|"
    r"where|why|whether|would|should|could|can|will|must|may|might|want|wish|need|please|also|just|not|"
    r"i|we|you|he|she|they|it|there|this|these|those)|[,;:–—-])\s*$", re.I
)


def runs_on(text: str) -> bool:
    """Whether a sentence is long and hardly pointed."""
    words = len(text.split())
    return words >= _LEAST_WORDS and len(re.findall(r"[,;:–—()]", text)) * 30 <= words


def cut(text: str) -> list[tuple[int, int]]:
    """The spans of a sentence's questions and statements; the whole where it does not run on."""
    if not runs_on(text):
        return [(0, len(text))]
    starts = {m.start() for m in _ALSO.finditer(text)}
    starts |= {m.start() for m in _TOLD.finditer(text) if not _LINKS.search(text[: m.start()])}
    for opening in (_QUESTION, *request_cues()):
        for match in opening.finditer(text):
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            if match.group().strip() and at and not _LINKS.search(text[:at]):
                starts.add(at)
    edges = [0, *sorted(starts), len(text)]
    spans: list[tuple[int, int]] = []
    for a, b in zip(edges, edges[1:], strict=False):
        if spans and len(text[a:b].split()) < 2:
            spans[-1] = (spans[-1][0], b)
        elif text[a:b].strip():
            spans.append((a, b - (len(text[a:b]) - len(text[a:b].rstrip()))))
    return spans
