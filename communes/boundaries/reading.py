"""One GeoJSON file read into communes with their outlines: everything wrong with it is told at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from communes.boundaries.geometry import middle_of, problem_of, stored
from communes.boundaries.matching import CODE_KEYS, NAME_KEYS, CommunesOfDay, Unmatched, text_of
from communes.models import Commune
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems, refuse

WGS84 = ("crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84")
FAR = 2.5
"""Degrees: a province is smaller, so that an outline farther than that from the others is another place's."""

Geometry = dict[str, Any]


@dataclass(frozen=True)
class Outline:
    """One feature that passed."""

    number: int
    commune: Commune
    geometry: Geometry


def read_outlines(content: bytes, communes: CommunesOfDay) -> list[Outline]:
    """The outlines of a file by commune. Raises Problems with everything wrong, feature by feature."""
    features = _features(content)
    problems: list[Problem] = []
    outlines: list[Outline] = []
    for number, feature in enumerate(features, start=1):
        found, wrong = _outline(number, feature, communes)
        problems += [Problem(_where(number, feature), message) for message in wrong]
        if found:
            outlines.append(found)
    problems += [*_of_other_day(outlines, communes), *_twice(outlines, features), *_far_away(outlines, features)]
    if problems:
        raise Problems(problems)
    return outlines


def _features(content: bytes) -> list[Any]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise refuse(_("tệp không phải là JSON; xuất lại dạng GeoJSON, mã hóa UTF-8."), where=_("Tệp")) from error
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        raise refuse(_("tệp không phải là GeoJSON FeatureCollection; xuất lại lớp ranh giới xã."), where=_("Tệp"))
    declared = json.dumps(whole.get("crs") or "").lower()
    if whole.get("crs") and not any(name in declared for name in WGS84):
        message = _("tệp khai hệ tọa độ khác WGS84 (crs); xuất lại theo kinh độ, vĩ độ WGS84 (EPSG:4326).")
        raise refuse(message, where=_("Tệp"))
    features = whole.get("features")
    if not isinstance(features, list) or not features:
        raise refuse(_("tệp không có đối tượng nào; kiểm tra lại lớp đã xuất."), where=_("Tệp"))
    return features


def _properties(feature: Any) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _outline(number: int, feature: Any, communes: CommunesOfDay) -> tuple[Outline | None, list[str]]:
    """The outline, or what is wrong with the feature: its commune, its geometry or both."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return None, [_("không phải là một đối tượng GeoJSON (Feature); xuất lại tệp.")]
    wrong, commune = [], None
    try:
        commune = communes.match(_properties(feature))
    except Unmatched as reason:
        wrong.append(str(reason))
    if problem := problem_of(feature.get("geometry")):
        return None, [*wrong, problem]
    geometry = stored(feature["geometry"])
    if not geometry["coordinates"]:
        wrong.append(_("ranh giới nhỏ hơn 10 m; kiểm tra lại đơn vị tọa độ."))
    return (Outline(number, commune, geometry) if commune and not wrong else None), wrong


def _where(number: int, feature: Any) -> str:
    """“Đối tượng 3 (23284)”: as the person finds it in the file."""
    properties = _properties(feature)
    name = text_of(properties, CODE_KEYS) or text_of(properties, NAME_KEYS)
    return _("Đối tượng %(number)s") % {"number": number} + (f" ({name[:60]})" if name else "")


def _of_other_day(outlines: list[Outline], communes: CommunesOfDay) -> list[Problem]:
    other = communes.other_day_of({outline.commune.code for outline in outlines})
    if other is None:
        return []
    message = _("các mã trong tệp là toàn bộ xã của ngày %(other)s, không phải của ngày %(day)s; chọn lại ngày (--on).")
    return [Problem(_("Tệp"), message % {"other": formats.date(other), "day": formats.date(communes.day)})]


def _twice(outlines: list[Outline], features: list[Any]) -> list[Problem]:
    first: dict[int, int] = {}
    problems = []
    for outline in outlines:
        before = first.setdefault(outline.commune.pk, outline.number)
        if before != outline.number:
            message = _("%(commune)s đã có ở đối tượng %(before)s; gộp hai phần thành một MultiPolygon hoặc bỏ bớt.")
            words = {"commune": outline.commune, "before": before}
            problems.append(Problem(_where(outline.number, features[outline.number - 1]), message % words))
    return problems


def _far_away(outlines: list[Outline], features: list[Any]) -> list[Problem]:
    """Outlines that lie nowhere near the others."""
    middles = [middle_of(outline.geometry) for outline in outlines]
    if len(middles) < 3:
        return []
    centre = median(middle[0] for middle in middles), median(middle[1] for middle in middles)
    return [
        Problem(
            _where(outline.number, features[outline.number - 1]),
            _("nằm cách xa các xã khác trong tệp, ngoài địa bàn tỉnh; kiểm tra lại mã hoặc tọa độ."),
        )
        for outline, middle in zip(outlines, middles, strict=True)
        if abs(middle[0] - centre[0]) > FAR or abs(middle[1] - centre[1]) > FAR
    ]
