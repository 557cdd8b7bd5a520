"""Conversations that someone chose to keep, under an address that cannot be guessed, until their day is over."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from store.database import transaction, writing
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore


def keep(folder: Path, turns: list[dict[str, Any]], days: int, who: str) -> tuple[str, str]:
    """Keep answers (each a `to_dict()`) for some days; returns (id, the day it ends). Expired ones are deleted."""
    if days < 1:
        raise BadInput("Keeping conversations is switched off here.")
    now = datetime.now(UTC)
    key, expires = secrets.token_urlsafe(16), (now + timedelta(days=days)).isoformat(timespec="seconds")
    with writing(folder) as db, transaction(db):
        db.execute("delete from conversations where expires <= ?", [now.isoformat(timespec="seconds")])
        db.table("conversations").insert({"id": key, "at": now.isoformat(timespec="seconds"), "expires": expires,
                                          "who": who, "turns": json.dumps(turns, ensure_ascii=False)})
    return key, expires


def kept(store: ReadStore, key: str) -> list[dict[str, Any]]:
    """The answers of a kept conversation. Raises NotHeld where there is none, or its time is over."""
    row = store.one("conversation", id=key, now=datetime.now(UTC).isoformat(timespec="seconds"))
    if row is None:
        raise NotHeld("This conversation is not kept here any more.")
    turns: list[dict[str, Any]] = json.loads(row["turns"])
    return turns


def forget(folder: Path, key: str) -> None:
    """Delete a kept conversation now."""
    with writing(folder) as db, transaction(db):
        db.execute("delete from conversations where id = ?", [key])
