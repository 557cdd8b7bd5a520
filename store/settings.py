"""What a council sets for a store: `settings.toml` in the store's folder, or environment variables over it.

    default_area = "Norland Vale"     # the force or area meant where a question names none (PANELQA_DEFAULT_AREA)
    embedder = "path/to/model"        # another sentence embedder, by path or name (PANELQA_EMBEDDER)
    model = "provider:name"           # a LangChain chat model that may smooth the wording (PANELQA_MODEL)

Read with the standard library alone, since a figure question on a cold command line reads it too.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from store.errors import BadInput

FILE = "settings.toml"
DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"


@dataclass(frozen=True)
class StoreSettings:
    """See the module's text for what each one means."""

    default_area: str = ""
    embedder: str = DEFAULT_EMBEDDER
    model: str = ""


def settings(folder: str | Path) -> StoreSettings:
    """The settings in force for a store. Raises BadInput for a key that is not known or a value of another kind."""
    chosen = _from_file(Path(folder) / FILE)
    return replace(chosen, default_area=_environment("DEFAULT_AREA") or chosen.default_area,
                   embedder=_environment("EMBEDDER") or chosen.embedder,
                   model=_environment("MODEL") or chosen.model)


def default_area(folder: str | Path) -> str:
    """The area meant where a question names none; "" where none is set."""
    return settings(folder).default_area


def _environment(name: str) -> str:
    return os.environ.get(f"PANELQA_{name}", "").strip()


def _from_file(file: Path) -> StoreSettings:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return StoreSettings()
    except OSError as error:
        raise BadInput(f"{file} cannot be read ({error.strerror}); check its permissions.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} is not valid TOML: {error}.") from error
    names = [f.name for f in fields(StoreSettings)]
    for name, value in given.items():
        if name not in names:
            raise BadInput(f"{file}: there is no setting {name}; the settings are {', '.join(names)}.")
        if not isinstance(value, str):
            raise BadInput(f"{file}: {name} must be a text in quotes.")
    return StoreSettings(**given)
