"""Render a generated report in the plain-text conventions of the sample reports."""

from __future__ import annotations

from datetime import timedelta

from evals.generator.model import Report, Row, World
from evals.generator.periods import MONTHS, long_date
from evals.generator.world import stream
from evals.samples.build import Footnotes

PLURALS = {"G": "green", "A": "amber", "R": "red"}


def cells(row: Row) -> list[str]:
    """The row's five cells after the objective, footnote marks still as `[^key]`."""

    def mark(key: str | None) -> str:
        return f" [^{key}]" if key else ""

    star = "*" if row.headline else ""
    rating = " ".join(filter(None, (row.comment, row.rag)))
    return [
        f"{row.name}{star}{mark(row.name_note)}",
        row.overall,
        f"{row.comparator}{mark(row.comparator_note)}",
        row.actual,
        rating,
    ]


def render_table(world: World, report: Report) -> list[str]:
    """The table in parts, the header repeated and the footnotes of each part after it."""
    kind = "to the same date of" if world.basis == "year_to_date" else "for the same quarter of"
    notes = Footnotes(
        {
            "survey": f"The {world.force} Residents' Survey asks 1,200 adults every quarter. "
            "The comparator is the level that is to be held.",
            "previous": f"The comparator is the figure {kind} the previous year. "
            "It is for comparison only and not a target.",
        }
    )
    header = world.style["header"].format(q=report.quarter.number).replace("|", "\t")
    lines: list[str] = []
    last = 0
    for at, row in enumerate(report.rows):
        if at % world.style["part"] == 0:
            for note in notes.pending() if at else ():
                lines += ["", note]
            lines += [""] * bool(at) + [header]
            if at and row.objective == last and world.style["continued"]:
                lines.append(f"{last} Cont." + "\t" * 5)
        title = world.objectives[row.objective - 1]["title"]
        label = "" if row.objective == last else f"{row.objective}. {title}"
        last = row.objective
        lines.append("\t".join([label, *map(notes.mark, cells(row))]))
    for note in notes.pending():
        lines += ["", note]
    return lines


def headline_sentence(seed: int, world: World, report: Report) -> str:
    """What part 2 says of the headline measures; now and then it says more than the table bears out."""
    headlines = [row for row in report.rows if row.headline]
    month = f"{MONTHS[report.quarter.end.month - 1]} {report.quarter.end.year}"
    if stream(seed, "headline", report.quarter.label).random() < 0.1:
        return f"Headline measures – At the end of {month} all headline measures were on target."
    green = sum(row.rag == "G" for row in headlines)
    return f"Headline measures – At the end of {month}, {green} of the {len(headlines)} headline measures were green."


def opening(world: World, report: Report, position: int) -> list[str]:
    """Title block and purpose, in the house style of the force."""
    quarter, style = report.quarter, world.style
    day = quarter.end + timedelta(days=22 + position * 5 % 17)
    report.file = f"{world.slug}-panel-{day:%Y-%m}.txt"
    meeting = long_date(day)
    names = {"meeting": meeting, "meeting_upper": meeting.upper(), "force_upper": world.force.upper()}
    slots = {
        "q": quarter.number,
        "year": quarter.year_label,
        "start_long": long_date(quarter.start),
        "end_long": long_date(quarter.end),
        "start_month": MONTHS[quarter.start.month - 1],
        "end_month": MONTHS[quarter.end.month - 1],
        "end_year": quarter.end.year,
    }
    head = style["meeting"].format(**names)
    panel = [] if "PANEL" in head else [f"{world.force.upper()} POLICE AND CRIME PANEL", ""]
    basis = (
        ["Figures in the table run from 1 April to the end of the quarter."]
        if world.basis == "year_to_date"
        else ["Figures in the table are for the quarter alone."]
    )
    return [
        *panel,
        head,
        "",
        style["title"],
        "",
        "1. Purpose",
        "",
        f"To tell the panel how the Police and Crime Plan for {world.force} is being delivered.",
        "",
        style["period"].format(**slots),
        "",
        *basis,
        "",
    ]


def render(seed: int, world: World, report: Report, position: int) -> None:
    """Fill in the report's file name and text."""
    lines = [*opening(world, report, position), "2. Part 1 – Progress on the objectives", ""]
    for number, objective in enumerate(world.objectives, 1):
        lines += [f"Objective {number} – {objective['title']}", ""]
        told = [fact.sentence for fact in report.facts if fact.theme == objective["theme"]]
        for sentence in told or [f"There is nothing new to report on {objective['topic']} in this quarter."]:
            lines += [sentence, ""]
    lines += ["3. Part 2 – Performance report", "", "The measures are in Appendix B and are rated as follows.", ""]
    for letter, word in PLURALS.items():
        lines += [f"{word.capitalize()} – {world.style['key'][letter]}.", ""]
    lines += [headline_sentence(seed, world, report), "", "4. Part 3 – Other business", ""]
    for fact in report.facts:
        if fact.theme == "other":
            lines += [f"{fact.label} – {fact.sentence}", ""]
    lines += [
        f"Contact for this report: {world.names['contact']}, Chief Executive.",
        "",
        "5. Recommendation",
        "",
        "The panel is asked to note the report.",
        "",
        "Appendix B",
        "",
        *render_table(world, report),
    ]
    report.text = "\n".join(lines) + "\n"
