"""The rules behind `find_periods`: what is said more fully is tried first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from ingest.language.dates import (
    DAY,
    FINANCIAL_YEAR,
    MONTH,
    NAMES,
    YEAR,
    a_date,
    financial_year,
    month_end,
    month_number,
    months_ending,
    quarter_dates,
    small_number,
    year_dates,
    year_of,
)
from ingest.language.periods import PeriodKind, PeriodMention, day_label, label_for, year_label

Make = Callable[[re.Match[str], int | None], PeriodMention | None]

_DASH = r"\s*(?:-|–|—|to|until|up to|through to)\s*(?:the\s+)?"
_ANDS = r"\s*(?:-|–|—|to|and|until)\s*(?:the\s+)?"
_QUARTER = (
    r"(?:Q\s?(?P<q>[1-4])|quarter\s+(?P<qw>[1-4]|one|two|three|four)"
    r"|(?:the\s+)?(?P<qo>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s+quarter)"
)
_LINK = r"(?:\s*(?:,|of|for|in|-|–)?\s*(?:the\s+)?(?:financial\s+year\s+|year\s+|FY\s?)?)"
_FY = rf"(?P<fy>{FINANCIAL_YEAR})"
_SHORT = rf"(?:{YEAR}|['’]?\d\d)"
_ENDED = r"(?:ended|ending|to|up to|until|from)\s+(?:the\s+)?(?:end\s+of\s+)?(?:on\s+)?"
_POINT = rf"(?:(?P<d>{DAY})\s+(?:of\s+)?)?(?P<m>{MONTH}),?\s+(?P<y>{YEAR})"
_NO_MORE = r"(?![\d%]|[.,]\d)"


def _mention(
    found: re.Match[str],
    start: date | None,
    end: date | None,
    kind: PeriodKind,
    *,
    label: str = "",
    basis: str = "",
    ambiguous: bool = False,
    quarter: int | None = None,
) -> PeriodMention:
    words = found.group().strip()
    at = found.start() + len(found.group()) - len(found.group().lstrip())
    text = label or (label_for(start, end) if start and end else words)
    return PeriodMention(start, end, text, words, (at, at + len(words)), kind, basis, ambiguous, quarter)


def _which_quarter(found: re.Match[str]) -> int:
    return small_number(found.group("q") or found.group("qw") or found.group("qo"))


def _dated_quarter(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """A quarter with its financial year ("Q1 2013/14"); with a bare year ("Q1 2013") it is ambiguous."""
    groups = found.groupdict()
    year = financial_year(groups["fy"]) if groups.get("fy") else None
    bare = year is None and bool(groups.get("y"))
    if year is None and not bare:
        return None
    start, end = quarter_dates(year if year is not None else int(groups["y"]), _which_quarter(found))
    if groups.get("m1") and (month_number(groups["m1"]), month_number(groups["m2"])) != (start.month, end.month):
        return None
    return _mention(found, start, end, "quarter", basis="quarter", ambiguous=bare)


def _months_of_year(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """ "January to March 2019/20": months of a financial year, so January falls in its second calendar year."""
    year = financial_year(found.group("fy"))
    if year is None:
        return None
    first, last = month_number(found.group("m1")), month_number(found.group("m2"))
    start, end = date(year + (first < 4), first, 1), month_end(year + (last < 4), last)
    if start > end:
        return None
    label = label_for(start, end)
    return _mention(found, start, end, "quarter" if label.startswith("Q") else "range", label=label)


def _numeric_range(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """ "01/07/2019 to 30/09/2019", the day first."""
    ends = [(int(found.group(f"y{n}")), int(found.group(f"m{n}")), int(found.group(f"d{n}"))) for n in (1, 2)]
    if any(month > 12 for _, month, _ in ends):
        return None
    first, last = (a_date(*parts) for parts in ends)
    if first is None or last is None or first > last:
        return None
    label = label_for(first, last)
    kind: PeriodKind = "quarter" if label.startswith("Q") else "financial_year" if "/" in label else "range"
    return _mention(found, first, last, kind, label=label)


def _several_quarters(found: re.Match[str], default: int | None) -> PeriodMention | None:
    year = financial_year(found.group("fy"))
    if year is None:
        return None
    first, last = int(found.group("a")), int(found.group("b"))
    if first >= last:
        return None
    return _mention(found, quarter_dates(year, first)[0], quarter_dates(year, last)[1], "range")


def _undated_quarter(found: re.Match[str], default: int | None) -> PeriodMention | None:
    if (found.group("qo") or "").lower() == "last":
        return _relative(found, default)
    quarter = _which_quarter(found)
    if default is not None:
        return _mention(found, *quarter_dates(default, quarter), "quarter", basis="quarter", quarter=quarter)
    return _mention(found, None, None, "quarter", label=f"Q{quarter}", basis="quarter", quarter=quarter)


def _months_to(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """ "12 months to March 2014", "quarter ended 30 September 2013", "year to 31 March 2014"."""
    words = found.groupdict()
    number = (
        3
        if words.get("quarter")
        else 12
        if words.get("year")
        else (6 if words.get("half") else small_number(words["n"]))
    )
    month, year = month_number(words["m"]), year_of(words["y"])
    end = month_end(year, month)
    if words["d"] and a_date(year, month, int(re.sub(r"\D", "", words["d"]))) != end:
        day = a_date(year, month, int(re.sub(r"\D", "", words["d"])))
        if day is None:
            return None
        return _mention(found, None, day, "open")
    start, end = months_ending(end, number)
    if number == 3:
        return _mention(found, start, end, "quarter", basis="quarter")
    if number == 12:
        whole = month == 3 and bool(words.get("year"))
        return _mention(
            found,
            start,
            end,
            "financial_year" if whole else "range",
            basis="financial_year" if whole else "rolling_12_months",
        )
    return _mention(found, start, end, "half_year" if number == 6 and month in (3, 9) else "range")


def _range(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """Two dates or two months with what lies between; the first takes its month and year from the second."""
    words = found.groupdict()
    last_year = year_of(words["y2"]) if words.get("y2") else default
    if last_year is None:
        return _mention(found, None, None, "range")
    last_month = month_number(words["m2"])
    first_month = month_number(words["m1"]) if words.get("m1") else last_month
    first_year = year_of(words["y1"]) if words.get("y1") else last_year - (first_month > last_month)
    first = a_date(first_year, first_month, _day(words.get("d1"), 1))
    last = a_date(last_year, last_month, _day(words["d2"], 1)) if words.get("d2") else month_end(last_year, last_month)
    if first is None or last is None or first > last:
        return None
    kind: PeriodKind = "range"
    label = label_for(first, last)
    if label.startswith("Q"):
        kind = "quarter"
    elif "/" in label:
        kind = "financial_year"
    return _mention(found, first, last, kind)


def _three_months(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """ "July, August and September 2024": three months on end."""
    first, middle, last = (month_number(found.group(name)) for name in ("m1", "mm", "m2"))
    if ((middle - first) % 12, (last - middle) % 12) != (1, 1):
        return None
    start, end = months_ending(month_end(int(found.group("y2")), last), 3)
    return _mention(found, start, end, "quarter" if label_for(start, end).startswith("Q") else "range")


def _day(text: str | None, default: int) -> int:
    return int(re.sub(r"\D", "", text)) if text else default


def _half(found: re.Match[str], default: int | None) -> PeriodMention | None:
    year = financial_year(found.group("fy"))
    if year is None:
        return None
    second = bool(re.match(r"(?i)(H2|(?:the )?(?:second|2nd)|half[\s-]year 2)", found.group()))
    start, end = quarter_dates(year, 3 if second else 1)[0], quarter_dates(year, 4 if second else 2)[1]
    return _mention(found, start, end, "half_year")


def _point(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """A point in time after "as at", "since", "by", "to the end of"."""
    words = found.groupdict()
    lead = re.sub(r"\s+", " ", words["lead"].lower().strip())
    start, end, sure = _stretch(words, default)
    if end is None or start is None:
        return None
    if lead.startswith("since"):
        return _mention(found, start, None, "since", ambiguous=not sure)
    if lead.startswith(("by", "before")):
        return _mention(found, None, end, "open", ambiguous=not sure)
    if lead.startswith(("to", "up to", "until")):
        return _mention(found, None, end, "open", basis="year_to_date")
    return _mention(found, end, end, "date", basis="snapshot", label=day_label(end))


def _stretch(words: dict[str, str | None], default: int | None) -> tuple[date | None, date | None, bool]:
    if words.get("fy"):
        begins = financial_year(str(words["fy"]))
        return (*year_dates(begins), True) if begins is not None else (None, None, False)
    year = year_of(str(words["y"])) if words.get("y") else default
    if year is None:
        return None, None, False
    if not words.get("m"):
        return date(year, 1, 1), date(year, 12, 31), False
    month = month_number(str(words["m"]))
    if words.get("d"):
        day = a_date(year, month, _day(words["d"], 1))
        return day, day, True
    return date(year, month, 1), month_end(year, month), True


def _date(found: re.Match[str], default: int | None) -> PeriodMention | None:
    words = found.groupdict()
    year = year_of(words["y"]) if words.get("y") else default
    if year is None:
        return _mention(found, None, None, "date")
    day = a_date(year, month_number(words["m"]), _day(words["d"], 1))
    return _mention(found, day, day, "date") if day else None


def _numeric_date(found: re.Match[str], default: int | None) -> PeriodMention | None:
    words = found.groupdict()
    if int(words["m"]) > 12:
        return None
    day = a_date(year_of(words["y"]), int(words["m"]), int(words["d"]))
    return _mention(found, day, day, "date") if day else None


def _month(found: re.Match[str], default: int | None) -> PeriodMention | None:
    words = found.groupdict()
    month = month_number(words["m"])
    year = year_of(words["y"]) if words.get("y") else default
    if year is None:
        return _mention(found, None, None, "month", label=NAMES[month])
    short = bool(words.get("y")) and len(re.sub(r"\D", "", words["y"])) == 2
    if short and not 2000 <= year <= 2049:
        return None
    return _mention(found, date(year, month, 1), month_end(year, month), "month", ambiguous=short)


def _financial(found: re.Match[str], default: int | None) -> PeriodMention | None:
    year = financial_year(found.group("fy"))
    if year is None:
        return _term(found)
    return _mention(found, *year_dates(year), "financial_year", basis="financial_year", label=year_label(year))


def _term(found: re.Match[str]) -> PeriodMention | None:
    """ "2022 – 2026": a plan's term, in calendar years and ambiguous."""
    years = re.fullmatch(rf"({YEAR})\s?[–—-]\s?({YEAR})", found.group("fy"))
    if not years or int(years.group(1)) >= int(years.group(2)):
        return None
    return _mention(
        found,
        date(int(years.group(1)), 1, 1),
        date(int(years.group(2)), 12, 31),
        "range",
        label=found.group("fy"),
        ambiguous=True,
    )


def _financial_bare(found: re.Match[str], default: int | None) -> PeriodMention | None:
    year = year_of(found.group("y"))
    return _mention(
        found, *year_dates(year), "financial_year", basis="financial_year", label=year_label(year), ambiguous=True
    )


def _calendar(found: re.Match[str], default: int | None) -> PeriodMention | None:
    year = int(found.group("y"))
    return _mention(found, date(year, 1, 1), date(year, 12, 31), "calendar_year", label=str(year), ambiguous=True)


def _relative(found: re.Match[str], default: int | None) -> PeriodMention | None:
    words = found.group().lower()
    basis = "year_to_date" if "to date" in words else "rolling_12_months" if "12" in words or "twelve" in words else ""
    return _mention(found, None, None, "relative", basis=basis)


_SAID = r"(?<![\w/.])"


@cache
def rules() -> tuple[tuple[re.Pattern[str], Make], ...]:
    """(pattern, maker) in the order in which they are tried."""
    return tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in (*_stretches(), *_points()))


def _stretches() -> list[tuple[str, Make]]:
    """Quarters, years and ranges with their year, and points that open or close a stretch."""
    said = _SAID
    lead = (
        r"(?P<lead>as\s+at|as\s+of|at\s+the\s+end\s+of|to\s+the\s+end\s+of|up\s+to\s+the\s+end\s+of|since|by|before"
        r"|by\s+the\s+end\s+of|until|up\s+to|to|end\s+of|end\s+(?=[A-Z])|month\s+end)\s+(?:the\s+)?(?:end\s+of\s+)?"
    )
    day_month = rf"(?:(?P<d>{DAY})\s+(?:of\s+)?)?(?P<m>{MONTH})"
    return [
        (rf"{said}{_QUARTER}\s*[(:,–-]?\s*(?P<m1>{MONTH}){_DASH}(?P<m2>{MONTH})\s*\)?,?\s*{_FY}", _dated_quarter),
        (rf"{said}(?P<m1>{MONTH}){_DASH}(?P<m2>{MONTH})\s*\(\s*{_QUARTER}\s*\),?\s*{_FY}", _dated_quarter),
        (rf"{said}(?P<m1>{MONTH}){_DASH}(?P<m2>{MONTH}),?\s+(?=\d{{4}}\s?[/-]){_FY}", _months_of_year),
        (
            rf"{said}(?P<d1>\d{{1,2}})[/.](?P<m1>\d{{1,2}})[/.](?P<y1>\d{{4}})\s*(?:-|–|to|until)\s*"
            rf"(?P<d2>\d{{1,2}})[/.](?P<m2>\d{{1,2}})[/.](?P<y2>\d{{4}})(?![\d/])",
            _numeric_range,
        ),
        (
            rf"{said}(?:Q\s?|quarters?\s+)(?P<a>[1-4])\s*(?:-|–|to|and|&)\s*(?:Q\s?|quarter\s+)?(?P<b>[1-4]){_LINK}{_FY}",
            _several_quarters,
        ),
        (rf"{said}{_QUARTER}{_LINK}{_FY}", _dated_quarter),
        (rf"{said}{_FY}\s*[,:–-]?\s*\(?{_QUARTER}\b", _dated_quarter),
        (rf"{said}{_QUARTER}(?:\s*(?:,|of|in|for)?\s*)(?P<y>{YEAR}){_NO_MORE}(?!\s?[/-]\s?\d)", _dated_quarter),
        (rf"{said}(?P<quarter>quarter|qtr)\s+{_ENDED}{_POINT}", _months_to),
        (rf"{said}(?:rolling\s+)?(?P<n>\d{{1,2}}|three|six|nine|twelve)[\s-]+months?\s+{_ENDED}{_POINT}", _months_to),
        (rf"{said}(?P<half>half[\s-]year)\s+{_ENDED}{_POINT}", _months_to),
        (rf"{said}(?P<year>(?:financial\s+)?year)\s+{_ENDED}{_POINT}", _months_to),
        (
            rf"{said}(?:H[12]|half[\s-]year\s+[12]|(?:the\s+)?(?:first|second|1st|2nd)\s+half(?:[\s-]year)?|(?:the\s+)?first\s+six\s+months)"
            rf"(?:\s+of)?{_LINK}{_FY}",
            _half,
        ),
        (
            rf"{said}(?:between\s+)?(?P<d1>{DAY})\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?{_ANDS}"
            rf"(?P<d2>{DAY})\s+(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR}){_NO_MORE}",
            _range,
        ),
        (rf"{said}(?P<d1>{DAY})\s*(?:-|–|to)\s*(?P<d2>{DAY})\s+(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR}){_NO_MORE}", _range),
        (rf"{said}(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?{_DASH}(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR}){_NO_MORE}", _range),
        (
            rf"{said}(?P<m1>{MONTH}),\s+(?P<mm>{MONTH}),?\s+(?:and|&)\s+(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR}){_NO_MORE}",
            _three_months,
        ),
        (
            rf"{said}between\s+(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s+and\s+(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR}){_NO_MORE}",
            _range,
        ),
        (rf"{said}{lead}{day_month},?\s+(?P<y>{YEAR}){_NO_MORE}(?!\s?/\d)", _point),
        (rf"{said}(?P<lead>since|by|before)\s+(?:the\s+)?{_FY}", _point),
        (rf"{said}(?P<lead>since|by|before)\s+(?P<y>{YEAR}){_NO_MORE}(?!\s?[/–-]\s?\d)", _point),
    ]


def _points() -> list[tuple[str, Make]]:
    """Dates, months and years, then what is said without its year."""
    said = _SAID
    return [
        (rf"{said}(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH}),?\s+(?P<y>{YEAR}){_NO_MORE}", _date),
        (rf"{said}(?P<m>{MONTH})\s+(?P<d>{DAY}),\s*(?P<y>{YEAR}){_NO_MORE}", _date),
        (rf"{said}(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>\d{{4}}|\d{{2}})(?![\d/])", _numeric_date),
        (r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])", _numeric_date),
        (rf"{said}(?P<m>{MONTH})(?:\s+|-)(?P<y>{YEAR}){_NO_MORE}(?!\s?/\d)", _month),
        (rf"(?<![\w/.£,])(?<!\d[–-])(?:(?:the\s+)?financial\s+year\s+|FY\s?)?{_FY}(?!\s+of\s)", _financial),
        (rf"{said}(?:financial\s+year\s+|FY\s?)(?P<y>{YEAR}){_NO_MORE}", _financial_bare),
        (rf"{said}(?P<d1>{DAY})\s+(?P<m1>{MONTH}){_ANDS}(?P<d2>{DAY})\s+(?P<m2>{MONTH})", _range),
        (rf"{said}(?P<m1>{MONTH}){_DASH}(?P<m2>{MONTH})(?!\s+\d)", _range),
        (rf"{said}between\s+(?P<m1>{MONTH})\s+and\s+(?P<m2>{MONTH})", _range),
        (rf"{said}(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})", _date),
        (
            rf"(?<!\d )(?<!\d\dth )(?<![\w/.])(?P<m>{MONTH})[\s-]+(?P<y>['’]?(?:0[5-9]|[1-4]\d)){_NO_MORE}"
            r"(?!\s?[/:–-]\s?\d)(?![A-Za-z])",
            _month,
        ),
        (rf"{said}{_QUARTER}\b", _undated_quarter),
        (rf"(?<![\w/.£,$-])(?P<y>{YEAR})(?![\d/%]|[.,:-]\d|\s?[–]\s?\d|\w)", _calendar),
        (
            r"\b(?:last|this|previous|current|latest|next)\s+(?:financial\s+)?(?:quarter|year|month)\b|\byear[\s-]to[\s-]date\b"
            r"|\brolling\s+(?:12|twelve)[\s-]months?\b",
            _relative,
        ),
        (
            r"(?<![\w/.])(?P<m>January|February|April|June|July|August|September|October|November|December"
            r"|(?:in|since|until|by|during|of|last|this|next|to)\s+March\b)(?!\w)",
            _named_month,
        ),
    ]


def _named_month(found: re.Match[str], default: int | None) -> PeriodMention | None:
    """A month without a year. "May" and a bare "March" are words as well, and are left."""
    month = month_number(found.group("m").split()[-1])
    if default is None:
        return _mention(found, None, None, "month", label=NAMES[month])
    return _mention(found, date(default, month, 1), month_end(default, month), "month")
