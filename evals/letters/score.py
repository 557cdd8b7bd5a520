"""Scoring drafted replies against gold points.

A case is NAME.txt with NAME.json: `points` [{asked: pattern in a point's own words, must: [patterns in its answer and
in the body] or unanswered: true}], `must_not` [patterns that may stand nowhere in the body], `addressed_to`,
`reference`, `attention` [patterns that the list must match], `filler` {paragraph, times} put in before the sign-off.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.letters import Reply, draft

_MARK = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")
_FLAGS = re.IGNORECASE | re.DOTALL
HERE_LETTERS = Path(__file__).parent
KNOWN = frozenset({"tags", "points", "must_not", "addressed_to", "reference", "attention", "filler"})


@dataclass
class Score:
    """What a run came to. `forbidden`: words that may not stand in a body, `asked` not verbatim."""

    letters: int = 0
    points: int = 0
    found: int = 0
    right: int = 0
    forbidden: int = 0
    slowest: float = 0.0
    shortfalls: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.right / self.points if self.points else 0.0


def score_folder(folder: Path, store: Path) -> Score:
    """Draft and score every letter of `folder`. Raises ValueError for a case with an unknown field."""
    score = Score()
    with Assistant.open(store) as assistant:
        for path in sorted(folder.glob("*.txt")):
            gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            if unknown := sorted(gold.keys() - KNOWN):
                raise ValueError(f"{path.stem}.json has a field that is not known: {unknown[0]}")
            text = letter_text(path, gold)
            began = time.perf_counter()
            reply = draft(text, path.name, assistant)
            score.slowest = max(score.slowest, time.perf_counter() - began)
            score_letter(path.stem, text, gold, reply, score)
    return score


def letter_text(path: Path, gold: dict[str, Any]) -> str:
    """The letter, with its filler put in before the sign-off where it has one."""
    text = path.read_text(encoding="utf-8")
    if filler := gold.get("filler"):
        head, close, tail = text.rpartition("\nYours ")
        text = f"{head}\n" + f"{filler['paragraph']}\n\n" * filler["times"] + close + tail
    return text


def score_letter(name: str, letter: str, gold: dict[str, Any], reply: Reply, score: Score) -> None:
    """Add one letter's result to `score`."""
    drafted = reply.to_dict()
    body, spare = _MARK.sub("", drafted["body"]), list(drafted["points"])
    score.letters += 1
    whole = _fold(letter)
    for point in spare:
        if len(point["asked"].split()) > 60 or any(_fold(part) not in whole for part in point["asked"].split("…")):
            score.forbidden += 1
            score.shortfalls.append(f"{name}: asked is not the letter's words: {point['asked'][:80]!r}")
    for wanted in gold["points"]:
        spare = _score_point(name, wanted, spare, body, score)
    if len(spare) > 1:
        score.shortfalls.append(f"{name}: points that the letter does not ask: {[p['asked'][:50] for p in spare]}")
    for pattern in gold.get("must_not", []):
        if re.search(pattern, drafted["body"], _FLAGS):
            score.forbidden += 1
            score.shortfalls.append(f"{name}: the body has {pattern!r}")
    for key in ("addressed_to", "reference"):
        if key in gold and not re.search(gold[key], str(drafted[key] or ""), _FLAGS):
            score.shortfalls.append(f"{name}: {key} is {drafted[key]!r}")
    listed = json.dumps(drafted["attention"], ensure_ascii=False)
    score.shortfalls += [
        f"{name}: the attention list lacks {p!r}" for p in gold.get("attention", []) if not re.search(p, listed, _FLAGS)
    ]


def _score_point(
    name: str, wanted: dict[str, Any], spare: list[dict[str, Any]], body: str, score: Score
) -> list[dict[str, Any]]:
    """Score one gold point; gives the drafted points that are still to be matched."""
    score.points += 1
    mine = [p for p in spare if re.search(wanted["asked"], p["asked"], _FLAGS)]
    if not mine:
        score.shortfalls.append(f"{name}: point not found: {wanted['asked']}")
        return spare
    score.found += 1
    answers = [p["answer"] for p in mine]
    answered = any(a["status"] in ("answered", "partly_answered") for a in answers)
    text = " ".join(_MARK.sub("", a["text"]) + " " + " ".join(c["text"] for c in a["caveats"]) for a in answers)
    if wanted.get("unanswered"):
        good = not answered and not any(a["figures"] for a in answers)
    else:
        good = answered and all(re.search(m, text, _FLAGS) and re.search(m, body, _FLAGS) for m in wanted["must"])
    score.right += good
    if not good:
        score.shortfalls.append(
            f"{name}: {wanted['asked']}: wanted {wanted.get('must', 'a refusal')}, "
            f"got {[a['status'] for a in answers]} {text[:160]!r}"
        )
    return [p for p in spare if p not in mine]


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
