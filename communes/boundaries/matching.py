"""Which commune of a day an outline belongs to: by its code, or without one by name and district, marks apart."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from communes.choices import CommuneKind
from communes.models import Commune
from kontum04.core import formats
from kontum04.core.text import fold

CODE_KEYS = ("code", "ma", "ma_xa", "maxa", "ma_dvhc", "madvhc", "ma_px", "commune_code")
NAME_KEYS = ("name", "ten", "ten_xa", "tenxa", "ten_dvhc", "tendvhc", "xa", "commune")
DISTRICT_KEYS = ("district", "huyen", "ten_huyen", "tenhuyen", "ten_h", "quan_huyen")
"""Properties looked at, whatever their case, marks and dashes; the first that is filled in counts."""

CODE_LENGTH = 5
MANY = 5
"""Fewer codes may agree with another day's by chance."""
_KINDS = tuple(f"{fold(str(label))} " for label in CommuneKind.labels)
_DISTRICT_KINDS = ("huyen ", "thanh pho ", "thi xa ", "quan ")


def name_key(name: str) -> str:
    """A commune's name without its kind: “Xã Đăk Long” and “dak long” are one."""
    return _without(fold(name), _KINDS)


def _without(text: str, beginnings: tuple[str, ...]) -> str:
    return next((text.removeprefix(word) for word in beginnings if text.startswith(word)), text)


def text_of(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first filled property among `keys`, as text."""
    known = {fold(str(name)).replace(" ", "_").replace("-", "_"): value for name, value in properties.items()}
    return next((str(known[key]).strip() for key in keys if known.get(key) not in (None, "")), "")


def code_of(properties: Mapping[str, Any]) -> str:
    """The code as five digits: programs write it as a number and lose leading zeros (“1234.0” for 01234)."""
    text = text_of(properties, CODE_KEYS).removesuffix(".0")
    return text.zfill(CODE_LENGTH) if text.isascii() and text.isdigit() else text


class Unmatched(Exception):
    """Why no single commune fits, and what to do."""


class CommunesOfDay:
    """The communes in force on a day, to be found by code or name (two queries)."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self.communes = list(Commune.objects.in_force(day).select_related("district"))
        self._by_code = {commune.code: commune for commune in self.communes}
        of_day = {commune.pk for commune in self.communes}
        self._others = list(Commune.objects.exclude(pk__in=of_day).order_by("code"))
        self._by_name: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.communes:
            for name in {name_key(commune.name), name_key(commune.gso_name)} - {""}:
                self._by_name[name].append(commune)

    def other_day_of(self, codes: Collection[str]) -> dt.date | None:
        """The first day of a later (or the last of an earlier) set of communes which the codes are exactly, while they
        are only some of this day's: the sign of a file taken for another day, since codes are used again."""
        if len(codes) < MANY or set(codes) == self._by_code.keys():
            return None
        for other in self._others:
            day = other.valid_from or other.valid_to
            if day and {row.code for row in (*self.communes, *self._others) if _is_valid(row, day)} == set(codes):
                return day
        return None

    def match(self, properties: Mapping[str, Any]) -> Commune:
        """The commune; raises Unmatched."""
        code, name = code_of(properties), text_of(properties, NAME_KEYS)
        if code:
            return self._of_code(code, name)
        if name:
            return self._of_name(name, text_of(properties, DISTRICT_KEYS))
        raise Unmatched(
            _("không có mã, cũng không có tên xã; thêm thuộc tính “code” (mã xã) hoặc “name” và “district”.")
        )

    def _of_code(self, code: str, name: str) -> Commune:
        found = self._by_code.get(code)
        words = {"code": code, "day": formats.date(self.day), "name": name, "known": found}
        if found is None:
            if any(other.code == code for other in self._others):
                raise Unmatched(_("mã %(code)s không dùng vào ngày %(day)s; chọn lại ngày (--on).") % words)
            raise Unmatched(_("không có xã nào mang mã %(code)s; sửa mã trong tệp.") % words)
        if name and name_key(name) not in (name_key(found.name), name_key(found.gso_name)):
            raise Unmatched(
                _(
                    "mã %(code)s ngày %(day)s là của %(known)s, nhưng tệp ghi tên “%(name)s”; mã có thể dùng lại "
                    "sau sắp xếp: kiểm tra ngày (--on), hoặc sửa tên, mã."
                )
                % words
            )
        return found

    def _of_name(self, name: str, district: str) -> Commune:
        found = self._by_name.get(name_key(name), [])
        if district:
            wanted = _without(fold(district), _DISTRICT_KINDS)
            found = [row for row in found if row.district and wanted in _names_of(row.district)]
        if len(found) == 1:
            return found[0]
        words = {"name": name, "day": formats.date(self.day), "found": formats.join(row.full_name for row in found)}
        if found:
            raise Unmatched(_("có nhiều xã tên “%(name)s” (%(found)s); thêm mã xã hoặc tên huyện.") % words)
        raise Unmatched(_("không có xã nào tên “%(name)s” vào ngày %(day)s; sửa tên hoặc thêm mã xã.") % words)


def _is_valid(commune: Commune, day: dt.date) -> bool:
    return (commune.valid_from or day) <= day <= (commune.valid_to or day)


def _names_of(district: Any) -> set[str]:
    return {_without(fold(text), _DISTRICT_KINDS) for text in (district.name, district.gso_name)}
