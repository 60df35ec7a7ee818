"""The main navigation: at most five entries per role, in the order of that role's work."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kontum04.accounts.choices import Role


@dataclass(frozen=True)
class Entry:
    """One entry. It is the current one on every page whose URL name begins with one of `pages`."""

    label: str
    icon: str
    url_name: str
    pages: tuple[str, ...]


HOME = Entry(_("Việc cần làm"), "house", "year-home", ("year-home", "home"))
OVERVIEW = Entry(_("Tổng quan"), "house", "year-home", ("year-home", "home"))
OBLIGATIONS = Entry(
    _("Báo cáo"),
    "clipboard-check",
    "obligation-list",
    ("obligation", "timeliness", "report", "review", "period", "open", "plan", "work"),
)
MATRIX = Entry(
    _("Tiến độ báo cáo"), "grid-3x3", "obligation-matrix", ("obligation", "timeliness", "report", "plan", "work")
)
OWN_FILINGS = Entry(_("Kế hoạch, báo cáo"), "clipboard-check", "obligation-list", ("obligation", "report"))
PLAN_ITEMS = Entry(_("Việc đăng ký"), "list-check", "plan-item-list", ("plan", "work"))
PLACE_LISTS = ("exit", "inspection", "prosperity", "remark", "request")
BOARD = ("dashboard", "figure", "league", "target")
UNIT_LISTS = ("rating", "commendation", "assignment")
COMMUNES = Entry(
    _("Xã, số liệu"), "geo-alt", "commune-list", ("commune", "village", "indicator", "year-grid", *PLACE_LISTS)
)
UNITS = Entry(_("Đơn vị kết nghĩa"), "building", "unit-list", ("unit", "twinning", "contribution", *UNIT_LISTS))
CLAIMS = Entry(_("Xác nhận"), "check2-square", "claim-list", ("claim", "contribution"))
CONTRIBUTIONS = Entry(_("Kết quả giúp đỡ"), "table", "contribution-list", ("contribution", "claim"))
DASHBOARD = Entry(_("Số liệu tổng hợp"), "bar-chart", "dashboard", BOARD)
SUMMARY = Entry(
    _("Tổng hợp, văn bản"),
    "bar-chart",
    "dashboard",
    (*BOARD, "document", "summary", "composition", "job", "issued"),
)
DOCUMENTS = Entry(
    _("Văn bản"), "file-earmark-text", "document-list", ("document", "summary", "composition", "job", "issued")
)
SHEETS = Entry(_("Nhập, xuất Excel"), "file-earmark-spreadsheet", "sheet-home", ("sheet",))

_OFFICE = (HOME, OBLIGATIONS, COMMUNES, UNITS, SUMMARY)
_READER = (OVERVIEW, DASHBOARD, MATRIX, COMMUNES, DOCUMENTS)

NAVIGATION: dict[str, tuple[Entry, ...]] = {
    Role.ADMIN: _OFFICE,
    Role.OFFICE: _OFFICE,
    Role.MEMBER: (HOME, COMMUNES, UNITS, OBLIGATIONS, SUMMARY),
    Role.HEAD: _READER,
    Role.LEADERSHIP: _READER,
    Role.DISTRICT: (HOME, COMMUNES, UNITS, OBLIGATIONS, SHEETS),
    Role.COMMUNE: (HOME, COMMUNES, CLAIMS, UNITS, SHEETS),
    Role.UNIT: (HOME, OWN_FILINGS, PLAN_ITEMS, CONTRIBUTIONS, COMMUNES),
}
