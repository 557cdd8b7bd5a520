"""A store of two invented reports, a quarter apart, read by the real ingest; no vectors, so no model is loaded."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.narrative import TextRequest, TextResult, answer_text
from ingest import ingest_paths
from store.readonly import ReadStore

FIRST = """NORLAND VALE POLICE AND CRIME PANEL 12 OCTOBER 2023

POLICE AND CRIME PLAN PERFORMANCE REPORT

Background

1. This report covers the period 1 July 2023 to 30 September 2023.

Victims

2. Between July and September 2023 Harbour Light received 7,102 referrals and supported 1,890 victims. 298 of these victims were referred into mental health services.
"""

SECOND = """NORLAND VALE POLICE AND CRIME PANEL 18 JANUARY 2024

POLICE AND CRIME PLAN PERFORMANCE REPORT

Recommendation

1. The panel is asked to note this report.

Background

2. This report covers the period 1 October 2023 to 31 December 2023. It describes the work of the Police and Crime Commissioner (PCC), Helen Ardagh.

The Commissioner's team

3. Tomasz Wray has commenced in role as the Deputy PCC. He started in post on 26 October and leads on road safety.

Victims

4. Between October and December 2023 Harbour Light received 8,214 referrals and supported 2,037 victims. 311 of these victims were referred into mental health services.
5. The PCC has awarded £60,000 to the Fellgate Trust. The money will pay for training in a trauma informed approach, because officers asked for it.

Road safety

6. Four average speed camera sites are working on the Carrick Pass. The cameras led to 6,480 notices.
7. The overall collision figures are being reviewed with the highways authority. A strategy for rural roads will be published in March 2024.

Stop and search

8. The new stop and search strategy will include enhanced scrutiny by an independent panel.

Holding to account

9. Key findings of the meeting on serious violence include:
- The force has developed a homicide action plan.
- Prevention work on domestic abuse (DA) is the key to reducing serious violence.

10. The next meeting will look at violence against women and girls (VAWG). 21% of residents said that they see an officer once a week.

Contact

Specific Contact Points for this report

Priya Sandall, Chief Executive
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadStore]:
    folder: Path = tmp_path_factory.mktemp("narrative")
    (folder / "panel-2023-10.txt").write_text(FIRST, encoding="utf-8")
    (folder / "panel-2024-01.txt").write_text(SECOND, encoding="utf-8")
    results = ingest_paths(sorted(folder.glob("*.txt")), folder / "store", vectors=False)
    assert [r.status for r in results] == ["ingested", "ingested"]
    with ReadStore(folder / "store") as opened:
        yield opened


@pytest.fixture
def ask(store: ReadStore) -> Callable[..., TextResult]:
    def answer(question: str, **fields: object) -> TextResult:
        fields.setdefault("prefer_latest", True)
        return answer_text(TextRequest(question, question, **fields), store, None)  # type: ignore[arg-type]
    return answer
