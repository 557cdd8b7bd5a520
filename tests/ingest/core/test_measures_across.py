"""The same measure under changed wording, and different measures under similar wording."""

import pytest

from ingest.identity.known import KnownMeasures
from ingest.identity.wordings import form_of, tie
from store.records import Measure, Wording

from .helpers import knowing, read, table


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Reduction in the number of residential burglaries recorded", "Residential burglary offences to be reduced"),
        ("Reduction in the volume of violence with injury offences", "Reduction in violence with injury"),
        ("Increase in the number of reported hate crimes", "Increase in the number of hate crimes reported"),
        ("Reduction in anti-social behaviour (ASB) incidents", "Reduce the volume of ASB incidents"),
        ("A reduction in the rate of adult reoffending", "Reduce the rate of adult re-offending"),
    ],
)
def test_the_same_measure_reworded(first: str, second: str) -> None:
    assert tie(form_of(first, "count"), form_of(second, "count")) in ("normalised", "similar")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Reduction in the number of domestic burglaries",
            "Increase in the proportion of solved domestic burglary rate",
        ),
        ("Volume of repeat domestic abuse incidents", "Reduce number of repeat domestic abuse offences"),
        ("Reduction in violence with injury", "Reduction in violence without injury"),
        ("A reduction in the rate of adult reoffending", "A reduction in the rate of youth reoffending"),
        ("Reduction in domestic burglary", "Reduction in residential burglary"),
        ("Number of hate crimes", "Solved detection rate for hate crimes"),
        ("Emergency incidents attended within 15 minutes", "Emergency incidents attended within 20 minutes"),
        ("Response to emergency incidents", "Response to priority incidents"),
        ("Victim satisfaction", "Victim confidence"),
        ("Number of Special Constables", "Number of Police Cadets"),
        ("999 calls answered within 10 seconds", "101 calls answered within 10 seconds"),
        ("People killed on the roads", "People seriously injured on the roads"),
    ],
)
def test_different_measures_of_similar_wording(first: str, second: str) -> None:
    assert tie(form_of(first), form_of(second)) is None


def test_a_share_and_a_count_under_one_wording_are_two_measures() -> None:
    assert tie(form_of("Repeat offences", "count"), form_of("Repeat offences", "%")) is None
    assert tie(form_of("Repeat offences", "count"), form_of("Repeat offences", "")) == "exact"


def test_a_reworded_measure_keeps_its_id_and_says_how_it_was_tied() -> None:
    first = read(table("1. Be seen|Reduction in the number of residential burglaries recorded|5|5|6|G"), name="a.txt")
    second = read(
        table("1. Be seen|Residential burglary offences to be reduced|5|5|6|G").replace("2022", "2023"),
        knowing(first),
        name="b.txt",
    )
    assert second.readings[0].measure_id == first.readings[0].measure_id
    assert [(w.wording, w.tied_by) for w in second.wordings] == [
        ("Residential burglary offences to be reduced", "normalised")
    ]
    assert second.measures[0].name == "Residential burglary offences to be reduced"


def test_an_older_report_read_later_does_not_rename_a_measure() -> None:
    later = read(
        table("1. Be seen|Residential burglary offences to be reduced|5|5|6|G").replace("2022", "2023"), name="b.txt"
    )
    older = read(
        table("1. Be seen|Reduction in the number of residential burglaries recorded|5|5|6|G"),
        knowing(later),
        name="a.txt",
    )
    assert older.readings[0].measure_id == later.readings[0].measure_id and older.measures == ()


def test_two_rows_of_one_report_are_never_one_measure() -> None:
    bundle = read(table("1. Be seen|Number of thefts from shops|5|5|6|G", "|Number of thefts from the shops|5|5|6|G"))
    again = read(
        table("1. Be seen|Number of thefts from shops|5|5|6|G", "|Number of thefts from the shops|5|5|6|G"),
        knowing(bundle),
        name="b.txt",
    )
    assert len({r.measure_id for r in bundle.readings}) == len({r.measure_id for r in again.readings}) == 2
    assert [r.measure_id for r in bundle.readings] == [r.measure_id for r in again.readings]


def test_measures_of_two_areas_are_two_measures() -> None:
    first = read(table("1. Be seen|Number of thefts|5|5|6|G"), name="a.txt")
    other = read(
        table("1. Be seen|Number of thefts|5|5|6|G").replace("UPPER MARLE", "LOWER FELL"), knowing(first), name="b.txt"
    )
    assert [r.measure_id for r in first.readings] == ["number-of-thefts"]
    assert [r.measure_id for r in other.readings] == ["number-of-thefts-lower-fell"]


def test_what_a_person_tied_stays_tied() -> None:
    measure = Measure("thefts", "Shop thefts", "count", "count", "lower", "Upper Marle")
    known = KnownMeasures((measure,), (Wording("thefts", "Stealing from shops", "person"),))
    bundle = read(table("1. Be seen|Stealing from shops|5|5|6|G"), known)
    assert (bundle.readings[0].measure_id, bundle.wordings[0].tied_by) == ("thefts", "person")
