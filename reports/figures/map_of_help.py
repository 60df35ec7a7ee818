"""The map by what units gave and how many are assigned."""

from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from communes.figures.readings import Readings
from communes.models import IndicatorPart
from communes.words import figure_at
from kontum04.core.figure import DONG, Figure
from reports.figures.map_types import NOT_UNITS, Answers, MapMeasure, Question
from twinning.figures.help import HelpTotals, help_of, measure_figure, per_household
from twinning.models import Twinning

HOUSEHOLDS = "DC01"


def of_help() -> list[MapMeasure]:
    def of(measure: str, label: str) -> MapMeasure:
        def read(question: Question) -> Answers:
            given = help_of(question.programme_year, question.viewer).by_commune
            helped = [pk for pk in question.communes if pk in given]
            return Answers.told({pk: measure_figure(given[pk], measure, label=label) for pk in helped})

        def told(value: Decimal) -> str:
            totals = HelpTotals({"money_savings" if measure == "money_total" else measure: value})
            return measure_figure(totals, measure, label=label).text_with_unit

        return MapMeasure(f"help.{measure}", label, _("Kết quả giúp đỡ"), read, told, roles=NOT_UNITS)

    return [
        of("money_total", _("Kinh phí giúp đỡ")),
        _per_household(),
        of("trips", _("Lượt người xuống xã")),
        of("workdays", _("Ngày công giúp xã")),
        of("works_completed", _("Công trình hoàn thành")),
        of("party_members", _("Đảng viên mới do đơn vị giúp")),
    ]


def _per_household() -> MapMeasure:
    label = _("Kinh phí giúp mỗi hộ")

    def figure(value: Decimal | None) -> Figure:
        return Figure("help.per_household", label, DONG, value)

    def read(question: Question) -> Answers:
        year = question.programme_year.year
        given = help_of(question.programme_year, question.viewer).by_commune
        part = IndicatorPart.objects.in_use().filter(code=HOUSEHOLDS).first()
        if part is None:
            return Answers({}, {})
        readings = Readings(question.communes, (year,), [part])
        households = {pk: figure_at(readings, part, year, (pk,)).value for pk in question.communes}
        return Answers.told({pk: figure(per_household(given.get(pk), living)) for pk, living in households.items()})

    def told(value: Decimal) -> str:
        return figure(value).text_with_unit

    return MapMeasure("help.per_household", label, _("Kết quả giúp đỡ"), read, told, roles=NOT_UNITS)


def of_units() -> MapMeasure:
    label = _("Số đơn vị kết nghĩa")

    def figure(count: int | Decimal) -> Figure:
        return Figure("units", label, _("đơn vị"), Decimal(count))

    def read(question: Question) -> Answers:
        day = question.day
        rows = Twinning.objects.visible_to(question.viewer).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            programme=question.programme_year.programme,
            starts_on__lte=day,
            village__isnull=True,
        )
        counts = dict(rows.order_by().values_list("commune").annotate(Count("unit", distinct=True)))
        return Answers.told({pk: figure(counts.get(pk, 0)) for pk in question.communes})

    def told(value: Decimal) -> str:
        return figure(value).text_with_unit

    return MapMeasure("units", label, _("Đơn vị, danh sách"), read, told, roles=NOT_UNITS)
