"""Reports: what is held, and adding more while the app goes on."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present.dates import long_date
from assistant.present.reports import DocumentRow, documents
from store.errors import BadInput
from ui.parts import access, backend, markup, page, progress, uploads
from ui.parts.words import words
from ui.settings import settings, store_path

WORDS = words()["reports"]
MEGABYTE = 1_000_000


def listing(found: tuple[DocumentRow, ...]) -> Markup:
    body = [(markup.link(d.title or d.name, "report", doc=d.name if d.status == "held" else d.id),
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
            files = uploads.files_of(held)
        except BadInput as error:
            page.announce(str(error))
            markup.put(markup.note(markup.paragraph(str(error)), "error"))
            return
        st.session_state["upload_run"] = run + 1
        progress.begin("job", uploads.start(files, store_path(), settings().max_mb * MEGABYTE), "Reading has started.")


def outcome(job: uploads.Upload) -> None:
    """What became of each file: what was found in it, or why it was refused."""
    lines = [Markup("<strong>{}</strong>: refused. {}").format(name, why) for name, why in job.refused]
    for row in job.results:
        if row["status"] == "refused":
            lines.append(Markup("<strong>{}</strong>: refused. {}").format(row["document"], row["reason"]))
        elif row["status"] == "unchanged":
            lines.append(Markup("<strong>{}</strong>: held already, nothing to do.").format(row["document"]))
        else:
            counts = ", ".join(f"{row[k]} {k}" for k in ("pages", "passages", "tables", "measures", "findings")
                               if row.get(k) is not None)
            lines.append(Markup("<strong>{}</strong>: added. {}").format(
                markup.link(row["document"], "report", doc=row["document"]), counts))
    if job.error:
        lines.append(Markup("{}").format(job.error))
    refused = bool(job.refused or job.error or any(r["status"] == "refused" for r in job.results))
    markup.put(markup.note(Markup("<h3>Files of your last upload</h3>{}").format(markup.bullets(lines)),
                           "error" if refused else "done"))


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    done = st.session_state.pop("done", None)
    if done:
        markup.put(markup.note(markup.paragraph(done), "done"))
    job = progress.watched("job", uploads.Upload, "Reading files",
                           "Reading has ended. The outcome of each file is on the page.")
    if job is not None and job.done:
        outcome(job)
    with backend.reading() as store:
        found = documents(store)
    markup.put(listing(found) if found else markup.note(markup.paragraph(WORDS["none"])))
    if access.may("keeper"):
        add()


main()
