"""Units, assignments and help as rows of a sheet: how a row is known, and what must be true of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from communes.models import Commune, Programme, Village
from communes.sheets.places import NotFound, suggestion
from kontum04.core import formats
from kontum04.core.problems import Problems
from kontum04.core.sheets.body import Row
from kontum04.core.sheets.entries import KEEP, read_entry
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.sheets.resource import Find, Identity, PlannedRow, SheetResource
from kontum04.core.text import fold, nfc
from twinning.choices import MEASURES, UnitLevel
from twinning.models import Contribution, Obligation, Report, Twinning, Unit
from twinning.services.filing import require_editable

Texts = Mapping[str, str]
FindPlace = Callable[[Texts], tuple[Commune, Village | None]]


class NamedRows(SheetResource):
    """Rows known by the names in their identity cells."""

    identity_columns: tuple[str, ...]

    def texts(self, row: Row) -> tuple[dict[str, str], dict[str, str]]:
        """The texts of the identity cells, and what is wrong with them by column key."""
        texts, problems = {}, {}
        for key in self.identity_columns:
            column = self.columns[key]
            try:
                entry = read_entry(row.values.get(key), replace(column, kind="text"))
                if entry is KEEP and not column.blank:
                    raise ValueError(_("Chưa nhập “%(name)s”.") % {"name": column.header})
            except ValueError as error:
                problems[key] = str(error)
                continue
            texts[key] = entry if isinstance(entry, str) else ""
        return texts, problems


class UnitResource(NamedRows):
    """A unit is known by its name; a name the portal does not know is a new unit."""

    identity_columns = ("name",)
    identity_column = "name"

    class Meta(SheetResource.Meta):
        model = Unit
        fields = ("short_name", "kind", "level", "district", "head_count", "valid_from", "valid_to")

    def __init__(self, columns: Sequence[Column], finders: Mapping[str, Find], units: Iterable[Unit]) -> None:
        super().__init__(columns, finders)
        self.stored = {fold(unit.name): unit for unit in units}
        self._short = {fold(unit.short_name): unit for unit in self.stored.values() if unit.short_name}
        self._names = {key: unit.name for key, unit in self.stored.items()}

    def identify(self, row: Row) -> Identity:
        texts, problems = self.texts(row)
        if problems:
            return Identity(problems=problems)
        name = nfc(texts["name"])
        key = fold(name)
        if key not in self.stored and key in self._short:
            message = _("“%(name)s” là tên ngắn của “%(unit)s”; hãy ghi tên đầy đủ.")
            return Identity(problems={"name": message % {"name": name, "unit": self._short[key]}})
        if len(name) > Unit._meta.get_field("name").max_length:
            return Identity(problems={"name": _("Tên đơn vị quá dài.")})
        return Identity(key, {"name": name})

    def problems_of(self, instance: Unit, row: Row) -> dict[str, str]:
        if (instance.level == UnitLevel.DISTRICT) != (instance.district is not None):
            return {"district": _("Đơn vị cấp huyện phải ghi huyện; đơn vị cấp tỉnh để trống.")}
        if instance.valid_from and instance.valid_to and instance.valid_to < instance.valid_from:
            return {"valid_to": _("Ngày hết hiệu lực phải sau ngày bắt đầu.")}
        return {}

    def after_rows(self, planned: list[PlannedRow], plan: ImportPlan) -> None:
        for each in plan.work:
            if each.is_new and (near := suggestion(each.instance.name, self._names)):
                message = _("Đơn vị mới “%(name)s” gần giống một đơn vị đã có.") % {"name": each.instance.name}
                plan.warnings.append(CellProblem(each.row.sheet, each.row.cell("name"), message + near))


class TwinningResource(NamedRows):
    """An assignment is known by unit, place and first day; without the day, by being the only one of the year."""

    identity_columns = ("unit", "code", "district", "commune", "village")
    identity_column = "unit"

    class Meta(SheetResource.Meta):
        model = Twinning
        fields = ("starts_on", "ends_on", "decision")

    def __init__(
        self,
        columns: Sequence[Column],
        finders: Mapping[str, Find],
        *,
        programme: Programme,
        in_year: Callable[[Twinning], bool],
        twinnings: Iterable[Twinning],
        find_place: FindPlace,
    ) -> None:
        super().__init__(columns, finders)
        self.programme, self.in_year, self.find_place = programme, in_year, find_place
        self.find_unit = finders["unit"]
        self.stored = {(*pair_of(twinning), twinning.starts_on): twinning for twinning in twinnings}
        self.by_pair: dict[tuple, list[Twinning]] = defaultdict(list)
        for twinning in self.stored.values():
            self.by_pair[pair_of(twinning)].append(twinning)

    def named(self, instance: Twinning) -> str:
        place = f"{instance.village}, {instance.commune.full_name}" if instance.village else instance.commune.full_name
        return f"{instance.unit} – {place}"

    def identify(self, row: Row) -> Identity:
        texts, problems = self.texts(row)
        values: dict[str, Any] = {"programme": self.programme}
        try:
            values["unit"] = self.find_unit(texts["unit"]) if "unit" in texts else None
        except NotFound as error:
            problems["unit"] = str(error)
        try:
            if "commune" in texts:
                values["commune"], values["village"] = self.find_place(texts)
        except NotFound as error:
            problems[error.key if error.key in row.columns else "commune"] = str(error)
        if problems:
            return Identity(problems=problems)
        return self._dated(row, values)

    def _dated(self, row: Row, values: dict[str, Any]) -> Identity:
        """Find the assignment by its first day."""
        pair = pair_of(Twinning(**values))
        try:
            starts_on = read_entry(row.values.get("starts_on"), self.columns["starts_on"])
        except ValueError:
            return Identity(values=values)  # the field tells it
        if isinstance(starts_on, date):
            return Identity((*pair, starts_on), values)
        in_year = [twinning for twinning in self.by_pair[pair] if self.in_year(twinning)]
        if len(in_year) > 1:
            days = formats.join(formats.date(twinning.starts_on) for twinning in in_year)
            message = _("Trong năm có nhiều lần phân công (từ %(days)s); hãy ghi ngày bắt đầu.") % {"days": days}
            return Identity(problems={"starts_on": message})
        return Identity((*pair, in_year[0].starts_on) if in_year else None, values)

    def problems_of(self, instance: Twinning, row: Row) -> dict[str, str]:
        if instance.ends_on and instance.ends_on < instance.starts_on:
            return {"ends_on": _("Ngày kết thúc phải sau ngày bắt đầu.")}
        return {}

    def after_rows(self, planned: list[PlannedRow], plan: ImportPlan) -> None:
        """Two assignments of the same pair may follow each other but not overlap."""
        rows = {id(each.instance): each.row for each in plan.work}
        for each in plan.work:
            if each.is_new:
                self.by_pair[pair_of(each.instance)].append(each.instance)
        for pair in dict.fromkeys(pair_of(each.instance) for each in plan.work):
            in_order = sorted(self.by_pair[pair], key=lambda twinning: twinning.starts_on)
            for before, after in pairwise(in_order):
                row = rows.get(id(after)) or rows.get(id(before))
                if row and (before.ends_on is None or before.ends_on >= after.starts_on):
                    plan.errors.append(CellProblem(row.sheet, row.cell("starts_on"), overlap(before, after)))


def pair_of(twinning: Twinning) -> tuple[int | None, int | None, int | None]:
    """Unit and place of an assignment, whatever its time."""
    return twinning.unit_id, twinning.commune_id, twinning.village_id


def overlap(before: Twinning, after: Twinning) -> str:
    """Say that an assignment begins while the same unit still helps the same place."""
    message = _("Phân công từ %(after)s trùng với lần từ %(before)s; hãy ghi “Đến hết ngày” cho lần trước.")
    return message % {"after": formats.date(after.starts_on), "before": formats.date(before.starts_on)}


class ContributionResource(NamedRows):
    """Help is known by unit and commune; it belongs to the unit's annual report of the year."""

    identity_columns = ("unit", "code", "district", "commune")
    identity_column = "commune"
    blank_rows_are_new = False

    class Meta(SheetResource.Meta):
        model = Contribution
        fields = (*MEASURES, "note")

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        year: int,
        find_unit: Find,
        obligations: Mapping[int, Obligation],
        find_commune: Callable[[Unit, Texts], Commune],
        contributions: Iterable[Contribution],
    ) -> None:
        super().__init__(columns)
        self.year, self.find_unit, self.find_commune, self.obligations = year, find_unit, find_commune, obligations
        self.stored = {(row.report.obligation.unit_id, row.commune_id): row for row in contributions}

    def named(self, instance: Contribution) -> str:
        return f"{instance.report.obligation.unit} – {instance.commune.full_name}"

    def identify(self, row: Row) -> Identity:
        texts, problems = self.texts(row)
        if problems:
            return Identity(problems=problems)
        try:
            unit = self.find_unit(texts["unit"])
            obligation = self._owed(unit)
            commune = self.find_commune(unit, texts)
        except NotFound as error:
            return Identity(problems={error.key if error.key in row.columns else "commune": str(error)})
        report = getattr(obligation, "report", None) or Report(obligation=obligation)
        return Identity((unit.pk, commune.pk), {"report": report, "commune": commune})

    def _owed(self, unit: Unit) -> Obligation:
        if unit.pk not in self.obligations:
            message = _("%(unit)s không có nghĩa vụ báo cáo năm %(year)s nên chưa nhập được kết quả.")
            raise NotFound("unit", message % {"unit": unit, "year": self.year})
        return self.obligations[unit.pk]

    def problems_of(self, instance: Contribution, row: Row) -> dict[str, str]:
        try:
            require_editable(instance.report)
        except Problems as locked:
            reasons = " ".join(problem.message for problem in locked.problems)
            return {"unit": f"{instance.report}: {reasons}"}
        return {}

    def after_rows(self, planned: list[PlannedRow], plan: ImportPlan) -> None:
        for each in planned:
            if message := self._total_problem(each):
                plan.errors.append(CellProblem(each.row.sheet, each.row.cell("money_total"), message))

    def _total_problem(self, planned: PlannedRow) -> str:
        """Compare a given total with the four sources as the sheet leaves them."""
        try:
            total = read_entry(planned.row.values.get("money_total"), self.columns["money_total"])
        except ValueError as error:
            return str(error)
        if not isinstance(total, int) or not planned.outcome.is_valid():
            return ""
        added = planned.instance.money_total
        if added == total:
            return ""
        words = {"total": formats.number(total), "sum": formats.number(added)}
        return _("Cộng bốn nguồn là %(sum)s, ô này ghi %(total)s; hãy sửa một trong hai.") % words
