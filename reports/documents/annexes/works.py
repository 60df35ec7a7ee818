"""Biểu 4: works registered and done, each once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Align, Annex, Cell, Column, Kind, Row
from reports.figures.work_rows import WorkRow, work_rows


def work_annex(programme_year: ProgrammeYear, viewer: Viewer) -> Annex:
    """One row a work; planned and spent money stand in columns of their own."""
    planned, done = _("Đăng ký"), _("Thực hiện")
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Đơn vị"), width=20),
        Column(_("Công trình"), width=30),
        Column(_("Xã"), width=12),
        Column(_("Thôn (làng)"), width=11),
        Column(_("Kinh phí"), Kind.MILLIONS, 8, planned, _("triệu đồng")),
        Column(_("Nguồn"), width=14, group=planned),
        Column(_("Đơn vị phối hợp"), width=14, group=planned),
        Column(_("Tiến độ"), Kind.TEXT, 12, done),
        Column(_("Kinh phí"), Kind.MILLIONS, 8, done, _("triệu đồng")),
        Column(_("Duyệt"), Kind.TEXT, 8, done),
        Column(_("Ý kiến của xã"), width=11, group=done),
        Column(_("Ảnh"), width=6, group=done, align=Align.CENTER),
    )
    rows = work_rows(programme_year, viewer)
    return Annex(
        title=_("Công trình đăng ký và thực hiện năm %(year)s") % {"year": programme_year.year},
        number=_("Biểu 4"),
        columns=columns,
        rows=tuple(_cells(position, row) for position, row in enumerate(rows, 1)),
        totals=_totals(rows),
        note=_note(rows),
    )


def _cells(position: int, row: WorkRow) -> Row:
    is_reported = row.is_accepted is not None
    accepted = _("đã duyệt") if row.is_accepted else _("chờ duyệt")
    return (
        position, row.unit.name, row.content, row.commune.name, row.place,
        row.registered_cost if row.is_registered else "", row.source, row.partner,
        progress_words(row), row.cost if is_reported else "", accepted if is_reported else "", row.commune_word,
        _("có") if row.has_photo else _("không"),
    )  # fmt: skip


def progress_words(row: WorkRow) -> str:
    """“hoàn thành”, “60 %”, “chưa xong”; a joint work names its lead; what came beyond the plan says so."""
    if row.is_accepted is None:
        return _("chưa báo cáo kết quả")
    if row.lead:
        return _("làm chung, %(unit)s chủ trì") % {"unit": row.lead}
    beyond = "" if row.is_registered else _(", ngoài kế hoạch")
    if row.is_completed:
        return _("hoàn thành") + beyond
    if row.progress is not None:
        return _("đạt %(percent)s %%") % {"percent": row.progress} + beyond
    return (_("chưa xong") if row.is_completed is False else _("chưa có số liệu")) + beyond


def _totals(rows: list[WorkRow]) -> Row | None:
    """Money of joint works stands in each unit's own row, so nothing is added twice."""
    if not rows:
        return None
    planned, spent = _sum(row.registered_cost for row in rows), _sum(row.cost for row in rows)
    return ("", _("Cộng"), "", "", "", planned, "", "", "", spent, "", "", "")


def _sum(amounts: Iterable[int | None]) -> Cell:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _note(rows: list[WorkRow]) -> str:
    if not rows:
        return _("Trong năm chưa ghi nhận công trình nào.")
    return _(
        "Công trình làm chung đứng ở từng đơn vị tham gia với phần kinh phí của mình; số công trình chỉ tính cho đơn "
        "vị chủ trì. Ảnh: có ảnh minh chứng đơn vị nộp cho xã đó."
    )
