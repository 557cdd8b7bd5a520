"""The frame: help, exit codes, one-line errors, clean ends."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import codes
from assistant.cli.main import COMMANDS
from store.writer import write_bundle
from tests.cli.helpers import invoke, panelqa
from tests.store.bundles import bundle

ROOT = Path(__file__).parents[2]


def test_help_lists_every_command_without_importing_any() -> None:
    shown = panelqa("--help")
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)
    heavy = ("torch", "chromadb", "streamlit", "pandas", "langchain_core", "pydantic", "sqlite_utils", "pdfplumber")
    code = f"import sys, assistant.cli.main; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_a_store(name: str) -> None:
    shown = invoke(name, "--help").stdout
    assert "Usage: " in shown
    assert name in ("eval", "codes") or "--store" in shown


@pytest.mark.parametrize(("args", "code", "words"), [
    (("nonsense",), 2, "There is no command nonsense"),
    (("measure",), 2, "Did you mean measures?"),
    (("ask",), 2, "Give a QUESTION"),
    (("measures", "--rag", "purple"), 2, "'purple' is no rating"),
    (("measures", "--period", "whenever"), 2, "names no single period"),
    (("measures", "--csv", "--json"), 2, "not both"),
    (("documents", "--store", "nowhere"), 2, "There is no store at nowhere"),
    (("show", "x", "--store", "nowhere"), 2, "There is no store"),
    (("ingest",), 2, "Missing argument"),
    (("ask", "--batch", "none.txt"), 2, "cannot be read"),
    (("tables", "--status", "lost"), 2, "--status")])
def test_an_error_is_one_line_with_its_code(tmp_path: Path, args: tuple[str, ...], code: int, words: str) -> None:
    if "measures" in args:
        write_bundle(tmp_path / "panelqa-data", bundle())
    ended = panelqa(*args, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert len(ended.stderr.splitlines()) == 1
    assert words in ended.stderr
    if "measures" not in args:
        assert list(tmp_path.iterdir()) == []       # nothing was made


def test_a_fault_of_ours_is_one_line_and_its_traceback_on_request(tmp_path: Path) -> None:
    code = ("import assistant.cli.main as m, store.listing as l; l.document_rows = lambda *a, **k: 1 / 0; "
            f"import sys; sys.argv = ['panelqa', 'documents', '--store', {str(tmp_path)!r}]; m.main()")
    write_bundle(tmp_path, bundle())
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={})
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "ZeroDivisionError" in ended.stderr
    assert "PANELQA_DEBUG=1" in ended.stderr
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PANELQA_DEBUG": "1"})
    assert "Traceback" in shown.stderr


def test_a_reader_that_stops_early_gets_no_message(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    command = f"{sys.executable} -m assistant.cli.main measures --json --store {tmp_path} | true"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("", "")


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = panelqa("ui", "--port", str(taken.getsockname()[1]), "--store", str(tmp_path / "s"))
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "cannot be listened on" in ended.stderr
    assert not (tmp_path / "s").exists()


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle())
    ended = subprocess.run([sys.executable, "-m", "assistant.cli.main", "show", bundle().readings[0].id, "--store",
                            str(tmp_path)], capture_output=True, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert "276 ²" in ended.stdout.decode("utf-8")


def test_codes_come_from_one_file_and_each_has_a_meaning() -> None:
    shown = invoke("codes", "--json").stdout.splitlines()
    assert len(shown) == len(codes.all_codes()) == len({(c.kind, c.code) for c in codes.all_codes()})
    assert all(c.meaning.endswith(".") and len(c.meaning) > 15 for c in codes.all_codes())
    assert {c.kind for c in codes.all_codes()} == set(codes.KINDS)
    assert codes.known("status") == {"answered", "partly_answered", "not_found", "out_of_scope", "failed"}
    with pytest.raises(KeyError):
        codes.meaning("reason", "made_up")


def _read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_the_code_list_is_what_is_used() -> None:
    found = set(_read("ingest/data/findings.yaml")["codes"])
    assert codes.known("finding") == found
    assert codes.known("attention") == set(_read("assistant/data/letters/attention.yaml")["texts"])
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "assistant").rglob("*.py"))
    caveats = _read("assistant/data/caveats.yaml")
    said = {caveats["from_finding"].get(code, code) for code in found - set(caveats["silent"])}
    used = said | set(caveats["order"]) | set(re.findall(r'[cC]aveat\(\s*"(\w+)"', source))
    assert used <= codes.known("caveat"), used - codes.known("caveat")
    reasons = set(re.findall(r'(?:refuse\(\w+, \w+, |reason ?==? ?|Refusal\("\w+", )"(\w+)"', source))
    reasons |= {rule["reason"] for rule in _read("assistant/data/scope.yaml")}
    assert len(reasons) > 8
    assert reasons <= codes.known("reason"), reasons - codes.known("reason")
