"""An answer as a page shows it: short answer, figures, chart, sources, caveats, and what put it together."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Citation, Near
from assistant.present.figures import FigureRow, figure_rows
from assistant.present.quotes import Part, paragraphs, with_markers
from assistant.present.trend import Series, series
from assistant.present.words import composer_line, word, words
from assistant.present.workings import workings

CAVEATS_SHOWN = 3


@dataclass(frozen=True)
class AnswerView:
    """All texts are plain: a page escapes them, an export writes them as they are."""

    question: str
    heading: str
    refused: bool
    text: tuple[tuple[Part, ...], ...]
    figures: tuple[FigureRow, ...]
    calculations: tuple[tuple[Part, ...], ...]
    trends: tuple[Series, ...]
    caveats: tuple[tuple[Part, ...], ...]
    more_caveats: tuple[tuple[Part, ...], ...]
    sources: tuple[Citation, ...]
    nearest: tuple[Near, ...]
    standing: str
    announcement: str


def view(answer: Answer) -> AnswerView:
    known = frozenset(c.n for c in answer.citations)
    rows = figure_rows(answer.figures)
    caveats = tuple(with_markers(c.text + "".join(f" [{n}]" for n in c.citations if f"[{n}]" not in c.text), known)
                    for c in answer.caveats)
    return AnswerView(
        question=answer.question, heading=word("statuses", answer.status), refused=not answer.answered,
        text=tuple(with_markers(line, known) for line in paragraphs(answer.text)), figures=rows,
        calculations=tuple(with_markers(workings(d), known) for d in answer.derived), trends=series(rows),
        caveats=caveats[:CAVEATS_SHOWN], more_caveats=caveats[CAVEATS_SHOWN:], sources=answer.citations,
        nearest=answer.nearest, standing=f"{composer_line(answer.composer)} {words()['check']}",
        announcement=_announcement(answer))


def _announcement(answer: Answer) -> str:
    count = len(answer.citations)
    sources = "no sources" if not count else f"{count} source{'s' if count > 1 else ''}"
    return f"{word('statuses', answer.status)}, with {sources}."
