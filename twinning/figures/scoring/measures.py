"""What a unit's year comes to, measure by measure: the figures that formulas speak of. Each is the unit's own."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import ProgrammeYear
from kontum04.core.figure import DONG, Figure
from kontum04.core.scoping import Viewer
from twinning.choices import MEASURES, ItemKind, PeriodKind
from twinning.figures.help import MEASURE_UNITS, Help, HelpTotals, help_of, measure_label
from twinning.figures.scoring.answers import answer_labels, answer_values, answers_by_unit
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.models import PlanItem, Twinning, Unit, WorkResult

WITH_DECIMALS = ("workdays", "requests_rating")
_PERIODS = {"plan": PeriodKind.PLAN, "half": PeriodKind.HALF_YEAR, "annual": PeriodKind.ANNUAL}
_LATE = gettext_lazy("%(period)s: số ngày trễ")
_REGISTERED = gettext_lazy("%(kind)s: việc đăng ký")
_DELIVERED = gettext_lazy("%(kind)s: việc hoàn thành")


def measure_labels() -> dict[str, tuple[str, str]]:
    """Label and unit of every measure a formula may name, by its name there, in the order they are shown."""
    labels: dict[str, tuple[str, str]] = {}
    for name, kind in _PERIODS.items():
        period = {"period": kind.label}
        labels[f"{name}_filed"] = (str(kind.label), "")
        labels[f"{name}_days_late"] = (_LATE % period, _("ngày"))
    labels["communes"] = (_("Số xã được phân công"), _("xã"))
    labels["head_count"] = (_("Số cán bộ, nhân viên"), _("người"))
    labels["registered"] = (_("Tổng số việc đăng ký"), _("việc"))
    labels["delivered"] = (_("Tổng số việc hoàn thành"), _("việc"))
    for item in ItemKind:
        labels[f"registered_{item}"] = (_REGISTERED % {"kind": item.label}, _("việc"))
        labels[f"delivered_{item}"] = (_DELIVERED % {"kind": item.label}, _("việc"))
    for measure in MEASURES:
        label = measure_label(measure).removesuffix(_(" (đồng)"))
        labels[measure] = (label[:1].upper() + label[1:], MEASURE_UNITS[measure])
    labels["money_total"] = (_("Tổng kinh phí huy động"), DONG)
    return labels | answer_labels()


def unit_measures(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    obligations: list[ObligationRow] | None = None,
    given: Help | None = None,
) -> dict[int, dict[str, Figure]]:
    """The measures of every unit in scope that owes something or is assigned, by unit id (seven queries)."""
    obligations = obligation_rows(programme_year, viewer) if obligations is None else obligations
    given = given or help_of(programme_year, viewer)
    owed: dict[int, dict[str, ObligationRow]] = defaultdict(dict)
    for row in obligations:
        owed[row.unit_id][row.kind] = row
    assigned = dict(_assigned(programme_year, viewer))
    registered = _counts(_of_year(PlanItem, programme_year, viewer))
    results = _of_year(WorkResult, programme_year, viewer).of_kind(PeriodKind.ANNUAL)
    # A joint work counts once, for the unit that leads it.
    delivered = _counts(results.filter(is_completed=True, joint_lead__isnull=True))
    answers = answers_by_unit(programme_year, viewer)
    labels = measure_labels()
    units = Unit.objects.visible_to(viewer).filter(pk__in={*owed, *assigned}).values_list("pk", "head_count")
    return {
        unit: _figures(
            labels,
            dict(_filing_values(owed[unit], programme_year))
            | {"communes": Decimal(assigned.get(unit, 0)), "head_count": _decimal(head_count)}
            | _item_values("registered", _is_filed(owed[unit], PeriodKind.PLAN), registered[unit])
            | _item_values("delivered", _is_filed(owed[unit], PeriodKind.ANNUAL), delivered[unit])
            | _help_values(given.by_unit.get(unit, HelpTotals()))
            | answer_values(answers.get(unit), is_record=programme_year.is_record),
        )
        for unit, head_count in units
    }


def _figures(labels: dict[str, tuple[str, str]], values: dict[str, Decimal | None]) -> dict[str, Figure]:
    return {
        name: Figure(name, label, unit, values[name], 1 if name in WITH_DECIMALS else 0)
        for name, (label, unit) in labels.items()
    }


def _assigned(programme_year: ProgrammeYear, viewer: Viewer) -> Iterator[tuple[int, int]]:
    rows = Twinning.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    yield from rows.order_by().values_list("unit").annotate(Count("commune", distinct=True))


def _of_year(model: type[PlanItem | WorkResult], programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet:
    filed = model.objects.visible_to(viewer).filed()
    return filed.in_year(programme_year.programme, programme_year.year)


def _counts(rows: QuerySet) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for unit, kind in rows.values_list("report__obligation__unit_id", "kind"):
        counted[unit][kind] += 1
    return counted


def _filing_values(
    owed: dict[str, ObligationRow], programme_year: ProgrammeYear
) -> Iterator[tuple[str, Decimal | None]]:
    """Nothing is known of what is not owed, waived, or not due yet; what is missing at its due date is a fact."""
    for name, kind in _PERIODS.items():
        row = owed.get(kind)
        judged = row and not row.is_waived and (row.is_filed or row.effective_due_on < programme_year.as_of)
        yield f"{name}_filed", Decimal(row.is_filed) if row and judged else None
        yield f"{name}_days_late", Decimal(row.days_late) if row and judged else None


def _is_filed(owed: dict[str, ObligationRow], kind: PeriodKind) -> bool:
    row = owed.get(kind)
    return bool(row and row.is_filed)


def _item_values(name: str, is_filed: bool, counted: Counter[str]) -> dict[str, Decimal | None]:
    """Counts of a filed paper, where none means zero; of an unfiled one nothing is known."""
    values: dict[str, Decimal | None] = {
        f"{name}_{kind}": Decimal(counted[kind]) if is_filed else None for kind in ItemKind
    }
    return values | {name: Decimal(counted.total()) if is_filed else None}


def _help_values(totals: HelpTotals) -> dict[str, Decimal | None]:
    return {measure: totals.get(measure) for measure in MEASURES} | {"money_total": totals.money_total}


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
