"""The last step before an answer is shown, whatever composed it: its quotes and its numbers are checked.

* each citation's quote is verbatim at the place that it names (white space folded; "…" may join two parts);
* each number in the text stands in a quote that the next marker names, or is a derived value, or is a label
  (a period, a locator, a title, a document's name, or the question's own);
* each number in a caveat stands in a quote of the caveat's own citations, or is such a label;
* each derived value is what its formula gives for its operands, each operand standing in its quote.

An answer that fails is replaced by one with status `failed` that says what did not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from assistant.answer import Answer, Derived
from assistant.arithmetic_check import evaluate

NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")
MARK = re.compile(r"\[(\d+)\]")
_SUPPORT = re.compile(r"(?:\s*\[\d+\])+")
_PARTS = re.compile(r"\s*…\s*")
MOST_WORDS = 300

Held = Callable[[str, str, str, str], str | None]
"""Gives the stored words at (id, kind, document, locator), or None where nothing is held there."""


def fold(text: str) -> str:
    return " ".join(text.split())


def numbers(text: str) -> set[str]:
    """The figures in a text, without thousands separators, signs and leading zeros."""
    return {_plain(n) for n in NUMBER.findall(text or "")}


def _plain(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", number.replace(",", "").lstrip("+-").rstrip("."))


def faults(answer: Answer, stored: Held) -> list[str]:
    """What does not hold in an answer; empty where all of it does."""
    found = list(_quote_faults(answer, stored))
    quotes = {c.n: c.quote for c in answer.citations}
    labels = _labels(answer)
    for words, marks in _segments(answer.text):
        if not marks <= quotes.keys():
            found.append(f"marker without citation: {sorted(marks - quotes.keys())}")
        found += _number_faults(words, marks, quotes, labels)
    for caveat in answer.caveats:
        found += _number_faults(caveat.text, set(caveat.citations), quotes, labels)
    for derived in answer.derived:
        found += _derived_faults(derived, quotes)
    for figure in answer.figures:
        if figure.value is not None and _plain(figure.value) not in _values(quotes.get(figure.citation, "")):
            found.append(f"figure {figure.value} is not in its quote")
    if not answer.answered and answer.figures:
        found.append("a refusal carries figures")
    return found


def _values(quote: str) -> set[str]:
    """The values that a quote's numbers have, trailing zeros kept and dropped, so that 85 stands for 85.0."""
    found = set()
    for number in numbers(quote):
        found.add(number)
        if "." in number:
            found.add(number.rstrip("0").rstrip("."))
    return found


def _quote_faults(answer: Answer, stored: Held) -> Iterable[str]:
    for citation in answer.citations:
        text = stored(citation.id, citation.kind, citation.document, citation.locator)
        if text is None:
            yield f"citation {citation.n} names a place that is not held: {citation.id}"
            continue
        whole = fold(text)
        parts = [fold(p) for p in _PARTS.split(citation.quote) if fold(p)]
        if not parts or any(part not in whole for part in parts):
            yield f"quote {citation.n} is not verbatim: {citation.quote[:60]!r}"
        if len(citation.quote.split()) > MOST_WORDS:
            yield f"quote {citation.n} is longer than {MOST_WORDS} words"


def _segments(text: str) -> list[tuple[str, set[int]]]:
    """The text cut at its markers: (words, the numbers of the markers that close them)."""
    out, at = [], 0
    for match in _SUPPORT.finditer(text):
        out.append((text[at:match.start()], {int(n) for n in MARK.findall(match.group())}))
        at = match.end()
    return [*out, (text[at:], set())]


def _labels(answer: Answer) -> set[str]:
    labels = numbers(answer.question)
    for citation in answer.citations:
        labels |= numbers(citation.locator) | numbers(citation.title) | numbers(citation.document)
    for figure in answer.figures:
        labels |= numbers(figure.period or "") | numbers(figure.period_label)
    for derived in answer.derived:
        labels.add(_plain(derived.value))
    for near in answer.nearest:
        labels |= numbers(near.text)
    return labels


def _number_faults(words: str, marks: set[int], quotes: dict[int, str], labels: set[str]) -> list[str]:
    allowed = labels.union(*(numbers(quotes.get(n, "")) for n in marks)) if marks else labels
    return [f"number without source: {n}" for n in sorted(numbers(words) - allowed)]


def _derived_faults(derived: Derived, quotes: dict[int, str]) -> list[str]:
    found = []
    values: dict[str, Decimal] = {}
    for operand in derived.operands:
        quote = quotes.get(operand.citation)
        if quote is None:
            found.append(f"operand {operand.name} has no citation")
            continue
        if operand.value is None:
            continue
        try:
            values[operand.name] = Decimal(operand.value)
        except InvalidOperation:
            found.append(f"operand {operand.name} is no number: {operand.value}")
            continue
        if not any(abs(values[operand.name]) == Decimal(n) for n in numbers(quote)):
            found.append(f"operand {operand.name} is not in its quote: {operand.value}")
    if found:
        return found
    fault = evaluate(derived, values)
    return [fault] if fault else []
