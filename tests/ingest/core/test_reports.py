"""What a report says of itself, its sections and passages, its notes and acronyms."""

import pytest

from ingest.prose.glossary import pairs

from .helpers import OPENING, read, table

FRONT = "{}\n\n1. Purpose\n\n{}\n\n2. Background\n\nThe panel met. Police and Crime Plan for Upper Marle sets it out.\n"


@pytest.mark.parametrize(
    ("sentence", "start", "end", "label"),
    [
        ("It covers the time period 1 April 2013 – 30 June 2013.", "2013-04-01", "2013-06-30", "Q1 2013/14"),
        ("This report is for quarter 3 of 2023/24.", "2023-10-01", "2023-12-31", "Q3 2023/24"),
        ("Reporting period: quarter ended 30 June 2023", "2023-04-01", "2023-06-30", "Q1 2023/24"),
        (
            "This report describes the work of the office between April and August 2024.",
            "2024-04-01",
            "2024-08-31",
            "April to August 2024",
        ),
        (
            "Figures are for the first half of the year, 1 April 2022 to 30 September 2022.",
            "2022-04-01",
            "2022-09-30",
            "April to September 2022",
        ),
    ],
)
def test_the_period_covered_is_read_with_its_words(sentence: str, start: str, end: str, label: str) -> None:
    (item,) = read(FRONT.format("PERFORMANCE REPORT", sentence)).items
    assert (item.period_start, item.period_end, item.period_label) == (start, end, label)
    assert item.period_words == sentence


def test_without_words_there_is_no_period_whatever_the_file_is_called() -> None:
    (item,) = read(FRONT.format("PERFORMANCE REPORT", "The plan runs from 2022 to 2026."), name="2022-10-Q2.txt").items
    assert (item.period_start, item.period_end, item.period_label, item.period_words) == (None, None, "", "")


def test_a_period_of_something_else_is_not_the_reports() -> None:
    text = "The annual report, covering the period 22 November 2012 – 31 March 2013, has been published."
    assert read(FRONT.format("PERFORMANCE REPORT", text)).items[0].period_start is None


def test_title_body_and_meeting_are_read_with_their_words() -> None:
    (item,) = read(OPENING + "Nothing else is said here.\n").items
    assert (item.title, item.title_words) == ("PERFORMANCE REPORT", "PERFORMANCE REPORT")
    assert (item.body, item.area) == ("Upper Marle", "Upper Marle")
    assert (item.meeting_date, item.meeting_words) == ("2022-07-20", "UPPER MARLE POLICE AND CRIME PANEL 20 JULY 2022")


def test_what_a_keeper_sets_is_marked_as_set_by_hand() -> None:
    (item,) = read("Some notes\n\nThe panel met.\n", period="Q2 2022/23", area="Upper Marle", title="Notes").items
    assert (item.period_start, item.period_words) == ("2022-07-01", "set by hand")
    assert (item.area, item.title, item.title_words) == ("Upper Marle", "Notes", "set by hand")


NUMBERED = """REPORT

Background

1. The first paragraph. It has two sentences.
2. Findings were:
- one thing;
- another thing.
3. The third.
4. The fourth.
5. The fifth.
"""


def test_numbered_paragraphs_and_their_bullets_have_plain_locators() -> None:
    bundle = read(NUMBERED)
    places = {p.locator: p for p in bundle.passages}
    assert places["paragraph 2, bullet 2"].text == "another thing."
    assert places["paragraph 2, bullet 2"].parent_id == places["paragraph 2"].id
    assert len(places) == len(bundle.passages)
    assert [s.text for s in bundle.sentences if s.passage_id == places["paragraph 1"].id] == [
        "The first paragraph.",
        "It has two sentences.",
    ]


def test_unnumbered_paragraphs_are_counted_under_their_headings() -> None:
    bundle = read(
        "REPORT\n\n1. Purpose\n\nOne.\n\n2. Part 1 – Progress\n\nObjective 1 – To be visible\n\nFirst here.\n\n"
        "Second here.\n\nObjective 2 – To listen\n\nOther.\n\n3. End\n\nDone.\n"
    )
    assert {p.text: p.locator for p in bundle.passages}["Second here."] == "section 2, Objective 1, paragraph 2"
    assert [(s.kind, s.objective) for s in bundle.sections if s.kind == "objective"] == [
        ("objective", 1),
        ("objective", 2),
    ]
    assert {p.text: p.locator for p in bundle.passages}["Done."] == "section 3, paragraph 1"


def test_spans_point_at_the_passage_in_the_items_text() -> None:
    bundle = read(NUMBERED)
    whole = "\n".join(p.text for p in bundle.passages)
    assert all(whole[p.char_start : p.char_end] == p.text for p in bundle.passages)
    texts = {p.id: p.text for p in bundle.passages}
    assert all(texts[s.passage_id][s.start : s.end] == s.text for s in bundle.sentences)


def test_contacts_are_told_apart() -> None:
    bundle = read(NUMBERED + "\nContact points\n\nPriya Sandall, Chief Executive, telephone 01632 960418\n")
    assert [p.text for p in bundle.passages if p.kind == "contact"] == [
        "Priya Sandall, Chief Executive, telephone 01632 960418"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Independent Domestic Violence Advocacy (IDVA) helps.", [("IDVA", "Independent Domestic Violence Advocacy")]),
        ("Two Combating Drug Partnerships (CDPs) met.", [("CDP", "Combating Drug Partnerships")]),
        ("a national NPCC (National Police Chiefs Council) framework", [("NPCC", "National Police Chiefs Council")]),
        ("the (Local) Criminal Justice Board (CJB) met", [("CJB", "Criminal Justice Board")]),
        ("violence against women and girls (VAWG)", [("VAWG", "violence against women and girls")]),
        ("anti-social behaviour (ASB)", [("ASB", "anti-social behaviour")]),
        ("the National Air Police Service (NPAS)", [("NPAS", "National Air Police Service")]),
        ("a new Serious Violence Duty ('the Duty') that requires", [("the Duty", "Serious Violence Duty")]),
        ("people killed or seriously injured (KSI) on the roads", [("KSI", "killed or seriously injured")]),
        ("it went up (YES) and down (UK)", []),
        ("paid by the force (£20)", []),
    ],
)
def test_acronyms_as_the_report_spells_them_out(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


def test_terms_point_at_where_they_are_spelt_out() -> None:
    bundle = read(
        table(
            "1. One|First time entrants to the youth justice system (FTE)|Monitor|12|11|G",
            prose="The Joint Audit Committee (JAC) met.",
        )
    )
    places = {t.acronym: (t.passage_id, t.reading_id) for t in bundle.terms}
    assert places["JAC"][0] is not None and places["JAC"][1] is None


def test_the_rating_key_is_kept_in_the_reports_words() -> None:
    key = "Green – at or above target.\n\nAmber – a little below target.\n\nRed – well below target.\n"
    (item,) = read(OPENING + key).items
    assert item.rating_key == (
        ("G", "Green – at or above target."),
        ("A", "Amber – a little below target."),
        ("R", "Red – well below target."),
    )
    one = "Key to ratings: green means on target, amber means a near miss, and red means missed."
    assert read(OPENING + one).items[0].rating_key == (("G", one), ("A", one), ("R", one))


def test_what_the_file_says_stands_against_what_is_given_by_hand() -> None:
    bundle = read(OPENING + "Nothing else.\n", period="Q3 2022/23", area="Elsewhere", title="Another")
    (item,) = bundle.items
    assert (item.period_label, item.area, item.title) == ("Q1 2022/23", "Upper Marle", "PERFORMANCE REPORT")
    assert [note for note in bundle.document.notes if "by hand was not used" in note] == [
        "The file states its period (Q1 2022/23); the one given by hand was not used.",
        "The file states its area (Upper Marle); the one given by hand was not used.",
    ]


@pytest.mark.parametrize(("front", "body", "meeting", "label"), [
    ("DEVON AND CORNWALL POLICE AND CRIME PANEL\n\n12 March 2021\n\nPerformance Report - Quarter 3 2020/21",
     "Devon and Cornwall", "2021-03-12", "Q3 2020/21"),
    ("Thames Valley Police and Crime Panel\n\nDate: 5th February 2020\n\n"
     "PCC Performance Report (October to December 2019)",
     "Thames Valley", "2020-02-05", "Q3 2019/20"),
    ("Police, Fire and Crime Commissioner for North Yorkshire\n\nQuarterly performance update\n\n"
     "This update covers the three months to 31 December 2023.", "North Yorkshire", None, "Q3 2023/24"),
    ("Office of the Police & Crime Commissioner for Avon and Somerset\n\nPERFORMANCE REPORT: APRIL TO DECEMBER 2018",
     "Avon and Somerset", None, "April to December 2018"),
    ("Humberside Police and Crime Panel Meeting held on 4 July 2022\n\nAnnual Report 2021/22",
     "Humberside", "2022-07-04", "2021/22"),
])  # fmt: skip
def test_front_pages_of_several_houses(front: str, body: str, meeting: str | None, label: str) -> None:
    (item,) = read(f"{front}\n\n1. Introduction\n\nThe panel is asked to note this.\n").items
    assert (item.body, item.meeting_date, item.period_label) == (body, meeting, label)
