"""junit.xml: a test case for each case, a suite for each set, and one for the gate."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from evals.finish import Outcome

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome) -> str:
    """Known failures (the baseline's) are reported as skipped, so that the file agrees with the exit code."""
    known = set(outcome.compared.still_failing) if outcome.compared else set()
    root = ET.Element("testsuites", name="panelqa eval")
    for name in dict.fromkeys(s.set for s in outcome.scored):
        members = [s for s in outcome.scored if s.set == name]
        seconds = sum(outcome.records[s.case.id]["seconds"] for s in members)
        wrong = [s for s in members if not s.passed]
        suite = ET.SubElement(root, "testsuite", {
            "name": name, "tests": str(len(members)), "time": f"{seconds:.3f}",
            "errors": str(sum(bool(s.error) and s.case.id not in known for s in wrong)),
            "failures": str(sum(not s.error and s.case.id not in known for s in wrong)),
            "skipped": str(sum(s.case.id in known for s in wrong))})
        for one in members:
            case = ET.SubElement(suite, "testcase", {
                "classname": f"{name}.{one.case.kind}", "name": _clean(f"{one.case.id}: {one.case.question}"),
                "time": f"{outcome.records[one.case.id]['seconds']:.3f}"})
            if one.passed:
                continue
            tag = "skipped" if one.case.id in known else "error" if one.error else "failure"
            message = ("known failure: " if tag == "skipped" else "") + one.why()
            entry = ET.SubElement(case, tag, {"message": _clean(message)})
            answer = outcome.records[one.case.id]["answer"]
            entry.text = _clean(answer["text"]) if answer else None
    suite = ET.SubElement(root, "testsuite", {"name": "gate", "tests": "1", "errors": "0", "time": "0",
                                              "failures": str(outcome.verdict.exit_code), "skipped": "0"})
    case = ET.SubElement(suite, "testcase", {"classname": "gate", "name": "gate", "time": "0"})
    if not outcome.verdict.passed:
        entry = ET.SubElement(case, "failure", {"message": _clean(outcome.verdict.headline)})
        entry.text = _clean("\n".join(outcome.verdict.reasons))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
