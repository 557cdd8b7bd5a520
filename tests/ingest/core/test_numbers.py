"""A cell holds exactly one figure, or says what it holds instead."""

from decimal import Decimal

import pytest

from ingest.language.numbers import figures_in, parse_figure, plain

FIGURES = [
    ("1,639", "1639", None, 1, ""),
    ("71.2%", "71.2", "%", 1, ""),
    ("9.59 (predicted rate)", "9.59", None, 1, "predicted rate"),
    ("0.87 (June 10)", "0.87", None, 1, "June 10"),
    ("2,784 (previous year to date)", "2784", None, 1, "previous year to date"),
    ("£1.346m", "1.346", "GBP", 1_000_000, ""),
    ("£500k", "500", "GBP", 1000, ""),
    ("£2.5 million", "2.5", "GBP", 1_000_000, ""),
    ("-3.2%", "-3.2", "%", 1, ""),
    ("−3.2%", "-3.2", "%", 1, ""),
    ("–3", "-3", None, 1, ""),
    ("-£5m", "-5", "GBP", 1_000_000, ""),
    ("+2.1pp", "2.1", "pp", 1, ""),
    ("5 percentage points", "5", "pp", 1, ""),
    ("60 secs", "60", "seconds", 1, ""),
    ("34.1 per 1,000", "34.1", "per_1000", 1, ""),
    ("12 (p)", "12", None, 1, "provisional"),
    ("276 ²", "276", None, 1, ""),
    ("1,234,567", "1234567", None, 1, ""),
    ("1\u00a0234", "1234", None, 1, ""),
    ("84.0%", "84.0", "%", 1, ""),
    ("46% (84 positive tests)", "46", "%", 1, "84 positive tests"),
    ("▲ 12", "12", None, 1, "▲"),
]


@pytest.mark.parametrize(("text", "value", "unit", "scale", "qualifier"), FIGURES)
def test_one_figure_is_read_exactly(text: str, value: str, unit: str | None, scale: int, qualifier: str) -> None:
    parsed = parse_figure(text)
    assert (parsed.kind, plain(parsed.value), parsed.unit) == ("figure", value, unit)
    assert parsed.scale == scale
    assert parsed.qualifier == qualifier
    assert parsed.raw == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("-", "dash"),
        ("–", "dash"),
        ("TBC", "pending"),
        ("Audit underway", "pending"),
        ("n/a", "not_available"),
        ("*", "suppressed"),
        ("10-12", "range"),
        ("10 to 12%", "range"),
        ("1 in 4", "one_in"),
        ("<5", "bound"),
        ("less than 5", "bound"),
        ("(12)", "bracketed"),
        ("1:23", "clock"),
        ("2023/24", "period"),
        ("Q3", "period"),
        ("71.2% / 69.1%", "several"),
        ("10 12", "several"),
        ("1,63", "malformed"),
        ("1,6390", "malformed"),
        ("12.5.3", "malformed"),
        ("007", "malformed"),
        ("28 for each Policing Area", "text"),
        ("less 2% of 2012/13 outturn", "text"),
        ("Monitor outcome", "text"),
        ("- 3", "malformed"),
    ],
)
def test_anything_else_has_no_value(text: str, kind: str) -> None:
    parsed = parse_figure(text)
    assert (parsed.kind, parsed.value) == (kind, None)


def test_blank_dash_pending_and_nil_stay_apart() -> None:
    kinds = [parse_figure(text).kind for text in ("", "-", "TBC", "Nil")]
    assert kinds == ["blank", "dash", "pending", "nil"]
    assert parse_figure("Nil").value == 0


def test_brackets_are_negative_only_where_the_table_says_so() -> None:
    assert parse_figure("(1,250)").value is None
    assert parse_figure("(1,250)", brackets_negative=True).value == Decimal("-1250")
    assert parse_figure("(predicted)", brackets_negative=True).value is None


def test_a_footnote_mark_never_joins_its_figure() -> None:
    for text in ("276 ²", "276²", "2,784 ¹⁰", "37.2% ⁷"):
        assert "²" not in str(parse_figure(text).value)
    assert parse_figure("276²").value == 276
    assert parse_figure("37.2% ⁷").value == Decimal("37.2")


def test_figures_in_running_text() -> None:
    found = figures_in(
        "Overspend of £1.346m (0.5%) against £261m; 16,145 victims, 7th of 8 on the A449, up 5 per cent."
    )
    assert [(f.text, f.unit) for f in found] == [
        ("£1.346m", "GBP"),
        ("0.5%", "%"),
        ("£261m", "GBP"),
        ("16,145", None),
        ("8", None),
        ("5 per cent", "%"),
    ]
    assert found[0].value * found[0].scale == Decimal("1346000")
