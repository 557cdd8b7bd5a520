"""Follow-ups: what a question takes over from the one before, and how that is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.lexicon import lexicon
from assistant.question.kinds import cues
from assistant.question.periods import read_periods
from assistant.words import content, cue, generic_stems, load, tokens
from ingest.language.dates import month_end
from ingest.language.periods import label_for


@dataclass(frozen=True)
class Before:
    """The question before, with what its answer was about."""

    question: str
    period: str | None          # "start/end" of its first figure
    period_label: str
    measure: str                # as printed, "" where it named none


@dataclass(frozen=True)
class FollowUp:
    """A question made whole: `text` to answer, and in words what was taken over."""

    text: str
    assumed: tuple[str, ...]
    fuller: str = ""            # with the subject before as well, to be tried where `text` finds nothing


def make_whole(question: str, before: Before | None, names_measure: Callable[[str], bool],
               forces: Callable[[str], tuple[str, ...]] = lambda text: ()) -> FollowUp:
    """Put what a follow-up leaves out back in from the question before; a full question stays as it is.

    `names_measure(text)` tells whether a text by itself names a measure that is held, `forces(text)` which forces held
    it names: those are no subject of their own ("And in Wexmere?").
    """
    if before is None or not _leans(question):
        return FollowUp(question, ())
    mine, theirs = forces(question), forces(before.question)
    bodies = frozenset(t.stem for name in (*mine, *theirs) for t in content(name))
    subjectless = not _own_subject(question, bodies) or _about_it(question)
    measured = names_measure(question)
    if not (subjectless or measured or _joins(question)):
        return FollowUp(question, ())       # "Who is the commissioner?" after a figure: short, and about something else
    carried = theirs[0] if len(theirs) == 1 and not mine else ""
    if measured and carried and not _joins(question) and not names_measure(f"{question.rstrip('?. ')} in {carried}?"):
        return FollowUp(question, ())       # a measure that the force talked about does not have
    said: list[str] = []
    text = question
    asked = cues(question)
    of_one = cue("follow.yaml", "of_one").search(question) is not None
    if subjectless and not measured and (of_one or not (asked.ratings or asked.filters)):
        about = _without(subject(before.question), theirs)
        if about:
            pronoun = cue("follow.yaml", "pronoun")
            text = (pronoun.sub(lambda _: about, text, count=1) if _about_it(question)
                    else f"{text.rstrip('?. ')} {about}?")
            said.append(_plain(about))
    elif _only_qualifies(question) and not names_measure(question) and (
            about := subject(before.question, measured=False)):
        text = f"{text.rstrip('?. ')} {about}?"
        said.append(about)
    if carried:
        text = f"{text.rstrip('?. ')} in {carried}?"
        said.append(carried)
    other_force = bool(mine and theirs and {m.lower() for m in mine} != {t.lower() for t in theirs})
    period = "" if other_force and not read_periods(before.question).named else _period(
        question, before, subjectless)
    if period:
        text = f"{_strip_relative(text).rstrip('?. ')} in {period}?"
        said.append(period)
    about = _without(subject(before.question), theirs)
    tried = not subjectless and not measured and cue("follow.yaml", "joins").search(question) and about
    return FollowUp(text, tuple(said), f"{text.rstrip('?. ')} of {about}?" if tried else "")


def _about_it(question: str) -> bool:
    """Whether a short question's subject is a pronoun ("How much did it cost?")."""
    generic = generic_stems()
    own = [t for t in content(question) if t.stem not in generic and not t.lower.isdigit()]
    return len(own) <= 2 and cue("follow.yaml", "pronoun").search(question) is not None


def _plain(words: str) -> str:
    """Words without the numbers in them, which the answer might not be able to prove."""
    return " ".join(w for w in words.split() if not any(ch.isdigit() for ch in w))


def _joins(question: str) -> bool:
    """Whether a question says itself that it goes on from the one before ("And ...", "What about ...", "they")."""
    return any(cue("follow.yaml", key).search(question) for key in ("joins", "leans"))


def _without(words: str, names: tuple[str, ...]) -> str:
    """Words less the names of forces among them, which are carried over by themselves."""
    for name in names:
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)(?:['’]s)?", " ", words, flags=re.IGNORECASE)
    return " ".join(words.split())


def _leans(question: str) -> bool:
    words = content(question)
    return len(words) <= 3 or any(cue("follow.yaml", key).search(question) for key in ("opens", "leans"))


def _own_subject(question: str, bodies: frozenset[str]) -> bool:
    if any(t.lower in load("answer_types.yaml")["posts"] for t in tokens(question)):
        return True
    generic = generic_stems() | {t.stem for word in load("follow.yaml")["no_subject"] for t in tokens(word)}
    spans = read_periods(question).spans
    return any(t.stem not in generic | bodies and not t.lower.isdigit() and not any(a <= t.start < b for a, b in spans)
               and t.lower not in ("quarter", "trend", "trends") for t in content(question))


def _only_qualifies(question: str) -> bool:
    """Whether all that the question adds is a qualifier ("and the solved rate?")."""
    generic = generic_stems()
    words = [t for t in content(question) if t.stem not in generic]
    return bool(words) and all(lexicon().qualify([t]) for t in words)


def subject(question: str, *, measured: bool = True) -> str:
    """The content words of a question, period and cue words off; `measured` False drops "solved" and the like too."""
    spans = read_periods(question).spans
    generic = generic_stems()
    kept = [t.text for t in content(question) if not any(a <= t.start < b for a, b in spans)]
    if measured is False:
        measured_stems = {t.stem for entry in ("solved", "volume", "number", "rate") for t in tokens(entry)}
        kept = [w for w in kept if tokens(w)[0].stem not in measured_stems]
    own = [w for w in kept if tokens(w)[0].stem not in generic or w.lower() in load("answer_types.yaml")["posts"]]
    return " ".join(kept if own else own)


def _period(question: str, before: Before, subjectless: bool) -> str:
    """The period that a follow-up means, in words: moved from the one before, or the same one."""
    asked = read_periods(question)
    if len(asked.named) == 1 and before.period_label and cue("follow.yaml", "than").search(question):
        return before.period_label
    if asked.named or asked.ranged or not before.period:
        return ""
    start, end = (date.fromisoformat(d) for d in before.period.split("/"))
    months = (end.year - start.year) * 12 + end.month - start.month + 1

    def moved(by: int) -> str:
        first = _add_months(start, by)
        last_month = _add_months(date(end.year, end.month, 1), by)
        return label_for(first, month_end(last_month.year, last_month.month))

    if cue("follow.yaml", "quarter_before").search(question):
        return moved(-3 if months <= 3 or start.month == 4 else -months)
    if cue("follow.yaml", "year_before").search(question):
        return moved(-12)
    if cue("follow.yaml", "next").search(question):
        return moved(3)
    if asked.relative or not (_joins(question) or subjectless or read_periods(before.question).named):
        return ""       # a question of its own, and the one before named no period: each has the latest
    return before.period_label


def _add_months(day: date, by: int) -> date:
    month = day.month - 1 + by
    return day.replace(year=day.year + month // 12, month=month % 12 + 1, day=1)


def _strip_relative(text: str) -> str:
    for key in ("quarter_before", "year_before", "next"):
        text = cue("follow.yaml", key).sub(" ", text)
    return " ".join(text.split())
