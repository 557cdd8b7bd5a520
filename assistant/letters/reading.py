"""A letter's file as plain text: .txt, .md, .docx, .pdf, .eml, or pasted. Nothing of it is stored or fetched.

The text keeps its lines; blocks are parted by a blank line, cells of a table by tabs. What is not read (the rest of
a very long letter, attachments) is said in `LetterText`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from store.errors import UnreadableFile

MOST_CHARACTERS = 60_000
MOST_BYTES = 25_000_000
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}


@dataclass(frozen=True)
class LetterText:
    """The words of a letter. `full_length`: characters in all, where `text` was cut; `attachments`: their names."""

    text: str
    full_length: int | None = None
    attachments: tuple[str, ...] = ()
    subject: str = ""


def read_text(content: bytes | str | Path, name: str) -> LetterText:
    """The text of a letter. `name` is the file's own name and breaks ties of kind.

    Raises `UnreadableFile` with one line where it is empty, binary, locked or damaged.
    """
    if isinstance(content, Path):
        content = content.read_bytes()
    if isinstance(content, str):
        return _cut(content)
    if not content.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableFile("The letter is empty; check that the right file was saved.")
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"The letter is larger than {MOST_BYTES // 1_000_000} MB; save it as text and try again.")
    from ingest.sniff import sniff

    ending = name.rsplit(".", 1)[-1].lower()
    kind = "eml" if ending == "eml" else sniff(content, name)
    if kind == "docx":
        return _cut(_docx(content, name))
    if kind == "pdf":
        return _cut(_pdf(content))
    if kind == "html":
        return _cut(_html(content, name))
    if kind in ("xlsx", "ods"):
        raise UnreadableFile("This is a spreadsheet, not a letter; save the letter as .docx, .pdf, .txt or .eml.")
    if kind == "eml" and ending != "txt":
        return _mail(content)
    from ingest.encoding import decode

    return _cut(decode(content)[0])


def _cut(text: str, attachments: tuple[str, ...] = (), subject: str = "") -> LetterText:
    clean = _clean(text)
    if not clean.strip():
        raise UnreadableFile("The letter holds no text; check that the right file was saved.")
    if len(clean) <= MOST_CHARACTERS:
        return LetterText(clean, None, attachments, subject)
    end = clean.rfind("\n", 0, MOST_CHARACTERS)
    return LetterText(clean[: end if end > MOST_CHARACTERS // 2 else MOST_CHARACTERS], len(clean), attachments, subject)


def _clean(text: str) -> str:
    """Newlines as one kind, invisible characters off: what a person cannot see is not part of the letter."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").replace("\u2028", "\n")
    return "".join(c for c in unified if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)


def _docx(content: bytes, name: str) -> str:
    from ingest.readers.docx.reader import DocxReader

    return _blocks(DocxReader().read(content, name).blocks)


def _html(content: bytes, name: str) -> str:
    from ingest.readers.html.reader import HtmlReader

    return _blocks(HtmlReader().read(content, name).blocks)


def _blocks(blocks: tuple) -> str:  # type: ignore[type-arg]
    lines: list[str] = []
    for block in blocks:
        if block.table is not None:
            rows = ["\t".join(c.text for c in row if not c.covered) for row in block.table.rows]
            lines += ["", *rows, ""]
            continue
        label = (
            f"{block.number.rstrip('.)')}. "
            if block.number and not block.number.startswith("(")
            else (f"{block.number} " if block.number else "- " if block.kind == "list_item" else "")
        )
        lines += [label + block.text, ""]
    return "\n".join(lines)


def _pdf(content: bytes) -> str:
    """Lines as drawn, a blank line where the space between two is wider than usual."""
    import io

    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[str] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as opened:
            read = 0
            for page in opened.pages:
                pages.append(_page_lines(page.extract_text_lines(return_chars=False)))
                read += len(pages[-1])
                page.close()
                if read > MOST_CHARACTERS:
                    pages.append(" " * (read // len(pages) * max(0, len(opened.pages) - len(pages))) + ".")
                    break
    except (PdfminerException, PDFSyntaxError, PDFPasswordIncorrect, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile("The letter's PDF is locked or damaged; save it afresh and try again.") from error
    text = "\n".join(pages)
    if not text.strip():
        raise UnreadableFile("The letter's PDF holds no text (it may be a scan); type or paste its words.")
    return text


def _page_lines(lines: list[dict]) -> str:  # type: ignore[type-arg]
    gaps = sorted(b["top"] - a["top"] for a, b in zip(lines, lines[1:], strict=False) if b["top"] > a["top"])
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    out: list[str] = []
    for at, line in enumerate(lines):
        if at and line["top"] - lines[at - 1]["top"] > usual * 1.35:
            out.append("")
        out.append(line["text"])
    return "\n".join(out)


def _mail(content: bytes) -> LetterText:
    from email import message_from_bytes, policy

    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(preferencelist=("plain", "html"))
    names = tuple(a.get_filename() or "unnamed" for a in message.iter_attachments())
    if part is None:
        raise UnreadableFile("The e-mail has no text of its own; paste the letter's words or give its attachment.")
    try:
        body = str(part.get_content())
    except (LookupError, UnicodeDecodeError, KeyError) as error:
        raise UnreadableFile("The e-mail's text is in an encoding that cannot be read; paste its words.") from error
    if part.get_content_type() == "text/html":
        body = _html(body.encode("utf-8"), "mail.html")
    heads = [f"{key}: {_one_line(str(message[key]))}" for key in ("From", "Date", "Subject") if message[key]]
    return _cut("\n".join(heads) + "\n\n" + body, names, _one_line(str(message["Subject"] or "")))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
