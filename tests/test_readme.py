"""README tells the truth: its commands run, its table is complete, its targets and files exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def lines_of_first_questions() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.startswith("panelqa ")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "evals").symlink_to(ROOT / "evals")
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "PATH": path})


def test_the_first_questions_run_as_printed(workplace: Path) -> None:
    lines = lines_of_first_questions()
    assert len(lines) >= 6
    for line in lines:
        ran = run(line, workplace)
        assert ran.returncode == 0, (line, ran.stderr)
        assert ran.stdout.strip(), line
    assert {path.name for path in workplace.iterdir()} == {"evals", "panelqa-data"}


def test_the_answer_shown_is_the_answer_given(workplace: Path) -> None:
    shown = blocks("text")[0]
    question = re.search(r'ask "([^"]+)"', shown)
    assert question
    given = run(f'panelqa ingest -q --no-vectors evals/samples/norland-vale-panel-2022-07.txt && '
                f'panelqa ask "{question[1]}"', workplace).stdout
    text = " ".join(shown.split("Sources:")[0].split("\n", 1)[1].split())
    assert text in " ".join(given.split())


def test_the_python_example_runs(workplace: Path) -> None:
    (workplace / "example.py").write_text(blocks("python")[0], encoding="utf-8")
    ran = subprocess.run([sys.executable, "example.py"], cwd=workplace, capture_output=True, text=True, timeout=300,
                         env={**os.environ, "PYTHONPATH": str(ROOT)})
    (workplace / "example.py").unlink()
    assert ran.returncode == 0, ran.stderr
    assert "[1]" in ran.stdout


def test_every_command_is_in_the_table() -> None:
    table = " ".join(re.findall(r"^\| (`.*?) \|", README, re.M))
    named = set(re.findall(r"`(\w+)[^`]*`", table))
    assert named >= set(COMMANDS)


def test_targets_and_files_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"make ([a-z-]+)", " ".join(re.findall(r"`(make [^`]*)`", README) + blocks("sh")))) <= targets
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link
    decisions = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\(([^)]+)\)", (decisions / "README.md").read_text(encoding="utf-8")))
    assert listed == {p.name for p in decisions.glob("*.md")} - {"README.md"}
