"""The reply as a letter: salutation, thanks, a paragraph for each point in the letter's order, sign-off.

Every sentence is a template's, or an answer's with its markers: nothing of the letter is repeated but the
sender's name, reference and date. Citations are numbered anew, in the order in which the letter uses them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.composition import Composition, Source
from assistant.letters.addressing import address
from assistant.letters.reply import MARK, Correspondent, ReplyPoint, ReplySource

_SENTENCE_MARKS = re.compile(r"(?:\s*\[\d+\])+")


def compose(
    to: Correspondent, points: tuple[ReplyPoint, ...], style: dict[str, Any], as_at: dict[str, str]
) -> tuple[str, tuple[ReplySource, ...]]:
    """The whole reply and its sources. `as_at`: the period or date of each document's report."""
    c = Composition("")
    dates: dict[int, str] = {}
    paragraphs = [_paragraph(n, point, len(points), style, c, dates, as_at) for n, point in enumerate(points)]
    how = address(to.name, style["salutations"], to.role)
    opening = [style["date_line"], how.salutation, _thanks(to, style) + " " + _lead(points, style)]
    signatory = style["signatory"]
    closing = [how.close, "\n".join(signatory[k] for k in ("name", "title", "office", "contact") if signatory.get(k))]
    body = "\n\n".join([*opening, *paragraphs, *closing])
    return _explained(body, style), tuple(
        ReplySource(n, s.document, s.title, s.locator, s.page, s.quote, dates.get(n) or as_at.get(s.document, ""),
                    s.id)
        for n, s in enumerate(c.sources, 1)
    )


def _thanks(to: Correspondent, style: dict[str, Any]) -> str:
    key = {
        (True, True): "dated_with_reference",
        (True, False): "dated",
        (False, True): "with_reference",
        (False, False): "plain",
    }[bool(to.date), bool(to.reference)]
    return style["thanks"][key].format(date=to.date, reference=to.reference)


def _lead(points: tuple[ReplyPoint, ...], style: dict[str, Any]) -> str:
    if not points:
        return style["lead"]["nothing"]
    if not any(p.answer.answered for p in points):
        return style["lead"]["none_answered"]
    return style["lead"]["one" if len(points) == 1 else "several"]


def _paragraph(
    n: int,
    point: ReplyPoint,
    of: int,
    style: dict[str, Any],
    c: Composition,
    dates: dict[int, str],
    as_at: dict[str, str],
) -> str:
    ordinals = style["ordinals"]
    heading = (
        style["only"]
        if of == 1
        else style["heading"].format(ordinal=ordinals[n] if n < len(ordinals) else style["next_ordinal"])
    )
    if point.paragraph is not None:
        words = point.paragraph
    elif point.answer.answered:
        words = _answered(point.answer, style, as_at)
    else:
        words = _refused(point, style)
    return heading + _renumbered(words, point.answer, c, dates)


def _renumbered(words: str, answer: Answer, c: Composition, dates: dict[int, str]) -> str:
    """`words` with the answer's markers as the letter's: sources are numbered in the order of their first use."""
    places = {x.n: x for x in answer.citations}
    labels = {f.citation: f.period_label for f in answer.figures if f.period_label}

    def numbered(mark: re.Match[str]) -> str:
        x = places.get(int(mark.group(1)))
        if x is None:
            return ""
        n = c.cite(Source(x.id, x.kind, x.document, x.title, x.locator, x.page, x.quote))
        if x.n in labels:
            dates.setdefault(n, labels[x.n])
        return f"[{n}]"

    return MARK.sub(numbered, words)


def _answered(answer: Answer, style: dict[str, Any], as_at: dict[str, str]) -> str:
    text = _worded(answer, style, as_at)
    said = [text]
    for caveat in answer.caveats:
        if caveat.code in style["caveats_in_body"] and not _already(caveat.code, text, style):
            said.append(style["caveat_lead"] + caveat.text.strip() + "".join(f" [{n}]" for n in caveat.citations))
    return " ".join(said)


def _already(code: str, text: str, style: dict[str, Any]) -> bool:
    phrase = style["caveats_in_body"][code]
    return bool(phrase) and phrase in text


def _worded(answer: Answer, style: dict[str, Any], as_at: dict[str, str]) -> str:
    """An answer's statements as a letter words them: a measure's name in quotation marks, its figure after it."""
    text = " ".join(answer.text.replace("\n", " ").split())
    for document in dict.fromkeys(x.document for x in answer.citations):
        label = as_at.get(document) or document
        said = style["report"].format(label=label)
        for opener in dict.fromkeys((document, label)):
            text = re.sub(rf"(^|\] ){re.escape(opener)}: ", rf"\g<1>{said.replace(chr(92), '')}", text)
    for figure in answer.figures:
        label = figure.period_label.split(",")[0]
        months = _months(label, figure.period)
        if months and months not in text:
            text = text.replace(f"({label}", f"({label}, {months}", 1)
    for measure in dict.fromkeys(f.measure for f in answer.figures):
        text = text.replace(f"{measure}: ", style["figure"].replace("{measure}", measure))
    return text


def _refused(point: ReplyPoint, style: dict[str, Any]) -> str:
    reason = point.answer.reason or "default"
    said = [style["unanswered"].get(reason, style["unanswered"]["default"])]
    said += [entry["words"] for entry in style["elsewhere"] if re.search(entry["cues"], point.asked, re.I)][:1]
    near = [x for x in point.answer.nearest if x.citation is not None and len(x.text.split()) <= 25]
    if reason == "period_not_held" and near:
        said.append(f"{style['near'].format(names='“' + near[-1].text.rstrip('.') + '”')} [{near[-1].citation}]")
    if len(said) == 1 and (instead := style["instead"].get(reason, style["instead"]["default"])):
        said.append(instead)
    return " ".join(said)


def _explained(body: str, style: dict[str, Any]) -> str:
    """Spell out a short form at its first use, where the letter does not do so itself."""
    for short, words in style["terms"].items():
        found = re.search(rf"(?<![\w(]){re.escape(short)}(?:['’]s)?(?!\w)", body)
        if not found or words.lower() in body[: found.end() + len(words) + 60].lower():
            continue
        at, said = found.end(), f" ({words})"
        closing = body.find("”", at)
        if body.rfind("“", 0, at) > body.rfind("”", 0, at) and closing >= 0:  # a quotation stays as it is printed
            at, said = closing + 1, f" ({short}: {words})"
        body = body[:at] + said + body[at:]
    return body


def _months(label: str, period: str | None) -> str:
    """A quarter's label with the months that it stands for: "Q1 2013/14, April to June 2013"."""
    if not period or not re.match(r"Q\d ", label):
        return ""
    start, end = (date.fromisoformat(d) for d in period.split("/"))
    return f"{start:%B} to {end:%B %Y}" if start.year == end.year else f"{start:%B %Y} to {end:%B %Y}"


def claims(body: str) -> list[tuple[str, tuple[int, ...]]]:
    """(statement, the numbers of its sources) for each cited statement of a reply, in order."""
    found = []
    for paragraph in body.split("\n\n"):
        at = 0
        for match in _SENTENCE_MARKS.finditer(paragraph):
            text = paragraph[at : match.start()].strip()
            at = match.end()
            if text:
                found.append((text, tuple(int(n) for n in MARK.findall(match.group()))))
    return found
