"""Plain text: headings, numbered paragraphs, bullets, tables and footnotes told apart by their lines."""

from ingest.readers.text.reader import TextReader

__all__ = ["TextReader"]
