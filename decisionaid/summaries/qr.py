"""The square code on a sheet: it leads to the page for codes, and holds no code.

A code in an address would come to logs and histories; a bare code in the square would
be offered to a search engine by most phones' cameras. So the code is printed beside it.
"""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def draw_qr(address: str) -> SafeString:
    """Draw an address as a QR code; the address stands beside it in words."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        svgclass="app-qr", lineclass=None, light="#fff", omitsize=True
    )
    return mark_safe(
        drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    )
