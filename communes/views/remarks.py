"""What the committee remarks on communes: the year's list, and one remark with its answer."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.choices import RemarkState
from communes.filters_remarks import RemarkFilter
from communes.models import Remark
from communes.tables_remarks import RemarkTable
from communes.views.access import REMARK_ANSWERERS, REMARK_READERS, REMARKERS
from communes.views.tabs import TabbedList
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.history import changes
from kontum04.core.views import ListPage

from . import remark_steps


class RemarkList(remark_steps.OfRemarks, TabbedList, ListPage):
    model = Remark
    table_class = RemarkTable
    filterset_class = RemarkFilter
    roles = REMARK_READERS
    tab = "remark-list"
    heading = _("Ý kiến của Ban Chỉ đạo về xã")
    empty_title = _("Chưa có ý kiến nào")
    empty_hint = _(
        "Thành viên Ban Chỉ đạo ghi ý kiến về xã được giao; ý kiến cần trả lời chờ cơ quan thường trực hoặc xã."
    )

    def get_queryset(self) -> QuerySet[Remark]:
        return self.remarks()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        counts = {"count": formats.number(count), "waiting": formats.number(self.object_list.waiting().count())}
        return _t("%(count)s ý kiến, %(waiting)s chờ trả lời") % counts

    def get_main_action(self) -> dict[str, Any] | None:
        if not may(self.request.user, REMARKERS):
            return None
        return {"label": _("Ghi ý kiến"), "url": self.year_url("remark-new"), "icon": "plus-lg"}


class RemarkDetail(remark_steps.OfRemarks, RoleRequiredMixin, TemplateView):
    """One remark. What it said before it was sent to the commune is for the committee."""

    roles = REMARK_READERS
    template_name = "generic/steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.remarks(), pk=self.kwargs["pk"])
        told = {"commune": row.commune.name_in_text}
        return super().get_context_data(**kwargs) | {
            "title": _t("Ý kiến về %(commune)s") % told,
            "state": row.state,
            "state_label": row.state.label,
            "back_url": self.year_url("remark-list"),
            "back_label": RemarkList.heading,
            "facts": remark_steps.facts_of(row, self.year_url("commune-detail", pk=row.commune_id)),
            "steps": self.steps(row),
            "history": changes(row) if may(self.request.user, REMARK_READERS - {Role.COMMUNE}) else [],
        }

    def steps(self, row: Remark) -> list[dict[str, Any]]:
        """What this person may do now, as links; the first is the next thing to do."""
        user = self.request.user
        is_mine = row.written_by_id == user.pk and row.is_open
        corrects = row.state == RemarkState.ANSWERED and row.answered_by_id == user.pk
        answers = may(user, REMARK_ANSWERERS) and (row.is_open or corrects)
        told = (
            ("remark-answer", _t("Sửa câu trả lời") if corrects else _t("Trả lời"), answers),
            ("remark-edit", _t("Sửa"), is_mine),
            ("remark-withdraw", _t("Rút ý kiến"), is_mine),
        )
        return [{"label": label, "url": self.year_url(name, pk=row.pk)} for name, label, open_ in told if open_]


urls = [
    path("remarks/", RemarkList.as_view(), name="remark-list"),
    path("remarks/<int:pk>/", RemarkDetail.as_view(), name="remark-detail"),
    *remark_steps.urls,
]
