"""The sign-in page: who has no role is told so, and sees nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ROOT, html


def test_someone_without_a_role_is_told_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANELQA_UI_OPEN_ROLE", "none")
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=30).run()
    assert not app.exception and app.title[0].value == "Panel reports: sign in"
    assert "you have no role here yet" in html(app) and not app.chat_input and not app.button
