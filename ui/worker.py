"""Reading uploaded files in a process of its own: the app stays quick, and a file that breaks it breaks only it.

Run as `python -m ui.worker STORE FOLDER`. Writes one JSON object a line: `{"progress": {...}}` while it works,
`{"result": {...}}` for each file, `{"error": "..."}` where nothing could be done.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from store.errors import PanelqaError

EVERY_SECONDS = 0.2
_FIELDS = ("files_done", "files", "name", "page", "pages", "seconds_left")


def main(store: str, folder: str) -> int:
    from ingest import ingest_paths

    last = 0.0

    def tell(progress: Any) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            _say({"progress": {name: getattr(progress, name) for name in _FIELDS}})

    try:
        results = ingest_paths(sorted(Path(folder).iterdir()), Path(store), on_progress=tell)
    except PanelqaError as error:
        _say({"error": str(error)})
        return 1
    for result in results:
        _say({"result": result.to_dict()})
    return 0


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=True, default=str), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
