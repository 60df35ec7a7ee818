"""Units of a year beside one another: score, timeliness, help in all and for each head of staff."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.figure import DONG, PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.figures.league import Measure, Standing
from twinning.choices import ItemKind
from twinning.figures.help import help_of
from twinning.figures.scoring.ratings import Rating, ratings
from twinning.models import Unit

FILINGS = ("plan", "half", "annual")
BUSY = "busy"
"""Mark: it helped several communes."""
WORKS = f"delivered_{ItemKind.WORK}"


def unit_measures() -> list[Measure]:
    """What units can be ranked by, in the order of the columns; the first is ranked by unless asked otherwise."""
    return [
        Measure("score", _("Điểm"), _("điểm"), 1),
        Measure("on_time", _("Nộp đúng hạn (%)"), PERCENT),
        Measure("days_late", _("Số ngày trễ"), _("ngày"), lower_is_better=True),
        Measure("money_per_head", _("Kinh phí trên một cán bộ (đồng)"), DONG),
        Measure("workdays_per_head", _("Ngày công trên một cán bộ"), _("ngày công"), 2),
        Measure("money_total", _("Kinh phí (đồng)"), DONG),
        Measure("workdays", _("Ngày công"), _("ngày công"), 1),
        Measure("trips", _("Lượt người"), _("lượt")),
        Measure(WORKS, _("Công trình xong"), _("công trình")),
        Measure("models_new", _("Mô hình mới"), _("mô hình")),
        Measure("head_count", _("Cán bộ, nhân viên"), _("người")),
    ]


def unit_standings(programme_year: ProgrammeYear, viewer: Viewer) -> list[Standing]:
    """Every unit in scope that owes something or is assigned, in Vietnamese order."""
    given = help_of(programme_year, viewer)
    judged = ratings(programme_year, viewer, given=given)
    busy = {unit for unit, totals in given.by_unit.items() if len(totals.communes) > 1}
    measures = {measure.code: measure for measure in unit_measures()}
    orders = dict(Unit.objects.filter(pk__in=[row.unit_id for row in judged]).values_list("pk", "sort_key"))
    return [
        Standing(
            pk=row.unit_id,
            name=row.unit_name,
            group=row.kind,
            order=orders[row.unit_id],
            figures=_figures(row, measures),
            marks=frozenset({BUSY} if row.unit_id in busy else ()),
        )
        for row in judged
    ]


def _figures(rating: Rating, measures: Mapping[str, Measure]) -> dict[str, Figure]:
    own = {code: figure.value for code, figure in rating.figures.items()}
    staff = own["head_count"]
    late = [days for name in FILINGS if (days := own[f"{name}_days_late"]) is not None]
    in_time = sum(bool(own[f"{name}_filed"]) and not own[f"{name}_days_late"] for name in FILINGS)
    found = {
        "score": measures["score"].figure(rating.score.value if rating.score else None),
        "on_time": measures["on_time"].ratio(Decimal(in_time), Decimal(len(late)), 100),
        "days_late": measures["days_late"].figure(sum(late, Decimal(0)) if late else None),
        "money_per_head": measures["money_per_head"].ratio(own["money_total"], staff),
        "workdays_per_head": measures["workdays_per_head"].ratio(own["workdays"], staff),
    }
    return {code: found.get(code) or measure.figure(own[code]) for code, measure in measures.items()}
