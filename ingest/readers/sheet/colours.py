"""The colour of an Excel cell's fill or font: given outright, by index, or by theme and tint (ECMA-376, 18.8.3)."""

from __future__ import annotations

import colorsys
import re
from typing import Any

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_SCHEME = re.compile(
    rb"<a:(lt1|dk1|lt2|dk2|accent[1-6])>\s*<a:(?:srgbClr val|sysClr [^>]*?lastClr)=\"([0-9A-Fa-f]{6})\"", re.S
)


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """The ten theme colours as "rrggbb" in Excel's order; empty where the workbook has no theme."""
    found = {name.decode(): value.decode() for name, value in _SCHEME.findall(theme or b"")}
    return tuple(found.get(name, "") for name in _THEME_ORDER) if found else ()


def fill_colour(fill: Any, theme: tuple[str, ...]) -> str | None:
    """The colour of a solid openpyxl fill as "#rrggbb", or None."""
    return _colour(fill.fgColor, theme) if getattr(fill, "patternType", None) == "solid" else None


def font_colour(font: Any, theme: tuple[str, ...]) -> str | None:
    """The colour of an openpyxl font as "#rrggbb", or None where it is the usual one."""
    found = _colour(font.color, theme)
    return None if found == "#000000" else found


def _colour(colour: Any, theme: tuple[str, ...]) -> str | None:
    from openpyxl.styles.colors import COLOR_INDEX

    if colour is None:
        return None
    base = ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        base = colour.rgb[-6:]
    elif colour.type == "theme" and isinstance(colour.theme, int) and colour.theme < len(theme):
        base = theme[colour.theme]
    elif colour.type == "indexed" and isinstance(colour.indexed, int) and colour.indexed < len(COLOR_INDEX):
        base = COLOR_INDEX[colour.indexed][-6:]
    return f"#{_tinted(base, colour.tint or 0.0)}" if len(base) == 6 else None


def _tinted(base: str, tint: float) -> str:
    red, green, blue = (part / 255 for part in bytes.fromhex(base))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light)), saturation)
    return "".join(f"{round(part * 255):02x}" for part in parts)
