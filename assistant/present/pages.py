"""The image of a PDF's page, with the cited place boxed. Drawn by PDFium (pypdfium2), page by page."""

from __future__ import annotations

import io
from collections.abc import Iterable

from assistant.present.places import Box
from store.errors import NotHeld, UnreadableFile
from store.readonly import ReadStore

SCALE = 1.6             # pixels a point: an A4 page is 952 x 1347 pixels
MOST_POINTS = 3000.0    # pages with a longer side are drawn smaller
_EDGE = (202, 53, 53)
_FILL = (255, 221, 0, 70)
_MARGIN = 3


def page_image(content: bytes, page: int, boxes: Iterable[Box] = (), scale: float = SCALE) -> bytes:
    """A page (counted from 1) of a PDF as PNG, the boxes on that page drawn over it.

    Raises NotHeld where there is no such page, UnreadableFile where the bytes are no PDF.
    """
    import pypdfium2
    from PIL import Image, ImageDraw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("The page cannot be drawn: the file is not a PDF that can be opened.") from error
    try:
        if not 1 <= page <= len(document):
            raise NotHeld(f"The document has {len(document)} pages; there is no page {page}.")
        sheet = document[page - 1]
        scale = min(scale, scale * MOST_POINTS / max(sheet.get_size()))
        image = sheet.render(scale=scale).to_pil().convert("RGBA")
    finally:
        document.close()
    layer = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(layer)
    for number, x0, top, x1, bottom in boxes:
        if int(number) == page:
            corners = (x0 * scale - _MARGIN, top * scale - _MARGIN, x1 * scale + _MARGIN, bottom * scale + _MARGIN)
            pen.rectangle(corners, fill=_FILL, outline=_EDGE, width=3)
    held = io.BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(held, "PNG", optimize=False)
    return held.getvalue()


def original(store: ReadStore, document_id: str) -> bytes:
    """The bytes of the file that was ingested. Raises NotHeld."""
    row = store.one("place_original", document_id=document_id)
    if row is None:
        raise NotHeld("The original of this document is not held.")
    return bytes(row["content"])
