"""A store of invented reports, shared by the page tests; each test that writes takes a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.reports import fill

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def reports_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("reports") / "store")


@pytest.fixture
def store(reports_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the store, named to the app as `ui.server.run` would."""
    folder = tmp_path / "store"
    shutil.copytree(reports_store, folder)
    monkeypatch.setenv("PANELQA_STORE", str(folder))
    monkeypatch.delenv("PANELQA_UI_CONFIG", raising=False)
    monkeypatch.delenv("PANELQA_UI_OPEN_ROLE", raising=False)
    return folder


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages with the assistant of `tests.ui.stand_in`."""
    from tests.ui.stand_in import StandIn
    from ui.parts import backend

    monkeypatch.setattr(backend, "_assistant", StandIn.open)
    backend.forget_pools()
    yield
    backend.forget_pools()


@pytest.fixture
def app(store: Path, stand_in: None) -> AppTest:
    """The app after its first run, on the first page."""
    return AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=30).run()


def html(app: AppTest) -> str:
    """All markup on the page, as sent to the browser."""
    return "\n".join(block.proto.body for block in app.get("html"))
