"""What every unit owes, as a list."""

from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import may
from kontum04.core.views import ListPage
from twinning.filters.behind import BehindFilter
from twinning.models import Obligation
from twinning.tables.obligations import ObligationTable

from .access import DECIDERS, OBLIGATION_READERS
from .filing import WRITERS
from .span import YearSpan
from .tabs import ProgressTabs


class ObligationList(ProgressTabs, YearSpan, ListPage):
    """Everything owed in the year, filed or not; of several years where a figure of several years leads here."""

    tab = "obligation-list"
    template_name = "twinning/obligation_list.html"
    model = Obligation
    table_class = ObligationTable
    filterset_class = BehindFilter
    roles = OBLIGATION_READERS
    heading = _("Nghĩa vụ báo cáo")
    empty_title = _("Chưa có nghĩa vụ báo cáo nào")
    empty_hint = _("Nghĩa vụ được lập khi cơ quan thường trực mở năm, cho đơn vị có phân công kết nghĩa trong năm.")

    def get_queryset(self):
        rows = super().get_queryset().in_years(self.programme, self.since, self.year).with_state().with_timeliness()
        return rows.select_related("unit", "period__programme_year__programme", "report__submitted_by")

    def get_filterset_kwargs(self, filterset_class) -> dict:
        more = {"programme_year": self.programme_year, "years": self.years_asked}
        return super().get_filterset_kwargs(filterset_class) | more

    def get_filterset(self, filterset_class):
        found = super().get_filterset(filterset_class)
        if self.request.user.role == Role.UNIT:  # whose own units are too few to be told apart by these
            found.leave_out("kind", "level", "district")
        return found

    def get_table_kwargs(self) -> dict:
        user = self.request.user
        may_decide, may_begin = may(user, DECIDERS), may(user, WRITERS)
        spans = self.since < self.year
        shown = {"kind": user.role != Role.UNIT, "year": spans, "actions": may_decide or may_begin}
        return {
            "programme_year": self.programme_year,
            "may_decide": may_decide,
            "may_begin": may_begin,
            "exclude": [name for name, is_shown in shown.items() if not is_shown],
        }

    def get_context_data(self, **kwargs) -> dict:
        """The office reminds all late units by one button."""
        context = super().get_context_data(**kwargs)
        if may(self.request.user, DECIDERS):
            context["remind_url"] = self.year_url("obligation-remind")
        return context

    def count_line(self, count: int) -> str:
        units = self.object_list.order_by().values("unit").distinct()
        counts = {"units": formats.number(units.count()), "late": formats.number(units.late().count())}
        return _t("%(units)s đơn vị, %(late)s chậm") % counts


urls = [path("obligations/", ObligationList.as_view(), name="obligation-list")]
