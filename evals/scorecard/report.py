"""The score as text and data: a table for each corpus, and the failures grouped by what was wrong with them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evals.scorecard.corpora import Corpus
from evals.scorecard.tally import Asked, Line, Tally

EXAMPLES = 6    # failures shown for each cause


def markdown(pairs: Sequence[tuple[Corpus, Tally]]) -> str:
    """The score by kind of every corpus."""
    parts = ["# Score by kind", "",
             "Written by `make score`: the questions of the generator, asked of its own reports, and the near misses "
             "over the sample reports. No language model; sentence vectors on."]
    for corpus, tally in pairs:
        questions = sum(kind.of for kind in tally.kinds)
        parts += ["", f"## {corpus.name[0].upper()}{corpus.name[1:]}", "",
                  f"{corpus.reports} reports, {corpus.passages:,} passages, {questions:,} questions. "
                  f"Answers with a wrong figure: {tally.wrong}.", "",
                  "| | right | of | share | at least |", "| --- | ---: | ---: | ---: | ---: |"]
        parts += [_row(line) for line in (*tally.kinds, *tally.groups)]
    return "\n".join(parts) + "\n"


def _row(line: Line) -> str:
    name = f"**{line.name}**" if line.bound is not None else line.name
    share = f"{100 * line.right / line.of:.1f}%" if line.of else "–"
    bound = "" if line.bound is None else f"{100 * line.bound:.0f}% ({'kept' if line.kept else 'not kept'})"
    return f"| {name} | {line.right} | {line.of} | {share} | {bound} |"


def write(folder: Path, name: str, pairs: Sequence[tuple[Corpus, Tally]]) -> None:
    """`<name>.md` and `<name>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(markdown(pairs), encoding="utf-8")
    data = [{"reports": corpus.reports, "passages": corpus.passages} | tally.to_dict() for corpus, tally in pairs]
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def failures(asked: Sequence[Asked]) -> str:
    """The failures, most frequent cause first; a cause is a kind with the metrics that fell short."""
    causes: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    wrong = [one for one in asked if one.wrong]
    for one in asked:
        if not one.scored.passed:
            metrics = ", ".join(r.metric for r in one.scored.failing) or "error"
            causes[one.scored.case.kind, metrics].append(one)
    parts = [f"# Failures: {sum(map(len, causes.values()))} of {len(asked)}; answers with a wrong figure: {len(wrong)}"]
    if wrong:
        parts += ["", "## Wrong figures", ""]
        for one in wrong:
            parts += [*_case(one), *(f"  - WRONG: {why[:400]}" for why in one.wrong)]
    for (kind, metrics), ones in sorted(causes.items(), key=lambda cause: -len(cause[1])):
        parts += ["", f"## {kind}: {metrics} ({len(ones)})", ""]
        parts += [text for one in ones[:EXAMPLES] for text in _case(one)]
        if len(ones) > EXAMPLES:
            parts.append("- also: " + ", ".join(one.scored.case.id for one in ones[EXAMPLES:]))
    return "\n".join(parts) + "\n"


def _case(one: Asked) -> list[str]:
    history = f" (after: {' / '.join(one.scored.case.history)})" if one.scored.case.history else ""
    return [f"- `{one.scored.case.id}` {one.scored.case.question}{history}", f"  - {one.scored.why()[:500]}",
            f"  - {one.said}"]
