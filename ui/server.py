"""Starting the app: safe defaults, security headers on every response, and sign-in before any open address."""

from __future__ import annotations

import base64
import gc
import hashlib
import ipaddress
import logging
import os
import re
import secrets
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.database import create_or_open
from store.errors import BadInput, PanelqaError
from ui.guarded_files import GuardedFiles
from ui.settings import Settings, read, settings_file

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import JSONResponse

log = logging.getLogger("panelqa.ui")

POLICY = ("default-src 'none'; script-src 'self' blob: {inline}; style-src 'self' 'unsafe-inline'; "
          "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' blob:; "
          "frame-src 'self' blob:; worker-src 'self' blob:; base-uri 'self'; form-action 'self'; "
          "frame-ancestors 'none'; object-src 'none'; manifest-src 'self'")
HEADERS = {"x-content-type-options": "nosniff", "x-frame-options": "DENY",
           "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
           "cross-origin-resource-policy": "same-origin", "x-robots-tag": "noindex, nofollow",
           "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]


def policy() -> str:
    """The content security policy; Streamlit's own inline scripts are admitted by their hashes, no others."""
    import streamlit

    shell = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
              for script in re.findall(r"<script>(.*?)</script>", shell, re.S)]
    return POLICY.format(inline=" ".join(f"'sha256-{found}'" for found in hashes))


class SecurityHeaders:
    """ASGI middleware: the headers above on every HTTP response, whatever made it."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.app = app
        self.headers = {**HEADERS, "content-security-policy": policy()}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.encode(), value.encode()) for name, value in self.headers.items()]
                kept = [(n, v) for n, v in message.get("headers", []) if n.decode().lower() not in self.headers]
                message["headers"] = kept + ours
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def is_loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def check_address(address: str, chosen: Settings, without_sign_in: bool) -> None:
    """Raise BadInput where the app would be open to others without sign-in and nobody said so explicitly."""
    if not is_loopback(address) and chosen.sign_in is None and not without_sign_in:
        raise BadInput(f"The address {address} can be reached by others and no sign-in is set up; set up [sign_in] "
                       f"(see docs/deployment.md), or say --without-sign-in to let everyone read.")


def hosts(address: str, chosen: Settings) -> tuple[str, ...]:
    """The host names under which the app answers; empty (any) for an open address with no name in its settings.

    This machine's own names are always among them, for its reverse proxy and health checks.
    """
    from urllib.parse import urlsplit

    named = {*chosen.hosts, chosen.public_address}
    if chosen.sign_in is not None:
        named.add(urlsplit(chosen.sign_in.redirect_uri).hostname or "")
    named.discard("")
    if is_loopback(address):
        named.add(address)
    return tuple(sorted(named | {"localhost", "127.0.0.1"})) if named else ()


def options(address: str, port: int, chosen: Settings) -> dict[str, Any]:
    """Streamlit's options: no telemetry, no tracebacks, bounded uploads, the theme."""
    return {
        "server.address": address, "server.port": port, "server.headless": True,
        "server.allowedHosts": list(hosts(address, chosen)),
        "browser.serverAddress": chosen.public_address or address, "browser.gatherUsageStats": False,
        "server.fileWatcherType": "none", "server.runOnSave": False, "server.allowRunOnSave": False,
        "server.maxUploadSize": chosen.max_mb, "server.maxMessageSize": 50, "server.showEmailPrompt": False,
        "server.enableAgentApi": False, "server.enableXsrfProtection": True, "server.enableCORS": True,
        "client.showErrorDetails": "none", "client.showErrorLinks": False, "client.toolbarMode": "minimal",
        "runner.magicEnabled": False, **THEME}


THEME = {
    "theme.baseRadius": "small", "theme.font": "sans-serif", "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#12436d", "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f5f7", "theme.light.textColor": "#0b0c0c",
    "theme.light.grayTextColor": "#3d3f40", "theme.light.linkColor": "#1d5f9c", "theme.light.borderColor": "#6f777b",
    "theme.dark.primaryColor": "#2e72b5", "theme.dark.backgroundColor": "#14181b",
    "theme.dark.secondaryBackgroundColor": "#232b31", "theme.dark.textColor": "#f3f4f5",
    "theme.dark.grayTextColor": "#cfd4d7", "theme.dark.linkColor": "#8dbff0", "theme.dark.borderColor": "#98a2a8"}


def on_error(error: Exception) -> bool:
    """Log an unexpected error under a number and show the number alone. Returns True: nothing else is shown."""
    import streamlit as st

    from ui.parts.words import words

    number = secrets.token_hex(4)
    log.error("error %s", number, exc_info=error)
    st.error(f"{words()['errors']['unexpected']}: {number}")
    return True


@asynccontextmanager
async def warmed(app: Any) -> AsyncIterator[None]:
    """While the app runs. What the first question about the text would wait for is loaded in the background."""
    threading.Thread(target=_warm, name="warm-up", daemon=True).start()
    yield


def _warm() -> None:
    from ui.parts import backend, charts
    from ui.parts.words import words

    charts.warm_up()
    try:
        backend.warm_up(words()["ask"]["warm_up"])
    except PanelqaError as error:
        log.warning("warm-up: %s", error)
    # What is loaded by now stays for good. Without this, every collection looks through all that the embedder
    # brought with it, which stops each session for a quarter of a second.
    gc.collect()
    gc.freeze()


async def health(request: Request) -> JSONResponse:
    """200 while the store can be read, 503 otherwise. Says nothing about what is held."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse

    try:
        await run_in_threadpool(_read_once)
    except PanelqaError as error:
        log.error("health: %s", error)
        return JSONResponse({"status": "store unavailable"}, status_code=503)
    return JSONResponse({"status": "ok"})


def _read_once() -> None:
    from ui.parts.backend import reading

    with reading() as store:
        store.one("place_document", document="")


def application(chosen: Settings, allowed: tuple[str, ...]) -> Any:
    """The ASGI application: Streamlit with our headers, health route, error handling and sign-in secrets.

    `allowed`: host names that are answered, others are refused (against DNS rebinding); empty admits any.
    """
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Route

    return st.App(Path(__file__).with_name("app.py"), secrets=_secrets(chosen),
                  middleware=[
                      Middleware(SecurityHeaders),
                      Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed) or ["*"], www_redirect=False),
                      Middleware(GuardedFiles, chosen=chosen)],
                  routes=[Route("/health", health)], lifespan=warmed, on_script_error=on_error)


def _secrets(chosen: Settings) -> dict[str, Any] | None:
    sign_in = chosen.sign_in
    if sign_in is None:
        return None
    return {"auth": {"redirect_uri": sign_in.redirect_uri, "cookie_secret": sign_in.cookie_secret,
                     "client_id": sign_in.client_id, "client_secret": sign_in.client_secret,
                     "server_metadata_url": sign_in.server_metadata_url,
                     "client_kwargs": {"scope": sign_in.scope, "prompt": "select_account"}}}


def run(address: str = "127.0.0.1", port: int = 8501, store: Path | str = "panelqa-data",
        without_sign_in: bool = False, on_start: Callable[[], None] = lambda: None) -> None:
    """Serve the app until it is stopped; `on_start` is called once it may start.

    Raises BadInput where it must not start (see `check_address`).
    """
    folder = Path(store).absolute()
    file = settings_file(folder)
    chosen = read(file) if file.is_file() else Settings()
    check_address(address, chosen, without_sign_in)
    create_or_open(folder).close()      # made where there is none, brought up to date where it is older
    os.environ["PANELQA_STORE"] = str(folder)
    os.environ["PANELQA_UI_OPEN_ROLE"] = "keeper" if is_loopback(address) else "reader"
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", secrets.token_hex(32))
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    on_start()
    application(chosen, hosts(address, chosen)).run(config=options(address, port, chosen))
