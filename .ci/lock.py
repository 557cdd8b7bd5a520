"""Print requirements.lock: what this environment holds of the project's dependencies, pinned, without builds.

A version's local part (torch's "+cpu") is left out, so that the lock can be installed from any index.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = ("panelqa", frozenset({"dev"}))


def pins() -> dict[str, str]:
    """Name to version, for everything that the project needs here, tests included."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [ROOT]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            held = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed; install it first (pip install -e '.[dev]').")
        found[name] = held.version.partition("+")[0]
        for line in held.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    for own in (ROOT[0], "pip"):
        found.pop(own, None)
    return found


if __name__ == "__main__":
    print("# Made by 'make lock' on Linux with Python 3.11. Install with: pip install -r requirements.lock")
    for package, version in sorted(pins().items()):
        print(f"{package}=={version}")
