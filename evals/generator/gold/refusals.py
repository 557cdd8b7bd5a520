"""Questions that must not be answered with a figure: unheld periods, measures and areas, and what no report can say."""

from __future__ import annotations

from evals.generator.gold.cases import Cases, figure, readings
from evals.generator.gold.spans import DOWN
from evals.generator.model import Report, Row
from evals.generator.periods import Quarter, long_date
from evals.generator.world import data


def refuse(cases: Cases, question: str, status: str, reason: str, tag: str) -> None:
    """A refusal with its reason and no figure."""
    cases.add("unanswerable", question, status=status, reason=reason, figures=[], tags=[tag])


def unheld_periods(cases: Cases, pairs: list[tuple[Report, Row]]) -> None:
    """Quarters before the first report and after the last."""
    first, last = cases.corpus.reports[0].quarter, cases.corpus.reports[-1].quarter
    for report, row in cases.draw(pairs, 0.9, "unheld period"):
        rng = cases.rng("unheld", report.quarter.label, row.key)
        quarter: Quarter = first.shift(-rng.randint(6, 24)) if rng.random() < 0.5 else last.shift(rng.randint(1, 12))
        period = quarter.spelling(rng, cases.corpus.world.basis)
        text = cases.word("unheld_period", report.quarter.label, row.key, ask=row.ask[0], period=period)
        refuse(cases, text, "not_found", "period_not_held", "period")


def unheld_things(cases: Cases) -> None:
    """Measures of the pool that this force does not report, and things that no report mentions."""
    told = "\n".join(report.text.lower() for report in cases.corpus.reports)
    things = [thing for thing in data("questions")["things"] if thing.split()[-1] not in told]
    reports = [(report, thing) for report in cases.corpus.reports for thing in things]
    for report, thing in cases.draw(reports, 0.9, "unheld thing"):
        text = cases.word(
            "unheld_measure", report.quarter.label, thing, thing=thing, period=cases.spell(report.quarter, thing)
        )
        refuse(cases, text, "not_found", "measure_not_held", "measure")
    held = {measure["key"] for measure in cases.corpus.world.measures}
    held_themes = {measure["theme"] for measure in cases.corpus.world.measures}
    apart = [m for m in data("measures") if m["theme"] not in held_themes and "base" in m and m["key"] not in held]
    absent = [(report, m) for report in cases.corpus.reports for m in apart]
    for report, measure in cases.draw(absent, 0.4, "unheld measure") if absent else ():
        refuse(
            cases,
            f"What was {measure['ask'][0]} in {cases.spell(report.quarter, measure['key'])}?",
            "not_found",
            "measure_not_held",
            "measure",
        )


def unheld_areas(cases: Cases, pairs: list[tuple[Report, Row]]) -> None:
    """Other forces, of which nothing is held."""
    for report, row in cases.draw(pairs, 0.6, "unheld area"):
        area = cases.rng("area", report.quarter.label, row.key).choice(data("questions")["areas"])
        text = cases.word(
            "unheld_area",
            report.quarter.label,
            row.key,
            ask=row.ask[0],
            area=area,
            period=cases.spell(report.quarter, area, row.key, basis=cases.corpus.world.basis),
        )
        refuse(cases, text, "not_found", "area_not_held", "area")


def out_of_scope(cases: Cases, pairs: list[tuple[Report, Row]]) -> None:
    """Predictions, opinions and individual cases."""
    words, world = data("world"), cases.corpus.world
    for kind, reason in (("prediction", "prediction"), ("opinion", "opinion"), ("individual", "individual_case")):
        for report, row in cases.draw(pairs, 0.3, kind):
            rng = cases.rng(kind, report.quarter.label, row.key)
            slots = {
                "ask": row.ask[0],
                "district": rng.choice(world.districts),
                "date": long_date(report.quarter.start),
                "person": f"{rng.choice(words['first'])} {rng.choice(words['last'])}",
            }
            refuse(cases, cases.word(kind, report.quarter.label, row.key, **slots), "out_of_scope", reason, kind)


def fell(reports: list[Report], at: int, row: Row) -> bool:
    """Whether the reading is below both the quarter before and the same quarter of the year before."""
    if at < 4 or row.value is None:
        return False
    before = [reports[at - back].row(row.key).value for back in (1, 4)]
    return all(value is not None and row.value < value for value in before)


def false_premises(cases: Cases) -> None:
    """Why did it rise, when it fell against both the quarter and the year before: the answer says that it fell."""
    reports = cases.corpus.reports
    found = [
        (report, row)
        for at, report in enumerate(reports)
        for row in report.rows
        if fell(reports, at, row) and all(fact.key != f"why:{row.key}" for fact in report.facts)
    ]
    for report, row in cases.draw(found, 0.5, "premise") if found else ():
        period = cases.spell(report.quarter, "premise", row.key, basis=cases.corpus.world.basis)
        cases.add(
            "premise",
            f"Why did {row.ask[0]} rise in {period}?",
            figures=[figure(row)],
            text=[DOWN],
            caveats=["false_premise"],
            tags=["false_premise"],
        )


def build(cases: Cases) -> None:
    """Add every case of this family."""
    pairs = readings(cases.corpus)
    unheld_periods(cases, pairs)
    unheld_things(cases)
    unheld_areas(cases, pairs)
    out_of_scope(cases, pairs)
    if cases.corpus.world.basis == "quarter":
        false_premises(cases)
