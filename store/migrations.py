"""The schema, as sqlite-utils migrations. This is the only place where tables are made or changed.

`user_version` follows the number of migrations applied, so that a store of a newer version is recognised
without loading sqlite-utils (see `store.readonly`). `application_id` marks the file as ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("panelqa")

_DOC = {"id": str, "name": str, "sha256": str, "media_type": str, "reader": str, "pages": int, "size": int,
        "ingested_at": str, "title": str, "status": str, "supersedes": str, "notes": str}
_ITEM = {"id": str, "document_id": str, "ordinal": int, "kind": str, "title": str, "title_words": str,
         "body": str, "body_words": str, "area": str, "period_start": str, "period_end": str,
         "period_label": str, "period_words": str, "meeting_date": str, "meeting_words": str,
         "first_page": int, "last_page": int, "page_offset": int, "exempt": int, "exempt_words": str,
         "rating_key": str}
_SECTION = {"id": str, "item_id": str, "parent_id": str, "ordinal": int, "level": int, "kind": str,
            "number": str, "title": str, "objective": int, "page": int}
_PASSAGE = {"id": str, "item_id": str, "section_id": str, "ordinal": int, "kind": str, "number": str,
            "text": str, "locator": str, "page": int, "own_page": str, "char_start": int, "char_end": int,
            "parent_id": str, "boxes": str, "ocr": int}
_SENTENCE = {"id": str, "passage_id": str, "ordinal": int, "start": int, "end": int, "text": str}
_TABLE = {"id": str, "item_id": str, "section_id": str, "ordinal": int, "kind": str, "caption": str,
          "page": int, "locator": str, "n_rows": int, "n_cols": int, "header_rows": int, "status": str,
          "reason": str}
_CELL = {"table_id": str, "row": int, "col": int, "raw": str, "text": str, "header": int, "covered": int,
         "row_path": str, "col_path": str, "value": str, "unit": str, "scale": str, "period_start": str,
         "period_end": str, "marks": str, "fill": str, "page": int, "box": str}
_READING = {"id": str, "measure_id": str, "item_id": str, "table_id": str, "row": int, "ordinal": int,
            "measure": str, "objective": int, "objective_title": str, "theme": str, "headline": int,
            "overall_target": str, "target_ytd": str, "actual_ytd": str, "target_value": str,
            "actual_value": str, "unit": str, "target_unit": str, "target_role": str, "direction": str,
            "period_start": str, "period_end": str, "period_label": str, "basis": str, "area": str,
            "rag": str, "rag_source": str, "comment": str, "footnotes": str, "page": int, "locator": str,
            "quote": str, "target_period_start": str, "target_period_end": str, "values_differ": str,
            "superseded": int}


def _fk(table: str, *columns: tuple[str, str]) -> dict[str, Any]:
    return {"foreign_keys": [(column, other, "id") for column, other in columns], "strict": True}


@migrations()
def m001_documents(db: Database) -> None:
    """Documents, their originals, items, sections, passages and sentences."""
    db.table("documents").create(_DOC, pk="id", strict=True, not_null={"name", "sha256", "status"})
    db.table("documents").create_index(["sha256"], unique=True)
    db.table("documents").create_index(["name"])
    db.table("originals").create({"document_id": str, "content": bytes}, pk="document_id",
                           **_fk("originals", ("document_id", "documents")))
    db.table("items").create(_ITEM, pk="id", **_fk("items", ("document_id", "documents")))
    db.table("items").create_index(["document_id", "ordinal"])
    db.table("items").create_index(["period_end", "area"])
    db.table("sections").create(_SECTION, pk="id", **_fk("sections", ("item_id", "items"), ("parent_id", "sections")))
    db.table("sections").create_index(["item_id", "ordinal"])
    db.table("passages").create(_PASSAGE, pk="id", **_fk("passages", ("item_id", "items"), ("section_id", "sections"),
                                                   ("parent_id", "passages")))
    db.table("passages").create_index(["item_id", "ordinal"])
    db.table("passages").create_index(["section_id"])
    db.table("passages").create_index(["parent_id"])
    db.table("sentences").create(_SENTENCE, pk="id", **_fk("sentences", ("passage_id", "passages")))
    db.table("sentences").create_index(["passage_id", "ordinal"])


@migrations()
def m002_tables(db: Database) -> None:
    """Tables and cells, measures with their wordings, readings with the cells that they came from."""
    db.table("tables").create(_TABLE, pk="id", **_fk("tables", ("item_id", "items"), ("section_id", "sections")))
    db.table("tables").create_index(["item_id", "ordinal"])
    db.table("cells").create(_CELL, pk=("table_id", "row", "col"), **_fk("cells", ("table_id", "tables")))
    db.table("measures").create({"id": str, "name": str, "unit": str, "kind": str, "direction": str, "area": str},
                          pk="id", strict=True)
    db.table("wordings").create({"measure_id": str, "wording": str, "tied_by": str, "first_period": str,
                           "last_period": str}, pk=("measure_id", "wording"),
                          **_fk("wordings", ("measure_id", "measures")))
    db.table("readings").create(_READING, pk="id", **_fk("readings", ("measure_id", "measures"), ("item_id", "items"),
                                                   ("table_id", "tables")))
    db.table("readings").create_index(["measure_id", "period_end"])
    db.table("readings").create_index(["item_id", "ordinal"])
    db.table("readings").create_index(["period_end", "rag"])
    db.table("reading_cells").create({"reading_id": str, "field": str, "table_id": str, "row": int, "col": int},
                               pk=("reading_id", "field", "table_id", "row", "col"),
                               **_fk("reading_cells", ("reading_id", "readings"), ("table_id", "tables")))


@migrations()
def m003_notes(db: Database) -> None:
    """Footnotes, glossary, findings, the ledger, and what people did to the store."""
    db.table("footnotes").create({"id": str, "item_id": str, "mark": str, "text": str, "page": int,
                            "passage_id": str}, pk="id",
                           **_fk("footnotes", ("item_id", "items"), ("passage_id", "passages")))
    db.table("footnotes").create_index(["item_id", "mark"])
    db.table("terms").create({"item_id": str, "acronym": str, "expansion": str, "passage_id": str,
                        "reading_id": str}, pk=("item_id", "acronym", "expansion"),
                       **_fk("terms", ("item_id", "items"), ("passage_id", "passages"),
                             ("reading_id", "readings")))
    db.table("terms").create_index(["acronym"])
    db.table("findings").create({"id": str, "item_id": str, "code": str, "severity": str, "text": str,
                           "locator": str, "quotes": str, "evidence": str, "reading_id": str,
                           "measure_id": str}, pk="id",
                          **_fk("findings", ("item_id", "items"), ("reading_id", "readings"),
                                ("measure_id", "measures")))
    db.table("findings").create_index(["item_id"])
    db.table("findings").create_index(["reading_id"])
    db.table("findings").create_index(["measure_id"])
    db.table("ledger").create({"document_id": str, "ordinal": int, "kind": str, "name": str, "value": str,
                         "passed": int, "detail": str}, pk=("document_id", "ordinal"),
                        **_fk("ledger", ("document_id", "documents")))
    db.table("actions").create({"id": int, "at": str, "who": str, "action": str, "target": str, "before": str,
                          "after": str, "why": str}, pk="id", strict=True)


@migrations()
def m004_full_text(db: Database) -> None:
    """FTS5 over passages and over the wordings of measures. External content: no text is held twice."""
    db.table("passages").enable_fts(["text"], tokenize="porter unicode61 remove_diacritics 2", create_triggers=True)
    db.table("wordings").enable_fts(["wording"], tokenize="porter unicode61 remove_diacritics 2",
                              create_triggers=True)


@migrations()
def m005_vectors(db: Database) -> None:
    """Which documents' sentences are in the vector index, and by which embedder.

    No foreign key: a row outlives its document until its vectors are gone too.
    """
    db.table("vectors").create({"document_id": str, "fingerprint": str, "sentences": int, "at": str},
                         pk="document_id", strict=True)


@migrations()
def m006_people(db: Database) -> None:
    """What people say about what was read: reviews with who, when and why; reported answers; kept conversations.

    No foreign keys: a person's word outlives a removed document, and counts again when the same bytes return.
    """
    db.table("reviews").create({"id": int, "at": str, "who": str, "why": str, "kind": str, "target": str,
                                "document": str, "decision": str, "field": str, "printed": str, "corrected": str,
                                "before": str, "withdrawn_at": str, "withdrawn_by": str}, pk="id", strict=True)
    db.table("reviews").create_index(["target"])
    db.table("feedback").create({"id": int, "at": str, "who": str, "question": str, "answer": str, "reason": str,
                                 "note": str, "status": str, "outcome": str, "closed_at": str, "closed_by": str},
                                pk="id", strict=True)
    db.table("feedback").create_index(["status", "at"])
    db.table("conversations").create({"id": str, "at": str, "expires": str, "who": str, "turns": str}, pk="id",
                                     strict=True)
    db.table("conversations").create_index(["expires"])


@migrations()
def m007_datasets(db: Database) -> None:
    """Performance data: each data sheet with its mapping, the members of its dimensions, and its observations.

    Values are decimal text. A row of a wide sheet gives an observation for each period, told apart by `col`.
    """
    db.table("datasets").create({"id": str, "item_id": str, "document_id": str, "ordinal": int, "sheet": str,
                                 "title": str, "shape": str, "value_label": str, "unit": str, "basis": str,
                                 "columns": str, "mapping": str, "header_row": int, "header": str, "n_rows": int},
                                pk="id", **_fk("datasets", ("item_id", "items"), ("document_id", "documents")))
    db.table("datasets").create_index(["item_id"])
    db.table("dataset_members").create({"dataset_id": str, "dimension": str, "value": str, "n": int},
                                       pk=("dataset_id", "dimension", "value"),
                                       **_fk("dataset_members", ("dataset_id", "datasets")))
    dimensions = {f"d{n}": str for n in range(1, 9)}
    db.table("observations").create({"dataset_id": str, "row": int, "col": int, "period_start": str, "period_end": str,
                                     "period_label": str, "basis": str, "area": str, "value": str, "unit": str,
                                     "raw": str, "quote": str, **dimensions},
                                    pk=("dataset_id", "row", "col"),
                                    **_fk("observations", ("dataset_id", "datasets")))
    db.table("observations").create_index(["dataset_id", "area", "period_start"])
    for name in dimensions:
        db.execute(f"create index idx_observations_{name} on observations (dataset_id, {name}, period_start) "
                   f"where {name} is not null")


@migrations()
def m008_history(db: Database) -> None:
    """The questions asked before a reported answer: without them a follow-up is no question."""
    db.table("feedback").add_column("history", str, not_null_default="[]")


def apply(db: Database) -> int:
    """Bring a store up to date; returns its version. Safe to run again."""
    migrations.apply(db)
    return len(list(migrations.applied(db)))
