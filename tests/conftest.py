"""What holds for every test: no model hub, no store or setting of the person who runs them."""

from __future__ import annotations

import os

_KEPT = ("PANELQA_DATA", "PANELQA_REPORTS")      # where real files are, for the tests that need them
for _name in [name for name in os.environ if name.startswith("PANELQA_") and name not in _KEPT]:
    del os.environ[_name]
os.environ["HF_HUB_OFFLINE"] = "1"
