"""What kind of file it is, by its content. A file's name breaks a tie and is otherwise only compared."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal, get_args

from ingest.encoding import decode
from store.errors import UnreadableFile

FileKind = Literal["text", "markdown", "html", "docx", "pdf", "xlsx", "ods", "csv", "eml", "unknown"]
KINDS: tuple[str, ...] = get_args(FileKind)

_ENDINGS: dict[str, FileKind] = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "html": "html", "htm": "html",
    "xhtml": "html", "docx": "docx", "pdf": "pdf", "xlsx": "xlsx", "ods": "ods", "csv": "csv", "tsv": "csv",
    "tab": "csv", "eml": "eml",
}  # fmt: skip
_REFUSED_STARTS = (
    (b"{\\rtf", "It is a rich text (.rtf) file; save it as .docx and try again."),
    (b"\x89PNG", "It is an image; give the document that it was taken from."),
    (b"\xff\xd8\xff", "It is an image; give the document that it was taken from."),
    (b"GIF8", "It is an image; give the document that it was taken from."),
    (b"II*\x00", "It is an image; give the document that it was taken from."),
    (b"MM\x00*", "It is an image; give the document that it was taken from."),
    (b"BM", ""),
    (b"\x1f\x8b", "It is a compressed archive; unpack it and give the files in it."),
    (b"7z\xbc\xaf", "It is a compressed archive; unpack it and give the files in it."),
    (b"Rar!", "It is a compressed archive; unpack it and give the files in it."),
    (b"SQLite format 3", "It is a database; give the documents that it was made from."),
    (b"MZ\x90", "It is a program, not a document."),
    (b"\x7fELF", "It is a program, not a document."),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_LEAD = re.compile(r"\s+|<\?xml[^>]*>|<!--(?:(?!-->).)*-->", re.IGNORECASE | re.DOTALL)
_HTML_TAGS = re.compile(r"</(?:p|table|body|div|h[1-6]|ul|html|td)>", re.I)
_MAIL_TECHNICAL = re.compile(
    r"^(?:message-id|mime-version|received|return-path|content-type|delivered-to|x-[\w-]+):", re.I | re.M
)
_MAIL_USUAL = re.compile(r"^(from|to|subject|date):\s*\S", re.I | re.M)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+\S|\s*\|?(?:\s*:?-{3,}:?\s*\|)+)", re.M)
_PROSE = re.compile(r", [a-z]{2,}")
_HEAD = 1_000_000
_SAMPLE = 65_536


def sniff(content: bytes, name: str) -> FileKind:
    """The kind of a file, from its bytes.

    Raises `UnreadableFile` for an empty file and for kinds that are known and not read: images, archives,
    Office files of before 2007, files with macros, encrypted files. "unknown" is text of some other trade
    (JSON, XML, source code).
    """
    if not content.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableFile("It is empty; check that the right file was saved.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_OLE2):
        raise UnreadableFile(_ole2_reason(content))
    if content.startswith(b"PK"):
        return _sniff_zip(content)
    for start, reason in _REFUSED_STARTS:
        if content.startswith(start) and (reason or b"\x00" in content[:64]):
            raise UnreadableFile(reason or "It is an image; give the document that it was taken from.")
    text, _ = decode(_head(content))
    return _sniff_text(text[:_SAMPLE], len(text) > _SAMPLE or len(content) > _HEAD, _by_name(name))


def _head(content: bytes) -> bytes:
    """The first megabyte of a long file, cut after a line so that no character is cut in two."""
    if len(content) <= _HEAD or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content
    return content[: content.rfind(b"\n", 0, _HEAD) + 1] or content


def mismatch_note(kind: FileKind, name: str) -> str | None:
    """A remark where the name says another kind of file than the content, or None."""
    named = _by_name(name)
    if named is None or kind in (named, "unknown") or {named, kind} <= {"text", "markdown"}:
        return None
    return f"Its name ends in “.{_ending(name)}” but it is a {kind} file; read as {kind}."


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def _by_name(name: str) -> FileKind | None:
    return _ENDINGS.get(_ending(name))


def _ole2_reason(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "It is protected by a password; save it without one and try again."
    return "It is in the Office format of before 2007 (.doc, .xls, .ppt); save it as .docx or .xlsx."


def _sniff_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80].decode("ascii", "replace") if _small(archive, "mimetype") else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise UnreadableFile("It is damaged or cut short; get a new copy and try again.") from error
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise UnreadableFile("It is a binary workbook (.xlsb); save it as .xlsx and try again.")
    if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        raise UnreadableFile("It is an OpenDocument text or slides; save it as .docx or .pdf and try again.")
    if "ppt/presentation.xml" in names:
        raise UnreadableFile("It is a slide show; save it as .pdf and try again.")
    raise UnreadableFile("It is an archive, not a document; unpack it and give the files in it.")


def _small(archive: zipfile.ZipFile, member: str) -> bool:
    return member in archive.namelist() and archive.getinfo(member).file_size <= 200


def _sniff_text(sample: str, cut: bool, named: FileKind | None) -> FileKind:
    if _HTML_START.match(sample, _lead(sample)) or named == "html" and _HTML_TAGS.search(sample):
        return "html"
    if sample.lstrip().startswith("<?xml") or _is_json(sample, cut):
        return "unknown"
    head = re.split(r"\r?\n\r?\n", sample.lstrip(), maxsplit=1)[0]
    usual = {found.lower() for found in _MAIL_USUAL.findall(head)}
    if len(usual) >= 2 and (_MAIL_TECHNICAL.search(head) or named == "eml"):
        return "eml"
    if _is_csv(sample, cut, named):
        return "csv"
    if named == "markdown" or named != "text" and len(_MARKDOWN.findall(sample)) >= 2:
        return "markdown"
    return "text"


def _lead(sample: str) -> int:
    """Where the white space, declarations and comments before a page's first tag end."""
    at = 0
    while found := _HTML_LEAD.match(sample, at):
        at = found.end()
    return at


def _is_json(sample: str, cut: bool) -> bool:
    start, end = sample.lstrip()[:2], sample.rstrip()[-1:]
    return (
        bool(re.match(r"\{\s*[\"}]|\[\s*[\[{\"\d]", sample.lstrip()[:40]))
        and start[:1] in "{["
        and (cut or end in "}]")
    )


def _is_csv(sample: str, cut: bool, named: FileKind | None) -> bool:
    """Whether every line (most lines, where the name says so) parts into the same number of fields.

    Prose has commas too: without the name's word for it, fields must be short and lines exactly alike.
    """
    lines = sample.splitlines()[: -1 if cut else None]
    for delimiter in ",;\t|":
        try:
            rows = [r for r in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter) if any(map(str.strip, r))]
        except csv.Error:
            continue
        if len(rows) < 2:
            continue
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=widths.count)
        share = widths.count(usual) / len(widths)
        cells = [cell for row in rows for cell in row]
        short = sum(len(cell) < 60 for cell in cells) >= 0.9 * len(cells)
        if usual < 2 or delimiter == "," and 2 * len([line for line in lines if _PROSE.search(line)]) > len(lines):
            continue
        if named == "csv" and share >= 0.5 or share == 1 and len(rows) > 2 and short and _has_header(rows):
            return True
    return False


def _has_header(rows: list[list[str]]) -> bool:
    head = [cell.strip() for cell in rows[0]]
    return (
        all(head) and len(set(head)) == len(head) and not any(re.fullmatch(r"[-£$]?[\d.,]+%?", cell) for cell in head)
    )
