"""Tables of readings, findings and wordings, shared by the pages about measures and reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from assistant.present.compare import Change
from assistant.present.measures import MeasurePage, ReadingRow
from assistant.present.words import severity_tag, word
from store.records import Finding
from ui.parts import markup
from ui.parts.words import words


def compared(row: ReadingRow) -> Markup:
    """The comparator with its role, where the printed text does not name it by itself ("58 (previous year)")."""
    return markup.join(Markup('<div>{} <span class="pq-note">{}</span></div>').format(
        o.text, o.note)
        for o in row.figures.others) or Markup('<span class="pq-note">none printed</span>')


def rating(row: ReadingRow) -> Markup:
    """The rating as printed; how it came about is said where it is not printed in words."""
    shown = row.figures.rating
    return markup.tag(replace(shown, note="") if row.source["rag_source"] == "printed" else shown)


def actual(row: ReadingRow) -> str | Markup:
    shown = row.figures.actual
    if row.missing and shown is not None:
        return Markup('<span class="pq-note">{}</span>').format(shown.text)
    return shown.text if shown else ""


def noted(row: ReadingRow) -> Markup:
    """What is to be known about a row: a count of findings, and what people noted."""
    count = len(row.finding_codes)
    found = Markup("<div>{} to check</div>").format(f"{count} thing{'s' if count > 1 else ''}") if count else Markup("")
    return found + markup.join(Markup('<div class="pq-keeper">{}</div>').format(note) for note in row.notes)


def listed(rows: Iterable[ReadingRow], caption: str) -> Markup:
    """Rows of several measures; each leads to its measure's page."""
    body = [(markup.link(row.figures.measure, "measure", id=row.measure_id),
             Markup('{}<div class="pq-note">{}</div>').format(row.figures.period, row.figures.basis), actual(row),
             compared(row), rating(row), noted(row)) for row in rows]
    return markup.table(caption, ("Measure", "Period", "Actual", "Compared with", "Rating", "Notes"), body,
                        numbers=(2,))


def history(rows: Iterable[ReadingRow], caption: str) -> Markup:
    """One measure's rows over time; each leads to the place it is printed."""
    body = [(row.figures.period or "not stated", row.figures.basis, actual(row), compared(row),
             rating(row), noted(row),
             markup.link(f"{row.report}, {row.locator}", "source", doc=row.document, place=row.id)) for row in rows]
    return markup.table(caption, ("Period", "Basis", "Actual", "Compared with", "Rating", "Notes", "Printed in"), body,
                        numbers=(2,))


def changed(found: Iterable[Change], first: str, last: str) -> Markup:
    """Measures between two periods: the printed figure of each with its rating and place, and the change."""
    body = [(markup.link(one.measure, "measure", id=one.measure_id), _side(one.before), _side(one.after), _moved(one))
            for one in found]
    return markup.table(f"From {first} to {last}", ("Measure", first, last, "Change"), body)


def _side(row: ReadingRow | None) -> Markup:
    if row is None:
        return Markup('<span class="pq-note">no row held</span>')
    return Markup('<div>{} <span class="pq-note">{}</span></div>{}<div class="pq-note">'
                  '{}</div>').format(actual(row), row.figures.basis, rating(row), markup.link(
                      Markup('{}<span class="pq-hidden"> of {}</span>').format(row.locator, row.document), "source",
                      doc=row.document, place=row.id))


def _moved(one: Change) -> Markup:
    """The calculation and whether it is for the better, or why there is none."""
    if not one.working:
        return Markup('<span class="pq-note">{}</span>').format(one.why)
    row = one.after or one.before
    told = word("verdicts", one.verdict) if one.verdict else ""
    wish = word("directions", row.source["direction"]).lower() if row is not None else ""
    return Markup('<div>{}</div><div class="pq-note">{}</div>').format(
        one.working, " · ".join(part for part in (told, wish) if part))


def drawn(rows: Iterable[ReadingRow]) -> Markup:
    """A line under a chart where rows carry notes: what is drawn is what reports print."""
    return markup.paragraph(words()["measures"]["drawn"]) if any(row.notes for row in rows) else Markup("")


def aside(page: MeasurePage) -> Markup:
    """Rows that the keeper set aside: not listed with the others, and why."""
    if not page.aside:
        return Markup("")
    items = (Markup("{} {}").format(note.words, markup.link("Open the place", "source", place=note.source.id))
             for note in page.aside)
    return Markup("<h3>{}</h3>{}").format(words()["measures"]["aside"], markup.bullets(items))


def finding(found: Finding) -> Markup:
    """A finding with the words that it is about."""
    quotes = markup.join(Markup("<blockquote>{}</blockquote>").format(quote) for quote in found.quotes)
    places = markup.join(Markup("<li>{}</li>").format(markup.link(f"Open place {n}", "source", place=place))
                         for n, place in enumerate(found.evidence, 1))
    return Markup('<div class="pq-finding"><p>{} {}</p>{}<ul class="pq-chips">{}</ul></div>').format(
        markup.tag(severity_tag(found.severity)), found.text, quotes, places)


def findings(found: Sequence[Finding]) -> Markup:
    """Those that want a look, open; those to note are folded away."""
    minor = [f for f in found if f.severity == "low"]
    first = markup.join(finding(f) for f in found if f.severity != "low")
    if not minor:
        return first
    return first + markup.details(f"{len(minor)} to note", markup.join(map(finding, minor)), "to-note")
