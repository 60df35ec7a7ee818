"""The pages that show how the year stands, as tabs of one another."""

from django.utils.translation import gettext_lazy as _

from communes.views.tabs import Tab
from reports.access import READERS

BOARD_TABS = [
    Tab(_("Tổng quan"), "dashboard", READERS),
    Tab(_("Mục tiêu"), "target-list", READERS),
    Tab(_("Bảng số liệu"), "figure-list", READERS),
    Tab(_("So sánh đơn vị"), "league", READERS),
    Tab(_("So sánh xã"), "league-communes", READERS),
]
