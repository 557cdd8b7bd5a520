"""Sets of measures within one report: exact members, exact counts, shares, the furthest from target, summaries."""

from __future__ import annotations

from decimal import Decimal

from evals.generator.gold.cases import COLOURS, Cases, count_pattern, figure, number, percent
from evals.generator.model import Report, Row
from evals.generator.prose import literal


def add_list(
    cases: Cases, question: str, report: Report, rows: list[Row], tag: str, beside: tuple[Row, ...] = ()
) -> None:
    """A list names each of its rows with its actual where printed, names no other row and says how many.

    Rows `beside` the set may be named: what an analyst would add, apart from the list and its count.
    """
    names = {row.name for row in rows}
    inside = " ".join([*names, *(row.name for row in beside)])
    others = [row.name for row in report.rows if row.name not in names and row.name not in inside]
    cases.add(
        "list",
        question,
        text=[*(literal(row.name) for row in rows), count_pattern(len(rows))],
        figures=[figure(row) for row in rows if row.value is not None],
        not_text=list(map(literal, others)),
        citations=[{"document": report.file}],
        tags=[tag],
    )


def rating_lists(cases: Cases, report: Report, period: str) -> None:
    """By rating, headline measures by rating, and their counts and share."""
    where = report.quarter.label
    letter = cases.rng("colour", where).choice("GARAR")
    rows = [row for row in report.rows if row.rag == letter]
    slots = {"period": period, "colour": COLOURS[letter]}
    if rows:
        add_list(cases, cases.word("rating_list", where, **slots), report, rows, "rating")
    cases.add("count", cases.word("rating_count", where, **slots), text=[count_pattern(len(rows))], tags=["rating"])
    rated = [row for row in report.rows if row.rag]
    if rows:
        share = percent(Decimal(len(rows)), Decimal(len(rated)))
        cases.add(
            "share",
            cases.word("share", where, **slots),
            text=[rf"{share}|\b{len(rows)} (?:out )?of (?:the |all )?{len(rated)}\b"],
            tags=["share"],
        )
    headlines = [row for row in rows if row.headline]
    if headlines:
        add_list(cases, cases.word("headline_rating_list", where, **slots), report, headlines, "headline_rating")


def other_lists(cases: Cases, report: Report, period: str) -> None:
    """By objective, headline, missing figure and missed target, and their counts."""
    where, slots = report.quarter.label, {"period": period}
    objective = cases.rng("objective", where).randint(1, len(cases.corpus.world.objectives))
    members = [row for row in report.rows if row.objective == objective]
    missing = [row for row in report.rows if row.value is None]
    missed = [row for row in report.rows if row.met is False]
    headlines = [row for row in report.rows if row.headline]
    add_list(cases, cases.word("objective_list", where, objective=objective, **slots), report, members, "objective")
    cases.add(
        "count",
        cases.word("objective_count", where, objective=objective, **slots),
        text=[count_pattern(len(members))],
        tags=["objective"],
    )
    if missing:
        add_list(cases, cases.word("missing_list", where, **slots), report, missing, "missing")
    if missed:
        behind = tuple(row for row in report.rows if row.met is None and row.rag in ("A", "R"))
        add_list(cases, cases.word("missed_list", where, **slots), report, missed, "missed", behind)
    cases.add("count", cases.word("missed_count", where, **slots), text=[count_pattern(len(missed))], tags=["missed"])
    if headlines and cases.rng("headline", where).random() < 0.3:
        add_list(cases, cases.word("headline_list", where, **slots), report, headlines, "headline")
        cases.add(
            "count",
            cases.word("headline_count", where, **slots),
            text=[count_pattern(len(headlines))],
            tags=["headline"],
        )


def furthest(cases: Cases, report: Report, period: str) -> None:
    """The missed target furthest off: asked only where one is furthest both in share of its target and by far."""
    gaps = sorted(
        (
            (abs(row.value - row.target) / row.target, row)
            for row in report.rows
            if row.met is False and row.value is not None and row.target
        ),
        key=lambda pair: -pair[0],
    )
    if gaps and (len(gaps) == 1 or gaps[0][0] > gaps[1][0] * Decimal("1.5")):
        row = gaps[0][1]
        cases.add(
            "extreme",
            f"Which missed target was furthest off, as a percentage of the target, in {period}?",
            text=[literal(row.name)],
            figures=[figure(row), figure(row, "target")],
            tags=["furthest"],
        )


def overviews(cases: Cases, report: Report, period: str) -> None:
    """What the panel should ask about (all reds), and the summary of an objective."""
    where = report.quarter.label
    reds = [row for row in report.rows if row.rag == "R"]
    if reds:
        cases.add(
            "scrutiny",
            cases.word("ask_about", where, period=period),
            text=[literal(r.name) for r in reds],
            citations=[{"document": report.file}],
            tags=["ask_about"],
        )
    objective = cases.rng("summary", where).randint(1, len(cases.corpus.world.objectives))
    rows = [row for row in report.rows if row.objective == objective and row.value is not None]
    told = [fact for fact in report.facts if fact.theme == cases.corpus.world.objectives[objective - 1]["theme"]]
    if rows and told:
        cases.add(
            "summary",
            cases.word("summary", where, objective=objective, period=period),
            text=[
                "|".join(number(row.actual.strip("%£").split(" ")[0]) for row in rows),
                "|".join(pattern for fact in told for pattern in fact.patterns.values()),
            ],
            citations=[{"document": report.file}],
            tags=["summary"],
        )


def build(cases: Cases) -> None:
    """Add every case of this family."""
    for report in cases.corpus.reports:
        basis = cases.corpus.world.basis
        rating_lists(cases, report, cases.spell(report.quarter, "rating list", basis=basis))
        other_lists(cases, report, cases.spell(report.quarter, "list", basis=basis))
        furthest(cases, report, cases.spell(report.quarter, "furthest", basis=basis))
    for report in cases.draw(cases.corpus.reports, 0.4, "overview"):
        overviews(cases, report, cases.spell(report.quarter, "overview", basis=cases.corpus.world.basis))
