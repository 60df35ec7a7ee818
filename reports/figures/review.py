"""All figures of one programme year within one reader's scope. Page, JSON, XLSX and PDF print this object."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import Aggregation
from communes.figures.aggregate import figure_of, level_figures
from communes.figures.readings import Readings
from communes.models import IndicatorPart, ProgrammeYear, PublishedFigure, designated_communes
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.figures.counts import count, count_figures
from reports.figures.judged import judged, weak_dict
from reports.figures.measures import exit_share, untwinned_share
from reports.figures.place_share import as_share
from reports.figures.poverty import poverty_figures
from reports.figures.published import Stated, published_figure, stated
from reports.figures.rows import CommuneRow, UnitRow, commune_rows, unit_rows
from reports.figures.steering import request_figures
from reports.figures.targets import TargetResult, target_results
from twinning.choices import MEASURES, MONEY_MEASURES
from twinning.figures.help import Help, help_of, measure_figure
from twinning.figures.scoring.ratings import Rating, ratings
from twinning.figures.timeliness import ObligationRow, PeriodTimeliness, obligation_rows, timeliness
from twinning.figures.weakness import WeakUnit


@dataclass(frozen=True)
class IndicatorLine:
    """A figure made from one indicator part (`part` is its code), with that of the year before."""

    part: str
    group: str
    indicator: str
    figure: Figure
    before: Figure


@dataclass(frozen=True)
class ReviewFigures:
    """What the annual review says in numbers. `as_of` is the day lateness was counted to; `is_whole`: the reader sees
    the whole programme, as published figures do."""

    programme_code: str
    programme_name: str
    year: int
    as_of: date
    is_illustrative: bool
    is_record: bool
    is_whole: bool
    scope: tuple[Figure, ...]
    help: tuple[Figure, ...]
    counts: tuple[Figure, ...]
    indicators: tuple[IndicatorLine, ...]
    targets: tuple[TargetResult, ...]
    timeliness: tuple[PeriodTimeliness, ...]
    obligations: tuple[ObligationRow, ...]
    weak: tuple[WeakUnit, ...]
    cleared: tuple[WeakUnit, ...]
    ratings: tuple[Rating, ...]
    units: tuple[UnitRow, ...]
    communes: tuple[CommuneRow, ...]
    published: tuple[PublishedFigure, ...]
    given: Help

    def figure(self, code: str) -> Figure:
        """The figure named `code`, computed or published; KeyError when the year has none."""
        known = {figure.code: figure for figure in (*map(published_figure, self.published), *self.all())}
        return known[code]

    def stated(self, code: str) -> Stated:
        """The figure to be told: the computed one, else what was published of the whole programme."""
        own = next((figure for figure in self.all() if figure.code == code), None)
        return stated(own, code, self.published if self.is_whole else (), is_record=self.is_record)

    def indicator(self, code: str) -> IndicatorLine | None:
        """The line of an indicator part; None when staff have retired it."""
        return next((line for line in self.indicators if line.figure.code == code), None)

    def all(self) -> list[Figure]:
        """Every figure of the year once, in the order they are printed."""
        on_time = [period.on_time_rate() for period in self.timeliness]
        return [*self.scope, *self.help, *on_time, *self.counts, *(line.figure for line in self.indicators)]

    def group(self, code: str) -> str:
        """The heading a figure stands under wherever all are listed."""
        line = self.indicator(code)
        if line:
            return line.group
        headings = {
            "help": _("Kết quả giúp đỡ"),
            "timeliness": _("Nộp đúng hạn"),
            "filing": _("Chấp hành chế độ báo cáo"),
            "cooperation": _("Phối hợp"),
            "requests": _("Kiến nghị của xã"),
        }
        return headings.get(code.partition(".")[0], _("Quy mô chương trình"))

    def as_dict(self) -> dict:
        """For JSON: figures by code, targets, timeliness, late and weak units."""
        return {
            "programme": self.programme_code,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "is_illustrative": self.is_illustrative,
            "figures": {figure.code: figure.as_dict() for figure in self.all()},
            "targets": [target.as_dict() for target in self.targets],
            "timeliness": [
                asdict(period) | {"due_on": period.due_on.isoformat(), "filed": period.filed}
                for period in self.timeliness
            ],
            "late": [
                {"unit": row.unit_name, "period": row.kind, "days_late": row.days_late, "filed": row.is_filed}
                for row in self.late
            ],
            "weak": [weak_dict(unit) for unit in self.weak],
            "cleared": [weak_dict(unit) for unit in self.cleared],
        }  # fmt: skip

    @property
    def late(self) -> list[ObligationRow]:
        """Late obligations, the latest first."""
        return sorted((row for row in self.obligations if row.days_late), key=lambda row: -row.days_late)


def review_figures(programme_year: ProgrammeYear, viewer: Viewer) -> ReviewFigures:
    """Compute the year's figures from the rows `viewer` may see. The number of queries does not grow with the rows."""
    programme, year = programme_year.programme, programme_year.year
    listed = designated_communes(programme, year).visible_to(viewer).values_list("pk", flat=True)
    readings = Readings(listed, (year - 1, year))
    given = help_of(programme_year, viewer)
    obligations = obligation_rows(programme_year, viewer)
    units = unit_rows(programme_year, viewer, obligations, given)
    communes = commune_rows(programme_year, viewer, readings, given)
    periods = timeliness(obligations)
    # Where nobody owes anything there is nothing to judge by: no points, nobody weak.
    rated = ratings(programme_year, viewer, obligations, given) if obligations else []
    weak = [judged(row) for row in rated if row.is_weak]
    return ReviewFigures(
        programme_code=programme.code,
        programme_name=programme.name,
        year=year,
        as_of=programme_year.as_of,
        is_illustrative=programme_year.is_illustrative,
        is_record=programme_year.is_record,
        is_whole=bool(getattr(viewer, "sees_everything", False)),
        scope=_scope_figures(programme_year, viewer, communes, units),
        help=_help_figures(given),
        counts=(*count_figures(periods, obligations, weak, given), *request_figures(programme_year, viewer)),
        indicators=_indicator_lines(readings, communes, year),
        targets=tuple(target_results(programme_year, readings, viewer)),
        timeliness=tuple(periods),
        obligations=tuple(obligations),
        weak=tuple(weak),
        cleared=tuple(judged(row) for row in rated if row.reasons and not row.is_weak),
        ratings=tuple(rated),
        units=tuple(units),
        communes=tuple(communes),
        published=tuple(programme.published.filter(year=year)),
        given=given,
    )


def _scope_figures(
    programme_year: ProgrammeYear, viewer: Viewer, communes: list[CommuneRow], units: list[UnitRow]
) -> tuple[Figure, ...]:
    """Counts of places and units; a year of record that has no rows has no counts, either."""
    counts = (
        count("communes", _("Số xã thuộc chương trình"), _("xã"), len(communes)),
        count("communes.key", _("Số xã trọng điểm"), _("xã"), sum(row.is_key for row in communes)),
        count("villages", _("Số thôn (làng)"), _("thôn"), sum(row.villages for row in communes)),
        count("units", _("Số đơn vị kết nghĩa"), _("đơn vị"), len(units)),
    )
    missing = programme_year.is_record
    return (
        *(replace(figure, value=None) if missing and not figure.value else figure for figure in counts),
        exit_share(programme_year, viewer),
        untwinned_share(programme_year, viewer),
    )


def _help_figures(given: Help) -> tuple[Figure, ...]:
    works = (
        measure_figure(given.total, "works_registered", label=_("Công trình đăng ký")),
        measure_figure(given.total, "works_completed", label=_("Công trình hoàn thành")),
    )
    money = measure_figure(given.total, "money_total", label=_("Tổng kinh phí huy động"))
    at = MEASURES.index(MONEY_MEASURES[-1]) + 1
    measures = [measure_figure(given.total, measure) for measure in MEASURES]
    members_at = count(
        "help.party_members.communes",
        _("Số xã có đảng viên mới kết nạp (đơn vị báo)"),
        _("xã"),
        None if given.total.get("party_members") is None else given.communes_with_new_members,
    )
    return (*measures[:at], money, *measures[at:], members_at, *works)


def _indicator_lines(readings: Readings, communes: list[CommuneRow], year: int) -> tuple[IndicatorLine, ...]:
    lines = []
    for part in IndicatorPart.objects.in_use().filter(indicator__from_contributions=False):
        group, name = part.indicator.group.name, part.indicator.name
        for figure, before in zip(_figures(readings, part, year), _figures(readings, part, year - 1), strict=True):
            lines.append(IndicatorLine(part.code, group, name, figure, before))
        if part.code == "NG03":
            lines += [
                IndicatorLine(part.code, group, name, *pair) for pair in poverty_figures(readings, communes, year)
            ]
        if part.code == "DB03":
            lines.append(_places_with_any(readings, part, year))
    return tuple(lines)


def _figures(readings: Readings, part: IndicatorPart, year: int) -> list[Figure]:
    """A part's figures: one, or a count with its share, or a count for each level of a choice."""
    if part.aggregation == Aggregation.DISTRIBUTION:
        return level_figures(readings, part, year)
    figure = figure_of(readings, part, year)
    if part.aggregation == Aggregation.COUNT_TRUE:
        return [figure, as_share(figure, part)]
    return [figure]


def _places_with_any(readings: Readings, part: IndicatorPart, year: int) -> IndicatorLine:
    """At how many communes something was reported above zero: “335 đảng viên tại 51 xã”."""

    def count(of_year: int) -> Figure:
        found = [reading.value for place in readings.communes if (reading := readings.of_commune(part, place, of_year))]
        value = Decimal(sum(number > 0 for number in found)) if found else None
        label = _("Số xã có %(what)s") % {"what": part.label.lower()}
        return Figure(f"{part.code}.places", label, _("xã"), value, 0, None, None, len(found), len(readings.communes))

    return IndicatorLine(part.code, part.indicator.group.name, part.indicator.name, count(year), count(year - 1))
