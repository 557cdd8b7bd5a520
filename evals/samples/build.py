"""Render the sample reports and their gold tables from `source/`.

`source/measures.yaml` holds every printed cell of every quarter; `source/*.tmpl` hold the prose, the footnotes
and the place of the table. Run `python -m evals.samples.build` after changing either; a test fails when the
rendered files are older than their sources. Prose is kept as written: nothing here invents a word or a figure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARK = re.compile(r"\s*\[\^(\w+)\]")
RATING = re.compile(r"^(?:(?P<comment>.*?)\s+)?(?P<letter>[RAG])$")
OPTION = re.compile(r"^%% (\w+): (.*)$")
NOTE = re.compile(r"^\[\^(\w+)\]: (.*)$")


@dataclass
class Template:
    """One report's source: options (quarter, breaks, style), footnotes and the body around `%%TABLE%%`."""

    options: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)

    @property
    def column(self) -> int | None:
        """Index of the quarter in `cells` (0 = quarter 1 of 2022/23), or None where there is no table."""
        return int(self.options["column"]) if "column" in self.options else None


def load_measures() -> list[dict[str, Any]]:
    """The measures with their printed cells, eight quarters each, in table order."""
    text = (HERE / "source" / "measures.yaml").read_text(encoding="utf-8")
    loaded: list[dict[str, Any]] = yaml.safe_load(text)
    return loaded


def parse_template(text: str) -> Template:
    """Split a template into options, footnotes and body lines."""
    out = Template()
    for line in text.splitlines():
        if found := OPTION.match(line):
            out.options[found[1]] = found[2]
        elif found := NOTE.match(line):
            out.notes[found[1]] = found[2]
        else:
            out.body.append(line)
    return out


class Footnotes:
    """Numbers the marks in order of first use and yields each note once, after the part that uses it."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes, self.numbers, self.printed = notes, dict[str, int](), set[str]()

    def mark(self, cell: str) -> str:
        """Replace `[^key]` by the note's superscript number, a space before it."""

        def number(found: re.Match[str]) -> str:
            if found[1] not in self.notes:
                raise KeyError(f"no footnote text for [^{found[1]}]")
            self.numbers.setdefault(found[1], len(self.numbers) + 1)
            return " " + str(self.numbers[found[1]]).translate(SUPERSCRIPT)

        return MARK.sub(number, cell)

    def pending(self) -> Iterator[str]:
        """The notes used so far and not yet printed."""
        for key, number in self.numbers.items():
            if key not in self.printed:
                self.printed.add(key)
                yield f"{str(number).translate(SUPERSCRIPT)} {self.notes[key]}"


def render_table(template: Template, measures: list[dict[str, Any]]) -> list[str]:
    """The table as lines, broken into parts with the header repeated and each part's footnotes after it."""
    column = template.column
    assert column is not None
    titles = {int(k): v for k, v in (o.split("=", 1) for o in template.options["objectives"].split("|"))}
    breaks = [int(n) for n in template.options["breaks"].split(",")]
    year = "year1" if column < 4 else "year2"
    notes, lines, last = Footnotes(template.notes), list[str](), 0
    for at, measure in enumerate(measures):
        if at in (0, *breaks):
            if at:
                lines += ["", *sum(([note, ""] for note in notes.pending()), [])]
            lines.append(template.options["header"].replace("|", "\t"))
            if at and measure["objective"] == last and template.options.get("continued") == "yes":
                lines.append(f"{last} Cont." + "\t" * 5)
        label = (
            "" if measure["objective"] == last else f"{measure['objective']}. {titles[measure['objective']]}"
        )
        last = measure["objective"]
        comparator, actual, rating = measure["cells"][column]
        cells = [measure[year]["name"], measure[year]["overall"], comparator, actual, rating]
        lines.append("\t".join([label, *map(notes.mark, cells)]))
    lines += ["", *sum(([note, ""] for note in notes.pending()), [])]
    unused = set(template.notes) - set(notes.numbers)
    if unused:
        raise KeyError(f"footnotes without a mark: {sorted(unused)}")
    return lines[:-1]


def figure(cell: str) -> str | None:
    """The cell's leading figure as a decimal string without sign of unit, or None when it holds none."""
    found = re.match(r"£?(\d[\d,]*(?:\.\d+)?)", cell)
    return found[1].replace(",", "") if found else None


def covered(measure: dict[str, Any], column: int) -> tuple[str, str]:
    """Period and basis of a measure's figure: the table's, unless the source says that a footnote changes them."""
    if column in measure.get("other_periods", {}):
        period, basis = measure["other_periods"][column]
        return period, basis
    year, quarter = 2022 + column // 4, column % 4
    end = [f"{year}-06-30", f"{year}-09-30", f"{year}-12-31", f"{year + 1}-03-31"][quarter]
    start = [f"{year}-04-01", f"{year}-07-01", f"{year}-10-01", f"{year + 1}-01-01"][quarter]
    begin = f"{year}-04-01" if column < 4 else start
    basis = measure.get("basis", "year_to_date" if column < 4 else "quarter")
    return measure.get("periods", [f"{begin}/{end}"] * 8)[column], basis


def gold_row(template: Template, measure: dict[str, Any], notes: Footnotes) -> dict[str, Any]:
    """One gold row in the fields of `panelqa measures --json` that the sources state."""
    column = template.column
    assert column is not None
    side = measure["year1" if column < 4 else "year2"]
    cells = [side["name"], side["overall"], *measure["cells"][column]]
    for cell in cells:
        notes.mark(cell)
    marks = [str(notes.numbers[key]) for cell in cells for key in MARK.findall(cell)]
    name, overall, comparator, actual, rating = (MARK.sub("", cell) for cell in cells)
    letter = RATING.match(rating)
    row: dict[str, Any] = {
        "objective": measure["objective"],
        "measure": name.replace("*", "").strip(),
        "headline": "*" in name,
        "overall_target": overall,
        "target_ytd": comparator,
        "actual_ytd": actual,
        "rag": letter["letter"] if letter else None,
        "comment": (letter["comment"] or "") if letter else rating,
        "footnotes": sorted(set(marks), key=int),
    }
    if figure(actual) is not None:
        period, basis = covered(measure, column)
        row |= {
            "target_value": figure(comparator),
            "actual_value": figure(actual),
            "unit": measure["unit"],
            "direction": side.get("direction", measure["direction"]),
            "target_role": side["role"] if figure(comparator) else None,
            "period": period,
            "basis": basis,
        }
    return row


def render(stem: str, measures: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]] | None]:
    """The report's text and, where it has a table, its gold rows."""
    template = parse_template((HERE / "source" / f"{stem}.tmpl").read_text(encoding="utf-8"))
    if template.column is None:
        return "\n".join(template.body).strip("\n") + "\n", None
    lines = [
        row
        for line in template.body
        for row in (render_table(template, measures) if line == "%%TABLE%%" else [line])
    ]
    notes = Footnotes(template.notes)
    return "\n".join(lines).strip("\n") + "\n", [gold_row(template, m, notes) for m in measures]


def main() -> None:
    """Write every report and every gold table."""
    measures = load_measures()
    for source in sorted((HERE / "source").glob("*.tmpl")):
        text, gold = render(source.stem, measures)
        (HERE / f"{source.stem}.txt").write_text(text, encoding="utf-8")
        if gold is not None:
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in gold)
            (HERE / "gold" / f"{source.stem}.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
