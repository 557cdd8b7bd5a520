"""What the person who runs the app may set: a TOML file, read once when the app starts.

The file is `ui.toml` in the store's folder, or the one that `PANELQA_UI_CONFIG` names. Everything in it is
optional; `docs/deployment.md` explains each key. Secrets may stand in the environment instead of the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from store.errors import BadInput

Role = Literal["none", "reader", "officer", "keeper"]
ROLES: tuple[Role, ...] = ("none", "reader", "officer", "keeper")
_KNOWN = {"sign_in": {"redirect_uri", "client_id", "client_secret", "cookie_secret", "server_metadata_url", "scope"},
          "roles": {"claim", "default", "officer", "keeper", "reader"},
          "conversations": {"keep_days"},
          "uploads": {"max_mb", "max_pages"},
          "server": {"hosts", "public_address"},
          "service": {"name", "contact"}}


@dataclass(frozen=True)
class SignIn:
    redirect_uri: str
    client_id: str
    client_secret: str
    cookie_secret: str
    server_metadata_url: str
    scope: str = "openid email profile"


@dataclass(frozen=True)
class Settings:
    """`role_claim` is the claim that names a person; `members` gives the values of that claim for each role."""

    service: str = "Panel reports"
    contact: str = ""
    sign_in: SignIn | None = None
    role_claim: str = "email"
    default_role: Role = "reader"
    members: Mapping[str, Role] = field(default_factory=dict)
    keep_days: int = 30
    max_mb: int = 25
    max_pages: int = 2000
    hosts: tuple[str, ...] = ()
    public_address: str = ""

    def role_of(self, claims: Mapping[str, Any]) -> Role:
        """The highest role that a signed-in person's claims carry. An address not verified carries none."""
        if self.role_claim == "email" and claims.get("email_verified") is False:
            return "none"
        named = claims.get(self.role_claim)
        values = named if isinstance(named, list | tuple) else [named]
        held = [self.members.get(str(value).strip().casefold(), self.default_role) for value in values if value]
        return max(held, key=ROLES.index, default="none")


def read(file: Path) -> Settings:
    """Settings from a TOML file. Raises BadInput for a key that is not known or a value of the wrong kind."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} is not valid TOML: {error}.") from error
    for section, values in given.items():
        if section not in _KNOWN or not isinstance(values, dict):
            raise BadInput(f"{file}: there is no section [{section}]; the sections are {', '.join(_KNOWN)}.")
        unknown = set(values) - _KNOWN[section]
        if unknown:
            raise BadInput(f"{file}: [{section}] has no setting {', '.join(sorted(unknown))}.")
    roles, service = given.get("roles", {}), given.get("service", {})
    default = roles.get("default", "reader")
    if default not in ROLES:
        raise BadInput(f"{file}: default in [roles] must be one of {', '.join(ROLES)}.")
    members: dict[str, Role] = {}
    for role in ROLES[1:]:
        members |= {str(name).strip().casefold(): role for name in _list(file, roles, role)}
    server, uploads = given.get("server", {}), given.get("uploads", {})
    return Settings(
        service=str(service.get("name", Settings.service)), contact=str(service.get("contact", "")),
        sign_in=_sign_in(file, given.get("sign_in")), role_claim=str(roles.get("claim", "email")),
        default_role=default, members=members,
        keep_days=_whole(file, given.get("conversations", {}), "keep_days", Settings.keep_days, 0),
        max_mb=_whole(file, uploads, "max_mb", Settings.max_mb, 1),
        max_pages=_whole(file, uploads, "max_pages", Settings.max_pages, 1),
        hosts=tuple(_list(file, server, "hosts")), public_address=str(server.get("public_address", "")))


def _list(file: Path, section: dict[str, Any], key: str) -> list[str]:
    value = section.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise BadInput(f'{file}: {key} must be a list of texts, such as ["someone@example.org"].')
    return value


def _whole(file: Path, section: dict[str, Any], key: str, default: int, least: int) -> int:
    value = section.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadInput(f"{file}: {key} must be a whole number, {least} or more.")
    return value


def _sign_in(file: Path, given: dict[str, Any] | None) -> SignIn | None:
    if given is None:
        return None
    secrets = {"client_secret": os.environ.get("PANELQA_CLIENT_SECRET"),
               "cookie_secret": os.environ.get("PANELQA_COOKIE_SECRET")}
    values = {k: str(v) for k, v in {**given, **{k: v for k, v in secrets.items() if v}}.items()}
    missing = {"redirect_uri", "client_id", "client_secret", "cookie_secret", "server_metadata_url"} - set(values)
    if missing:
        raise BadInput(f"{file}: [sign_in] lacks {', '.join(sorted(missing))}; see docs/deployment.md.")
    if len(values["cookie_secret"]) < 32:
        raise BadInput(f"{file}: cookie_secret in [sign_in] must have 32 characters or more.")
    if not values["redirect_uri"].endswith("/oauth2callback"):
        raise BadInput(f"{file}: redirect_uri in [sign_in] must end with /oauth2callback.")
    return SignIn(**values)


def settings_file(store: Path) -> Path:
    named = os.environ.get("PANELQA_UI_CONFIG")
    return Path(named) if named else store / "ui.toml"


@cache
def _load(file: Path) -> Settings:
    if file.is_file():
        return read(file)
    if os.environ.get("PANELQA_UI_CONFIG"):
        raise BadInput(f"The settings file {file} named by PANELQA_UI_CONFIG does not exist.")
    return Settings()


def settings() -> Settings:
    """The settings in force. The store's folder comes from PANELQA_STORE, which `ui.server.run` sets."""
    return _load(settings_file(store_path()))


def store_path() -> Path:
    return Path(os.environ.get("PANELQA_STORE") or "panelqa-data")
