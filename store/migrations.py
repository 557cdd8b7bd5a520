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
    db["documents"].create(_DOC, pk="id", strict=True, not_null={"name", "sha256", "status"})
    db["documents"].create_index(["sha256"], unique=True)
    db["documents"].create_index(["name"])
    db["originals"].create({"document_id": str, "content": bytes}, pk="document_id",
                           **_fk("originals", ("document_id", "documents")))
    db["items"].create(_ITEM, pk="id", **_fk("items", ("document_id", "documents")))
    db["items"].create_index(["document_id", "ordinal"])
    db["items"].create_index(["period_end", "area"])
    db["sections"].create(_SECTION, pk="id", **_fk("sections", ("item_id", "items"), ("parent_id", "sections")))
    db["sections"].create_index(["item_id", "ordinal"])
    db["passages"].create(_PASSAGE, pk="id", **_fk("passages", ("item_id", "items"), ("section_id", "sections"),
                                                   ("parent_id", "passages")))
    db["passages"].create_index(["item_id", "ordinal"])
    db["passages"].create_index(["section_id"])
    db["passages"].create_index(["parent_id"])
    db["sentences"].create(_SENTENCE, pk="id", **_fk("sentences", ("passage_id", "passages")))
    db["sentences"].create_index(["passage_id", "ordinal"])


@migrations()
def m002_tables(db: Database) -> None:
    """Tables and cells, measures with their wordings, readings with the cells that they came from."""
    db["tables"].create(_TABLE, pk="id", **_fk("tables", ("item_id", "items"), ("section_id", "sections")))
    db["tables"].create_index(["item_id", "ordinal"])
    db["cells"].create(_CELL, pk=("table_id", "row", "col"), **_fk("cells", ("table_id", "tables")))
    db["measures"].create({"id": str, "name": str, "unit": str, "kind": str, "direction": str, "area": str},
                          pk="id", strict=True)
    db["wordings"].create({"measure_id": str, "wording": str, "tied_by": str, "first_period": str,
                           "last_period": str}, pk=("measure_id", "wording"),
                          **_fk("wordings", ("measure_id", "measures")))
    db["readings"].create(_READING, pk="id", **_fk("readings", ("measure_id", "measures"), ("item_id", "items"),
                                                   ("table_id", "tables")))
    db["readings"].create_index(["measure_id", "period_end"])
    db["readings"].create_index(["item_id", "ordinal"])
    db["readings"].create_index(["period_end", "rag"])
    db["reading_cells"].create({"reading_id": str, "field": str, "table_id": str, "row": int, "col": int},
                               pk=("reading_id", "field", "table_id", "row", "col"),
                               **_fk("reading_cells", ("reading_id", "readings"), ("table_id", "tables")))


@migrations()
def m003_notes(db: Database) -> None:
    """Footnotes, glossary, findings, the ledger, and what people did to the store."""
    db["footnotes"].create({"id": str, "item_id": str, "mark": str, "text": str, "page": int,
                            "passage_id": str}, pk="id",
                           **_fk("footnotes", ("item_id", "items"), ("passage_id", "passages")))
    db["footnotes"].create_index(["item_id", "mark"])
    db["terms"].create({"item_id": str, "acronym": str, "expansion": str, "passage_id": str,
                        "reading_id": str}, pk=("item_id", "acronym", "expansion"),
                       **_fk("terms", ("item_id", "items"), ("passage_id", "passages"),
                             ("reading_id", "readings")))
    db["terms"].create_index(["acronym"])
    db["findings"].create({"id": str, "item_id": str, "code": str, "severity": str, "text": str,
                           "locator": str, "quotes": str, "evidence": str, "reading_id": str,
                           "measure_id": str}, pk="id",
                          **_fk("findings", ("item_id", "items"), ("reading_id", "readings"),
                                ("measure_id", "measures")))
    db["findings"].create_index(["item_id"])
    db["findings"].create_index(["reading_id"])
    db["ledger"].create({"document_id": str, "ordinal": int, "kind": str, "name": str, "value": str,
                         "passed": int, "detail": str}, pk=("document_id", "ordinal"),
                        **_fk("ledger", ("document_id", "documents")))
    db["actions"].create({"id": int, "at": str, "who": str, "action": str, "target": str, "before": str,
                          "after": str, "why": str}, pk="id", strict=True)


@migrations()
def m004_full_text(db: Database) -> None:
    """FTS5 over passages and over the wordings of measures. External content: no text is held twice."""
    db["passages"].enable_fts(["text"], tokenize="porter unicode61 remove_diacritics 2", create_triggers=True)
    db["wordings"].enable_fts(["wording"], tokenize="porter unicode61 remove_diacritics 2",
                              create_triggers=True)


def apply(db: Database) -> int:
    """Bring a store up to date; returns its version. Safe to run again."""
    migrations.apply(db)
    return len(list(migrations.applied(db)))
