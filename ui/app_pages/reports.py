"""Reports: what is held, and adding more while the app goes on."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present.dates import long_date
from assistant.present.reports import DocumentRow, documents
from assistant.present.words import counted
from store.errors import BadInput
from ui.parts import access, backend, markup, page, progress, uploads
from ui.parts.words import words
from ui.settings import settings, store_path

WORDS = words()["reports"]
FOUND = ("pages", "passages", "tables", "measures", "findings")
MEGABYTE = 1_000_000


def listing(found: tuple[DocumentRow, ...]) -> Markup:
    body = [(Markup('{}<div class="pq-note">{}</div>').format(
        markup.link(d.title or d.name, "report", doc=d.name if d.status == "held" else d.id), d.name),
             Markup('{}<div class="pq-note">{}</div>').format(
                 d.periods or "not read", f"meeting {long_date(d.meeting_date)}" if d.meeting_date else ""),
             "" if d.pages is None else str(d.pages), str(d.readings),
             f"{d.tables}" + (f" ({d.tables_in_review} to review)" if d.tables_in_review else ""), str(d.findings),
             "Held" if d.status == "held" else "Replaced") for d in found]
    return markup.table(f"{len(found)} document{'' if len(found) == 1 else 's'} held",
                        ("Report", "Period", "Pages", "Measure rows", "Tables", "Things to check", "State"), body,
                        numbers=(2, 3, 4, 5))


def add() -> None:
    """The upload, for keepers. One uploader, its rules above it, its errors in our words."""
    st.header(WORDS["add_title"], anchor=False)
    markup.put(markup.paragraph(WORDS["add_intro"])
               + markup.paragraph(f"Each file can have up to {settings().max_mb} MB."))
    run = st.session_state.setdefault("upload_run", 0)
    held = st.file_uploader(WORDS["add_label"], accept_multiple_files=True, key=f"upload-{run}")
    if st.button(WORDS["add_button"], type="primary"):
        access.require("keeper")
        try:
            files = uploads.files_of(held, settings().max_mb)
        except BadInput as error:
            page.announce(str(error))
            markup.put(markup.note(markup.paragraph(str(error)), "error"))
            return
        st.session_state["upload_run"] = run + 1
        progress.begin(uploads.start(files, store_path(), settings().max_mb * MEGABYTE), "Reading has started.")


def outcome(job: uploads.Upload) -> Markup:
    """What became of each file: why it was refused, or what was found in it."""
    refused = [Markup("<strong>{}</strong>: {}").format(name, why) for name, why in job.refused]
    added = []
    for row in job.results:
        if row["status"] == "refused":
            refused.append(Markup("<strong>{}</strong>: {}").format(row["document"], row["reason"]))
        elif row["status"] == "unchanged":
            added.append(Markup("<strong>{}</strong>: held already, nothing to do.").format(row["document"]))
        else:
            counts = ", ".join(counted(row[what], what) for what in FOUND if row.get(what) is not None)
            told = " ".join([f"{counts}.", *row.get("notes", ())])
            added.append(Markup("<strong>{}</strong>: added. {}").format(
                markup.link(row["document"], "report", doc=row["document"]), told))
    if job.error:
        refused.append(Markup("{}").format(job.error))
    boxes = [(WORDS["refused"], refused, "error"), (WORDS["added"], added, "done")]
    return markup.join(markup.note(Markup("<h3>{}</h3>{}").format(title, markup.bullets(lines)), kind)
                       for title, lines, kind in boxes if lines)


def outcomes(jobs: tuple[uploads.Upload, ...]) -> None:
    """The outcomes of the uploads that have ended, until they are cleared."""
    ended = [job for job in jobs if job.done]
    if ended:
        markup.put(markup.join(outcome(job) for job in reversed(ended)))
        st.button(WORDS["clear"], on_click=progress.let_go, args=(uploads.Upload,))


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    done = st.session_state.pop("done", None)
    if done:
        markup.put(markup.note(markup.paragraph(done), "done"))
    outcomes(progress.watched(uploads.Upload, "Reading files",
                              "Reading has ended. The outcome of each file is on the page."))
    with backend.reading() as store:
        found = documents(store)
    markup.put(listing(found) if found else markup.note(markup.paragraph(WORDS["none"])))
    if access.may("keeper"):
        add()


main()
