"""What the store already holds of measures, as the pipeline needs it: no store is opened here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from store.records import Measure, Reading, Wording


@dataclass(frozen=True)
class HeldReading:
    """A reading of another document, with the document's name and the end of its report's period."""

    reading: Reading
    document: str
    reported: str = ""


@dataclass(frozen=True)
class KnownMeasures:
    """Measures, their wordings, and earlier readings (for figures that a later report restates)."""

    measures: tuple[Measure, ...] = ()
    wordings: tuple[Wording, ...] = ()
    readings: dict[str, tuple[HeldReading, ...]] = field(default_factory=dict)  # by measure id

    def measure(self, measure_id: str) -> Measure | None:
        return next((measure for measure in self.measures if measure.id == measure_id), None)

    def with_more(
        self, measures: Iterable[Measure], wordings: Iterable[Wording], readings: Iterable[HeldReading]
    ) -> KnownMeasures:
        """The same with what another document brought."""
        by_id = {measure.id: measure for measure in self.measures} | {m.id: m for m in measures}
        held = dict(self.readings)
        for entry in readings:
            held[entry.reading.measure_id] = (*held.get(entry.reading.measure_id, ()), entry)
        said = {(w.measure_id, w.wording): w for w in self.wordings} | {(w.measure_id, w.wording): w for w in wordings}
        return replace(self, measures=tuple(by_id.values()), wordings=tuple(said.values()), readings=held)

    def without(self, document: str) -> KnownMeasures:
        """The same without the readings of a document that is being replaced."""
        return replace(
            self,
            readings={key: tuple(h for h in held if h.document != document) for key, held in self.readings.items()},
        )
