"""Settings: a file, the environment over it, and one helpful line where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import BadInput
from store.settings import FILE, StoreSettings, default_area, settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings(tmp_path) == StoreSettings()
    assert default_area(tmp_path / "none") == ""


def test_the_environment_is_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text('default_area = "Norland Vale"\nembedder = "models/ours"\n', encoding="utf-8")
    assert settings(tmp_path) == StoreSettings(default_area="Norland Vale", embedder="models/ours")
    monkeypatch.setenv("PANELQA_DEFAULT_AREA", "Elsewhere")
    assert default_area(tmp_path) == "Elsewhere"


@pytest.mark.parametrize(("text", "words"), [
    ("defualt_area = 'x'", "no setting defualt_area; the settings are default_area"),
    ("default_area = 3", "must be a text"),
    ("embedder = true", "must be a text"), ("= 3", "not valid TOML")])
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=words) as caught:
        settings(tmp_path)
    assert "\n" not in str(caught.value)
    assert FILE in str(caught.value)
