"""Page images of held PDFs, drawn once and shared: a document's id is made from its bytes."""

from __future__ import annotations

import streamlit as st

from assistant.present.pages import original, page_image
from assistant.present.places import Place
from ui.parts import backend


@st.cache_data(max_entries=64, show_spinner=False)
def _image(document_id: str, page: int, boxes: tuple[tuple[float, ...], ...], strip: bool) -> bytes:
    with backend.reading() as store:
        return page_image(original(store, document_id), page, boxes, strip=strip)      # type: ignore[arg-type]


def page_of(place: Place, strip: bool = False) -> None:
    """The page of a place with its box, or the strip of it around the box; nothing where it is not of a PDF."""
    if not place.has_page_image or place.page is None:
        return
    boxed = any(int(box[0]) == place.page for box in place.boxes)
    about = f"with a box around: {place.quote}" if boxed else f"The words cited are: {place.quote}"
    st.image(_image(place.document_id, place.page, place.boxes, strip), width="stretch",
             alt=f"Page {place.page} of {place.document}, {about}" if place.quote
             else f"Page {place.page} of {place.document}, with a box around the table")
