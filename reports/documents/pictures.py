"""The year's charts, from its figures: the same drawing on the dashboard and in the PDF."""

from django.utils.translation import gettext as _

from communes.choices import Comparator
from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents import charts
from reports.documents.context_types import Chart
from reports.documents.ranking import Ranked, ranking_ends
from reports.figures.review import ReviewFigures
from reports.figures.series import poverty_series
from reports.figures.targets import TargetResult
from twinning.choices import MONEY_MEASURES, PeriodKind

LEAST_RANKED, MOST_RANKED = 3, 4


def year_charts(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> tuple[Chart, ...]:
    """Poverty by year, help by source, timeliness and targets; a chart without data is left out."""
    drawn = (
        _poverty(programme_year, viewer),
        _sources(figures),
        _timeliness(figures),
        _targets(figures),
    )
    return tuple(chart for chart in drawn if chart)


def unit_ranking(figures: ReviewFigures) -> tuple[Chart, ...]:
    """Units by the money they raised, the highest and the lowest; nothing where there are too few to rank."""
    if sum(row.help.money_total is not None for row in figures.units) < LEAST_RANKED:
        return ()
    items = [
        Ranked(
            row.name,
            None if money is None else float(money),
            formats.money_short(None if money is None else int(money)),
        )
        for row in figures.units
        for money in [row.help.money_total]
    ]
    title = _("Đơn vị theo kinh phí giúp đỡ năm %(year)s") % {"year": figures.year}
    drawn = ranking_ends(items, title=title, noun=_("đơn vị"), most=MOST_RANKED, width=charts.WIDTH)
    return (Chart(drawn, title),)


def _poverty(programme_year: ProgrammeYear, viewer: Viewer) -> Chart | None:
    points = [
        charts.RatePoint(
            point.year, point.group, None if point.rate is None else float(round(point.rate, 1)), point.standard
        )
        for point in poverty_series(programme_year, viewer)
    ]
    if not points:
        return None
    title = _("Tỷ lệ hộ nghèo qua các năm")
    return Chart(charts.poverty_chart(points, title=title), title)


def _sources(figures: ReviewFigures) -> Chart | None:
    money = {figure.code: figure for figure in figures.help}
    amounts = []
    for measure in MONEY_MEASURES:
        figure = money[f"help.{measure}"]
        label = figure.label.removesuffix(_(" (đồng)"))
        amounts.append(charts.Amount(label, None if figure.value is None else int(figure.value)))
    if all(amount.dong is None for amount in amounts):
        return None
    title = _("Kinh phí huy động theo nguồn năm %(year)s") % {"year": figures.year}
    return Chart(charts.sources_chart(amounts, title=title), title)


def _timeliness(figures: ReviewFigures) -> Chart | None:
    periods = [
        charts.Timeliness(str(PeriodKind(period.kind).label), period.on_time, period.filed_late, period.missing)
        for period in figures.timeliness
        if period.owed
    ]
    if not periods:
        return None
    title = _("Nộp kế hoạch, báo cáo năm %(year)s") % {"year": figures.year}
    return Chart(charts.timeliness_chart(periods, title=title), title)


def _targets(figures: ReviewFigures) -> Chart | None:
    results = [
        charts.TargetResult(
            target.label,
            None if target.result.value is None else float(round(target.result.value, 1)),
            float(target.goal_value),
            _("%(result)s so với %(goal)s") % {"result": target.result.text, "goal": target.goal},
        )
        for target in figures.targets
        if _has_a_share(target)
    ]
    if not results:
        return None
    title = _("Kết quả so với mục tiêu")
    return Chart(charts.targets_chart(results, title=title), title)


def _has_a_share(target: TargetResult) -> bool:
    """Only “the more the better” goals above zero can be drawn as a share of the goal."""
    return target.goal_value > 0 and target.comparator not in (Comparator.AT_MOST, Comparator.LESS_THAN)
