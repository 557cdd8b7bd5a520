"""The reader's words for codes, from `data/words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("data") / "words.yaml"


@dataclass(frozen=True)
class Tag:
    """A rating or a severity, told by word and shape; `tone` names a colour and never stands alone."""

    word: str
    shape: str
    tone: str
    note: str = ""

    @property
    def text(self) -> str:
        return f"{self.shape} {self.word}"


@cache
def words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def word(group: str, code: str | None) -> str:
    """The word for a code; a code without a word is shown as it is, never dropped."""
    return str(words()[group].get(code, code or ""))


def counted(n: int, what: str) -> str:
    """A number with its noun, given in the plural: "1 table", "1,204 passages"."""
    return f"{n:,} {what.removesuffix('s') if n == 1 else what}"


def rating_tag(rag: str | None, rag_source: str | None, value: str | None) -> Tag:
    """The tag of a rating; without one, `No data` where no figure is printed either, else `Not rated`."""
    ratings = words()["ratings"]
    if rag in ("G", "A", "R"):
        return Tag(**ratings[rag], note=word("rating_sources", rag_source) if rag_source else "")
    return Tag(**ratings["not_rated" if value is not None else "no_data"])


def severity_tag(severity: str) -> Tag:
    return Tag(**words()["severities"][severity])


def composer_line(composer: str) -> str:
    """What put an answer together, in one sentence. `composer` is `rules` or `model:<provider>:<name>`."""
    kind, _, name = composer.partition(":")
    return str(words()["composers"][kind if kind == "model" else "rules"]).format(name=name.replace(":", " "))
