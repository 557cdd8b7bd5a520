"""What the prose tells: who, what, when, where, how much, why, what is being done, and where a thing is said."""

from __future__ import annotations

import re

from evals.generator.gold.cases import Cases
from evals.generator.model import Fact, Report
from evals.generator.prose import literal


def expected(fact: Fact, wanted: str, names: dict[str, str]) -> str:
    """The pattern for one thing that the answer must hold: a slot's own, or words with slots in them."""
    if wanted in fact.patterns:
        return fact.patterns[wanted]
    return re.sub(r"%$", r"\\s?%", wanted.format(**names, **fact.shown))


def neighbours(cases: Cases, at: int, fact: Fact, wanted: list[str]) -> list[str]:
    """Patterns for what the nearest reports say of the same thing: such an answer is about another quarter."""
    reports, found = cases.corpus.reports, list[str]()
    for run in (reports[at + 1 :], reports[:at][::-1]):
        other = next((f for report in run for f in report.facts if f.key == fact.key), None)
        for slot in wanted:
            if other and slot in other.shown and other.shown[slot] not in reports[at].text:
                found.append(other.patterns[slot])
    return found


def fact_cases(cases: Cases) -> None:
    """Every kind of question about a fact, the quarter named, the neighbouring quarters' values excluded."""
    names = cases.corpus.world.names
    asked: list[tuple[int, Report, Fact, int]] = [
        (at, report, fact, n)
        for at, report in enumerate(cases.corpus.reports)
        for fact in report.facts
        for n in range(len(fact.asks))
    ]
    for at, report, fact, n in cases.draw(asked, 9, "facts"):
        ask = fact.asks[n]
        period = cases.spell(report.quarter, fact.key, n)
        question = ask["text"].format(**names, period=period)
        text = [expected(fact, wanted, names) for wanted in ask["expect"]]
        cases.add(
            ask["kind"],
            question,
            text=text,
            not_text=neighbours(cases, at, fact, ask["expect"]),
            citations=[{"document": report.file}],
            tags=[ask["type"]],
        )


def place_cases(cases: Cases) -> None:
    """Where a report says a thing: the passage itself, from the right report."""
    told = [(report, fact) for report in cases.corpus.reports for fact in report.facts if "amount" in fact.shown]
    for report, fact in cases.draw(told, 0.4, "places"):
        question = f"Where does the report for {report.quarter.label} mention £{fact.shown['amount']}?"
        cases.add(
            "narrative",
            question,
            text=[fact.patterns["amount"]],
            citations=[{"document": report.file}],
            tags=["where_said"],
        )


def latest_cases(cases: Cases) -> None:
    """Questions that name no period mean the latest report, which the answer must name."""
    names, report = cases.corpus.world.names, cases.corpus.reports[-1]
    for fact in report.facts:
        for ask in fact.asks:
            if ask["kind"] == "action":
                question = ask["text"].format(**names, period="").replace(" in , and", ", and").replace(" in ?", "?")
                question = question.replace("was being done", "is being done")
                cases.add(
                    "action",
                    question,
                    text=[expected(fact, wanted, names) for wanted in ask["expect"]],
                    tags=["latest"],
                )
    cases.add("narrative", "Who is the contact for the latest report?", text=[literal(names["contact"])], tags=["who"])


def build(cases: Cases) -> None:
    """Add every case of this family."""
    fact_cases(cases)
    place_cases(cases)
    latest_cases(cases)
