"""Lists about the units of a year, as tabs of one another."""

from django.utils.translation import gettext_lazy as _

from communes.views.tabs import Tab
from kontum04.core.access import EVERYONE

from .access import ADVISED, OBLIGATION_READERS, PROGRESS_READERS, PROPOSAL_READERS

UNIT_TABS = [
    Tab(_("Đơn vị"), "unit-list", EVERYONE),
    Tab(_("Phân công"), "twinning-list", EVERYONE),
    Tab(_("Xếp loại"), "rating-list", PROGRESS_READERS),
    Tab(_("Câu hỏi"), "signal-list", OBLIGATION_READERS),
    Tab(_("Khen thưởng"), "commendation-list", PROPOSAL_READERS),
    Tab(_("Đề xuất phân công"), "assignment-list", PROPOSAL_READERS),
    Tab(_("Gợi ý phân công"), "twinning-advice", ADVISED),
]
