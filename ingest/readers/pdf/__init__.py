"""PDF files: ruled tables cell for cell, prose in whole paragraphs, and a doubt wherever the page is not clear."""

from __future__ import annotations

from ingest.blocks import Extract, Progress


class PdfReader:
    """Reads PDF files. See `ingest.readers.pdf.reader.read_pdf` for what it raises."""

    name = "pdf"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a PDF; `on_page` is called after each page."""
        from ingest.readers.pdf.reader import read_pdf  # pdfminer.six is only loaded when a PDF is read

        return read_pdf(content, on_page)
