"""From scored sentences to what is shown: few, whole, understandable, merged per paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.narrative.corpus import Corpus, Passage
from assistant.narrative.cues import Wanted
from assistant.narrative.evidence import ENOUGH
from assistant.narrative.patterns import LEANING
from assistant.narrative.scoring import Scored, boilerplate
from assistant.narrative.terms import Group
from assistant.narrative.types import Picked

WORDS = 140          # words that one answer may take
MOST_WORDS = 150     # ... with the sentences that make others understood
PARAGRAPH = 110      # words up to which the rest of a paragraph is shown, where no single figure is wanted
SHORT = 60           # words up to which a sentence is joined to make another understood
BROAD_PICKS, FEW_PICKS = 6, 3
LATEST = 0.8         # share of the best score from which a later report's sentence is preferred


def choose(corpus: Corpus, wanted: Wanted, groups: Sequence[Group], scored: Sequence[Scored],
           latest: bool = False) -> list[Scored]:
    """The sentences that answer, best first. `latest`: of equals, those of the latest report."""
    if not scored:
        return []
    best = scored[0]
    if wanted.need == "must" or wanted.type == "action":
        best = _typed(groups, scored, wanted.need == "must")
    if latest:
        best = _newest(corpus, wanted, groups, scored, best)
    picks, words = [best], len(best.sentence.text.text.split())
    have = list(best.credits)
    most = BROAD_PICKS if wanted.broad else FEW_PICKS
    for other in scored:
        size = len(other.sentence.text.text.split())
        if other is best or len(picks) >= most or words + size > WORDS:
            continue
        said = other.sentence.text.text
        if boilerplate(said) or any(pick.sentence.text.text == said for pick in picks):
            continue
        if said.rstrip().endswith(":") and not wanted.broad:
            continue
        if _adds(wanted, groups, best, other, have):
            picks.append(other)
            words += size
            have = [max(a, b) for a, b in zip(have, other.credits, strict=True)]
    return picks


def _beside(one: Scored, other: Scored) -> bool:
    """Whether two sentences stand in one section."""
    return one.passage.section_id is not None and one.passage.section_id == other.passage.section_id


def _typed(groups: Sequence[Group], scored: Sequence[Scored], must: bool) -> Scored:
    """The sentence with the type of answer wanted that leaves least of the question's words uncovered, among the
    better half; the best of all where none has the type, or, unless it `must`, where that one speaks more of what is
    asked."""
    fit = [s for s in scored if s.evidence >= ENOUGH]
    if not fit or fit[0].score < 0.6 * scored[0].score:
        return scored[0]

    def lost(one: Scored) -> float:
        return sum(g.weight for g, credit in zip(groups, one.credits, strict=True) if credit < 0.4 and not g.light)

    close = [s for s in fit if s.score >= 0.6 * fit[0].score]
    least = min(map(lost, close))
    typed = next(s for s in close if lost(s) <= least + 0.05)
    return typed if must or lost(typed) <= lost(scored[0]) + 0.05 else scored[0]


def _newest(corpus: Corpus, wanted: Wanted, groups: Sequence[Group], scored: Sequence[Scored],
            best: Scored) -> Scored:
    """The best sentence of the latest report that answers about as well as `best`: quarterly reports repeat
    themselves, with other figures. It has to cover every word that `best` covers."""
    def day(scored: Scored) -> str:
        return corpus.reports[scored.passage.item_id].day

    for other in sorted((s for s in scored if s.score >= LATEST * best.score), key=lambda s: (day(s), s.score),
                        reverse=True):
        as_typed = wanted.need != "must" or other.evidence >= min(ENOUGH, best.evidence)
        if as_typed and all(g.light or mine >= 0.97 * theirs or theirs < 0.4
                            for g, mine, theirs in zip(groups, other.words, best.words, strict=True)):
            return other
    return best


def _adds(wanted: Wanted, groups: Sequence[Group], best: Scored, other: Scored, have: Sequence[float]) -> bool:
    """Whether a further sentence is worth its words: it covers what is missing, or is nearly as good."""
    total = sum(g.weight for g in groups) or 1.0
    gain = sum(g.weight * max(0.0, c - h) for g, c, h in zip(groups, other.credits, have, strict=True)) / total
    typed = wanted.need != "must" or other.evidence >= ENOUGH
    same_report = other.passage.item_id == best.passage.item_id
    if wanted.broad:
        return same_report and other.score >= 0.62 * best.score and other.covered >= 0.6 * best.covered
    if gain >= 0.1 and other.score >= 0.6 * best.score and other.own >= 0.25:
        return True
    if wanted.need == "must":
        bar = 0.7 if other.passage.id == best.passage.id else 0.82 if _beside(other, best) else 0.88
    else:
        bar = 0.7 if other.passage.id == best.passage.id else 0.95      # the rest of its paragraph comes first
    return same_report and typed and other.score >= bar * best.score


def present(corpus: Corpus, picks: Sequence[Scored], groups: Sequence[Group], wanted: Wanted) -> tuple[Picked, ...]:
    """The picks with what makes them understood, merged per passage, best passage first.

    A bullet that only goes on with its lead-in ("and rural crime, by 29%.") stands behind it.
    """
    by_passage: dict[str, list[Scored]] = {}
    for pick in picks:
        by_passage.setdefault(pick.passage.id, []).append(pick)
    shown: dict[str, list[Picked]] = {}
    left = PARAGRAPH - sum(len(p.sentence.text.text.split()) for p in picks)
    for group in by_passage.values():
        passage = group[0].passage
        wanted_ordinals = {p.sentence.ordinal for p in group}
        wanted_ordinals |= _before(passage, wanted_ordinals)
        if wanted.need != "must":
            wanted_ordinals |= _after(passage, wanted_ordinals, left)
        one = picked(corpus, passage, wanted_ordinals, max(p.score for p in group))
        left -= len(one.text.split()) - sum(len(p.sentence.text.text.split()) for p in group)
        lead = _lead(corpus, passage)
        block = shown.setdefault(passage.id if lead is None else lead.id, [])
        if lead is not None and not block and lead.id not in by_passage:
            block.append(picked(corpus, lead, [lead.sentences[-1].ordinal], one.score))
        block.append(one)
    return _within(list(shown.values()))


def _lead(corpus: Corpus, passage: Passage) -> Passage | None:
    """The paragraph that a bullet goes on with: the bullet is no sentence of its own, and the paragraph ends in ":"."""
    if not passage.parent_id or not passage.text[:1].islower():
        return None
    lead = corpus.passages([passage.parent_id]).get(passage.parent_id)
    return lead if lead and lead.sentences and lead.text.rstrip().endswith(":") else None


def _within(blocks: list[list[Picked]]) -> tuple[Picked, ...]:
    """As many picks, best first, as the words of one answer allow; what stands together stays so, the first always."""
    kept, words = blocks[0][:] if blocks else [], sum(len(one.text.split()) for block in blocks[:1] for one in block)
    for block in blocks[1:]:
        words += sum(len(one.text.split()) for one in block)
        if words <= MOST_WORDS:
            kept += block
    return tuple(kept)


def _before(passage: Passage, ordinals: set[int]) -> set[int]:
    """Sentences that those picked lean on ("This will ..."), as long as they are short."""
    extra: set[int] = set()
    texts = [s.text.text for s in passage.sentences]
    place = {s.ordinal: at for at, s in enumerate(passage.sentences)}
    for ordinal in ordinals:
        at = place[ordinal]
        size = len(texts[at].split())
        while at > 0 and LEANING.match(texts[at].strip()) and size + len(texts[at - 1].split()) <= SHORT * 1.5:
            at -= 1
            size += len(texts[at].split())
            extra.add(passage.sentences[at].ordinal)
    return extra


def _after(passage: Passage, ordinals: set[int], left: int) -> set[int]:
    """The sentences that follow those picked in their paragraph, while the answer stays short: a paragraph says
    what it is about first and what is done, why and by whom after."""
    extra: set[int] = set()
    for sentence in passage.sentences:
        if sentence.ordinal > min(ordinals) and sentence.ordinal not in ordinals:
            left -= len(sentence.text.text.split())
            if left < 0:
                break
            extra.add(sentence.ordinal)
    return extra


def picked(corpus: Corpus, passage: Passage, ordinals: Iterable[int], score: float) -> Picked:
    """Sentences of one passage as a quote: neighbours run on, a gap is marked by " … "."""
    wanted = sorted(set(ordinals))
    parts: list[str] = []
    run: list[int] = []
    sentences = {s.ordinal: s for s in passage.sentences}
    for ordinal in [*wanted, None]:
        if run and (ordinal is None or ordinal != run[-1] + 1):
            parts.append(passage.text[sentences[run[0]].start:sentences[run[-1]].stop].strip())
            run = []
        if ordinal is not None:
            run.append(ordinal)
    quote = " … ".join(parts)
    report = corpus.reports[passage.item_id]
    return Picked(passage.id, passage.item_id, report.document, report.title, passage.locator, passage.page, quote,
                  " ".join(quote.split()), round(score, 4))


def whole(corpus: Corpus, passage: Passage, score: float = 1.0) -> Picked:
    """A whole passage as a pick."""
    return picked(corpus, passage, [s.ordinal for s in passage.sentences], score)
