"""The parts of a letter: who wrote, how they may be addressed, their reference and date, and the body.

Nothing here reads for meaning; positions are offsets in the letter's text, so that what is quoted stays verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.letters.reading import LetterText
from assistant.words import load

_LINE = re.compile(r"[^\n]*")
_LATE = 4  # last lines of a letter in which a word of feeling closes it
_MOST_NAME_WORDS = 7
_NAME = re.compile(r"^[A-Z][\w.'’&-]*(?:[ ,]+(?:\(?[\w.'’&-]+\)?)){0,6}[.)]?$")
_MARKUP = re.compile(r"[<>{}\[\]|`*#=\\;@/]|https?:")


@dataclass(frozen=True)
class Line:
    """One line of the letter: its text, stripped, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Letter:
    """A letter taken apart. `body` are spans of `text` that hold what the writer says (a postscript included)."""

    text: str
    sender: str  # the name that it is signed with, "" where none is found
    role: str  # the line under the name
    salutation: str
    reference: str | None
    date: str | None
    body: tuple[tuple[int, int], ...]
    source: LetterText
    earlier: bool = False  # it quotes an earlier message, which is left out of `body`


@cache
def _whole(key: str) -> re.Pattern[str]:
    return re.compile("^(?:" + "|".join(f"(?:{p})" for p in load("letters/parts.yaml")[key]) + ")$", re.I)


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    found = []
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            found.append(Line(stripped, start, start + len(stripped)))
    return found


def take_apart(source: LetterText) -> Letter:
    """The parts of a letter; a part that is not there is empty, never guessed from the rest."""
    text = source.text
    lines = lines_of(text)
    end, earlier = _own_end(lines, text)
    lines = [x for x in lines if x.start < end]
    salutation = _find_salutation(lines)
    top = salutation if salutation is not None else _header_end(lines)
    sign = _find_sign_off(lines, top)
    begin = _body_start(lines, salutation, top, text)
    close = lines[sign].start if sign is not None else _unsigned_end(lines, top, end)
    body = [(begin, close)] if close > begin else []
    after = lines[sign + 1 :] if sign is not None else [x for x in lines if x.start >= close]
    postscript = next((n for n, x in enumerate(after) if _starts("postscript", x.text)), None)
    if postscript is not None:
        body.append((after[postscript].start, end))
        after = after[:postscript]
    header = lines[:top]
    sender, role = _signed(after)
    if not sender:
        sender = _from(header)
    return Letter(
        text,
        sender,
        role,
        lines[salutation].text if salutation is not None else "",
        _reference([*header, *(lines[top : top + 3] if salutation is not None else []), *after]),
        _date([*header, *after]),
        tuple(body),
        source,
        earlier,
    )


def _starts(key: str, line: str) -> bool:
    return bool(re.match(load("letters/parts.yaml")[key], line, re.I))


def _own_end(lines: list[Line], text: str) -> tuple[int, bool]:
    """Where the writer's own words end: at an earlier message that they quote."""
    marks = re.compile("^(?:" + "|".join(load("letters/parts.yaml")["earlier_message"]) + ")", re.I)
    for n, line in enumerate(lines):
        if n and marks.match(line.text) and any(len(x.text.split()) > 3 for x in lines[:n]):
            return line.start, True
    return len(text), any(x.text.startswith(">") for x in lines)


def _find_salutation(lines: list[Line]) -> int | None:
    for n, line in enumerate(lines[:60]):
        words = line.text.split()
        if len(words) <= 12 and _whole("salutation").match(line.text) and not line.text.endswith("?"):
            return n
        opener = re.match(r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^,.!?]{0,50}[,!]", line.text, re.I)
        if opener and n < 40:
            return n
    return None


def _body_start(lines: list[Line], salutation: int | None, top: int, text: str) -> int:
    if salutation is None:
        return lines[top].start if top < len(lines) else len(text)
    line = lines[salutation]
    if (
        len(line.text.split()) > 12
        or not _whole("salutation").match(line.text)
        or re.search(r"[,!]\s+\w+ \w+ \w+", line.text)
    ):
        opener = re.match(r"[^,!]{0,60}[,!]\s*", line.text)
        return line.start + (opener.end() if opener else 0)
    return line.end


def _header_end(lines: list[Line]) -> int:
    """Without a salutation, the header is the run of header lines (From:, Date:, a date alone) at the top."""
    n = 0
    while n < len(lines) and (
        _starts("header", lines[n].text)
        or re.fullmatch(load("letters/parts.yaml")["date"] + r"\W*", lines[n].text, re.I)
    ):
        n += 1
    return n


def _find_sign_off(lines: list[Line], top: int) -> int | None:
    """The last line that closes a letter and has no sentence of the writer's after it but a name or a postscript."""
    for n in range(len(lines) - 1, top, -1):
        late = n >= len(lines) - _LATE and _whole("late_sign_off").match(lines[n].text)
        if len(lines[n].text.split()) <= 8 and (late or _whole("sign_off").match(lines[n].text)):
            return n
        closing = re.match(
            r"(?:yours (?:sincerely|faithfully|truly|ever)|(?:kind(?:est)?|best|warm) (?:regards|wishes))[,\s]+[A-Z]",
            lines[n].text,
            re.I,
        )
        if closing and len(lines[n].text.split()) <= 8:
            return n
    return None


def _unsigned_end(lines: list[Line], top: int, end: int) -> int:
    """Without a sign-off, up to two last lines that look like a name are not body."""
    close = end
    for line in reversed(lines[top + 1 :][-2:]):
        if not _is_name(line.text) or line.text.endswith(("?", ".", ":", "!")):
            break
        close = line.start
    return close


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and not _MARKUP.search(line)
        and not re.search(r"\d", line)
        and bool(_NAME.match(line))
        and any(w[:1].isupper() for w in words)
    )


def _signed(after: list[Line]) -> tuple[str, str]:
    """The name under the sign-off and the line below it."""
    for n, line in enumerate(after[:4]):
        text = re.sub(
            r"^(?:signed|pp|p\.p\.|for and on behalf of|on behalf of)[:\s]+", "", line.text, flags=re.I
        ).strip(" ,.")
        text = re.sub(
            r"\s*\((?:by e-?mail|signed|sent .*|aged? .*|he|she|they|(?:he|she|they)/.*)\)$", "", text, flags=re.I
        )
        first = text.split(", ")[0] if re.search(r", (?!MP|MBE|OBE|CBE|JP|DL)[A-Z]", text) else text
        if _is_name(first) or (_is_name(text.title()) and len(text.split()) <= 4):
            role = after[n + 1].text if n + 1 < len(after) and not re.search(r"[\d@]", after[n + 1].text) else ""
            return first, role if _is_name(role.replace(" the ", " ").replace(" of ", " ").replace(" to ", " ")) else ""
    return "", ""


def _from(header: list[Line]) -> str:
    for line in header:
        found = re.match(r"from\s*:\s*\"?([^<\"@]+?)\"?\s*(?:<.*)?$", line.text, re.I)
        if found and _is_name(found.group(1).strip()):
            return found.group(1).strip()
    return ""


def _reference(lines: list[Line]) -> str | None:
    not_ours = re.compile(load("letters/parts.yaml")["not_reference"], re.I)
    for pattern in load("letters/parts.yaml")["reference"]:
        for line in lines:
            found = re.search(pattern, line.text, re.I)
            if found and re.search(r"\d", found.group(1)) and not not_ours.search(line.text[: found.start(1)]):
                return found.group(1).strip(" .-")
    return None


def _date(lines: list[Line]) -> str | None:
    for line in lines:
        if found := re.search(load("letters/parts.yaml")["date"], line.text, re.I):
            return found.group(1)
    return None
