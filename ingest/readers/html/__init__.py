"""Web pages: headings, paragraphs, lists and tables as shown; scripts dropped, nothing fetched."""

from ingest.readers.html.reader import HtmlReader

__all__ = ["HtmlReader"]
