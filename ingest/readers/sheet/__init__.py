"""Spreadsheets as tables: Excel workbooks, OpenDocument spreadsheets, and delimited text."""

from ingest.readers.sheet.delimited import CsvReader
from ingest.readers.sheet.opendocument import OpenDocumentReader
from ingest.readers.sheet.workbook import WorkbookReader

__all__ = ["CsvReader", "OpenDocumentReader", "WorkbookReader"]
