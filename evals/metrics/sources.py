"""Citations: the right places, word for word, and every statement and number traced to one.

Written apart from the assistant's own last check (`assistant.verify`), so that a fault there shows here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.cases import Case, ExpectedCitation
from evals.evidence import fold, parts
from evals.metrics.base import Result, share, undefined

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")
_MARKS = re.compile(r"(?:\s*\[\d+(?:\s*,\s*\d+)*\])+")
_ENDING = re.compile(r"\.[A-Za-z]{2,4}$")
Cited = Mapping[str, Any]


def check(case: Case, answer: Mapping[str, Any], sources: Sequence[Mapping[str, Any]]) -> Iterator[Result]:
    yield from _places(case, answer["citations"])
    yield _verbatim(answer["citations"], sources)
    yield _cited(answer)
    yield _sourced(answer)
    yield _holds(answer)


def fits(want: ExpectedCitation, cited: Cited) -> bool:
    """Whether a citation is the place expected."""
    return ((want.document is None or _name(want.document) == _name(cited["document"]))
            and (want.page is None or want.page == cited["page"])
            and (want.locator is None or _at(want.locator, cited["locator"])))


def _name(document: str) -> str:
    return _ENDING.sub("", document).lower()


def _at(want: str, locator: str) -> bool:
    """The locator itself, or some of its parts: "paragraph 2" is not "paragraph 20"."""
    return re.search(rf"(?<!\w){re.escape(fold(want))}(?!\w)", fold(locator), re.I) is not None


def _places(case: Case, citations: Sequence[Cited]) -> Iterator[Result]:
    wanted = case.expect.citations
    if not wanted:
        yield undefined("citation_recall", "no source stated in the case")
        yield undefined("citation_precision", "no source stated in the case")
        return
    missing = [w for w in wanted if not any(fits(w, c) for c in citations)]
    words = "; ".join(_say(w.document, w.page, w.locator) for w in missing)
    got = "; ".join(dict.fromkeys(_say(c["document"], c["page"], c["locator"]) for c in citations)) or "nothing"
    yield share("citation_recall", len(wanted) - len(missing), len(wanted),
                f"not cited: {words}; cited: {got}" if missing else "all cited", words, got)
    right = sum(any(fits(w, c) for w in wanted) for c in citations)
    if citations:
        yield share("citation_precision", right, len(citations), f"{right} of {len(citations)} citations are expected")
    else:
        yield undefined("citation_precision", "nothing is cited")


def _say(document: str | None, page: int | None, locator: str | None) -> str:
    return ", ".join(x for x in (document, f"page {page}" if page else "", locator) if x)


def _verbatim(citations: Sequence[Cited], sources: Sequence[Mapping[str, Any]]) -> Result:
    if not citations:
        return undefined("quote_verbatim", "nothing is cited")
    behind = {source["n"]: source for source in sources}
    wrong = []
    for citation in citations:
        source = behind.get(citation["n"])
        words = source["words"] if source else None
        if words is None:
            wrong.append(f"[{citation['n']}] names a place that is not held")
        elif not parts(citation["quote"]) or any(p not in fold(words) for p in parts(citation["quote"])):
            wrong.append(f"[{citation['n']}] is not what stands there: {citation['quote'][:80]!r}")
        elif source and source["in_original"] is False:
            wrong.append(f"[{citation['n']}] does not stand in the original file: {citation['quote'][:80]!r}")
    return share("quote_verbatim", len(citations) - len(wrong), len(citations),
                 "; ".join(wrong) or "all quotes stand in their sources", "verbatim quotes", "; ".join(wrong))


def _statements(text: str) -> list[tuple[str, set[int]]]:
    """The text cut at its markers: words and the citations that close them; none for what follows the last."""
    found, at = [], 0
    for match in _MARKS.finditer(text):
        found.append((text[at:match.start()], {int(n) for n in re.findall(r"\d+", match.group())}))
        at = match.end()
    return [*found, (text[at:], set())]


def _cited(answer: Mapping[str, Any]) -> Result:
    if answer["status"] != "answered":
        return undefined("statements_cited", "not a full answer")
    held = {citation["n"] for citation in answer["citations"]}
    statements = [(words, marks) for words, marks in _statements(answer["text"]) if re.search(r"\w", words)]
    wrong = [f"no source: {fold(words)[:100]!r}" for words, marks in statements if not marks]
    wrong += [f"marker without citation: {sorted(marks - held)}" for _, marks in statements if marks - held]
    if not statements:
        return share("statements_cited", 0, 1, "the answer says nothing", "a statement", "nothing")
    return share("statements_cited", max(0, len(statements) - len(wrong)), len(statements),
                 "; ".join(wrong) or "each statement is closed by a marker", "a source for each", "; ".join(wrong))


def _numbers(text: str | None) -> set[str]:
    return {re.sub(r"^0+(?=\d)", "", n.replace(",", "").lstrip("+-").rstrip(".")) for n in _NUMBER.findall(text or "")}


def _sourced(answer: Mapping[str, Any]) -> Result:
    quotes = {c["n"]: c["quote"] for c in answer["citations"]}
    labels = _numbers(answer["question"])
    for citation in answer["citations"]:
        labels |= _numbers(" ".join((citation["locator"], citation["title"], citation["document"])))
    for figure in answer["figures"]:
        labels |= _numbers(figure["period"]) | _numbers(figure["period_label"])
    labels |= {n for derived in answer["derived"] for n in _numbers(derived["value"])}
    labels |= {n for near in answer["nearest"] for n in _numbers(near["text"])}
    pieces = [*_statements(answer["text"]), *((c["text"], set(c["citations"])) for c in answer["caveats"])]
    count, wrong = 0, []
    for words, marks in pieces:
        allowed = labels.union(*(_numbers(quotes.get(n)) for n in marks)) if marks else labels
        numbers = _numbers(words)
        count += len(numbers)
        wrong += sorted(numbers - allowed)
    for figure in answer["figures"]:
        if figure["value"] is not None:
            count += 1
            if not _stands(figure["value"], quotes.get(figure["citation"])):
                wrong.append(f"{figure['value']} ({figure['measure']})")
    if not count:
        return undefined("figures_sourced", "the answer holds no number")
    return share("figures_sourced", count - len(wrong), count,
                 "not in a quote that it names: " + "; ".join(wrong) if wrong else "every number has its source",
                 "a source for each number", "; ".join(wrong))


def _stands(value: Any, quote: str | None) -> bool:
    try:
        want = abs(Decimal(str(value)))
    except InvalidOperation:
        return False
    return any(Decimal(n) == want for n in _numbers(quote))


def _holds(answer: Mapping[str, Any]) -> Result:
    if not answer["derived"]:
        return undefined("derived_holds", "nothing is calculated")
    quotes = {c["n"]: c["quote"] for c in answer["citations"]}
    wrong = [fault for derived in answer["derived"] if (fault := _fault(derived, quotes))]
    return share("derived_holds", len(answer["derived"]) - len(wrong), len(answer["derived"]),
                 "; ".join(wrong) or "each calculation holds", "its formula's result", "; ".join(wrong))


def _fault(derived: Mapping[str, Any], quotes: Mapping[int, str]) -> str:
    values: dict[str, Decimal] = {}
    for operand in derived["operands"]:
        if operand["citation"] not in quotes:
            return f"operand {operand['name']} has no citation"
        if operand["value"] is not None:
            if not _stands(operand["value"], quotes[operand["citation"]]):
                return f"operand {operand['value']} is not in its quote"
            values[operand["name"]] = Decimal(str(operand["value"]))
    try:
        shown = Decimal(str(derived["value"]))
        result = _result(derived["formula"], values, len(derived["operands"]))
    except (ArithmeticError, SyntaxError, KeyError, ValueError) as error:
        return f"formula {derived['formula']!r} cannot be calculated ({type(error).__name__})"
    half = Decimal(1).scaleb(min(0, int(shown.as_tuple().exponent))) / 2
    return "" if abs(result - shown) <= half else f"{derived['formula']} gives {result.normalize():f}, not {shown}"


def _result(formula: str, values: Mapping[str, Decimal], operands: int) -> Decimal:
    if formula == "count":
        return Decimal(operands)
    if formula == "sum":
        return sum(values.values(), Decimal(0))

    def value(node: ast.AST) -> Decimal:
        match node:
            case ast.BinOp(left, ast.Add(), right):
                return value(left) + value(right)
            case ast.BinOp(left, ast.Sub(), right):
                return value(left) - value(right)
            case ast.BinOp(left, ast.Mult(), right):
                return value(left) * value(right)
            case ast.BinOp(left, ast.Div(), right):
                return value(left) / value(right)
            case ast.UnaryOp(ast.USub(), operand):
                return -value(operand)
            case ast.Name(name):
                return values[name]
            case ast.Constant(int() | float() as number):
                return Decimal(str(number))
        raise ValueError("only names, numbers and + - * / ( )")

    return value(ast.parse(formula, mode="eval").body)
