"""Charts of one place or one unit, drawn like those of the whole programme."""

from django.utils.translation import gettext as _

from reports.documents import charts
from reports.documents.context_types import Chart
from reports.figures.place_years import PlaceYears
from twinning.choices import MONEY_MEASURES
from twinning.figures.help import HelpTotals, measure_label


def poverty_chart(years: PlaceYears, name: str) -> Chart | None:
    """The poverty rate of one place over the years; None where no year has any."""
    figures = {year: figure for year in years.years if (figure := years.figure("NG03", year))}
    if all(figure.value is None for figure in figures.values()):
        return None
    points = [
        charts.RatePoint(
            year,
            name,
            None if figure.rounded is None else float(figure.rounded),
            years.standards["NG03", year],
        )
        for year, figure in figures.items()
    ]
    title = _("Tỷ lệ hộ nghèo qua các năm")
    return Chart(charts.poverty_chart(points, title=title), title)


def money_chart(totals: HelpTotals, year: int) -> Chart | None:
    """Money by source; None where no source was reported."""
    if totals.money_total is None:
        return None
    amounts = []
    for measure in MONEY_MEASURES:
        value = totals.get(measure)
        label = measure_label(measure).removesuffix(_(" (đồng)"))
        amounts.append(charts.Amount(label[:1].upper() + label[1:], None if value is None else int(value)))
    title = _("Kinh phí theo nguồn năm %(year)s") % {"year": year}
    return Chart(charts.sources_chart(amounts, title=title), title)


def money_by_year_chart(years: dict[int, HelpTotals]) -> Chart | None:
    """All money of each year; None unless two years can be looked at side by side."""
    sums = {year: totals.money_total for year, totals in years.items()}
    if sum(value is not None for value in sums.values()) < 2:
        return None
    amounts = [
        charts.Amount(_("Năm %(year)s") % {"year": year}, None if value is None else int(value))
        for year, value in sums.items()
    ]
    title = _("Kinh phí bằng tiền qua các năm")
    return Chart(charts.sources_chart(amounts, title=title), title)
