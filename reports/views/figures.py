"""The dashboard and the table of all figures of a year."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.downloads import xlsx_response
from kontum04.core.sheets.export import Heading, write_table
from reports.access import READERS
from reports.board import board_of
from reports.documents import pictures
from reports.figures.review import ReviewFigures, review_figures
from reports.links import rows_behind
from reports.views.board_tabs import BOARD_TABS


class FiguresPage(YearMixin, RoleRequiredMixin, TemplateView):
    """A page printing the year's figures within the reader's scope."""

    roles = READERS

    @cached_property
    def figures(self) -> ReviewFigures:
        return review_figures(self.programme_year, self.request.user)

    def link(self, code: str) -> str:
        return rows_behind(code, self.figures, self.programme_year)


class Dashboard(TabbedList, FiguresPage):
    """Are we on course? Targets, poverty by standard, help by source, who is late, who is weak, where."""

    template_name = "reports/dashboard.html"
    tab = "dashboard"
    tabs_of_room = BOARD_TABS

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "figures": self.figures,
            "board": board_of(self.programme_year, user, self.figures),
            "charts": pictures.unit_ranking(self.figures),
        }


class FigureList(TabbedList, FiguresPage):
    """Every figure with its year before and where it comes from; `?format=xlsx` for the same as typed cells."""

    template_name = "reports/figure_list.html"
    tab = "figure-list"
    tabs_of_room = BOARD_TABS

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "xlsx":
            return self.export()
        return super().get(request, *args, **kwargs)

    def rows(self) -> list[dict]:
        """One row a figure: its group, itself, the year before (indicators only) and the rows behind it."""
        lines = {line.figure.code: line for line in self.figures.indicators}
        return [
            {
                "group": self.figures.group(figure.code),
                "figure": figure,
                "before": lines[figure.code].before if figure.code in lines else None,
                "href": self.link(figure.code),
            }
            for figure in self.figures.all()
        ]

    def export(self):
        headings = [
            Heading(_("Mã")),
            Heading(_("Nhóm")),
            Heading(_("Số liệu")),
            Heading(_("Đơn vị tính")),
            Heading(_("Năm %(year)s") % {"year": self.year - 1}, "decimal"),
            Heading(_("Năm %(year)s") % {"year": self.year}, "decimal"),
            Heading(_("Nơi có số liệu")),
            Heading(_("Ghi chú")),
        ]
        rows = [
            (
                row["figure"].code,
                row["group"],
                row["figure"].label,
                row["figure"].unit,
                row["before"].rounded if row["before"] else None,
                row["figure"].rounded,
                row["figure"].coverage,
                row["figure"].note,
            )
            for row in self.rows()
        ]
        title = _("Số liệu tổng hợp năm %(year)s") % {"year": self.year}
        content = write_table(headings, rows, title=title, subtitle=self.export_subtitle())
        return xlsx_response(content, filename=title)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "rows": self.rows(),
            "figures": self.figures,
            "published": self.figures.published,
        }
