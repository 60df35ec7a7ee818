"""League tables: the units, and the communes, of a year beside one another."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, ProgrammeYear
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.scoping import Viewer
from kontum04.core.views import ListPage
from reports.access import READERS
from reports.figures.league import Measure, Standing, ranked
from reports.figures.league_communes import commune_measures, commune_standings
from reports.figures.league_units import unit_measures, unit_standings
from reports.league_filters import CommuneLeagueFilter, UnitLeagueFilter
from reports.league_tables import CommuneLeagueTable, UnitLeagueTable
from reports.views.board_tabs import BOARD_TABS
from twinning.models import Unit


class LeaguePage(YearMixin, TabbedList, ListPage):
    """A list ranked by the measure that `by` in the address names. Places are among all in the reader's scope,
    whatever the filter shows."""

    roles = READERS
    tabs_of_room = BOARD_TABS
    measures_of: Callable[[], list[Measure]]
    standings_of: Callable[[ProgrammeYear, Viewer], list[Standing]]

    @cached_property
    def measures(self) -> list[Measure]:
        return type(self).measures_of()

    @cached_property
    def by(self) -> Measure:
        known = {measure.code: measure for measure in self.measures}
        return known.get(self.request.GET.get("by", ""), self.measures[0])

    @cached_property
    def standings(self) -> dict[int, Standing]:
        found = type(self).standings_of(self.programme_year, self.request.user)
        return {row.pk: row for row in ranked(found, self.by)}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=self.standings)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        own = {"programme_year": self.programme_year, "measures": self.measures, "standings": self.standings}
        return super().get_filterset_kwargs(filterset_class) | own

    def get_table_data(self) -> list[Standing]:
        shown = set(self.object_list.values_list("pk", flat=True))
        return [row for pk, row in self.standings.items() if pk in shown]

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year, "measures": self.measures}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"measure": self.by.label, "best": _t("ít nhất") if self.by.lower_is_better else _t("cao nhất")}
        note = _t("Xếp theo: %(measure)s, đứng đầu là %(best)s; bằng nhau thì cùng thứ, chưa có số liệu đứng cuối.")
        return super().get_context_data(**kwargs) | {"note": note % words}


class UnitLeague(LeaguePage):
    """Units, compared with all and with those of their own kind."""

    model = Unit
    table_class = UnitLeagueTable
    filterset_class = UnitLeagueFilter
    tab = "league"
    heading = _("So sánh các đơn vị")
    count_label = _("{count} đơn vị")
    empty_title = _("Chưa có đơn vị nào để so sánh")
    empty_hint = _("Mở năm và phân công đơn vị; số liệu lấy từ kế hoạch, báo cáo đã nộp.")
    measures_of = staticmethod(unit_measures)
    standings_of = staticmethod(unit_standings)


class CommuneLeague(LeaguePage):
    """Communes, compared with all and with those of their own district."""

    model = Commune
    table_class = CommuneLeagueTable
    filterset_class = CommuneLeagueFilter
    tab = "league-communes"
    heading = _("So sánh các xã")
    count_label = _("{count} xã")
    empty_title = _("Chưa có xã nào để so sánh")
    empty_hint = _("Đưa xã vào chương trình và nhập số liệu của năm.")
    measures_of = staticmethod(commune_measures)
    standings_of = staticmethod(commune_standings)


urls = [
    path("league/", UnitLeague.as_view(), name="league"),
    path("league/communes/", CommuneLeague.as_view(), name="league-communes"),
]
