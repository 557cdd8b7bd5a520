"""Titles in capitals are shown as a reader writes them; every other title as it is printed."""

from __future__ import annotations

import pytest

from assistant.present.titles import readable


@pytest.mark.parametrize(("printed", "shown"), [
    ("POLICE AND CRIME PLAN: QUARTERLY REPORT, QUARTER 4 2023/24",
     "Police and Crime Plan: Quarterly Report, Quarter 4 2023/24"),
    ("PCC'S REPORT TO THE PANEL", "PCC's Report to the Panel"),
    ("THE OPCC: A REVIEW OF ASB IN NORLAND VALE (Q1)", "The OPCC: A Review of ASB in Norland Vale (Q1)"),
    ("Report of the PCC", "Report of the PCC"),
    ("HMICFRS PEEL", "HMICFRS PEEL"),
    ("", "")])
def test_titles(printed: str, shown: str) -> None:
    assert readable(printed) == shown
