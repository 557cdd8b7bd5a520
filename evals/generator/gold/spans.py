"""One measure over several quarters: trends, changes, extremes and comparisons.

In a corpus that prints the year to date, readings of different quarters of a year are of unlike length, so changes and
comparisons are asked only between the same quarters of two years, and trends and extremes of shares and of counts on
one day alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from evals.generator.gold.cases import Cases, figure, number, percent
from evals.generator.model import Report, Row

# Words for a rise or a fall that no measure's own name holds ("Increase in ...", "... to be reduced" are names).
UP = r"\b(?:rose|risen|gone up|went up|up (?:by|from)|increased|an increase|higher|grew|grown)\b"
DOWN = r"\b(?:fell|fallen|gone down|went down|down (?:by|from)|decreased|a (?:fall|decrease)|lower|declined|dropped)\b"
Span = list[tuple[Report, Row]]


def spans(cases: Cases, low: int, high: int, topic: str) -> Iterator[Span]:
    """For each report and a few of its measures, the run of 4 to 12 reports that begins there, as far as held."""
    reports = cases.corpus.reports
    steady = cases.corpus.world.basis == "quarter"
    for at, report in enumerate(reports):
        rng = cases.rng(topic, report.quarter.label)
        keys = [
            row.key
            for row in report.rows
            if row.value is not None
            and (steady or row.basis == "snapshot" or row.unit in ("%", "seconds", "per_100000"))
        ]
        for key in rng.sample(keys, min(3, len(keys))):
            length = rng.randint(low, high)
            if at + length <= len(reports):
                yield [(each, each.row(key)) for each in reports[at : at + length]]


def twins(cases: Cases, topic: str) -> Iterator[tuple[tuple[Report, Row], tuple[Report, Row]]]:
    """Pairs of readings that may be set side by side: any two quarters, or the same quarter of two years."""
    reports = cases.corpus.reports
    step = 1 if cases.corpus.world.basis == "quarter" else 4
    for at, report in enumerate(reports):
        rng = cases.rng(topic, report.quarter.label)
        for row in rng.sample([r for r in report.rows if r.value is not None], 4):
            later = at + step * rng.randint(1, 3 if step == 4 else 8)
            if later < len(reports):
                yield (report, row), (reports[later], reports[later].row(row.key))


def ends(cases: Cases, first: Report, last: Report, topic: str) -> dict[str, str]:
    """Both periods as the question may spell them, without months: "from April to June to July ..." reads badly."""
    return {
        "first": first.quarter.spelling(cases.rng(topic, "first", first.quarter.label), months=False),
        "last": last.quarter.spelling(cases.rng(topic, "last", last.quarter.label), months=False),
    }


def trend_cases(cases: Cases) -> None:
    """Every reading of the span, and which way it went from the first to the last."""
    for span in cases.draw(list(spans(cases, 4, 8, "trend")), 1.6, "trend"):
        (first, one), (last, two) = span[0], span[-1]
        assert one.value is not None and two.value is not None
        text = cases.word("trend", first.quarter.label, one.key, ask=one.ask[0], **ends(cases, first, last, one.key))
        way = [] if one.value == two.value else [UP if two.value > one.value else DOWN]
        cases.add("trend", text, text=way, figures=[figure(row) for _, row in span], tags=["trend"])


def change_cases(cases: Cases) -> None:
    """The difference, with percent for amounts and percentage points for shares."""
    pairs = [pair for pair in twins(cases, "change") if pair[0][1].value != pair[1][1].value]
    for (first, one), (last, two) in cases.draw(pairs, 2.2, "change"):
        assert one.value is not None and two.value is not None
        gap = two.value - one.value
        if one.unit == "%":
            size = [rf"{number(abs(gap))}\s?(?:percentage points?|pp\b|points?)"]
        else:
            size = [number(abs(gap)), percent(gap, one.value)]
        text = cases.word("change", first.quarter.label, one.key, ask=one.ask[0], **ends(cases, first, last, one.key))
        cases.add(
            "change", text, text=[*size, UP if gap > 0 else DOWN], figures=[figure(one), figure(two)], tags=["change"]
        )


def extreme_cases(cases: Cases) -> None:
    """Highest and lowest within a span, where one quarter alone holds it."""
    for span in cases.draw(list(spans(cases, 6, 12, "extreme")), 1.6, "extreme"):
        (first, one), (last, _) = span[0], span[-1]
        kind = cases.rng("which", first.quarter.label, one.key).choice(["highest", "lowest"])
        values = [row.value for _, row in span if row.value is not None]
        best: Decimal = max(values) if kind == "highest" else min(values)
        if values.count(best) == 1:
            report, row = span[values.index(best)]
            text = cases.word(kind, first.quarter.label, one.key, ask=one.ask[0], **ends(cases, first, last, one.key))
            cases.add(
                "extreme",
                text,
                text=[report.quarter.pattern(cases.corpus.world.basis)],
                figures=[figure(row)],
                tags=[kind],
            )


def compare_cases(cases: Cases) -> None:
    """Two periods side by side, and the number of green measures in two reports."""
    for (first, one), (last, two) in cases.draw(list(twins(cases, "compare")), 1.4, "compare"):
        text = cases.word("compare", first.quarter.label, one.key, ask=one.ask[0], **ends(cases, first, last, one.key))
        cases.add(
            "compare",
            text,
            figures=[figure(one), figure(two)],
            tags=["periods"],
            citations=[{"document": first.file}, {"document": last.file}],
        )


def build(cases: Cases) -> None:
    """Add every case of this family."""
    trend_cases(cases)
    change_cases(cases)
    extreme_cases(cases)
    compare_cases(cases)
