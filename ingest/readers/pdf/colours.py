"""Colours as the page paints them, from any colour space to "#rrggbb".

A colour that cannot be told for certain (a pattern, a spot ink without its process equivalent) is None, so that
nobody reads a rating from it.
"""

from __future__ import annotations

from collections.abc import Sequence

_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "G": 1, "DeviceRGB": 3, "CalRGB": 3, "RGB": 3, "DeviceCMYK": 4, "CMYK": 4}
_NEAR_WHITE = 0.985


def to_hex(value: object, space: str, components: int) -> str | None:
    """`value` (numbers from 0 to 1) of the colour space `space` as "#rrggbb", or None where it cannot be told.

    CMYK is converted by the plain complement, as PDF viewers without an output profile do.
    """
    numbers = _numbers(value)
    wanted = _COMPONENTS.get(space, components if space == "ICCBased" else 0)
    return _rgb(numbers) if numbers is not None and len(numbers) == wanted else None


def _numbers(value: object) -> tuple[float, ...] | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return (float(value),)
    if isinstance(value, Sequence) and value and all(isinstance(v, int | float) for v in value):
        return tuple(float(v) for v in value)
    return None


def _rgb(numbers: tuple[float, ...]) -> str | None:
    parts = [min(1.0, max(0.0, number)) for number in numbers]
    if len(parts) == 1:
        rgb = parts * 3
    elif len(parts) == 3:
        rgb = parts
    elif len(parts) == 4:
        rgb = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    else:
        return None
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def is_white(colour: str | None) -> bool:
    """Whether a colour is white or so near that nobody would see it on paper."""
    if colour is None:
        return False
    return all(int(colour[at : at + 2], 16) >= _NEAR_WHITE * 255 for at in (1, 3, 5))
