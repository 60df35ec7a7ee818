"""Who is meant by a name in a sheet. Ids in a sheet are never trusted, codes only confirm or tell namesakes apart.

A finder knows nothing but the rows it was given: those within a person's scope. What lies outside is not found, in the
same words as what does not exist.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from communes.models import Commune, District, Village
from kontum04.core import formats
from kontum04.core.text import fold, nfc

_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*\((?P<district>[^()]+)\)")
_COMMUNE_WORDS = re.compile(r"(xa|phuong|thi tran|tt|x|p)[. ]+(?=.)")
_DISTRICT_WORDS = re.compile(r"(huyen|thanh pho|thi xa|tp|tx|h)[. ]+(?=.)")
_VILLAGE_WORDS = re.compile(r"(thon|lang|to dan pho|tdp|to)[. ]+(?=.)")
CODE_LENGTH = 5


class NotFound(ValueError):
    """Nobody or several are meant; `key` is the column whose cell has to change."""

    def __init__(self, key: str, message: str) -> None:
        self.key = key
        super().__init__(message)


class CommuneFinder:
    """Communes by name in either spelling, with or without marks and “xã”; the district or the code decides between
    namesakes. `among` says in words where was searched."""

    def __init__(self, communes: Iterable[Commune], *, among: str) -> None:
        self.among = among
        self._by_name: dict[str, list[Commune]] = defaultdict(list)
        for commune in communes:
            for name in {fold(name) for name in _spellings(commune)}:
                self._by_name[name].append(commune)

    def find(self, name: str, *, district: str = "", code: str = "") -> Commune:
        """Return the commune, or raise NotFound naming the candidates."""
        if inside := _IN_BRACKETS.fullmatch(name):
            name, district = inside["name"], district or inside["district"]
        found = self._named(name)
        if not found:
            raise NotFound("commune", self._unknown(name))
        if district:
            within = [commune for commune in found if _is_in(commune, district)]
            if not within:
                raise NotFound("district", self._elsewhere(name, district))
            found = within
        return self._only(name, self._coded(found, name, code))

    def _named(self, name: str) -> list[Commune]:
        plain = fold(name)
        return self._by_name.get(plain) or self._by_name.get(_COMMUNE_WORDS.sub("", plain, count=1)) or []

    def _coded(self, found: list[Commune], name: str, code: str) -> list[Commune]:
        if not code:
            return found
        coded = [commune for commune in found if commune.code == code.zfill(CODE_LENGTH)]
        if not coded:
            message = _("Mã “%(code)s” không phải là mã của xã “%(name)s”; hãy sửa mã hoặc để trống.")
            raise NotFound("code", message % {"code": code, "name": name})
        return coded

    def _only(self, name: str, found: list[Commune]) -> Commune:
        if len(found) > 1:
            exact = [commune for commune in found if nfc(name).lower() in map(str.lower, _spellings(commune))]
            found = exact or found
        if len(found) > 1:
            message = _("“%(name)s” có thể là %(candidates)s; hãy ghi rõ huyện hoặc mã xã.")
            candidates = _(" hoặc ").join(_with_code(commune) for commune in found)
            raise NotFound("commune", message % {"name": name, "candidates": candidates})
        return found[0]

    def _unknown(self, name: str) -> str:
        message = _("Không tìm thấy xã “%(name)s” %(among)s.") % {"name": name, "among": self.among}
        return message + suggestion(name, {key: rows[0].full_name for key, rows in self._by_name.items()})

    def _elsewhere(self, name: str, district: str) -> str:
        message = _("Không tìm thấy xã “%(name)s” ở “%(district)s” %(among)s.")
        return message % {"name": name, "district": district, "among": self.among}


class VillageFinder:
    """Villages by their commune and name; “thôn” or “làng” before it tells “Thôn 1” from “Làng 1”."""

    def __init__(self, villages: Iterable[Village]) -> None:
        self._by_name: dict[tuple[int, str], list[Village]] = defaultdict(list)
        for village in villages:
            for name in {fold(village.name), fold(str(village))}:
                self._by_name[village.commune_id, name].append(village)

    def find(self, commune: Commune, name: str) -> Village:
        """Return the village of the commune, or raise NotFound."""
        plain = fold(name)
        found = self._by_name.get((commune.pk, plain)) or self._by_name.get(
            (commune.pk, _VILLAGE_WORDS.sub("", plain, count=1)), []
        )
        if len(found) > 1:
            found = [village for village in found if nfc(name).lower() == village.name.lower()] or found
        if len(found) > 1:
            message = _("“%(name)s” có thể là %(candidates)s; hãy ghi rõ thôn hay làng.")
            raise NotFound("village", message % {"name": name, "candidates": _(" hoặc ").join(map(str, found))})
        if not found:
            message = _("%(commune)s không có thôn, làng “%(name)s”.") % {"commune": commune.full_name, "name": name}
            names = {key: str(rows[0]) for (pk, key), rows in self._by_name.items() if pk == commune.pk}
            raise NotFound("village", message + suggestion(name, names))
        return found[0]


class DistrictFinder:
    """Districts by name in either spelling, with or without marks and “huyện”."""

    def __init__(self, districts: Iterable[District]) -> None:
        self._by_name = {
            key: district
            for district in districts
            for name in (district.name, district.gso_name)
            for key in (fold(name), bare_district(name))
            if key
        }

    def find(self, name: str) -> District:
        """Return the district, or raise NotFound."""
        found = self._by_name.get(fold(name)) or self._by_name.get(bare_district(name))
        if found is None:
            names = formats.join(dict.fromkeys(str(district) for district in self._by_name.values()))
            message = _("Không có huyện, thành phố “%(name)s”; hãy ghi một trong: %(names)s.")
            raise NotFound("district", message % {"name": name, "names": names})
        return found


def is_district_heading(text: str) -> bool:
    """Tell “Huyện Đăk Glei”, which stands over the rows of its communes, from the name of a commune."""
    return bool(_DISTRICT_WORDS.match(fold(text)))


def bare_district(name: str) -> str:
    """Return a district's name in comparable form, without “huyện” or “thành phố”."""
    return _DISTRICT_WORDS.sub("", fold(name), count=1)


def suggestion(name: str, names: dict[str, str]) -> str:
    """Return “ Có phải là “…”?” for a slip of the pen, empty where nothing is near. `names` by comparable form."""
    near = get_close_matches(fold(name), names, n=1, cutoff=0.8)
    return _(" Có phải là “%(name)s”?") % {"name": names[near[0]]} if near else ""


def _spellings(commune: Commune) -> set[str]:
    names = {commune.name, commune.gso_name} - {""}
    return names | {f"{commune.kind_label} {name}" for name in names}


def _is_in(commune: Commune, district: str) -> bool:
    own = commune.district
    wanted = bare_district(district)
    return own is not None and wanted in {bare_district(own.name), bare_district(own.gso_name)}


def _with_code(commune: Commune) -> str:
    return _("%(name)s, mã %(code)s") % {"name": commune.full_name, "code": commune.code}
