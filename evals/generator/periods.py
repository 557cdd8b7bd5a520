"""Quarters of a financial year (April to March), their spellings in questions and patterns that recognise them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

STARTS = (4, 7, 10, 1)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth")
ENDS = {6: 30, 9: 30, 12: 31, 3: 31}


def long_date(day: date) -> str:
    """`30 June 2014`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter: `year` is the calendar year in which the financial year begins, `number` is 1 to 4."""

    year: int
    number: int

    def shift(self, quarters: int) -> Quarter:
        """The quarter that lies `quarters` later (earlier when negative)."""
        at = self.year * 4 + self.number - 1 + quarters
        return Quarter(at // 4, at % 4 + 1)

    @property
    def start(self) -> date:
        return date(self.year + (self.number == 4), STARTS[self.number - 1], 1)

    @property
    def end(self) -> date:
        month = STARTS[self.number - 1] + 2
        return date(self.start.year, month, ENDS[month])

    @property
    def year_label(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def label(self) -> str:
        return f"Q{self.number} {self.year_label}"

    def iso(self, basis: str) -> str:
        """The period that a column of this basis covers, `2014-04-01/2014-09-30`."""
        start = date(self.year, 4, 1) if basis == "year_to_date" else self.start
        return f"{start.isoformat()}/{self.end.isoformat()}"

    def spelling(self, rng: random.Random, basis: str = "quarter", months: bool = True) -> str:
        """One of the ways in which people write this period, with names of months among them if `months`.

        A year to date is never spelled as a quarter's months.
        """
        dashed = self.year_label.replace("/", "-")
        ways = [
            self.label,
            f"Q{self.number} {dashed}",
            f"quarter {self.number} of {self.year_label}",
            f"the {ORDINALS[self.number - 1]} quarter of {dashed}",
        ]
        if not months:
            return rng.choice(ways)
        first = MONTHS[self.start.month - 1] if basis == "quarter" else "April"
        if basis == "quarter":
            ways.append(f"the quarter ended {long_date(self.end)}")
        year = self.end.year
        if basis == "quarter" or self.number < 4:
            ways.append(f"{first} to {MONTHS[self.end.month - 1]} {year}")
        return rng.choice(ways)

    def pattern(self, basis: str = "quarter") -> str:
        """A regular expression for any usual way to name this quarter, or the year to its end, in an answer."""
        year = rf"{self.year}\s?[/–-]\s?(?:20)?{(self.year + 1) % 100:02d}"
        first, last = MONTHS[self.start.month - 1], MONTHS[self.end.month - 1]
        ways = [
            rf"Q{self.number},? (?:of )?{year}",
            rf"quarter {self.number},? (?:of )?{year}",
            rf"{ORDINALS[self.number - 1]} quarter of {year}",
            rf"{first}(?: {self.start.year})? (?:to|–|-) {last} {self.end.year}",
            rf"{self.end.day}(?:st|th)? {last} {self.end.year}",
        ]
        if basis == "year_to_date":
            ways.append(rf"April(?: {self.year})? (?:to|–|-) {last} {self.end.year}")
            ways += [rf"(?<!Q[123] )(?<! of ){year}"] if self.number == 4 else []
        return f"(?:{'|'.join(ways)})"
