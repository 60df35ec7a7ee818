"""Outlines as SVG paths on one sheet. Pure.

Every point is put on a grid about as fine as the screen, so that a rough outline costs little; points that neighbours
share fall on the same place of the grid, and no gap opens between them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communes.boundaries.geometry import Ring, rings_of

WIDTH = 1500
"""Units across the sheet: twice the pixels of the widest map on a screen."""


@dataclass(frozen=True)
class Shape:
    """One commune's outline: the path, and the middle of its box, by which the arrow keys find the next one."""

    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Sheet:
    """All outlines; those too small to be drawn are absent."""

    width: int
    height: int
    shapes: Mapping[int, Shape]

    @property
    def view_box(self) -> str:
        return f"-4 -4 {self.width + 8} {self.height + 8}"


def draw(geometries: Mapping[int, dict[str, Any]]) -> Sheet | None:
    """The outlines by commune, north up, east–west shortened as at their latitude; None of nothing."""
    rings = {key: list(rings_of(geometry)) for key, geometry in geometries.items()}
    points = [point for of_one in rings.values() for ring in of_one for point in ring]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, north - south)

    def place(ring: Ring) -> list[tuple[int, int]]:
        spots = [(round((x - west) * squeeze * scale), round((north - y) * scale)) for x, y in ring]
        return [spot for at, spot in enumerate(spots) if at == 0 or spot != spots[at - 1]]

    shapes = {key: shape for key, of_one in rings.items() if (shape := _shape([place(ring) for ring in of_one]))}
    return Sheet(round((east - west) * squeeze * scale), round((north - south) * scale), shapes)


def _shape(rings: list[list[tuple[int, int]]]) -> Shape | None:
    drawn = [ring for ring in rings if len(ring) >= 4]
    if not drawn:
        return None
    path = "".join(f"M{_line(ring)}Z" for ring in drawn)
    across, down = [x for ring in drawn for x, _y in ring], [y for ring in drawn for _x, y in ring]
    return Shape(path, (min(across) + max(across)) // 2, (min(down) + max(down)) // 2)


def _line(ring: list[tuple[int, int]]) -> str:
    """The ring without its last point, which is its first."""
    return "L".join(f"{x} {y}" for x, y in ring[:-1])
