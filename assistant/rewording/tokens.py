"""Figures, quoted sentences and markers as tokens that a model passes through."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Answer

TOKEN = re.compile(r"⟦[FQC]\d+⟧")
_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_FIGURE = re.compile(r"(?<!\w)[-+−–]?£?\w*\d(?:[\w,./]*[\w])?(?:\s?%)?")      # any word with a digit in it
_QUOTED = re.compile(r"“[^”]*”")


@dataclass(frozen=True)
class Tokenised:
    """The text with tokens in place, and what each stands for."""

    text: str
    meaning: dict[str, str]

    def restore(self, text: str) -> str:
        """The tokens of `text` replaced by what they stand for."""
        return TOKEN.sub(lambda m: self.meaning[m.group()], text)


def tokenise(answer: Answer) -> Tokenised:
    """An answer's text with tokens: F for a figure, Q for words quoted from a report, C for markers."""
    meaning: dict[str, str] = {}

    def token(kind: str, words: str) -> str:
        name = f"⟦{kind}{len(meaning) + 1}⟧"
        meaning[name] = words
        return name

    text = answer.text
    for quote in sorted({" ".join(c.quote.split()) for c in answer.citations if c.kind == "passage"}, key=len,
                        reverse=True):
        if quote and quote in text:
            text = text.replace(quote, token("Q", quote))
    text = _QUOTED.sub(lambda m: token("Q", m.group()) if not TOKEN.search(m.group()) else m.group(), text)
    text = _MARKS.sub(lambda m: " " + token("C", m.group().strip()), text)
    pieces = re.split(f"({TOKEN.pattern})", text)
    text = "".join(p if TOKEN.fullmatch(p) else _FIGURE.sub(lambda m: token("F", m.group()), p) for p in pieces)
    return Tokenised(text, meaning)
