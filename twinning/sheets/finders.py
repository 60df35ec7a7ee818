"""Which unit or decision is meant by a name in a sheet. A finder knows only the rows it was given."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from communes.models import Decision
from communes.sheets.places import NotFound, suggestion
from kontum04.core.text import fold
from twinning.models import Unit


class UnitFinder:
    """Units by name, or by short name where that is clear; marks, case and either spelling of “ủy” do not count."""

    def __init__(self, units: Iterable[Unit], *, among: str) -> None:
        self.among = among
        self._by_name: dict[str, Unit] = {}
        self._by_short_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self._by_name[fold(unit.name)] = unit
            if unit.short_name:
                self._by_short_name[fold(unit.short_name)].append(unit)

    def find(self, name: str) -> Unit:
        """Return the unit, or raise NotFound."""
        plain = fold(name)
        if plain in self._by_name:
            return self._by_name[plain]
        found = self._by_short_name.get(plain, [])
        if len(found) > 1:
            message = _("“%(name)s” có thể là %(candidates)s; hãy ghi tên đầy đủ.")
            raise NotFound("unit", message % {"name": name, "candidates": _(" hoặc ").join(map(str, found))})
        if not found:
            message = _("Không tìm thấy đơn vị “%(name)s” %(among)s.") % {"name": name, "among": self.among}
            raise NotFound("unit", message + suggestion(name, {key: unit.name for key, unit in self._by_name.items()}))
        return found[0]


class DecisionFinder:
    """Decisions by number, or by number and date as they are shown: “04-NQ/TU (15/06/2016)”."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_name: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            for name in (decision.number, str(decision)):
                self._by_name[_bare(name)].append(decision)

    def find(self, name: str) -> Decision:
        """Return the decision, or raise NotFound."""
        found = self._by_name.get(_bare(name), [])
        if len(found) > 1:
            message = _("Số “%(name)s” có ở %(candidates)s; hãy ghi kèm ngày như vậy.")
            raise NotFound("decision", message % {"name": name, "candidates": _(" và ").join(map(str, found))})
        if not found:
            message = _("Chưa có văn bản số “%(name)s”; hãy thêm văn bản ở trang quản trị trước.")
            raise NotFound("decision", message % {"name": name})
        return found[0]


def _bare(name: str) -> str:
    """Return a number in comparable form: “Số 04 - NQ/TU” is 04-nq/tu."""
    return fold(name).removeprefix("so ").replace(" ", "")
