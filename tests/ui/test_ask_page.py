"""The Ask page: an answer whole, its sources marked, refusals, follow-ups, reports of wrong answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from store.feedback import as_case, reports
from store.readonly import ReadStore
from tests.ui.conftest import html


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def opened(app: AppTest, panel: str, number: str = "1") -> AppTest:
    """With a panel of an answer open, as its button does it (which only a browser can press)."""
    app.session_state["panel"] = (panel, number)
    return app.run()


def test_first_visit_offers_questions_from_what_is_held(app: AppTest) -> None:
    assert not app.exception
    assert app.title[0].value == "Ask about the panel reports"
    assert "How did the number of domestic burglaries do in Q4 2023/24?" in html(app)
    assert "How did residents who have confidence in Norland Vale Police change over time?" in html(app)


def test_answer_shows_figures_rating_in_words_sources_and_standing_line(app: AppTest) -> None:
    page = html(ask(app, "How did domestic burglaries do?"))
    assert "Number of domestic burglaries stood at 430 in Q4 2023/24." in page
    assert 'data-label="Actual">430</td>' in page and "450 <span class='pq-note'>target</span>" in page
    assert '<span aria-hidden="true">●</span> Green</span>' in page and "rated in the report" in page
    assert 'href="#a1-s1"' in page and 'id="a1-s1"' in page
    assert "<mark>430</mark>" in page and "20 May 2024" not in page and "23 May 2024" in page
    assert "No language model took part" in page and "Check it against its sources" in page


def test_chart_stands_only_where_there_is_a_trend_and_tells_its_figures(app: AppTest) -> None:
    assert 'class="pq-chart"' not in html(ask(app, "How did domestic burglaries do?"))
    page = html(ask(app, "How did domestic burglaries change?"))
    assert 'class="pq-chart" src="data:image/svg+xml;base64,' in page
    assert "519 in Q1 2023/24, 430 in Q4 2023/24" in page.split('class="pq-chart"')[1].split('alt="')[1].split('"')[0]


def test_refusal_says_what_is_nearest(app: AppTest) -> None:
    page = html(ask(app, "Who will be the next mayor?"))
    assert "The reports held here do not say" in page and "The nearest things held" in page
    assert "pq-box-refusal" in page


def test_follow_up_keeps_the_conversation(app: AppTest) -> None:
    ask(app, "How did domestic burglaries do?")
    page = html(ask(app, "And residents who have confidence?"))
    assert 'id="a1"' in page and 'id="a2"' in page and 'id="a2-s1"' in page
    assert html(app).count('class="pq-turn"') == 2


def test_only_the_last_twenty_of_a_long_chat_are_drawn_until_asked(app: AppTest) -> None:
    ask(app, "How did domestic burglaries do?")
    app.session_state["turns"] = [replace(app.session_state["turns"][0], number=n) for n in range(1, 31)]
    app.run()
    assert html(app).count('class="pq-turn"') == 20
    next(b for b in app.button if b.label == "Show earlier questions (10)").click().run()
    assert html(app).count('class="pq-turn"') == 30


def test_a_wrong_answer_goes_to_the_queue_with_its_reason(app: AppTest, store: Path) -> None:
    ask(app, "How did domestic burglaries do?")
    assert not app.selectbox
    opened(app, "wrong").selectbox[0].set_value("wrong_measure")
    app.text_area[0].set_value("I asked about all burglaries.")
    next(b for b in app.button if b.label == "Report this answer").click().run()
    assert not app.exception and "queue for the keeper" in html(app)
    assert not any(b.label == "Report this answer" for b in app.button)      # so it is not sent twice
    with ReadStore(store) as held:
        queued = reports(held)
    assert [(r.reason, r.note, r.who) for r in queued] == [
        ("wrong_measure", "I asked about all burglaries.", "local user")]
    assert queued[0].answer["figures"][0]["value"] == "430"


def test_a_conversation_is_kept_only_when_asked_and_can_be_opened_by_its_address(app: AppTest, store: Path) -> None:
    ask(app, "How did domestic burglaries do?")
    with ReadStore(store) as held:
        assert not held.rows("feedback_queue", status="")
    opened(app, "keep")
    next(b for b in app.button if b.label == "Keep it").click().run()
    key = html(app).split("?conversation=")[1].split('"')[0]
    again = AppTest.from_file(app._script_path, default_timeout=30)
    again.query_params["conversation"] = key
    assert "stood at 430" in html(again.run())


def test_question_in_the_address_is_asked_once(app: AppTest) -> None:
    app.query_params["q"] = "How did domestic burglaries do?"
    app.run()
    app.run()
    assert len(app.session_state["turns"]) == 1


def test_a_report_tells_what_was_asked_before(app: AppTest, store: Path) -> None:
    ask(app, "How did domestic burglaries do?")
    ask(app, "And last year?")
    opened(app, "wrong", "2")
    next(b for b in app.button if b.label == "Report this answer").click().run()
    with ReadStore(store) as held:
        last = reports(held)[-1]
    assert last.history == ("How did domestic burglaries do?",) and as_case(last)["history"] == list(last.history)


def test_a_form_under_an_answer_can_be_closed(app: AppTest, store: Path) -> None:
    ask(app, "How did domestic burglaries do?")
    opened(app, "wrong")
    next(b for b in app.button if b.label == "Cancel").click().run()
    assert not app.exception and not app.selectbox


def test_a_new_conversation_forgets_the_one_before(app: AppTest) -> None:
    ask(app, "How did domestic burglaries do?")
    next(b for b in app.button if b.label == "Start a new conversation").click().run()
    assert not app.exception and "430" not in html(app) and "Questions you can ask" in html(app)


def test_an_address_of_a_conversation_that_is_gone_leaves_the_page_usable(app: AppTest) -> None:
    app.query_params["conversation"] = "zzz"
    app.run()
    assert not app.exception and "conversation" in html(app) and app.chat_input
    app.run()
    assert "zzz" not in html(app) and "Questions you can ask" in html(app)


def test_a_question_can_be_long_but_not_without_end(app: AppTest) -> None:
    ask(app, "burglary " * 10_000)
    assert not app.exception and "pq-box-refusal" in html(app)
