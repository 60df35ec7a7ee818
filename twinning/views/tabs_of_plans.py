"""Lists about what units registered for a year, as tabs of one another."""

from django.utils.translation import gettext_lazy as _

from communes.views.tabs import Tab
from kontum04.accounts.choices import Role
from kontum04.core.access import EVERYONE

from .access import PROGRESS_READERS

OVERLAP_READERS = EVERYONE - {Role.UNIT}
"""A unit sees no other unit's plan; a commune sees what is registered for it."""

PLAN_TABS = [
    Tab(_("Việc đăng ký"), "plan-item-list", EVERYONE),
    Tab(_("Theo dõi thực hiện"), "plan-follow-up", EVERYONE),
    Tab(_("Theo đơn vị"), "plan-unit-list", PROGRESS_READERS),
    Tab(_("Theo xã"), "plan-commune-list", PROGRESS_READERS),
    Tab(_("Phối hợp"), "plan-partner-list", EVERYONE),
    Tab(_("Xã chưa có kế hoạch"), "plan-gap-list", PROGRESS_READERS),
    Tab(_("Lồng ghép"), "plan-overlap-list", OVERLAP_READERS),
]
