"""The vocabulary, the bodies and the spelling lists are sound: what code and answers rely on holds of the data."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

import assistant
from assistant.lexicon import lexicon
from assistant.words import tokens

DATA = Path(assistant.__file__).parent / "data"
TOO_GENERAL = {"police", "rate", "rates", "force", "cost", "case", "cases", "panel", "commissioner", "pcc", "report",
               "reports", "figure", "figures", "number", "people", "road", "speed", "call", "calls", "officer"}


def load(name: str) -> dict:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.fixture(scope="module")
def concepts() -> dict[str, dict]:
    entries = load("vocabulary.yaml")["concepts"]
    found = {entry["id"]: entry for entry in entries}
    assert len(found) == len(entries), "an id stands twice"
    return found


def form(term: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens(term))


def declared(one: dict, other: dict) -> bool:
    return (other["id"] in one.get("sibling_of", []) or one.get("broader") == other["id"]
            or other.get("broader") == one["id"])


def test_there_are_enough_concepts_each_with_a_label_and_a_term(concepts):
    assert len(concepts) >= 220
    for entry in concepts.values():
        assert set(entry) <= {"id", "label", "terms", "loose", "broader", "sibling_of"}, entry["id"]
        assert entry["id"].isidentifier() and entry["id"] == entry["id"].lower()
        assert entry["label"] and entry["terms"], entry["id"]


def test_every_entry_is_text_that_has_a_word(concepts):
    for entry in concepts.values():
        for term in entry["terms"] + entry.get("loose", []):
            assert isinstance(term, str) and form(term), (entry["id"], term)


def test_broader_and_sibling_concepts_exist_and_siblings_are_mutual(concepts):
    for entry in concepts.values():
        assert entry.get("broader") is None or entry["broader"] in concepts, entry["id"]
        for other in entry.get("sibling_of", []):
            assert entry["id"] in concepts[other].get("sibling_of", []), (entry["id"], other)
            assert other != entry["id"] and other != entry.get("broader")


def test_no_concept_is_broader_than_itself(concepts):
    for entry in concepts.values():
        seen, up = set(), entry
        while up.get("broader"):
            assert up["id"] not in seen, f"{entry['id']} is broader than itself"
            seen.add(up["id"])
            up = concepts[up["broader"]]


def test_words_shared_by_two_concepts_are_declared(concepts):
    owners = defaultdict(set)
    for entry in concepts.values():
        for term in entry["terms"] + entry.get("loose", []):
            owners[form(term)].add(entry["id"])
    undeclared = {term: ids for term, ids in owners.items()
                  if any(not declared(concepts[a], concepts[b]) for a in ids for b in ids if a < b)}
    assert not undeclared


def test_an_everyday_word_is_an_exact_term_of_no_concept(concepts):
    exact = {form(term): entry["id"] for entry in concepts.values() for term in entry["terms"]}
    both = {(entry["id"], loose): exact[form(loose)] for entry in concepts.values()
            for loose in entry.get("loose", []) if form(loose) in exact}
    assert not both


def test_no_word_so_general_that_it_misfires_stands_alone(concepts):
    alone = {term.lower() for entry in concepts.values() for term in entry["terms"] + entry.get("loose", [])}
    assert not alone & TOO_GENERAL
    assert [e["id"] for e in concepts.values() if "crime" in e.get("loose", [])] == ["overall_crime"]


@pytest.mark.parametrize(("said", "concept", "exact"), [
    ("domestic burglary", "domestic_burglary", True), ("residential burglaries", "domestic_burglary", True),
    ("break-ins", "domestic_burglary", False), ("burgled", "domestic_burglary", False),
    ("fights", "violence_with_injury", False), ("ASB", "anti_social_behaviour", True),
    ("yobs", "anti_social_behaviour", False), ("KSI", "killed_or_seriously_injured", True),
    ("killed on the roads", "road_deaths", True), ("trust the police", "public_confidence", False),
    ("how quickly do police turn up", "response_times", False), ("ring 101", "calls_101", False),
    ("mugging", "robbery", False), ("stabbings", "knife_crime", False), ("shoplifting", "shoplifting", True),
    ("joyriding", "theft_of_vehicle", False), ("drunk driving", "drink_driving", False),
    ("scams", "fraud", False), ("hacking", "cyber_crime", False), ("wolf whistling", "sexual_harassment", False),
    ("wife beating", "domestic_abuse", False), ("grooming", "child_sexual_exploitation", False),
    ("modern slaves", "modern_slavery", False), ("racist attacks", "race_hate_crime", False),
    ("sheep rustling", "livestock_theft", True), ("noisy neighbours", "neighbour_disputes", False),
    ("spending more than it has", "overspend", False), ("bobbies on the beat", "police_visibility", False),
    ("specials", "specials", True), ("kids in trouble", "youth_offending", False),
    ("detections", "solved_rate", True), ("detectives", "detectives", True), ("diversity", "diversity", True),
    ("diversion", "diversion", True), ("fly-tipping", "fly_tipping", True), ("police horses", "mounted_police", True),
    ("witnesses who attend court unnecessarily", "unnecessary_court_attendance", True),
])
def test_what_people_say_names_its_concept(said, concept, exact):
    hits = lexicon().find(tokens(f"what about {said} this quarter"))
    assert (concept, exact) in [(hit.concept.id, hit.exact) for hit in hits]


@pytest.mark.parametrize("plain", [
    "Which measures are amber?", "What is objective 7?", "Were all headline measures on target?",
    "What is the capital of France?", "Who answers questions about this report?", "Did it climb or dip this quarter?",
    "What is the PCC calling for?", "Who is in charge of the panel?", "Give a breakdown of the following figures",
    "Was there a spike in the rate?", "How is the force dealing with it?",
])
def test_plain_words_name_no_concept(plain):
    assert not lexicon().find(tokens(plain))


def test_the_longest_name_counts_so_neighbouring_concepts_are_told_apart():
    def named(text):
        return [hit.concept.id for hit in lexicon().find(tokens(text))]
    assert named("violent crime with injury") == ["violence_with_injury"]
    assert named("theft from a motor vehicle") == ["theft_from_vehicle"]
    assert named("theft of a motor vehicle") == ["theft_of_vehicle"]
    assert named("hate crime conviction rate") == ["hate_crime_conviction"]
    assert named("ASB victim satisfaction") == ["asb_satisfaction"]
    assert named("repeat domestic abuse offences") == ["repeat_domestic_abuse_offences"]


def test_qualifiers_part_the_measures_that_share_a_concept():
    qualifiers = load("vocabulary.yaml")["qualifiers"]
    assert len({q["id"] for q in qualifiers}) == len(qualifiers)
    terms = Counter(form(term) for q in qualifiers for term in {form(t): t for t in q["terms"]}.values())
    assert [term for term, times in terms.items() if times > 1 or not term] == []

    def of(text):
        return {(q.kind, q.id) for q in lexicon().qualify(tokens(text))}
    assert ("measured", "solved") in of("solved domestic burglary rate")
    assert ("measured", "solved") not in of("number of domestic burglaries")
    assert of("violence with injury") != of("violence without injury")
    assert ("age", "adult") in of("adult reoffending") and ("age", "youth") in of("youth reoffending")
    assert ("urgency", "non_emergency") in of("non-emergency calls")
    assert ("urgency", "emergency") not in of("non-emergency calls")


def test_bodies_name_every_force_once():
    bodies = load("bodies.yaml")["bodies"]
    assert len({b["id"] for b in bodies}) == len(bodies)
    assert {b["kind"] for b in bodies} == {"force", "other"}
    territorial = [b for b in bodies if b["kind"] == "force" and any("PCC" in a for a in b["aliases"])]
    assert len(territorial) == 43
    owners = Counter(name.lower() for b in bodies for name in {n.lower() for n in (b["name"], *b["aliases"])})
    assert [name for name, times in owners.items() if times > 1] == []
    names = {b["name"] for b in bodies}
    assert {"West Midlands Police", "Police Scotland", "Police Service of Northern Ireland", "British Transport Police",
            "Ministry of Defence Police", "Civil Nuclear Constabulary", "National Crime Agency", "Action Fraud", "NHS",
            "Crown Prosecution Service", "Home Office", "MI5", "Met Office"} <= names


def test_no_concept_is_taken_for_a_body(concepts):
    bodies = {name.lower() for b in load("bodies.yaml")["bodies"] for name in (b["name"], *b["aliases"])}
    assert not {t.lower() for e in concepts.values() for t in e["terms"] + e.get("loose", [])} & bodies


def test_spelling_keeps_ordinary_words_and_words_of_the_field_apart():
    data = load("spelling.yaml")
    words, never = set(data["words"]), set(data["never"])
    assert len(never) >= 400 and len(words) >= 300
    assert all(isinstance(w, str) and w == w.lower() and w.isalpha() for w in words | never)
    assert not words & never
    assert len(words) == len(data["words"]) and len(never) == len(data["never"])
    assert {"horses", "drones", "dogs", "capital", "weather", "vegetarian"} - never <= words


@pytest.mark.parametrize("name", ["vocabulary.yaml", "bodies.yaml", "spelling.yaml"])
def test_the_data_loads_quickly(name):
    text = (DATA / name).read_text(encoding="utf-8")
    took = []
    for _ in range(3):
        start = time.process_time()
        yaml.load(text, yaml.CSafeLoader)
        took.append(time.process_time() - start)
    assert min(took) < 0.5
