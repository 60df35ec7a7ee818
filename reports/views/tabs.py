"""The pages about documents as tabs of one another; each person sees those he may open."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum04.core.access import may
from reports.access import DRAFT_READERS, READERS


class DocumentTabs:
    """Mix-in of a page of a year: `tabs` for components/tabs.html. The subclass names its own tab."""

    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = (
            ("document-list", _("Lập từ số liệu"), READERS),
            ("composition-list", _("Đang soạn"), DRAFT_READERS),
        )
        tabs = [
            {"label": label, "url": self.year_url(name), "active": name == self.tab}
            for name, label, roles in pages
            if may(self.request.user, roles)
        ]
        tabs.append({"label": _("Đã ban hành"), "url": reverse("issued-list"), "active": False})
        return super().get_context_data(**kwargs) | {"tabs": tabs if len(tabs) > 1 else []}
