"""One measure in one quarter: value, comparator, rating, target met, gap, two measures at once, follow-ups."""

from __future__ import annotations

from evals.generator.gold.cases import COLOURS, Cases, figure, number, readings
from evals.generator.model import Report, Row
from evals.generator.prose import literal


def spelled(cases: Cases, report: Report, row: Row, topic: str) -> str:
    """The report's period as a question may name it, in the basis that the table prints."""
    return cases.spell(report.quarter, topic, row.key, basis=cases.corpus.world.basis)


def value_cases(cases: Cases) -> None:
    """Value against comparator: the actual, and the comparator in its own role."""
    for report, row in cases.draw(readings(cases.corpus), 8, "value"):
        pick = cases.rng("value", report.quarter.label, row.key)
        text = cases.word(
            "figure",
            report.quarter.label,
            row.key,
            ask=pick.choice(row.ask),
            period=spelled(cases, report, row, "value"),
        )
        figures = [figure(row)]
        if "comparator" in text or "compare" in text:
            figures.append(figure(row, row.role or "other"))
        cases.add("figure", text, figures=figures, citations=[{"document": report.file}], tags=["value"])


def rating_cases(cases: Cases) -> None:
    """The rating of a measure; a rating that contradicts its figure must be said with a caveat."""
    rated = [(report, row) for report, row in readings(cases.corpus) if row.rag]
    planted = [(report, row) for report, row in rated if row.planted]
    for report, row in [*cases.draw(rated, 1.5, "rated"), *planted]:
        text = cases.word(
            "rated", report.quarter.label, row.key, ask=row.ask[0], period=spelled(cases, report, row, "rated")
        )
        caveats = {"caveats": ["rating_contradicts_figure"]} if row.planted else {}
        cases.add(
            "figure",
            text,
            text=[rf"\b{COLOURS[row.rag or '']}\b"],
            figures=[figure(row)],
            **caveats,
            tags=["rating"] + ["contradiction"] * row.planted,
        )


def met_cases(cases: Cases) -> None:
    """Whether a target was met, and how far off it was."""
    aimed = [
        (report, row)
        for report, row in readings(cases.corpus)
        if row.role == "target" and row.direction in ("lower", "higher")
    ]
    for report, row in cases.draw(aimed, 1.5, "met"):
        text = cases.word(
            "met", report.quarter.label, row.key, ask=row.ask[0], period=spelled(cases, report, row, "met")
        )
        cases.add("figure", text, figures=[figure(row), figure(row, "target")], tags=["met"])
    for report, row in cases.draw([pair for pair in aimed if pair[1].value != pair[1].target], 1, "gap"):
        assert row.value is not None and row.target is not None
        text = cases.word(
            "gap", report.quarter.label, row.key, ask=row.ask[0], period=spelled(cases, report, row, "gap")
        )
        cases.add(
            "figure",
            text,
            figures=[figure(row), figure(row, "target")],
            text=[number(abs(row.value - row.target))],
            tags=["gap"],
        )


def comparator_cases(cases: Cases) -> None:
    """What the comparator is: the previous year's figure or a prediction must not be passed off as a target."""
    words = {"previous_year": r"previous year|last year|year (?:before|earlier)", "predicted": "predict"}
    apart = [(report, row) for report, row in readings(cases.corpus) if row.role in words]
    for report, row in cases.draw(apart, 1, "comparator"):
        role = row.role or ""
        text = cases.word(
            "how_measured",
            report.quarter.label,
            row.key,
            ask=row.ask[0],
            period=spelled(cases, report, row, "comparator"),
        )
        cases.add("figure", text, figures=[figure(row, role)], text=[words[role]], tags=["comparator"])


def double_cases(cases: Cases) -> None:
    """Two measures asked at once, each to be answered; and a follow-up that leans on the question before."""
    pairs: list[tuple[Report, Row, Row]] = []
    for report in cases.corpus.reports:
        for n in range(2):
            held = [row for row in report.rows if row.value is not None]
            one, two = cases.rng("two", report.quarter.label, n).sample(held, 2)
            pairs.append((report, one, two))
    for report, one, two in cases.draw(pairs, 0.7, "two"):
        text = cases.word(
            "two", report.quarter.label, ask=one.ask[0], ask2=two.ask[0], period=spelled(cases, report, one, "two")
        )
        cases.add("figure", text, figures=[figure(one), figure(two)], tags=["two_questions"])
    for report, one, two in cases.draw(pairs, 0.7, "follow"):
        first = f"What was {one.ask[0]} in {spelled(cases, report, one, 'follow')}?"
        cases.add("figure", f"And {two.ask[0]}?", history=[first], figures=[figure(two)], tags=["follow_up"])
    after = [(report, row) for report, row in readings(cases.corpus) if report is not cases.corpus.reports[0]]
    for report, row in cases.draw(after, 0.7, "before"):
        before = cases.corpus.reports[cases.corpus.reports.index(report) - 1]
        first = f"What was {row.ask[0]} in {spelled(cases, report, row, 'before')}?"
        cases.add(
            "figure",
            "What about the quarter before?",
            history=[first],
            figures=[figure(before.row(row.key))],
            not_text=[],
            tags=["follow_up"],
        )


def acronym_cases(cases: Cases) -> None:
    """Acronyms, the rating key and footnotes."""
    told = "\n".join(report.text for report in cases.corpus.reports)
    for short, long in (
        ("ASB", "anti-social behaviour"),
        ("KSI", "killed or seriously injured"),
        ("MASH", "multi-agency safeguarding hub"),
        ("PSPO", "public spaces protection order"),
        ("IDVA", "Independent Domestic Violence Advis[eo]r"),
    ):
        if f"({short}" in told:
            for n in range(2):
                text = cases.word("acronym", short, n, acronym=short)
                cases.add("definition", text, text=[long if "[" in long else literal(long)], tags=["acronym"])
    key = cases.corpus.world.style["key"]
    for report in cases.draw(cases.corpus.reports, 0.5, "key"):
        for letter in "GAR":
            text = cases.word(
                "rating_key",
                report.quarter.label,
                letter,
                colour=COLOURS[letter],
                period=cases.spell(report.quarter, "key"),
            )
            cases.add("definition", text, text=[literal(key[letter])], tags=["rating_key"])


def build(cases: Cases) -> None:
    """Add every case of this family."""
    value_cases(cases)
    rating_cases(cases)
    met_cases(cases)
    comparator_cases(cases)
    double_cases(cases)
    acronym_cases(cases)
