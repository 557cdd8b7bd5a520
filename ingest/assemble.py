"""One item of a file, from its blocks to records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.blocks import Extract
from ingest.checks import run_checks
from ingest.checks.context import ItemContext
from ingest.identity.known import KnownMeasures
from ingest.identity.tying import Tied, tie_rows
from ingest.prose.footnotes import footnote_records, read_notes
from ingest.prose.glossary import read_terms
from ingest.prose.key import rating_key
from ingest.prose.metadata import About, is_title, read_about, set_by_hand
from ingest.prose.outline import build_outline
from ingest.prose.parts import Part
from ingest.prose.passages import build_passages, build_sentences
from ingest.readings.build import ReadRow
from ingest.tables.marks import with_typed_marks
from ingest.tables.records import ReadTable, read_tables, table_passages
from store.errors import BadInput
from store.records import Finding, Footnote, Item, Passage, Section, Sentence, Term

BY_HAND = "set by hand"


@dataclass(frozen=True)
class ByHand:
    """What a keeper states; it counts where the file does not say it."""

    period: str | None = None
    area: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class ReadItem:
    """Everything read from one item."""

    item: Item
    about: About
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[ReadTable, ...]
    rows: tuple[ReadRow, ...]
    tied: Tied
    footnotes: tuple[Footnote, ...]
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()


def read_item(
    part: Part, extract: Extract, document_id: str, document: str, ordinal: int, known: KnownMeasures, by_hand: ByHand
) -> ReadItem:
    """Read one item. Raises `BadInput` where a period set by hand names none."""
    about = _with_hand(read_about(part.blocks, extract.properties), by_hand)
    item = _item(part, about, document_id, ordinal, by_hand)
    part = replace(part, blocks=with_typed_marks(part.blocks))
    outline = build_outline(part.blocks, item.id, about.front)
    passages = build_passages(part, outline, item.id, about.front)
    item = replace(item, rating_key=rating_key(passages))
    notes = read_notes(part.blocks, passages)
    tables = read_tables(part, outline, item, about, notes, passages)
    end = passages[-1].char_end + 1 if passages else 0
    passages += table_passages(tables, part, end, len(passages) + 1)
    tied = tie_rows([row for table in tables for row in table.rows], known, item.period_end)
    terms = read_terms(item.id, passages, tied.rows)
    context = ItemContext(item, document, tuple(passages), tied.rows, tuple(tables), notes, known)
    return ReadItem(
        item,
        about,
        outline.sections,
        tuple(passages),
        tuple(build_sentences(passages)),
        tuple(tables),
        tied.rows,
        tied,
        tuple(footnote_records(notes, item.id)),
        tuple(terms),
        tuple(run_checks(context)),
        tuple(remarks(about, by_hand)),
    )


def _with_hand(about: About, by_hand: ByHand) -> About:
    if by_hand.period is None:
        return about
    if about.period is not None and about.period_words != BY_HAND:
        _dates(by_hand.period)
        return about
    return replace(about, **_dates(by_hand.period))


def _dates(period: str) -> dict[str, Any]:
    dates = set_by_hand(period)
    if dates is None:
        raise BadInput(f"“{period}” names no period; write it as Q1 2013/14, 2013/14 or 2013-04-01/2013-06-30.")
    return {"period": dates[:2], "period_label": dates[2], "period_words": BY_HAND}


def remarks(about: About, by_hand: ByHand) -> list[str]:
    """What a keeper stated that was not used, because the file itself says it."""
    unused = []
    if by_hand.period and about.period_words != BY_HAND:
        unused.append(f"The file states its period ({about.period_label}); the one given by hand was not used.")
    if by_hand.area and about.body.value and about.body.value != by_hand.area:
        unused.append(f"The file states its area ({about.body.value}); the one given by hand was not used.")
    return unused


def _item(part: Part, about: About, document_id: str, ordinal: int, by_hand: ByHand) -> Item:
    body = about.body
    by_keeper = by_hand.title and not is_title(about.title.value)
    title = (by_hand.title if by_keeper else "") or about.title.value or part.title
    return Item(
        id=f"{document_id}-i{ordinal}",
        document_id=document_id,
        ordinal=ordinal,
        kind=part.kind,
        title=title,
        title_words=BY_HAND if by_keeper else about.title.words or part.title_words,
        body=body.value,
        body_words=body.words,
        area=body.value or by_hand.area or "",
        period_start=about.period[0].isoformat() if about.period else None,
        period_end=about.period[1].isoformat() if about.period else None,
        period_label=about.period_label,
        period_words=about.period_words,
        meeting_date=about.meeting.value or None,
        meeting_words=about.meeting.words,
        first_page=part.first_page,
        last_page=part.last_page,
        page_offset=part.page_offset,
        exempt=part.exempt,
        exempt_words=part.exempt_words,
    )


def known_after(item: ReadItem, known: KnownMeasures) -> KnownMeasures:
    """What is known once this item is read; the next item of the same pack ties its rows to it."""
    return known.with_more(item.tied.measures, item.tied.wordings, ())


def counts(items: Sequence[ReadItem]) -> dict[str, int]:
    """How much was found, for the line that a user sees."""
    return {
        "passages": sum(len(item.passages) for item in items),
        "tables": sum(len(item.tables) for item in items),
        "measures": sum(len(item.rows) for item in items),
        "findings": sum(len(item.findings) for item in items),
    }
