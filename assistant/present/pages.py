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
_FILL = (255, 241, 158)      # as a highlighter marks: what is printed stays as dark as it is
_MARGIN = 3
_AROUND = 45.0          # points above and below the boxes that a strip shows


def page_image(content: bytes, page: int, boxes: Iterable[Box] = (), scale: float = SCALE, strip: bool = False
               ) -> bytes:
    """A page (counted from 1) of a PDF as PNG, the boxes on that page drawn over it.

    `strip`: only the stretch of the page around the boxes, over its whole width; all of it where there are none.
    Raises NotHeld where there is no such page, UnreadableFile where the bytes are no PDF.
    """
    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("The page cannot be drawn: the file is not a PDF that can be opened.") from error
    try:
        if not 1 <= page <= len(document):
            raise NotHeld(f"The document has {len(document)} pages; there is no page {page}.")
        sheet = document[page - 1]
        scale = min(scale, scale * MOST_POINTS / max(sheet.get_size()))
        image = sheet.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    here = [tuple(at * scale for at in box[1:]) for box in boxes if int(box[0]) == page]
    corners = [(x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN) for x0, top, x1, bottom in here]
    layer = Image.new("RGB", image.size, "white")
    for corner in corners:
        ImageDraw.Draw(layer).rectangle(corner, fill=_FILL)
    image = ImageChops.multiply(image, layer)
    for corner in corners:
        ImageDraw.Draw(image).rectangle(corner, outline=_EDGE, width=3)
    if strip and here:
        first, last = min(box[1] for box in here), max(box[3] for box in here)
        image = image.crop((0, max(0, round(first - _AROUND * scale)), image.width,
                            min(image.height, round(last + _AROUND * scale))))
    held = io.BytesIO()
    image.save(held, "PNG", optimize=False)
    return held.getvalue()


def original(store: ReadStore, document_id: str) -> bytes:
    """The bytes of the file that was ingested. Raises NotHeld."""
    row = store.one("place_original", document_id=document_id)
    if row is None:
        raise NotHeld("The original of this document is not held.")
    return bytes(row["content"])
