"""report.html: one page that needs nothing else. Every text of sets, answers and reports is escaped.

It works without scripts (each case opens); the script only filters. A content security policy allows the page's
own style and script by their hashes and nothing besides.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from evals.finish import Outcome
from evals.metrics.figures import describe, say
from evals.reports.words import interval, mean, percent, since
from evals.score import Scored

_HERE = Path(__file__).parent


def render(outcome: Outcome) -> str:
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    sort = since(outcome)
    body = Markup("").join([_head(outcome), _flips(outcome), _filters(outcome, sort),
                            Markup('<section aria-labelledby="h-cases"><h2 id="h-cases">Cases</h2>'
                                   '<p id="count" role="status">{} cases</p><div id="cases">').format(
                                       len(outcome.scored)),
                            *(_case(outcome, one, sort) for one in outcome.scored), Markup("</div></section>"),
                            _metrics(outcome), _provenance(outcome)])
    return Markup(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        '<style>{style}</style>\n</head>\n<body>\n<a class="skip" href="#main">Skip to the report</a>\n'
        '<main id="main">\n{body}\n</main>\n<script>{script}</script>\n</body>\n</html>\n').format(
            policy=Markup(policy), title=outcome.verdict.headline, style=Markup(style), script=Markup(script),
            body=body)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _head(outcome: Outcome) -> Markup:
    verdict = outcome.verdict
    out = Markup('<h1 class="{}">{}</h1>').format("pass" if verdict.passed else "fail", verdict.headline)
    out += _list("Why it failed", verdict.reasons) + _list("Notes", outcome.warnings)
    refusals = outcome.summary["refusals"]
    return out + Markup("<p>False refusals: {} of {} that should be answered. Missed refusals: {} of {} that should "
                        "be refused. Errors: {}.</p>").format(
        refusals["false_refusals"], refusals["should_answer"], refusals["missed_refusals"],
        refusals["should_refuse"], outcome.summary["errors"])


def _list(title: str, lines: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in lines)
    return Markup("<h2>{}</h2><ul>{}</ul>").format(title, items) if items else Markup("")


def _flips(outcome: Outcome) -> Markup:
    compared = outcome.compared
    if compared is None:
        return Markup("<p>Compared with nothing: every failure counts as new.</p>")
    rows = [(title, Markup('<a href="#case-{}">{}</a>').format(_anchor(f.id), f.id), f.question, ", ".join(f.metrics))
            for title, flips in (("broke", compared.broke), ("new, failing", compared.new_failing),
                                 ("mended", compared.mended)) for f in flips]
    out = Markup("<h2>Since {}</h2><p>{} broke, {} mended, {} known failures, {} new cases, {} gone.</p>").format(
        compared.name, len(compared.broke), len(compared.mended), len(compared.still_failing), len(compared.new),
        len(compared.gone))
    if rows:
        out += _table("Flips, case by case", ("what", "case", "question", "metrics"), rows)
    if compared.moves:
        out += _table("Metrics that moved", ("metric", "before", "now"), [
            (m["metric"], mean(m["before"]), mean(m["after"])) for m in compared.moves])
    return out


def _filters(outcome: Outcome, sort: Mapping[str, str]) -> Markup:
    results = ["right", *dict.fromkeys(sort[s.case.id] for s in outcome.scored if s.case.id in sort)]
    kinds = sorted({s.case.kind for s in outcome.scored})
    tags = sorted({tag for s in outcome.scored for tag in s.case.tags})
    sets = list(dict.fromkeys(s.set for s in outcome.scored))
    metrics = list(dict.fromkeys(r.metric for s in outcome.scored for r in s.failing))
    fields = Markup("").join(_choice(name, label, values) for name, label, values in (
        ("result", "Result", results), ("set", "Set", sets), ("kind", "Kind", kinds), ("tag", "Tag", tags),
        ("metric", "Falls short in", metrics)))
    return Markup('<form id="filters" hidden aria-label="Filter the cases">{}<label>Words '
                  '<input type="search" name="words"></label></form>').format(fields)


def _choice(name: str, label: str, values: Sequence[str]) -> Markup:
    options = Markup("").join(Markup('<option value="{0}">{0}</option>').format(value) for value in values)
    return Markup('<label>{} <select name="{}"><option value="">all</option>{}</select></label>').format(
        label, name, options)


def _case(outcome: Outcome, one: Scored, sort: Mapping[str, str]) -> Markup:
    result = sort.get(one.case.id, "right")
    record = outcome.records[one.case.id]
    failing = " ".join(r.metric for r in one.failing)
    summary = Markup('<summary><span class="badge {}">{}</span> <b>{}</b> {}</summary>').format(
        "pass" if one.passed else "fail", result, one.case.id, one.case.question)
    why = Markup('<p class="why">{}</p>').format(one.why()) if not one.passed else Markup("")
    asked = Markup("").join(Markup("<p>Asked before: {}</p>").format(q) for q in one.case.history)
    sides = Markup('<div class="sides"><div><h3>Answer</h3>{}</div><div><h3>Expected</h3>{}</div></div>').format(
        _answer(record), _expected(one))
    return Markup('<details class="case" id="case-{}" data-result="{}" data-set="{}" data-kind="{}" data-tag="{}" '
                  'data-metric="{}">{}<div>{}{}{}{}</div></details>').format(
        _anchor(one.case.id), result, one.set, one.case.kind, "\n".join(one.case.tags), failing.replace(" ", "\n"),
        summary, why, asked, sides, _results(one))


def _anchor(ident: str) -> str:
    return hashlib.sha256(ident.encode()).hexdigest()[:12]


def _answer(record: Mapping[str, Any]) -> Markup:
    answer = record["answer"]
    if answer is None:
        return Markup("<p>{}: {}</p>").format(record["error"]["kind"], record["error"]["message"])
    out = Markup("<p>Status: {}</p><p>{}</p>").format(
        " · ".join(x for x in (answer["status"], answer["reason"]) if x), answer["text"])
    out += _items("Figures", (say(f) for f in answer["figures"]))
    out += _items("Calculated", (f"{d['value']} {d['unit']} = {d['formula']}" for d in answer["derived"]))
    out += _items("Caveats", (f"{c['code']}: {c['text']}" for c in answer["caveats"]))
    held = {source["n"]: source for source in record["sources"]}
    cited = Markup("").join(Markup("<li>[{}] {}<blockquote>{}</blockquote>{}</li>").format(
        c["n"], ", ".join(x for x in (c["document"], c["locator"], f"page {c['page']}" if c["page"] else "") if x),
        c["quote"], _behind(held.get(c["n"]), c["quote"])) for c in answer["citations"])
    return out + (Markup("<h4>Citations</h4><ul>{}</ul>").format(cited) if cited else Markup(""))


def _behind(source: Mapping[str, Any] | None, quote: str) -> Markup:
    """The stored words, where the quote is not simply in them."""
    if source is None or source["words"] is None:
        return Markup("<p>The store holds nothing at this place.</p>")
    if " ".join(quote.split()) in " ".join(source["words"].split()):
        return Markup("")
    return Markup("<p>Stored: {}</p>").format(source["words"])


def _expected(one: Scored) -> Markup:
    expect = one.case.expect
    out = Markup("<p>Status: {}</p>").format(" · ".join(x for x in (expect.status, expect.reason) if x) or "any")
    figures = ["none"] if expect.figures == () else [describe(f) for f in expect.figures or ()]
    out += _items("Figures" + (" (no others)" if expect.only else ""), figures)
    out += _items("Calculated", (f"{d.value} {d.unit or ''}" for d in expect.derived))
    out += _items("Text", expect.text) + _items("Must not say", expect.not_text)
    out += _items("Sources", (", ".join(str(x) for x in (c.document, c.locator, c.page) if x)
                              for c in expect.citations))
    return out + _items("Caveats", expect.caveats)


def _items(title: str, lines: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in lines)
    return Markup("<h4>{}</h4><ul>{}</ul>").format(title, items) if items else Markup("")


def _results(one: Scored) -> Markup:
    rows = [(r.metric, f"{r.value:g}", r.reason) for r in one.results if r.value is not None]
    left = ", ".join(r.metric for r in one.results if r.value is None)
    return _table("Metrics of this case", ("metric", "value", "reason"), rows) + (
        Markup('<p class="small">Undefined here: {}.</p>').format(left) if left else Markup(""))


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Markup:
    top = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup("<td>{}</td>").format(escape(cell)) for cell in row[1:])) for row in rows)
    return Markup('<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table><caption>{0}</caption><thead>'
                  "<tr>{1}</tr></thead><tbody>{2}</tbody></table></div>").format(caption, top, body)


def _metrics(outcome: Outcome) -> Markup:
    summary = outcome.summary
    out = Markup("<h2>Metrics</h2>") + _table(
        "Each metric over the cases for which it is defined",
        ("metric", "mean", "cases", "all right", "95% interval of all right", "undefined"),
        [(m["metric"], mean(m["mean"]), m["of"], m["perfect"], interval(m), m["undefined"])
         for m in summary["metrics"]])
    for title, key in (("kind", "by_kind"), ("set", "by_set"), ("tag", "by_tag")):
        out += _table(f"Right answers by {title}", (title, "right", "of", "share", "95% interval"),
                      [(r["name"], r["passed"], r["of"], percent(r["rate"]), interval(r)) for r in summary[key]])
    judged = (outcome.judged or {}).get("summary")
    if judged:
        out += _table("Judged by a model: advice, never part of the gate", ("metric", "mean", "cases", "model"),
                      [(judged["metric"], mean(judged["mean"]), judged["of"], judged["model"])])
    return out


def _provenance(outcome: Outcome) -> Markup:
    marks = outcome.config["fingerprints"]
    rows = [*((f"set {name}", mark) for name, mark in marks["sets"].items()),
            *((name, mark) for name, mark in marks.items() if name != "sets")]
    times = outcome.summary["times"]
    return Markup("<h2>What was run</h2>") + _table("Fingerprints", ("what", "fingerprint"), rows) + Markup(
        '<p class="small" id="times">Started {}; {} questions in {} s, median {} s, 95% within {} s.</p>').format(
            outcome.config["times"]["started"], times["asked"], times["seconds"], times["median"], times["p95"])
