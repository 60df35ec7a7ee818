"""Lists about the programme's communes, as tabs of one another; each person sees those he may open."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from communes.views.access import ASSESSMENT_READERS, EXIT_READERS, INSPECTION_READERS, REMARK_READERS
from kontum04.accounts.choices import Role
from kontum04.core.access import EVERYONE, may


@dataclass(frozen=True)
class Tab:
    label: Any
    url_name: str
    roles: frozenset[Role]


PLACE_TABS = [
    Tab(_("Xã thuộc chương trình"), "commune-list", EVERYONE),
    Tab(_("Đánh giá điều kiện"), "exit-assessment", ASSESSMENT_READERS),
    Tab(_("Thoát diện"), "exit-list", EXIT_READERS),
    Tab(_("No đủ – vững mạnh"), "prosperity-list", ASSESSMENT_READERS),
    Tab(_("Kiểm tra"), "inspection-list", INSPECTION_READERS),
    Tab(_("Ý kiến"), "remark-list", REMARK_READERS),
]
"""Upper floors add their own lists about communes."""


class TabbedList:
    """Mix-in of a yearly list page. `tabs_of_room` are the lists it stands among; its own is `tab`."""

    tab = ""
    tabs_of_room: list[Tab] = PLACE_TABS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tabs": self.get_tabs()}  # type: ignore[misc]

    def get_tabs(self) -> list[dict[str, Any]]:
        view: Any = self
        return [
            {"label": tab.label, "url": view.year_url(tab.url_name), "active": tab.url_name == self.tab}
            for tab in self.tabs_of_room
            if may(view.request.user, tab.roles)
        ]
