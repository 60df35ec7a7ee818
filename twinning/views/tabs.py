"""The pages about what units owe, as tabs of one another; each person sees those he may open."""

from typing import Any

from django.utils.translation import gettext as _

from kontum04.core.access import may
from twinning.choices import ReportStatus
from twinning.models import Obligation

from .access import DECIDERS, OBLIGATION_READERS, PROGRESS_READERS


class ProgressTabs:
    """Mix-in of a page of a year: `tabs` for components/tabs.html. The subclass names its own tab."""

    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tabs": self.get_tabs()}

    def get_tabs(self) -> list[dict[str, Any]]:
        pages = (
            ("obligation-list", _("Danh sách"), OBLIGATION_READERS),
            ("obligation-matrix", _("Bảng tiến độ"), PROGRESS_READERS),
            ("timeliness", _("Tỷ lệ đúng hạn"), PROGRESS_READERS),
            ("plan-follow-up", _("Thực hiện kế hoạch"), PROGRESS_READERS),
            ("review-queue", _("Chờ duyệt"), DECIDERS),
            ("period-list", _("Kỳ báo cáo"), PROGRESS_READERS),
        )
        tabs = [
            {"label": label, "url": self.year_url(name), "active": name == self.tab, "count": self._count(name)}
            for name, label, roles in pages
            if may(self.request.user, roles)
        ]
        return tabs if len(tabs) > 1 else []

    def _count(self, name: str) -> int | None:
        if name != "review-queue":
            return None
        rows = Obligation.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.filter(report__status=ReportStatus.SUBMITTED).count()
