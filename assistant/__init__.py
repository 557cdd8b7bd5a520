"""From a question to a cited, verified answer. `Assistant.open(store)` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> Any:
    """`Assistant` is loaded when it is asked for, so that `panelqa --help` loads nothing."""
    if name == "Assistant":
        from assistant.assistant import Assistant
        return Assistant
    raise AttributeError(name)
