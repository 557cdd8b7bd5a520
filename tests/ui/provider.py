"""A real OpenID Connect provider for tests: discovery, authorisation code with PKCE, signed tokens, logout.

Whoever is sent to its authorisation page chooses who they are; the page lists the people it knows.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlencode, urlparse

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "panelqa-tests", "client-secret-for-tests"


class Provider:
    """Serves on a free port of 127.0.0.1 while it is entered. `people`: claims by short name."""

    def __init__(self, people: dict[str, dict[str, object]]) -> None:
        self.people = people
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Provider:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def metadata(self) -> dict[str, object]:
        return {"issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/userinfo", "end_session_endpoint": f"{self.url}/logout",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"]}

    def authorize(self, query: dict[str, str]) -> tuple[int, str]:
        """A redirect (302, address) once a person is chosen, else a page (200, HTML) to choose on."""
        if query.get("client_id") != CLIENT or query.get("response_type") != "code":
            return 400, "unknown client"
        if "person" not in query:
            links = "".join(f'<li><a href="/authorize?{urlencode({**query, "person": p})}">{p}</a></li>'
                            for p in self.people)
            return 200, f"<!doctype html><html lang=en><title>Who are you?</title><h1>Who are you?</h1><ul>{links}</ul>"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return 302, f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], client: tuple[str, str]) -> tuple[int, dict[str, object]]:
        asked = self.codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if asked is None or client != (CLIENT, SECRET) or form.get("redirect_uri") != asked["redirect_uri"] \
                or asked.get("code_challenge") != challenge:
            self.refused.append(json.dumps(form))
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": asked.get("nonce", ""),
                  **self.people[asked["person"]]}
        signed = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.key)
        return 200, {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 600,
                     "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlparse(self.path)
            query = {k: v[0] for k, v in parse_qs(url.query).items()}
            if url.path == "/.well-known/openid-configuration":
                self._json(200, provider.metadata)
            elif url.path == "/jwks":
                self._json(200, {"keys": [provider.key.as_dict(private=False)]})
            elif url.path == "/authorize":
                code, body = provider.authorize(query)
                self._redirect(body) if code == 302 else self._send(code, "text/html", body.encode())
            elif url.path == "/logout":
                self._redirect(query.get("post_logout_redirect_uri", "/"))
            else:
                self._json(404, {"error": "not found"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {k: v[0] for k, v in parse_qs(body).items()}
            self._json(*provider.token(form, self._client(form)))

        def _client(self, form: dict[str, str]) -> tuple[str, str]:
            basic = self.headers.get("Authorization", "")
            if basic.startswith("Basic "):
                name, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
                return name, secret
            return form.get("client_id", ""), form.get("client_secret", "")

        def _json(self, code: int, body: object) -> None:
            self._send(code, "application/json", json.dumps(body).encode())

        def _redirect(self, where: str) -> None:
            self.send_response(302)
            self.send_header("Location", where)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _send(self, code: int, kind: str, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Tests read `provider.refused` instead."""

    return Handler
