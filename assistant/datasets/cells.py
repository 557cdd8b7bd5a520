"""The cell or the sum that an area, members and a period give; never a sum of what must not be added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.composition import Composition, Source
from assistant.datasets.catalogue import Dataset
from assistant.datasets.naming import Named
from assistant.datasets.rows import Observation, sources
from ingest.datasets.words import is_total


@dataclass
class Amount:
    """Rows that stand for one thing. `fault`: why no figure can be given of them ("none", "no_sum", "many")."""

    data: Dataset
    rows: list[Observation]
    fault: str = ""
    cited: list[tuple[Source, list[Observation]]] = field(default_factory=list)

    @property
    def single(self) -> bool:
        return len(self.rows) == 1

    @property
    def figures(self) -> list[Observation]:
        return [o for o in self.rows if o.value is not None]

    @property
    def value(self) -> Decimal:
        return sum((o.value for o in self.figures if o.value is not None), Decimal(0))

    @property
    def unit(self) -> str:
        return self.rows[0].unit

    @property
    def sources(self) -> list[Source]:
        if not self.cited:
            self.cited = sources(self.data, self.rows)
        return [s for s, _ in self.cited]

    def operands(self, prefix: str) -> list[tuple[str, str, Source]]:
        """The figures as operands of a calculation, each with the citation that it stands in."""
        assert self.sources
        pairs = [(o, source) for source, mine in self.cited for o in mine if o.value is not None]
        return [(f"{prefix}{n}", format(o.value, "f"), source) for n, (o, source) in enumerate(pairs, 1)]

    def term(self, prefix: str) -> str:
        """The sum as a formula over the operands' names."""
        names = [f"{prefix}{n}" for n in range(1, len(self.figures) + 1)]
        return names[0] if len(names) == 1 else f"({' + '.join(names)})"

    def derive(self, c: Composition) -> None:
        if not self.single:
            c.derive(format(self.value, "f"), self.unit, "sum", self.operands("row_"))


def amount(data: Dataset, rows: Sequence[Observation], named: Named, *, wants_ratio: bool = False, most: int = 600,
           ) -> Amount:
    """The figure of rows that were fetched for one area (or all) and one period."""
    kept = without_totals(data, list(rows), named)
    kept = _one_unit(kept, wants_ratio)
    if not kept:
        return Amount(data, [], "none")
    if len(kept) == 1:
        return Amount(data, kept)
    if len({o.unit for o in kept}) > 1 or not all(o.additive for o in kept):
        return Amount(data, kept, "no_sum")
    if len({o.start for o in kept}) > 1 and any(o.basis in ("snapshot", "rolling_12_months", "year_to_date")
                                                for o in kept):
        return Amount(data, kept, "no_sum")
    if not any(o.value is not None for o in kept):
        return Amount(data, kept, "blank")
    return Amount(data, kept, "many" if len(kept) > most else "")


def without_totals(data: Dataset, rows: list[Observation], named: Named) -> list[Observation]:
    """Of a dimension that the question leaves open, the row of its total where there is one, else its parts: never
    both, which would count twice."""
    for dimension in data.dimensions:
        if dimension in named.members:
            continue
        totals = [o for o in rows if is_total(o.member(dimension) or "")]
        if not totals or len(totals) == len(rows):
            continue
        groups: dict[tuple[object, ...], list[Observation]] = {}
        for one in rows:
            groups.setdefault((one.area, one.start, one.end, one.unit), []).append(one)
        rows = []
        for group in groups.values():
            whole = [o for o in group if is_total(o.member(dimension) or "")]
            rows += whole if len({o.member(dimension) for o in whole}) == 1 else [o for o in group if o not in whole]
    return rows


def _one_unit(rows: list[Observation], wants_ratio: bool) -> list[Observation]:
    """Where the data holds counts and rates side by side, the ones that the question asks for."""
    counts = [o for o in rows if o.additive]
    if not counts or len(counts) == len(rows):
        return rows
    return [o for o in rows if not o.additive] if wants_ratio else counts


def varied(data: Dataset, rows: Sequence[Observation]) -> list[str]:
    """The headings over which rows were added up: those whose members differ."""
    names = [data.heading(d) for d in data.dimensions if len({o.member(d) for o in rows}) > 1]
    if len({o.area for o in rows}) > 1:
        names.insert(0, data.columns.get("area", {}).get("name", "area"))
    return names
