"""Another process that writes and ends must not pull the log from under what this process has open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from store.database import create_or_open
from store.readonly import ReadStore

_WRITE = """
import sys
from store.database import create_or_open
db = create_or_open(sys.argv[1])
db["filler"].insert_all({"id": n, "words": "word " * 200} for n in range(int(sys.argv[2])))
db.close()
"""


def test_what_is_open_reads_on_after_another_process_wrote(tmp_path: Path) -> None:
    create_or_open(tmp_path).close()
    with ReadStore(tmp_path) as kept:
        assert kept.rows("suggest_latest", most=1) == []
        for count in (50, 400, 3):
            ReadStore(tmp_path).close()         # looks at the file, and lets go of it
            create_or_open(tmp_path).close()
            subprocess.run([sys.executable, "-c", _WRITE.replace('"filler"', f'"filler{count}"'), str(tmp_path),
                            str(count)], check=True, cwd=Path(__file__).parents[2])
            assert tmp_path.joinpath("panelqa.db-wal").exists()     # still in use here
            assert kept.rows("suggest_latest", most=1) == []
            with ReadStore(tmp_path) as fresh:
                assert fresh._db.execute(f"SELECT count(*) FROM filler{count}").fetchone()[0] == count
