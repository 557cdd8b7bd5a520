"""The served app over HTTP: headers, health, hosts, limits; and when it refuses to start."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import BadInput
from tests.ui.serving import ROOT, serving
from ui.server import HEADERS, check_address, hosts, is_loopback, options
from ui.settings import Settings, SignIn, read

SIGN_IN = SignIn("https://x.example/oauth2callback", "id", "secret", "c" * 32, "https://p.example/.well-known")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served") / "store"
    with serving(folder) as url:
        yield url


def get(address: str, path: str, host: str = "") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("path", ["/", "/source", "/health", "/_stcore/health", "/nothing/here.js", "/static/none"])
def test_security_headers_stand_on_every_response(address: str, path: str) -> None:
    answer = get(address, path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    scripts = policy.split("script-src")[1].split(";")[0]
    assert "unsafe" not in scripts and "http" not in scripts and "'sha256-" in scripts


def test_health_says_only_whether_it_is_well(address: str) -> None:
    with urllib.request.urlopen(f"{address}/health") as answer:
        assert answer.read() == b'{"status":"ok"}'


def test_health_is_503_when_the_store_is_gone(tmp_path: Path) -> None:
    with serving(tmp_path / "store") as url:
        for file in (tmp_path / "store").glob("panelqa.db*"):
            file.unlink()
        assert get(url, "/health").status == 503


def test_another_host_name_is_refused(address: str) -> None:
    assert get(address, "/", host="evil.example").status >= 400
    assert get(address, "/").status == 200


def test_an_empty_store_is_made_at_start(tmp_path: Path) -> None:
    with serving(tmp_path / "new" / "store") as url:
        assert get(url, "/health").status == 200


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("::", False),
        ("reports.example.org", False),
    ],
)
def test_only_loopback_is_this_machine(name: str, inside: bool) -> None:
    assert is_loopback(name) is inside
    if inside:
        check_address(name, Settings(), False)
        return
    with pytest.raises(BadInput, match="no sign-in"):
        check_address(name, Settings(), False)
    check_address(name, Settings(sign_in=SIGN_IN), False)
    check_address(name, Settings(), True)


def test_an_open_address_without_sign_in_does_not_start(tmp_path: Path) -> None:
    code = f"from ui.server import run; run('0.0.0.0', 8599, {str(tmp_path / 'store')!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "--without-sign-in" in done.stderr


def test_options_switch_off_what_is_unsafe() -> None:
    chosen = options("127.0.0.1", 8501, Settings(max_mb=7))
    assert chosen["browser.gatherUsageStats"] is False and chosen["client.showErrorDetails"] == "none"
    assert chosen["server.maxUploadSize"] == 7 and chosen["server.enableXsrfProtection"] is True
    assert chosen["client.toolbarMode"] == "minimal" and chosen["server.address"] == "127.0.0.1"


def write(folder: Path, text: str) -> Path:
    file = folder / "ui.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_roles_come_from_the_claim(tmp_path: Path) -> None:
    chosen = read(
        write(tmp_path, '[roles]\nclaim = "groups"\ndefault = "none"\nofficer = ["Staff"]\nkeeper = ["admins"]\n')
    )
    assert chosen.role_of({"groups": ["staff"]}) == "officer"
    assert chosen.role_of({"groups": ["staff", "Admins"]}) == "keeper"
    assert chosen.role_of({"groups": ["others"]}) == "none" and chosen.role_of({}) == "none"


def test_an_unverified_address_has_no_role(tmp_path: Path) -> None:
    chosen = read(write(tmp_path, '[roles]\nkeeper = ["kim@example.org"]\n'))
    assert chosen.role_of({"email": "Kim@Example.org", "email_verified": True}) == "keeper"
    assert chosen.role_of({"email": "kim@example.org", "email_verified": False}) == "none"
    assert chosen.role_of({"email": "other@example.org"}) == "reader"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[roles", "not valid TOML"),
        ("[role]\n", r"no section \[role\]"),
        ("[roles]\nreaders = []\n", "has no setting"),
        ('[roles]\ndefault = "boss"\n', "default in"),
        ('[roles]\nkeeper = "kim"\n', "must be a list"),
        ("[uploads]\nmax_mb = 0\n", "whole number"),
        ("[conversations]\nkeep_days = true\n", "whole number"),
        ('[sign_in]\nclient_id = "x"\n', "lacks"),
        (
            '[sign_in]\nredirect_uri="https://a/oauth2callback"\nclient_id="a"\nclient_secret="b"\ncookie_secret="short"\n'
            'server_metadata_url="https://p"\n',
            "32 characters",
        ),
        (
            '[sign_in]\nredirect_uri="https://a/"\nclient_id="a"\nclient_secret="b"\n'
            'cookie_secret="12345678901234567890123456789012"\nserver_metadata_url="https://p"\n',
            "oauth2callback",
        ),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(write(tmp_path, text))


def test_secrets_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANELQA_CLIENT_SECRET", "from-environment")
    monkeypatch.setenv("PANELQA_COOKIE_SECRET", "d" * 40)
    chosen = read(
        write(
            tmp_path,
            '[sign_in]\nredirect_uri="https://a/oauth2callback"\nclient_id="a"\nserver_metadata_url="https://p"\n',
        )
    )
    assert chosen.sign_in is not None and chosen.sign_in.client_secret == "from-environment"


def test_the_app_answers_to_its_own_names_alone() -> None:
    named = Settings(sign_in=SIGN_IN, hosts=("reports.example.org",))
    assert hosts("0.0.0.0", named) == ("127.0.0.1", "localhost", "reports.example.org", "x.example")
    assert hosts("127.0.0.1", Settings()) == ("127.0.0.1", "localhost")
    assert hosts("0.0.0.0", Settings()) == ()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_systemd_unit_verifies(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "panelqa.service").read_text(encoding="utf-8")
    assert "--address 127.0.0.1" in unit and "NoNewPrivileges=true" in unit
    here = tmp_path / "panelqa.service"
    here.write_text(
        unit.replace("/opt/panelqa/.venv/bin/panelqa", sys.executable).replace("file:///opt/panelqa", "file:///usr"),
        encoding="utf-8",
    )
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(here)], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "panelqa" in line]
    assert done.returncode == 0 and said == []
