"""Biểu 5: what the communes asked for in the year, of whom, and what became of it."""

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Align, Annex, Column, Kind, Row
from twinning.models import Request


def request_annex(programme_year: ProgrammeYear, viewer: Viewer) -> Annex:
    """One row a request, by commune and day. Its state is that of the day the figures count to."""
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Xã"), width=13),
        Column(_("Ngày gửi"), Kind.DATE, 10),
        Column(_("Nội dung kiến nghị"), width=38),
        Column(_("Nơi giải quyết"), width=20),
        Column(_("Hạn trả lời"), Kind.DATE, 10),
        Column(_("Ngày trả lời"), Kind.DATE, 10),
        Column(_("Kết quả"), width=34),
        Column(_("Trạng thái"), width=12),
        Column(_("Trễ (ngày)"), Kind.COUNT, 6),
        Column(_("Xã đánh giá (1–5)"), width=8, align=Align.CENTER),
    )
    rows = (
        Request.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .select_related("commune", "to_unit")
        .order_by("commune__sort_key", "filed_on", "pk")
    )
    cells = tuple(_cells(position, row, programme_year) for position, row in enumerate(rows, 1))
    counted_to = _("Trạng thái và số ngày trễ tính đến hết %(day)s.") % {"day": formats.long_date(programme_year.as_of)}
    return Annex(
        title=_("Kiến nghị của các xã năm %(year)s") % {"year": programme_year.year},
        number=_("Biểu 5"),
        columns=columns,
        rows=cells,
        note=counted_to if cells else _("Trong năm chưa ghi nhận kiến nghị nào của xã."),
    )


def _cells(position: int, row: Request, programme_year: ProgrammeYear) -> Row:
    day = programme_year.as_of
    return (
        position, row.commune.name, row.filed_on, row.text, row.addressee or _("chưa chuyển"), row.due_on or "",
        row.answered_on or "", row.answer, str(row.state_on(day).label), row.days_late_on(day),
        str(row.rating) if row.rating else "",
    )  # fmt: skip
