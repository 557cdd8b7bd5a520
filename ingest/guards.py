"""What stands before the readers: names, sizes, archives that swell, entities, macros. Nothing is fetched.

Every check raises `UnreadableFile` with one line that says what is wrong and what to do.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from store.errors import UnreadableFile

MEGABYTE = 1_000_000
LARGEST_FILE = 200 * MEGABYTE
LARGEST_UNPACKED = 800 * MEGABYTE
MOST_MEMBERS = 10_000
STEEPEST_RATIO = 200
RATIO_FROM = 20 * MEGABYTE
LONGEST_NAME = 255

_XML_START = re.compile(rb"\s*(?:\xef\xbb\xbf\s*)?<|\xff\xfe|\xfe\xff|\x00<|<\x00")
_TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RESERVED = {"", ".", ".."}
_DAMAGED = "It is damaged or cut short; get a new copy and try again."
_SWELLS = "It unpacks to far more than its size (a “zip bomb”); it was not opened. Ask its author for another."
_MACROS = "It holds macros; save it without them (.docx or .xlsx) and try again."
_ENTITIES = "It declares XML entities of its own; it was not opened. Save it afresh in Office and try again."
_LOCKED = "It is protected by a password; save it without one and try again."


def check_name(name: str) -> str:
    """`name`, if it can be shown and stored as a document's name.

    `name` is a file's own name, without its folders. Refused: path separators, "..", control characters,
    characters that turn the reading direction, names that are not valid Unicode, and overlong names.
    """
    if any(map(_unprintable, name)):
        raise UnreadableFile("Its name holds control characters; rename it and try again.")
    if name.strip() in _RESERVED or "/" in name or "\\" in name:
        raise UnreadableFile("Its name is a path to another folder; rename it and try again.")
    if len(name.encode("utf-8")) > LONGEST_NAME:
        raise UnreadableFile(f"Its name is longer than {LONGEST_NAME} bytes; rename it and try again.")
    return name


def printable_name(name: str) -> str:
    """`name` fit for a message or a page: a character that `check_name` refuses is shown as "\ufffd"."""
    shown = "".join("\ufffd" if _unprintable(c) else c for c in name)
    return shown if len(shown) <= 120 else f"{shown[:80]}…{shown[-30:]}"


def _unprintable(character: str) -> bool:
    """Control characters, half surrogate pairs, line separators, marks that turn the reading direction."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _TURNING


def check_size(size: int) -> None:
    """Refuses a file of no bytes or of more than `LARGEST_FILE`; for use before its bytes are read."""
    if size == 0:
        raise UnreadableFile("It is empty; check that the right file was saved.")
    if size > LARGEST_FILE:
        raise UnreadableFile(
            f"It is {size / MEGABYTE:,.0f} MB; files of up to {LARGEST_FILE // MEGABYTE} MB are read. Split it."
        )


@contextmanager
def safe_archive(content: bytes) -> Iterator[zipfile.ZipFile]:
    """An Office or OpenDocument file as an archive, once it has passed every check below."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    with archive:
        _check_members(archive)
        _check_macros(archive)
        _check_entities(archive)
        yield archive


def check_archive(content: bytes) -> None:
    """Refuses an Office or OpenDocument file that is damaged, swells, holds macros or declares entities."""
    with safe_archive(content):
        pass


def outside_links(archive: zipfile.ZipFile) -> int:
    """How many parts of the file lie elsewhere (linked pictures, templates, data). None is ever fetched."""
    count = 0
    for info in archive.infolist():
        if info.filename.endswith(".rels"):
            for tag in re.findall(rb"<Relationship\b[^>]*>", archive.read(info)):
                count += b'TargetMode="External"' in tag and b"/hyperlink" not in tag
    return count


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(_SWELLS)
    names = [info.filename for info in members]
    if len(set(names)) != len(names):
        raise UnreadableFile(_DAMAGED)
    for info in members:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise UnreadableFile("It holds paths that lead outside it; it was not opened. Save it afresh in Office.")
        if info.flag_bits & 1:
            raise UnreadableFile(_LOCKED)
        if info.file_size > RATIO_FROM and info.file_size > STEEPEST_RATIO * max(1, info.compress_size):
            raise UnreadableFile(_SWELLS)
    if sum(info.file_size for info in members) > LARGEST_UNPACKED:
        raise UnreadableFile(_SWELLS)


def _check_macros(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist()]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise UnreadableFile(_MACROS)
    if any(name.startswith("basic/") and name.endswith(".xml") for name in names):
        raise UnreadableFile(_MACROS)
    types = "[Content_Types].xml"
    if types in archive.namelist() and b"macroenabled" in _read(archive, types).lower():
        raise UnreadableFile(_MACROS)


def _check_entities(archive: zipfile.ZipFile) -> None:
    """A DTD stands before the root element, so each XML part is read up to there and no further."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    for info in archive.infolist():
        try:
            with archive.open(info) as part:
                if not _XML_START.match(part.read(8)):
                    continue
                part.seek(0)
                next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)
        except DefusedXmlException:
            raise UnreadableFile(_ENTITIES) from None
        except (ParseError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableFile(_DAMAGED) from error


def _read(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile(_DAMAGED) from error
