"""One answer as markup: short answer, figures, chart, caveats, sources, what put it together, what to do with it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from assistant.present.export import copy_text
from assistant.present.figures import FigureRow
from assistant.present.places import Place
from assistant.present.sources import Prepared, Source
from ui.parts import markup
from ui.parts.charts import chart
from ui.parts.words import words

LONG_QUESTION = 400     # characters of a question that stand above its answer; the whole of a longer one is folded


def turn(prepared: Prepared, kept_days: int = 0) -> Markup:
    """A question and its answer as one block. `kept_days`: whether, and how long, the conversation can be kept."""
    return exchange(prepared.view.question, prepared.anchor, body(prepared) + _actions(prepared, kept_days))


def body(prepared: Prepared) -> Markup:
    """The answer without its question and without what can be done with it."""
    return markup.join([_head(prepared), *(chart((series,)) for series in prepared.view.trends), _tail(prepared)])


def exchange(question: str, anchor: str, answer: Markup) -> Markup:
    shown, whole = question, Markup("")
    if len(question) > LONG_QUESTION:
        shown = f"{question[:LONG_QUESTION].rsplit(None, 1)[0]} …"
        whole = markup.details(words()["ask"]["whole_question"], markup.paragraph(question))
    return Markup('<section class="pq-turn" aria-labelledby="{0}"><h2 class="pq-question" id="{0}">{1}</h2>{2}'
                  '<div class="pq-answer">{3}</div></section>').format(anchor, shown, whole, answer)


def _head(prepared: Prepared) -> Markup:
    view, anchor = prepared.view, prepared.anchor
    text = markup.join(Markup("<p>{}</p>").format(markup.parts(line, anchor)) for line in view.text)
    if view.refused:
        near = _nearest(prepared)
        return markup.note(Markup("<h3>{}</h3>{}{}").format(view.heading, text, near), "refusal")
    pieces = [Markup("<h3>{}</h3>").format(view.heading), text]
    if view.figures:
        pieces.append(figures(view.figures, anchor))
    if view.calculations:
        pieces.append(Markup("<h3>How it was calculated</h3>"))
        pieces.append(markup.bullets(markup.parts(line, anchor) for line in view.calculations))
    return markup.join(pieces)


def _nearest(prepared: Prepared) -> Markup:
    if prepared.instead:
        return Markup("<h4>{}</h4>{}").format(words()["ask"]["suggested"], questions(prepared.instead))
    if not prepared.view.nearest:
        return Markup("")
    known = {c.n for c in prepared.view.sources}
    items = [Markup("{}{}").format(n.text, _marker(n.citation, prepared.anchor) if n.citation in known else "")
             for n in prepared.view.nearest]
    return Markup("<h4>The nearest things held</h4>{}").format(markup.bullets(items))


def questions(asked: Iterable[str]) -> Markup:
    """Questions as links that ask them, and that can be shared."""
    items = markup.join(Markup("<li>{}</li>").format(markup.link(q, "", q=q)) for q in asked)
    return Markup('<ul class="pq-chips">{}</ul>').format(items)


def _marker(number: int | None, anchor: str) -> Markup:
    return Markup('<a class="pq-cite" href="#{0}-s{1}" aria-label="[{1}], source {1}">[{1}]</a>').format(anchor, number)


def figures(rows: tuple[FigureRow, ...], anchor: str) -> Markup:
    """The figures as a table; the rating by word, shape and colour."""
    body = []
    for row in rows:
        compared = markup.join(Markup("<div>{} <span class='pq-note'>{}</span></div>").format(o.text, o.note)
                               for o in row.others) or Markup('<span class="pq-note">not given here</span>')
        body.append((row.measure, Markup('{}<div class="pq-note">{}</div>').format(row.period, row.basis),
                     row.actual.text if row.actual else "", compared, markup.tag(row.rating),
                     _marker(row.citation, anchor)))
    return markup.table("Figures in this answer",
                        ("Measure", "Period", "Actual", "Compared with", "Rating", "Source"), body, numbers=(2,))


def _tail(prepared: Prepared) -> Markup:
    view, anchor = prepared.view, prepared.anchor
    pieces = []
    if view.caveats:
        pieces.append(Markup("<h3>What to know about this answer</h3>"))
        pieces.append(markup.bullets(markup.parts(line, anchor) for line in view.caveats))
        if view.more_caveats:
            count = len(view.more_caveats)
            pieces.append(markup.details(f"{count} more thing{'s' if count > 1 else ''} to know",
                                         markup.bullets(markup.parts(line, anchor) for line in view.more_caveats)))
    if prepared.sources:
        pieces.append(Markup("<h3>Sources</h3>"))
        pieces += [block(s, anchor, opened=number == 0 and not view.refused)
                   for number, s in enumerate(prepared.sources)]
    pieces.append(markup.paragraph(view.standing, "pq-quiet"))
    return markup.join(pieces)


def _actions(prepared: Prepared, kept_days: int) -> Markup:
    """What a reader can do with the answer; `ui/static/page.js` copies by itself and sends the rest."""
    number = prepared.number
    offered = [("docx", "Download as .docx", f"answer {number}"), ("md", "Download as .md", f"answer {number}"),
               ("wrong", "This is wrong", f"about answer {number}")]
    if kept_days:
        offered.append(("keep", "Keep this conversation", f"for {kept_days} days"))
    copy = Markup('<button type="button" class="pq-button pq-copy" data-copy="{}">Copy answer '
                  '<span class="pq-hidden">{} with its sources</span><span class="pq-copied"></span></button>').format(
                      quote(copy_text(prepared.view)), number)
    return Markup('<div class="pq-actions">{}</div>').format(markup.join([copy, *(
        Markup('<button type="button" class="pq-button pq-act" data-act="{}" data-n="{}">{} <span class="pq-hidden">{}'
               '</span></button>').format(act, number, label, of) for act, label, of in offered)]))


def block(source: Source, anchor: str, opened: bool) -> Markup:
    """A source: where it stands, its words in their context, and the way into the document."""
    place, cited = source.place, source.citation
    body = [markup.summary_list(source.facts)]
    if place is None:
        body += [Markup("<blockquote><mark>{}</mark></blockquote>").format(cited.quote), markup.paragraph(source.why)]
    else:
        body.append(context(place))
        body.append(Markup("<p>{}</p>").format(markup.link(
            words()["source"]["open"], "source", doc=cited.document, place=cited.id, at=source.span)))
    return markup.details(source.heading, markup.join(body), f"{anchor}-s{cited.n}", opened)


def context(place: Place, lines_around: int = 1) -> Markup:
    """The place in its context: neighbouring paragraphs, or rows of its table, the cited words marked."""
    if place.kind == "table":
        return rows(place)
    own = next((number for number, line in enumerate(place.lines) if line.own), 0)
    near = place.lines[max(0, own - lines_around):own + lines_around + 1]
    return Markup("<blockquote>{}</blockquote>").format(markup.join(
        Markup('<p class="{}">{}{}</p>').format("" if line.own else "pq-near",
                                               f"{line.number} " if line.number else "", markup.parts(line.parts))
        for line in near))


def rows(place: Place) -> Markup:
    """Rows of a table as printed, the cited one marked. A cell that spans rows is shown on its first."""
    head = [row for row in place.rows if row.header]
    labels = head[-1].cells if head else ()
    body = markup.join(
        Markup('<tr role="row" class="{}">{}</tr>').format("pq-own" if row.own else "", markup.join(
            Markup('<td role="cell" data-label="{}">{}</td>').format(
                labels[at] if at < len(labels) else "",
                Markup("<mark>{}</mark>").format(cell) if row.own and cell else cell)
            for at, cell in enumerate(row.cells))) for row in place.rows if not row.header)
    top = markup.join(Markup('<tr role="row">{}</tr>').format(markup.join(
        Markup('<th scope="col" role="columnheader">{}</th>').format(cell) if cell
        else Markup('<td role="cell"></td>') for cell in row.cells)) for row in head)
    caption = place.caption or "Rows of the table, the cited one marked"
    cited = " pq-cited" if any(row.own for row in place.rows) else ""
    return Markup('<div class="pq-scroll" tabindex="0" role="region" aria-label="Cited row in its table">'
                  '<table class="pq-table {}" role="table"><caption>{}</caption><thead role="rowgroup">{}</thead>'
                  '<tbody role="rowgroup">{}</tbody></table></div>').format(
                      f"pq-cards pq-printed{cited}", caption, top, body)
