"""The notice of assignment to one unit: which communes it helps, from when, by which decision, and what it owes."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents import sentences
from reports.documents.context_types import Align, Column, DocumentContext, Kind, Section, Table
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder, NothingToSayError
from reports.documents.place_words import Dated
from reports.figures.counts import count
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.models import Twinning

DOC_TYPE = "TB"
"""A notice: the decision it rests on has been taken and is named for each commune."""


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The notice to one unit. Raise NothingToSayError when the unit is assigned to no commune in the year."""
    if order.unit is None:
        raise ValueError("a notice of assignment names its unit")
    unit, programme_year = order.unit, order.programme_year
    rows = Twinning.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year).filter(unit=unit)
    twinnings = list(
        rows.select_related("commune__district", "village", "decision").order_by("commune__sort_key", "starts_on")
    )
    if not twinnings:
        words = {"unit": sentences.sentence(unit.name)[:-1], "year": programme_year.year}
        raise NothingToSayError(_("%(unit)s không được phân công giúp xã nào trong năm %(year)s.") % words)
    summary = _("phân công %(unit)s kết nghĩa, giúp đỡ xã năm %(year)s") % {"unit": unit, "year": programme_year.year}
    letterhead = letterhead_of(order, doc_type=DOC_TYPE, summary=summary)
    dated = letterhead.rule_set.text_date
    owed = [row for row in obligation_rows(programme_year, viewer) if row.unit_id == unit.pk and not row.is_waived]
    return DocumentContext(
        letterhead=replace(letterhead, recipients=(unit.name, *letterhead.recipients)),
        sections=(_communes(order, twinnings), _duties(owed, dated)),
    )


def _communes(order: DocumentOrder, twinnings: list[Twinning]) -> Section:
    communes = len({row.commune_id for row in twinnings})
    number = count("assignment.communes", _("Số xã được phân công"), _("xã"), communes)
    grounds = dict.fromkeys(str(row.decision) for row in twinnings if row.decision)
    by = _(", căn cứ %(decisions)s") % {"decisions": formats.join(grounds)} if grounds else ""
    line = _("Thực hiện %(programme)s%(by)s, năm %(year)s %(unit)s được phân công kết nghĩa, giúp đỡ %(communes)s:") % {
        "programme": order.programme_year.programme.short_name,
        "by": by,
        "year": order.programme_year.year,
        "unit": order.unit,
        "communes": live(number, Form.UNIT),
    }
    return Section(paragraphs=(line,), table=_table(twinnings), key="communes")


def _table(twinnings: list[Twinning]) -> Table:
    columns = (
        Column(_("TT"), Kind.COUNT, 6, align=Align.CENTER),
        Column(_("Xã"), width=34),
        Column(_("Thôn, làng"), width=24),
        Column(_("Từ ngày"), Kind.DATE, 18),
        Column(_("Đến hết ngày"), Kind.DATE, 18),
        Column(_("Căn cứ"), width=34),
    )
    rows = tuple(
        (
            position,
            row.commune.full_name,
            str(row.village) if row.village else _("cả xã"),
            row.starts_on,
            row.ends_on or "",
            str(row.decision) if row.decision else _("chưa ghi quyết định"),
        )
        for position, row in enumerate(twinnings, 1)
    )
    return Table(columns, rows)


def _duties(owed: list[ObligationRow], dated: Dated) -> Section:
    lines = [_("Đơn vị cử tổ công tác, phối hợp với cấp ủy, chính quyền xã khảo sát và chọn việc giúp đỡ thiết thực.")]
    if owed:
        terms = (
            _("%(period)s trước hết ngày %(day)s")
            % {"period": row.kind_label.lower(), "day": dated(row.effective_due_on)}
            for row in owed
        )
        lines.append(_("Thời hạn nộp trên cổng: %(terms)s.") % {"terms": formats.join(terms)})
    return Section(paragraphs=tuple(lines), key="duties")


KIND = DocumentKind(
    code="assignment",
    title=gettext_lazy("Thông báo phân công"),
    about=gettext_lazy(
        "Gửi một đơn vị: được phân công giúp xã nào, từ ngày nào, theo quyết định nào, hạn nộp báo cáo."
    ),
    make=make,
    needs=frozenset({"unit"}),
    roles=OFFICE_STAFF | {Role.HEAD},
)
