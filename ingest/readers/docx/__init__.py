"""Word documents (.docx): automatic numbers, merged cells, shading, real footnotes and tracked changes."""

from ingest.readers.docx.reader import DocxReader

__all__ = ["DocxReader"]
