"""The programme's targets: result, what is missing, the pace it takes, and where today's leads."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from communes.views.tabs import TabbedList
from kontum04.core.downloads import xlsx_response
from kontum04.core.sheets.export import Heading, write_table
from reports.views.board_tabs import BOARD_TABS
from reports.views.figures import FiguresPage


class TargetList(TabbedList, FiguresPage):
    """Every target within the reader's scope; `?format=xlsx` for the same as typed cells."""

    template_name = "reports/targets.html"
    tab = "target-list"
    tabs_of_room = BOARD_TABS

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            return self.export()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "figures": self.figures,
            "targets": [(target, self.link(target.result.code)) for target in self.figures.targets],
        }

    def export(self) -> HttpResponse:
        headings = [
            Heading(_("Mục tiêu")),
            Heading(_("Đặt ra")),
            Heading(_("Thời hạn")),
            Heading(_("Kết quả năm %(year)s") % {"year": self.year}, "decimal"),
            Heading(_("Đơn vị tính")),
            Heading(_("Nơi có số liệu")),
            Heading(_("Đánh giá")),
            Heading(_("Còn thiếu (số nơi)"), "integer"),
            Heading(_("Còn thiếu")),
            Heading(_("Cần mỗi năm (số nơi)"), "integer"),
            Heading(_("Cần mỗi năm")),
            Heading(_("Dự báo"), "decimal"),
            Heading(_("Căn cứ dự báo")),
            Heading(_("Nguồn")),
        ]
        rows = [
            (
                target.label,
                target.goal,
                target.due,
                target.result.rounded,
                target.result.unit,
                target.result.coverage,
                target.verdict,
                target.outlook.places,
                target.gap,
                target.outlook.places_per_year,
                target.pace,
                None if target.outlook.forecast is None else round(target.outlook.forecast, 1),
                target.forecast,
                target.source,
            )
            for target in self.figures.targets
        ]
        title = _("Mục tiêu và kết quả năm %(year)s") % {"year": self.year}
        return xlsx_response(write_table(headings, rows, title=title, subtitle=self.export_subtitle()), filename=title)


urls = [path("targets/", TargetList.as_view(), name="target-list")]
