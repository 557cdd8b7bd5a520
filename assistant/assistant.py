"""The assistant: opens a store, answers questions from it, drafts replies to letters.

    with Assistant.open("panelqa-data") as assistant:
        answer = assistant.ask("How did domestic burglary perform?")

Works without any language model. Vectors are loaded when a question needs the text searched, not before.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Caveat
from assistant.answering.desk import Desk
from assistant.answering.each_force import each_force
from assistant.answering.merge import merge
from assistant.answering.noted import with_notes
from assistant.answering.route import route
from assistant.composition import Composition
from assistant.held import Held
from assistant.narrative.types import TextRequest, TextResult
from assistant.question.follow import Before, make_whole
from assistant.question.forces import held_forces
from assistant.question.parse import parse
from assistant.question.parts import has_period, made_whole
from assistant.question.periods import date_months, date_quarters, read_periods
from assistant.question.scope import Refusal, named_bodies, out_of_scope, unreadable
from assistant.question.spelling import Correction, correct
from assistant.question.split import split, split_by_pronoun
from assistant.sources import stored_words
from assistant.tables import asks_forecast
from assistant.verify import faults, numbers
from assistant.words import load
from ingest.language.dates import financial_year_of
from store.errors import BadInput, NotHeld
from store.readonly import ReadStore

if TYPE_CHECKING:
    from assistant.letters import Reply
    from assistant.rewording import ChatModel
    from store.vectors import Vectors

History = Sequence["str | Answer | dict[str, Any]"]


class Assistant:
    """Answers from one store. Not for use by several threads at once; open one for each."""

    def __init__(self, store: ReadStore, default_area: str = "", *, search_vectors: bool = True, model: str = "",
                 chat: ChatModel | None = None) -> None:
        """`search_vectors` False searches text by words alone and loads no embedder.

        `model` ("provider:name") may smooth the wording of answers; `chat` is that model, made from its name
        where it is not given.
        """
        self.model = model
        self._chat = chat
        self.store = store
        self.default_area = default_area
        self._held: Held | None = None
        self._vectors: Vectors | None = None
        self._search_vectors = search_vectors
        self._sought_vectors = not search_vectors
        self._by_words_alone = False        # whether the question at hand was searched without all the vectors

    @classmethod
    def open(cls, store: str | Path) -> Assistant:
        """Open a store's folder. Raises StoreError where there is none, or one that is not ours."""
        from store.settings import settings
        folder = Path(store)
        chosen = settings(folder)
        return cls(ReadStore(folder), chosen.default_area, model=chosen.model)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    @property
    def held(self) -> Held:
        """What is held now; read again when the store was written to."""
        if self._held is None or self._held.version != self.store.version():
            self._held = Held(self.store)
            self._sought_vectors = not self._search_vectors      # what is indexed may have changed as well
        return self._held

    def ask(self, question: str, history: History = (), *, document: str | None = None, area: str | None = None,
            period: str | None = None) -> Answer:
        """One cited, verified answer. A refusal is an answer as well.

        `history`: the questions (or answers) before, oldest first, for follow-ups. `document`, `area` and
        `period` narrow what may answer. Raises NotHeld for a document that is not held, BadInput for a period
        that cannot be read.
        """
        began = time.perf_counter()
        self._by_words_alone = False
        answer = self._checked(self._answer(question, history, document, area, period))
        if self.model:
            from assistant.rewording import reword
            answer = reword(answer, self._model(), self.model, self._faults)
        if self._by_words_alone and answer.answered:
            answer = replace(answer, caveats=(*answer.caveats, Caveat(
                "not_indexed", load("caveats.yaml")["texts"]["not_indexed"])))
        return replace(answer, question=question).timed(time.perf_counter() - began)

    def draft(self, letter: str | bytes | Path, name: str = "letter.txt") -> Reply:
        """A reply to a letter, each point answered by `ask`. See `assistant.letters`."""
        from assistant.letters import draft
        return draft(letter, name, self)

    def _answer(self, question: str, history: History, document: str | None, area: str | None,
                period: str | None) -> Answer:
        if refusal := unreadable(question):
            return _refused(question, refusal)
        limit = load("thresholds.yaml")["question"]["read_characters"]
        text = " ".join(question[:limit].split())
        desk = self._desk(document, area, period)
        if (refusal := out_of_scope(text)) and not (refusal.reason == "prediction" and asks_forecast(text)):
            return _refused(question, refusal)
        before = self._before(history)
        if latest := self._latest_day(before):
            text = date_quarters(text, latest)
        whole = make_whole(text, before, self._names_measure, self._forces)
        answer, dated = self._parts(question, text, split(whole.text), desk, period, latest)
        if not answer.answered and split_by_pronoun(whole.text):
            answer, dated = self._parts(question, text, [whole.text], desk, period, latest)
        if whole.fuller and not answer.answered:
            fuller, as_dated = self._parts(question, text, [whole.fuller], desk, period, latest)
            answer, dated = (fuller, as_dated) if fuller.answered else (answer, dated)
        answer = _as_asked(answer, dated)
        if len(question) > limit:
            answer = replace(answer, caveats=(*answer.caveats, Caveat(
                "shown_in_part", load("caveats.yaml")["texts"]["cut"])))
        assumed = [w for w in whole.assumed if _sayable(w, answer)]
        if assumed:
            answer = replace(answer, caveats=(*answer.caveats, Caveat(
                "assumed_context", load("caveats.yaml")["texts"]["context"].format(what=", ".join(assumed)))))
        return _ordered(answer)

    def _names_measure(self, text: str) -> bool:
        return any(m.strong for m in parse(text, text, self.held).matches[:1])

    def _forces(self, text: str) -> tuple[str, ...]:
        """The forces held that a text names, in its own words."""
        return tuple(b.words for b in held_forces(named_bodies(text, self.held)))

    def _parts(self, question: str, text: str, parts: list[str], desk: Desk, period: str | None,
               latest: date | None) -> tuple[Answer, list[str]]:
        """The answers to the parts of a question as one, and the texts whose periods were given a year."""
        answers: list[Answer] = []
        dated = [text]
        for n, part in enumerate(parts):
            spelt, corrections = correct(part, self.held, self._printed)
            if latest:
                spelt = date_months(spelt, latest, self._names_measure)
                dated.append(spelt)
            spelt = made_whole(n, spelt, parts, self.held, self._forces, dated=period is not None)
            if period and not has_period(spelt):
                spelt = f"{spelt.rstrip('?. ')} in {period}?"
            q = parse(part, spelt, self.held, corrections)
            answers.append(_noted(with_notes(each_force(q, desk, route), q, desk), corrections))
        return merge(question, answers), dated

    def _latest_day(self, before: Before | None) -> date | None:
        """The day that dates a quarter without a year: the end of the year talked about, else of what is held."""
        if before and before.period:
            year = financial_year_of(date.fromisoformat(before.period.split("/")[0]))
            return date(year + 1, 3, 31)
        ends = [i.period_end for i in self.held.items.values() if i.period_end]
        return date.fromisoformat(max(ends)) if ends else None

    def _desk(self, document: str | None, area: str | None, period: str | None) -> Desk:
        allowed: frozenset[str] | None = None
        if document:
            allowed = frozenset(i.id for i in self.held.items.values()
                                if document in (i.document, i.document.rsplit(".", 1)[0], i.id))
            if not allowed:
                raise NotHeld(f"No document called {document!r} is held; 'panelqa documents' lists them.")
        if area:
            mine = frozenset(i.id for i in self.held.items.values() if area.lower() in f"{i.body} {i.area}".lower())
            allowed = mine if allowed is None else allowed & mine
        if period and not has_period(period):
            raise BadInput(f"The period {period!r} cannot be read; write it like 'Q1 2022/23' or 'June 2022'.")
        return Desk(self.store, self.held, self._search, self._search_words, allowed, self.default_area)

    def _search(self, request: TextRequest) -> TextResult:
        from assistant.narrative import answer_text
        vectors = self._vector_search()
        if self._search_vectors and (vectors is None or vectors.unindexed):
            self._by_words_alone = True
        return answer_text(request, self.store, vectors)

    def _search_words(self, request: TextRequest) -> TextResult:
        from assistant.narrative import answer_text
        return answer_text(request, self.store, None)

    def _vector_search(self) -> Vectors | None:
        if not self._sought_vectors:
            self._sought_vectors = True
            from store.vectors import open_search
            self._vectors = open_search(self.store.folder)
        return self._vectors

    def _printed(self, word: str) -> bool:
        return self.store.one("text_has_word", word=f'"{word}"') is not None

    def _before(self, history: History) -> Before | None:
        """The last question of the conversation, with what its answer was about."""
        if not history:
            return None
        last, earlier = history[-1], history[:-1]
        if isinstance(last, str):
            last = self._answer(last, earlier, None, None, None)
        data = last.to_dict() if isinstance(last, Answer) else last
        figures = data.get("figures") or []
        first = next((f for f in figures if f["role"] == "actual"), figures[0] if figures else None)
        question = str(data.get("question", ""))
        if earlier:
            question = make_whole(question, self._before(earlier), self._names_measure, self._forces).text
        if first is None:
            return Before(question, None, "", "")
        return Before(question, first["period"], first["period_label"].split(",")[0], first["measure"])

    def _faults(self, answer: Answer) -> list[str]:
        return faults(answer, partial(stored_words, self.store))

    def _model(self) -> ChatModel:
        """The chat model that words answers. Raises BadInput where it cannot be made."""
        if self._chat is not None:
            return self._chat
        from langchain.chat_models import init_chat_model
        try:
            made: Any = init_chat_model(self.model)
        except (ImportError, ValueError) as error:
            first = str(error).splitlines()[0]
            raise BadInput(f"The model {self.model!r} cannot be used: {first}") from error
        self._chat = made
        return made

    def _checked(self, answer: Answer) -> Answer:
        """The answer where it stands up to its sources; else one with status `failed` that says why not."""
        found = self._faults(answer)
        if not found:
            return answer
        c = Composition(answer.question)
        c.say(load("refusals.yaml")["verification_failed"])
        for fault in found[:3]:
            c.caveat("verification", fault)
        return c.answer("failed", "verification_failed")


def _as_asked(answer: Answer, texts: Sequence[str]) -> Answer:
    """Caveats name a quarter as the question did, where its year was filled in: "Q3", not a year nobody printed."""
    filled = [m.words.strip() for text in texts for m in read_periods(text).named
              if numbers(m.words) - numbers(answer.question)]
    caveats = answer.caveats
    for words in filled:
        caveats = tuple(replace(x, text=x.text.replace(words, words.split()[0])) for x in caveats)
    if not answer.answered:
        for words in filled:
            answer = replace(answer, text=answer.text.replace(words, words.split()[0]))
    return replace(answer, caveats=caveats)


def _sayable(words: str, answer: Answer) -> bool:
    """Whether what was carried over can be said: any number in it is a period of the answer's figures."""
    labels = " ".join(f.period_label for f in answer.figures)
    return all(n in numbers(labels) for n in numbers(words))


def _refused(question: str, refusal: Refusal) -> Answer:
    c = Composition(question if len(question) < 400 else question[:400])
    c.say(refusal.words)
    return c.answer("out_of_scope" if refusal.status == "out_of_scope" else "not_found", refusal.reason)


def _noted(answer: Answer, corrections: tuple[Correction, ...]) -> Answer:
    """Say which words were read as others."""
    texts = load("caveats.yaml")["texts"]
    added = tuple(Caveat("spelling_corrected", texts["corrected"].format(written=x.written, read_as=x.read_as))
                  for x in corrections)
    return replace(answer, caveats=(*answer.caveats, *added)) if answer.answered else answer


def _ordered(answer: Answer) -> Answer:
    """Caveats by weight."""
    order = {code: n for n, code in enumerate(load("caveats.yaml")["order"])}
    ranked = tuple(sorted(answer.caveats, key=lambda x: order.get(x.code, len(order))))
    return replace(answer, caveats=ranked)
