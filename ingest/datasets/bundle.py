"""A data file's bytes to a `Bundle`, or None where it is no data."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from ingest.datasets import mapping as mappings
from ingest.datasets.grid import Grid, sheets
from ingest.datasets.mapping import Mapping
from ingest.datasets.observe import COLUMNS, Layout, Seen, lay, observations, survey
from ingest.datasets.shape import Ambiguous, guess
from ingest.language.periods import label_for
from ingest.sniff import FileKind
from store.errors import UnreadableFile
from store.records import Bundle, Document, Item, LedgerEntry

KINDS = ("csv", "xlsx", "ods")


@dataclass(frozen=True)
class ReadData:
    """A data file that has been read. `notes` are what its line of the ingest says of it."""

    bundle: Bundle
    notes: tuple[str, ...]
    mapping: str            # as JSON, to tell whether a held file would be read differently now


def read_data(content: bytes, name: str, kind: FileKind, media_type: str, *, beside: Path | None = None,
              folder: Path | None = None, period: str | None = None, area: str | None = None,
              title: str | None = None) -> ReadData | None:
    """Read a data file; None where it is none. `beside`: the file's folder, `folder`: where the store keeps mappings.

    `period`, `area` and `title` are a keeper's, for what the file does not say. Raises `UnreadableFile` for data
    that cannot be read as such, naming the columns and the mapping to write.
    """
    if kind not in KINDS:
        return None
    given = mappings.find(name, beside, folder)
    if given is None and not _looks_like_data(content, kind):
        return None
    found = sheets(content, kind, sample=False)
    if given is not None:
        mapping, where = given
        grid = _sheet(found, mapping)
        source = f"read by {where.name}"
    else:
        pair = _guessed(found, name, folder, period)
        if pair is None:
            return None
        mapping, grid = pair
        if folder is not None:
            source = f"columns guessed, see {mappings.write(mapping, name, folder)}"
        else:
            source = "columns guessed"
    mapping = mapping.model_copy(update={
        "area": mapping.area or area or "", "period": mapping.period or (period or "" if not _dated(mapping) else ""),
        "title": mapping.title or title or ""})
    layout = lay(mapping, grid)
    seen = survey(layout)
    others = [g.sheet for g in found if g is not grid and g.rows]
    notes = (*_said(seen, source), *(f"The sheet “{other}” was left out." for other in others))
    return ReadData(_bundle(content, name, kind, media_type, layout, seen, notes), notes, mapping.model_dump_json())


def _looks_like_data(content: bytes, kind: FileKind) -> bool:
    """Whether the beginning of a sheet is data, clear or not; cheap, since most spreadsheets are none."""
    for grid in sheets(content, kind, sample=True):
        try:
            if guess(grid) is not None:
                return True
        except Ambiguous:
            return True
    return False


def _guessed(found: Sequence[Grid], name: str, folder: Path | None, period: str | None) -> tuple[Mapping, Grid] | None:
    """The one data sheet among the sheets. Raises `UnreadableFile` where its columns are in doubt."""
    data: list[tuple[Mapping, Grid]] = []
    for grid in found:
        try:
            mapping = guess(grid)
        except Ambiguous as doubt:
            if period and "no column holds a period" in str(doubt) and _one_value(doubt.draft):
                mapping = Mapping.model_validate(doubt.draft | {"sheet": grid.sheet, "period": period})
            else:
                raise UnreadableFile(_doubtful(str(doubt), doubt.draft, name, folder)) from doubt
        if mapping is not None:
            data.append((mapping, grid))
    if len(data) > 1:
        names = ", ".join(f"“{grid.sheet}”" for _, grid in data)
        raise UnreadableFile(f"Several of its sheets are data ({names}); save each as a file of its own, or name one "
                             f"in {mappings.file_name(name)} beside it (sheet: ...).")
    return data[0] if data else None


def _one_value(draft: dict[str, object]) -> bool:
    columns = draft.get("columns")
    return isinstance(columns, dict) and list(columns.values()).count("value") == 1


def _doubtful(what: str, draft: dict[str, object], name: str, folder: Path | None) -> str:
    wanted = f"Its columns are not clear: {what}."
    if not draft:
        return wanted
    if folder is None:
        return f"{wanted} Say which is which in {mappings.file_name(name)} beside it."
    place = mappings.write(draft, name, folder)
    return (f"{wanted} Say which is which in {mappings.file_name(name)} beside it (a draft to correct is in {place}).")


def _sheet(found: Sequence[Grid], mapping: Mapping) -> Grid:
    for grid in found:
        if grid.rows and mapping.sheet in ("", grid.sheet):
            return grid
    raise UnreadableFile(f"Its mapping names the sheet “{mapping.sheet}”, which the file does not have; correct it.")


def _dated(mapping: Mapping) -> bool:
    return mapping.shape == "wide" or bool(mapping.of_role("period", "financial_year", "calendar_year"))


def _said(seen: Seen, source: str) -> tuple[str, ...]:
    areas = len(seen.members["area"])
    first, last = min(seen.periods), max(seen.periods)
    labels = dict.fromkeys((seen.periods[first].label, seen.periods[last].label))
    said = [f"{seen.rows:,} rows of data" + (f", {areas:,} areas" if areas > 1 else "") + f", {' to '.join(labels)}; "
            f"{source}."]
    without = {kind: n for kind, n in seen.kinds.items() if kind not in ("figure", "nil")}
    if without:
        words = ", ".join(f"{n:,} {kind.replace('_', ' ')}" for kind, n in sorted(without.items()))
        said.append(f"Cells without a figure: {words}.")
    if seen.unreadable:
        said.append(f"Figures that cannot be read are left out, the first in {seen.unreadable[0]}.")
    if seen.notes:
        said.append(f"{len(seen.notes)} {'line' if len(seen.notes) == 1 else 'lines'} of notes or totals left out.")
    return tuple(said)


def _bundle(content: bytes, name: str, kind: FileKind, media_type: str, layout: Layout, seen: Seen,
            notes: tuple[str, ...]) -> Bundle:
    sha256 = hashlib.sha256(content).hexdigest()
    document_id = sha256[:16]
    item_id, dataset_id = f"{document_id}-i1", f"{document_id}-d1"
    mapping = layout.mapping
    title = mapping.title or _title(name)
    start, end = min(s for s, _ in seen.periods), max(e for _, e in seen.periods)
    areas = list(seen.members["area"])
    document = Document(document_id, name, sha256, media_type, kind, None, len(content),
                        datetime.now(UTC).isoformat(timespec="seconds"), title, notes=notes)
    item = Item(item_id, document_id, 1, "data", title, area=areas[0] if len(areas) == 1 else "", period_start=start,
                period_end=end, period_label=label_for(start, end), period_words="the data's own periods")
    bases = {period.basis for period in seen.periods.values()}
    names = {f"d{n}": {"name": label, "role": mapping.columns[label]}
             for n, (label, _) in enumerate(layout.dimensions, 1)}
    if layout.area is not None:
        names["area"] = {"name": layout.names[layout.area], "role": "area"}
    units = [unit for unit, n in seen.units.most_common() if n] or [mapping.unit]
    dataset: dict[str, object] = {
        "id": dataset_id, "item_id": item_id, "document_id": document_id, "ordinal": 1, "sheet": layout.grid.sheet,
        "title": title, "shape": mapping.shape, "value_label": mapping.measure, "unit": units[0],
        "basis": mapping.basis or (bases.pop() if len(bases) == 1 else "unknown"), "columns": names,
        "mapping": mapping.model_dump(), "header_row": mapping.header_row, "header": layout.header, "n_rows": seen.rows}
    members: list[dict[str, object]] = [
        {"dataset_id": dataset_id, "dimension": dimension, "value": member, "n": n}
        for dimension, counts in seen.members.items() for member, n in counts.items()]
    return Bundle(document, content, items=(item,), ledger=tuple(_ledger(document_id, seen)),
                  extras={"datasets": [dataset], "dataset_members": members},
                  streams={"observations": (COLUMNS, observations(layout, dataset_id))})


def _title(name: str) -> str:
    """A title from a file's name: "recorded-crime-2017-18.csv" is "Recorded crime 2017-18"."""
    words = re.sub(r"(?<!\d)[-_]+|[-_]+(?!\d)", " ", PurePath(name).stem).strip() or name
    return words[:1].upper() + words[1:]


def _ledger(document_id: str, seen: Seen) -> list[LedgerEntry]:
    counts = {"rows of data": seen.rows, **{f"cells: {kind}": n for kind, n in sorted(seen.kinds.items())},
              **{f"members of {name}": len(members) for name, members in seen.members.items() if members},
              "lines left out": len(seen.notes)}
    lines = [LedgerEntry(document_id, n, "count", name, str(value))
             for n, (name, value) in enumerate(counts.items(), 1)]
    unread = seen.unreadable
    return [*lines, LedgerEntry(document_id, len(lines) + 1, "check", "every figure can be read", str(len(unread)),
                                not unread, "; ".join(unread[:5]))]
