"""One rewording: ask, check, put the figures back, verify; else the answer by rules."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from assistant.answer import Answer
from assistant.rewording.tokens import TOKEN, Tokenised, tokenise
from assistant.words import DATA, load, stem, tokens

_log = logging.getLogger("panelqa.rewording")


class ChatModel(Protocol):
    """A LangChain chat model, as far as it is used here."""

    def invoke(self, messages: list[tuple[str, str]]) -> Any: ...


def reword(answer: Answer, model: ChatModel, name: str, faults: Callable[[Answer], list[str]]) -> Answer:
    """The answer in a model's words where they stand up to every check, else the answer as it is.

    `name` is "provider:model", for the answer's `composer`. `faults` is the verification of answers. A refusal
    is never reworded. Why a rewording was thrown away is logged.
    """
    if not answer.answered:
        return answer
    given = tokenise(answer)
    prompt = (DATA / "prompts" / "reword.md").read_text(encoding="utf-8")
    reply = str(getattr(model.invoke([("system", prompt), ("human", given.text)]), "content", "")).strip()
    reason = objection(given, reply)
    if reason is None:
        worded = replace(answer, text=given.restore(reply), composer=f"model:{name}")
        found = faults(worded)
        if not found:
            return worded
        reason = found[0]
    _log.warning("rewording not used: %s", reason)
    return answer


def objection(given: Tokenised, reply: str) -> str | None:
    """Why a reply may not be used, or None."""
    if Counter(TOKEN.findall(reply)) != Counter(TOKEN.findall(given.text)):
        return "a token is missing, repeated or unknown"
    bare, source = TOKEN.sub(" ", reply), TOKEN.sub(" ", given.text)
    if any(ch.isdigit() for ch in bare):
        return "it writes a digit"
    allowed = load("rewording.yaml")
    joining = {stem(w) for w in allowed["joining"]}
    known = {t.stem for t in tokens(source)} | joining
    strange = [t.text for t in tokens(bare) if t.stem not in known]
    if strange:
        return f"it uses words that the answer has not: {', '.join(strange[:5])}"
    for word in allowed["weighty"]:
        if _count(word, bare) != _count(word, source):
            return f"it changes how often it says “{word}”"
    if _order(given.text) != _order(reply):
        return "it moves a figure away from its source"
    return None


def _count(word: str, text: str) -> int:
    return sum(t.lower == word for t in tokens(text))


def _order(text: str) -> list[str]:
    """The tokens in order: a figure stays before the marker that proves it."""
    return TOKEN.findall(text)
