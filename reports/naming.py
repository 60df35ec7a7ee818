"""From what a person types on a command line to a document order: communes, units and villages by name or number."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear, Village
from communes.sheets.places import CODE_LENGTH, CommuneFinder, NotFound, VillageFinder
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems
from reports.documents.layout import RULE_SETS
from reports.documents.library import KINDS
from reports.documents.orders import SUBJECTS, DocumentOrder
from twinning.models import Unit
from twinning.sheets.finders import UnitFinder


@dataclass(frozen=True)
class Typed:
    """What was typed; empty where nothing was."""

    kind: str
    commune: str = ""
    unit: str = ""
    village: str = ""
    from_year: int | None = None
    rule_set: str = ""
    answer_by: dt.date | None = None


@dataclass
class _Reading:
    """One order being understood; what was not is kept in `problems`."""

    typed: Typed
    programme_year: ProgrammeYear
    problems: list[Problem] = field(default_factory=list)

    def blame(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))


def order_named(typed: Typed, programme_year: ProgrammeYear) -> DocumentOrder:
    """The order that was meant. Raise Problems that name everything not understood."""
    reading = _Reading(typed, programme_year)
    kind = KINDS.get(typed.kind)
    if kind is None:
        reading.blame("KIND", _("Không có loại văn bản “%(kind)s”; các loại: %(kinds)s.") % _known(typed.kind, KINDS))
    if typed.rule_set and typed.rule_set not in (known := {rule_set.code for rule_set in RULE_SETS}):
        reading.blame(
            "--rule-set", _("Không có thể thức “%(kind)s”; hãy chọn: %(kinds)s.") % _known(typed.rule_set, known)
        )
    if typed.from_year and typed.from_year > programme_year.year:
        reading.blame("--from", _("Năm đầu phải không sau năm %(year)s.") % {"year": programme_year.year})
    commune = _commune(reading)
    found = {"commune": commune, "unit": _unit(reading), "village": _village(reading, commune)}
    if kind:
        _compare(reading, kind.needs)
    if reading.problems:
        raise Problems(reading.problems)
    about = {name: row for name, row in found.items() if kind and name in kind.needs}
    return DocumentOrder(
        typed.kind,
        programme_year,
        from_year=typed.from_year,
        rule_set=typed.rule_set,
        answer_by=typed.answer_by,
        **about,
    )


def _known(given: str, known: Iterable[str]) -> dict[str, str]:
    return {"kind": given, "kinds": formats.join(sorted(known))}


def _compare(reading: _Reading, needs: frozenset[str]) -> None:
    """What the kind cannot do without, and what it has no use for; a village may be looked for in a commune."""
    for name in SUBJECTS:
        given = getattr(reading.typed, name)
        if name in needs and not given:
            reading.blame(f"--{name}", _("Loại văn bản này cần --%(name)s.") % {"name": name})
        if given and name not in needs and not (name == "commune" and "village" in needs):
            reading.blame(f"--{name}", _("Loại văn bản này không dùng --%(name)s.") % {"name": name})
    if "from_year" in needs and not reading.typed.from_year:
        reading.blame("--from", _("Loại văn bản này cần --from, năm đầu của giai đoạn."))


def _commune(reading: _Reading) -> Commune | None:
    """By the code valid in the year (at its end, where two bore it), else by name."""
    given, year = reading.typed.commune, reading.programme_year.year
    if not given:
        return None
    of_year = Commune.objects.during(year).select_related("district")
    if given.isdecimal():
        coded = of_year.filter(code=given.zfill(CODE_LENGTH))
        found = coded.in_force(dt.date(year, 12, 31)).first() or coded.first()
        if found is None:
            reading.blame("--commune", _("Năm %(year)s không có xã mang mã %(code)s.") % {"year": year, "code": given})
        return found
    try:
        return CommuneFinder(of_year, among=_("trong năm %(year)s") % {"year": year}).find(given)
    except NotFound as error:
        reading.blame("--commune", str(error))
        return None


def _unit(reading: _Reading) -> Unit | None:
    """By its number (the id in the address of its page), its name or its short name."""
    given = reading.typed.unit
    if not given:
        return None
    if given.isdecimal():
        found = Unit.objects.filter(pk=int(given)).first()
        if found is None:
            reading.blame("--unit", _("Không có đơn vị số %(number)s.") % {"number": given})
        return found
    try:
        return UnitFinder(Unit.objects.all(), among=_("trong danh mục đơn vị")).find(given)
    except NotFound as error:
        reading.blame("--unit", str(error))
        return None


def _village(reading: _Reading, commune: Commune | None) -> Village | None:
    """By its number, else by its name in the commune that was named."""
    given = reading.typed.village
    if not given:
        return None
    villages = Village.objects.select_related("commune__district")
    if given.isdecimal():
        found = villages.filter(pk=int(given)).first()
        if found is None:
            reading.blame("--village", _("Không có thôn (làng) số %(number)s.") % {"number": given})
        return found
    if commune is None:
        if not reading.typed.commune:
            reading.blame("--village", _("Tìm thôn (làng) theo tên cần thêm --commune."))
        return None
    try:
        return VillageFinder(villages.filter(commune=commune)).find(commune, given)
    except NotFound as error:
        reading.blame("--village", str(error))
        return None
