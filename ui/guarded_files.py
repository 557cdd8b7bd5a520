"""Where sign-in is set up: page images, downloads and uploads need the signed-in person's cookie, as the pages do.

Streamlit serves them at addresses of their own, which ask for no sign-in. Its cookie is read as it reads it itself.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ui.settings import Settings

PATHS = ("/media/", "/_stcore/upload_file/")
REFUSED = b"Sign in first."

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]


class GuardedFiles:
    """ASGI middleware: 403 for these paths without a role. Does nothing where no sign-in is set up."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]], chosen: Settings) -> None:
        self.app, self.chosen = app, chosen

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.chosen.sign_in is not None and any(p in scope["path"] for p in PATHS) \
                and self.chosen.role_of(claims(scope, self.chosen.sign_in.cookie_secret)) == "none":
            await send({"type": "http.response.start", "status": 403,
                        "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
            await send({"type": "http.response.body", "body": REFUSED})
            return
        await self.app(scope, receive, send)


def claims(scope: Message, secret: str) -> dict[str, Any]:
    """What the request's cookie says of the person; empty without a cookie that this app signed."""
    from starlette.requests import HTTPConnection
    from streamlit.auth_util import get_cookie_with_chunks
    from streamlit.web.server.server_util import AUTH_COOKIE_NAME
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

    cookies = HTTPConnection(scope).cookies

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    held = get_cookie_with_chunks(one, AUTH_COOKIE_NAME)
    found = json.loads(held) if held else {}
    return found if isinstance(found, dict) and found.get("is_logged_in") else {}
