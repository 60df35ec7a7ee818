"""GeoJSON geometries: what may be wrong with one, and its stored form. Pure: no table, no file.

A position is (longitude, latitude) in degrees, WGS84."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

LONGITUDES, LATITUDES = (102.0, 118.0), (6.0, 24.0)
"""Viet Nam with its islands. What lies outside was swapped, measured in metres or drawn elsewhere."""

DECIMALS = 4
"""About 10 m: finer than any screen. Neighbours share their points, so rounding opens no gap between them."""

Ring = list[tuple[float, float]]


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a checked geometry, outer ones and holes."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(position[0], position[1]) for position in ring]


def problem_of(geometry: Any) -> str:
    """What is wrong with a geometry and how to mend it; empty when nothing is."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        found = geometry.get("type") if isinstance(geometry, dict) else None
        return _(
            "ranh giới phải là Polygon hoặc MultiPolygon, ở đây là %(type)s; xuất lại lớp ranh giới dạng vùng."
        ) % {"type": found or _("trống")}
    coordinates = geometry.get("coordinates")
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    if not isinstance(polygons, list) or not polygons or not all(isinstance(p, list) and p for p in polygons):
        return _("ranh giới không có tọa độ nào; vẽ lại hoặc bỏ đối tượng này.")
    found = (_ring_problem(ring) for polygon in polygons for ring in polygon)
    return next((problem for problem in found if problem), "")


def _ring_problem(ring: Any) -> str:
    if not isinstance(ring, list) or not all(_is_position(position) for position in ring):
        return _("có tọa độ không phải là cặp số [kinh độ, vĩ độ]; xuất lại tệp.")
    if len(ring) < 4 or ring[0][:2] != ring[-1][:2]:
        return _("đường ranh giới chưa khép kín (điểm cuối phải trùng điểm đầu, ít nhất 4 điểm); vẽ lại cho khép kín.")
    if problem := _place_problem(ring):
        return problem
    if _area([(position[0], position[1]) for position in ring]) == 0:
        return _("đường ranh giới không bao quanh diện tích nào; vẽ lại.")
    return ""


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) < 2:
        return False
    return all(
        isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part) for part in position[:2]
    )


def _place_problem(ring: list[list[float]]) -> str:
    wrong = next((position[:2] for position in ring if not _is_within(*position[:2])), None)
    if wrong is None:
        return ""
    where = {"where": f"[{wrong[0]:g}, {wrong[1]:g}]"}
    if _is_within(wrong[1], wrong[0]):
        return _("tọa độ %(where)s bị đảo: GeoJSON viết kinh độ trước, vĩ độ sau.") % where
    if max(map(abs, wrong)) > 180:
        return _("tọa độ %(where)s tính bằng mét (VN-2000); xuất lại theo kinh độ, vĩ độ WGS84 (EPSG:4326).") % where
    return _("tọa độ %(where)s nằm ngoài lãnh thổ Việt Nam; kiểm tra lại hệ tọa độ của tệp.") % where


def _is_within(longitude: float, latitude: float) -> bool:
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees, by the shoelace formula."""
    return abs(sum(left[0] * right[1] - right[0] * left[1] for left, right in pairwise(ring)))


def stored(geometry: dict[str, Any]) -> dict[str, Any]:
    """The geometry as it is kept: rounded, without heights and repeated points; parts too small to see left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    kept = []
    for polygon in polygons:
        outer, *holes = [_rounded(ring) for ring in polygon]
        if len(outer) >= 4:
            kept.append([outer, *(hole for hole in holes if len(hole) >= 4)])
    return {"type": "MultiPolygon", "coordinates": kept}


def _rounded(ring: list[list[float]]) -> list[list[float]]:
    points: list[list[float]] = []
    for position in ring:
        point = [round(position[0], DECIMALS), round(position[1], DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    return points


def middle_of(geometry: dict[str, Any]) -> tuple[float, float]:
    """The middle of the box around a geometry."""
    points = [point for ring in rings_of(geometry) for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
