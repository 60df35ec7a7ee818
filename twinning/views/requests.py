"""What communes ask for: the list, one request with its history."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.models import Commune
from communes.views.tabs import PLACE_TABS, Tab, TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.history import changes
from kontum04.core.views import ListPage
from twinning.choices import Rating, RequestState
from twinning.filters.requests import RequestFilter
from twinning.models import Request
from twinning.services.requests import rating_is_open
from twinning.tables.requests import RequestTable

from . import request_steps
from .access import ANSWERERS, ASKERS, DECIDERS, RATERS, REQUEST_READERS

RELATED = ("commune__district", "to_unit", "programme", "answered_by")


PLACE_TABS.append(Tab(_("Kiến nghị"), "request-list", REQUEST_READERS))


class RequestList(YearMixin, TabbedList, ListPage):
    """The year's requests in scope. States are told as of today, or of the year's cut-off once that has passed."""

    model = Request
    table_class = RequestTable
    filterset_class = RequestFilter
    roles = REQUEST_READERS
    tab = "request-list"
    heading = _("Kiến nghị của xã")
    empty_title = _("Chưa có kiến nghị nào")
    empty_hint = _(
        "Xã gửi kiến nghị ở trang này; cơ quan thường trực chuyển đến nơi giải quyết và theo dõi đến khi trả lời."
    )

    def get_queryset(self) -> QuerySet[Request]:
        return super().get_queryset().in_year(self.programme, self.year).select_related(*RELATED)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"on": self.programme_year.as_of}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year, "on": self.programme_year.as_of}

    def count_line(self, count: int) -> str:
        overdue = self.object_list.overdue(self.programme_year.as_of).count()
        late = self.object_list.answered_late().count()
        counts = {"count": count, "overdue": overdue, "late": late}
        words = _t("%(count)s kiến nghị, %(overdue)s quá hạn chưa trả lời, %(late)s trả lời trễ")
        return words % {name: formats.number(number) for name, number in counts.items()}

    def get_main_action(self) -> dict[str, Any] | None:
        if not may(self.request.user, ASKERS):
            return None
        return {"label": _("Gửi kiến nghị"), "url": self.year_url("request-new"), "icon": "plus-lg"}


class RequestDetail(YearMixin, RoleRequiredMixin, TemplateView):
    """One request: what was asked, the answer, the commune's word on it, and everything that happened to it."""

    roles = REQUEST_READERS
    template_name = "twinning/request_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Request.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        row = get_object_or_404(rows.select_related(*RELATED), pk=self.kwargs["pk"])
        on = self.programme_year.as_of
        return super().get_context_data(**kwargs) | {
            "row": row,
            "commune_url": self.commune_url(row),
            "state": row.state_on(on),
            "days_late": row.days_late_on(on),
            "days_left": (row.due_on - on).days if row.due_on and row.state_on(on) == RequestState.OPEN else None,
            "rating": Rating(row.rating).label if row.rating else "",
            "steps": self.steps(row),
            "history": changes(row),
        }

    def commune_url(self, row: Request) -> str:
        """A unit may be asked by a commune it does not help, whose page it may not see."""
        seen = Commune.objects.visible_to(self.request.user).filter(pk=row.commune_id).exists()
        return self.year_url("commune-detail", pk=row.commune_id) if seen else ""

    def steps(self, row: Request) -> list[dict[str, Any]]:
        """What this person may do now, as links; the first is the next thing to do."""
        user = self.request.user
        told = (
            (
                "request-address",
                _t("Chuyển lại, đổi hạn") if row.addressee else _t("Chuyển giải quyết"),
                may(user, DECIDERS) and not row.answered_on,
            ),
            (
                "request-answer",
                _t("Sửa câu trả lời") if row.answered_on else _t("Trả lời"),
                may(user, ANSWERERS) and row.addressee and row.rating is None,
            ),
            (
                "request-rate",
                _t("Sửa đánh giá") if row.rating else _t("Đánh giá câu trả lời"),
                may(user, RATERS) and row.answered_on and rating_is_open(row),
            ),
        )
        return [{"label": label, "url": self.year_url(name, pk=row.pk)} for name, label, open_ in told if open_]


urls = [
    path("requests/", RequestList.as_view(), name="request-list"),
    path("requests/<int:pk>/", RequestDetail.as_view(), name="request-detail"),
    *request_steps.urls,
]
