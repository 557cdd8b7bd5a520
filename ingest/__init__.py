"""Documents to passages, tables and measures. `ingest_paths` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.files import ingest_paths
    from ingest.pipeline import build_bundle

__all__ = ["build_bundle", "ingest_paths"]


def __getattr__(name: str) -> Any:
    """The entry points, loaded when they are first asked for."""
    if name == "ingest_paths":
        from ingest.files import ingest_paths

        return ingest_paths
    if name == "build_bundle":
        from ingest.pipeline import build_bundle

        return build_bundle
    raise AttributeError(f"module 'ingest' has no attribute {name!r}")
