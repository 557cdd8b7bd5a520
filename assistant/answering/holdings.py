"""What the store holds, and the footnotes of its reports: questions about the documents themselves."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.answering.desk import Desk
from assistant.answering.pick_report import pick
from assistant.answering.refuse import refuse
from assistant.composition import Composition, Source
from assistant.question.parse import Question
from assistant.words import cue


def holdings(q: Question, desk: Desk) -> Answer | None:
    """The reports that are held, each cited by its first words."""
    if "holdings" not in q.cues or (q.best and q.best.strong) or q.concepts:
        return None
    c = Composition(q.original)
    for item in desk.in_scope(q):
        place = desk.store.one("first_passage_of_item", item_id=item.id)
        if place is None or item.kind not in ("report", "data"):
            continue
        source = Source(place["id"], "passage", item.document, item.title, place["locator"], place["page"],
                        place["text"])
        c.say(f"{item.document}: {item.title}.", source)
    return c.answer("answered") if c.statements else None


def footnote(q: Question, desk: Desk) -> Answer | None:
    """A footnote by its number, of the report that is meant."""
    asked = cue("kinds.yaml", "footnote").search(q.text)
    if not asked:
        return None
    item, _ = pick(desk, q)
    if item is None:
        return None
    notes = [n for n in desk.store.rows("footnotes_of_item", item_id=item.id) if n["mark"] == asked.group("mark")]
    if not notes:
        return refuse(q, desk, "not_in_documents")
    c = Composition(q.original)
    for note in notes:
        source = Source(note["passage_id"], "passage", item.document, item.title, note["locator"], note["page"],
                        note["text"])
        c.say(f"{item.document}, footnote {asked.group('mark')}: “{' '.join(note['text'].split())}”", source)
    return c.answer("answered")
