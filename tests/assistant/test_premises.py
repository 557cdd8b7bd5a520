"""What a question supposes and a report contradicts is corrected, with the place that says otherwise."""

from __future__ import annotations

from assistant import Assistant


def test_an_office_that_a_report_gives_to_somebody_else(assistant: Assistant) -> None:
    answer = assistant.ask("Why did Imogen Staveley become Commissioner?")
    assert answer.status == "answered" and "Chief Constable, Imogen Staveley" in answer.text
    assert "false_premise" in [caveat.code for caveat in answer.caveats]


def test_a_person_who_holds_the_office_asked_about_is_not_corrected(assistant: Assistant) -> None:
    answer = assistant.ask("Why did Imogen Staveley become Chief Constable?")
    assert "false_premise" not in [caveat.code for caveat in answer.caveats]
