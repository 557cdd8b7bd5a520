"""Sign-in by OpenID Connect against a real provider on this machine: each role sees and may do what is its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import Visit
from tests.ui.browser.looks import check
from tests.ui.provider import CLIENT, SECRET, Provider
from tests.ui.serving import free_port, serving

Make = Callable[..., Visit]
PEOPLE: dict[str, dict[str, object]] = {
    "rita": {"sub": "1", "email": "rita@example.org", "email_verified": True},
    "otto": {"sub": "2", "email": "otto@example.org", "email_verified": True},
    "kim": {"sub": "3", "email": "kim@example.org", "email_verified": True},
    "mallory": {"sub": "4", "email": "kim@example.org", "email_verified": False}}
SETTINGS = """
[sign_in]
redirect_uri = "{app}/oauth2callback"
client_id = "{client}"
client_secret = "{secret}"
cookie_secret = "0123456789abcdef0123456789abcdef"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles]
officer = ["otto@example.org"]
keeper = ["kim@example.org"]
"""
MENUS = {"rita": {"Ask", "Measures", "Reports", "Evaluations", "About"},
         "otto": {"Ask", "Measures", "Reports", "Draft a reply", "Evaluations", "About"},
         "kim": {"Ask", "Measures", "Reports", "Draft a reply", "Evaluations", "Reported answers", "About"}}


@pytest.fixture(scope="module")
def guarded(quarters: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("guarded") / "store"
    shutil.copytree(quarters, folder)
    port = free_port()
    with Provider(PEOPLE) as provider:
        (folder / "ui.toml").write_text(SETTINGS.format(app=f"http://127.0.0.1:{port}", client=CLIENT, secret=SECRET,
                                                        provider=provider.url), encoding="utf-8")
        with serving(folder, port=port) as address:
            yield address
        assert provider.refused == []


def sign_in(one: Visit, who: str) -> None:
    one.open()
    one.page.get_by_role("button", name="Sign in").click()
    one.page.get_by_role("link", name=who).click()


def menu(one: Visit) -> set[str]:
    links = one.page.locator("header a, [data-testid=stTopNavLink]")
    return {text.strip() for text in links.all_inner_texts() if text.strip()}


def provided(one: Visit) -> None:
    """The provider is another address, and meant to be."""
    one.outside = [url for url in one.outside if "/authorize" not in url and "/logout" not in url
                   and "/favicon" not in url]


@pytest.mark.parametrize("who", list(MENUS))
def test_each_role_has_its_own_pages(guarded: str, visit: Make, who: str) -> None:
    one = visit(guarded)
    sign_in(one, who)
    one.heading("Ask about the panel reports")
    assert menu(one) == MENUS[who]
    one.open("queue")
    allowed = "Reported answers" in MENUS[who]
    expect(one.page.locator("h1").first).to_have_text("Reported answers" if allowed else "This page is not open to you")
    one.open("reports")
    expect(one.page.get_by_role("button", name="Read these files")).to_have_count(1 if who == "kim" else 0)
    one.open("report?doc=norland-vale-2023-07.pdf")
    expect(one.page.get_by_role("button", name="Decide about this row")).to_have_count(1 if who == "kim" else 0)
    one.open("evaluations")
    expect(one.page.get_by_role("button", name="Run these sets")).to_have_count(0 if who == "rita" else 1)
    check(one.page, f"evaluations as {who}")
    provided(one)


def test_without_sign_in_nothing_is_shown(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    for path in ("", "measures", "report?doc=norland-vale-2023-07.pdf", "source?place=x", "queue"):
        one.open(path)
        expect(one.page.locator("h1")).to_contain_text("sign in")
        expect(one.page.get_by_text("burglaries")).to_have_count(0)
    expect(one.page).to_have_title("Sign in - Panel reports")
    check(one.page, "sign in")


def test_an_address_that_is_not_verified_gives_no_role(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    sign_in(one, "mallory")
    expect(one.page.get_by_text("you have no role here yet")).to_be_visible()
    assert menu(one) == {"Sign in", "About"}
    check(one.page, "signed in without a role")
    provided(one)


def test_page_images_need_the_sign_in_too(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    sign_in(one, "rita")
    one.heading("Ask about the panel reports")
    one.ask("How did domestic burglaries do?", 1)
    one.page.locator("#a1-s1").get_by_role("link", name="Open in the document").click()
    one.heading("Source")
    image = one.page.locator("[data-testid=stImage] img")
    address = str(image.get_attribute("src"))
    assert one.page.evaluate("e => e.naturalWidth", image.element_handle()) > 500
    assert one.page.request.get(address).status == 200
    for cookies in ("", "_streamlit_user=forged", "_streamlit_user=2|1:0|10:1|4:name|4:e30=|0"):
        asked = Request(address, headers={"Cookie": cookies} if cookies else {})
        with pytest.raises(HTTPError) as refused:
            urlopen(asked, timeout=20)
        assert refused.value.code == 403 and refused.value.headers["x-content-type-options"] == "nosniff"
    provided(one)


def test_a_keeper_who_is_signed_in_adds_a_file(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    sign_in(one, "kim")
    one.heading("Ask about the panel reports")
    page = one.open("reports")
    page.locator("input[type=file]").set_input_files(
        [{"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b" "}])
    page.wait_for_load_state("networkidle")
    one.ready()
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator(".pq-box-error")).to_contain_text("empty.pdf: It is empty", timeout=60_000)
    provided(one)


def test_a_shared_address_is_reached_once_signed_in(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    one.open("measure?id=domestic-burglary")
    one.page.get_by_role("button", name="Sign in").click()
    one.page.get_by_role("link", name="rita").click()
    one.heading("Number of domestic burglaries")
    assert one.page.url.endswith("/measure?id=domestic-burglary")
    one.page.get_by_role("link", name="Ask", exact=True).first.click()
    one.heading("Ask about the panel reports")
    one.open()
    one.heading("Ask about the panel reports")      # once only
    one.page.get_by_role("button", name="Sign out").click()
    one.heading("sign in")
    one.open("?q=How+did+domestic+burglaries+do%3F")
    one.page.get_by_role("button", name="Sign in").click()
    one.page.get_by_role("link", name="rita").click()
    one.page.wait_for_selector("#a1-s1")            # a shared question is asked
    provided(one)


def test_signing_out_ends_it(guarded: str, visit: Make) -> None:
    one = visit(guarded)
    sign_in(one, "rita")
    one.heading("Ask about the panel reports")
    one.page.get_by_role("button", name="Sign out").click()
    one.heading("sign in")
    provided(one)
