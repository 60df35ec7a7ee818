"""The letter (công văn) that reminds one unit of what it owes: what, since when, until when it shall answer."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import ProgrammeYear
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents import sentences
from reports.documents.context_types import DocumentContext, Section
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder, NothingToSayError
from reports.documents.place_words import Dated
from reports.figures.counts import count
from twinning.choices import ObligationState
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.models import Unit

ANSWER_WITHIN = dt.timedelta(days=7)
"""Until when the unit shall answer, where the order names no day: counted from the letter's date."""


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The letter to one unit. Raise NothingToSayError when the unit owes nothing late."""
    if order.unit is None:
        raise ValueError("a reminder names its unit")
    year = order.programme_year.year
    owed = [row for row in obligation_rows(order.programme_year, viewer) if row.unit_id == order.unit.pk]
    missing = [row for row in owed if is_outstanding(row)]
    if not missing:
        words = {"unit": sentences.sentence(order.unit.name)[:-1], "year": year}
        raise NothingToSayError(_("%(unit)s không còn kế hoạch, báo cáo nào quá hạn trong năm %(year)s.") % words)
    letterhead = letterhead_of(
        order,
        doc_type="CV",
        summary=_("đôn đốc nộp kế hoạch, báo cáo kết nghĩa năm %(year)s") % {"year": year},
        addressees=(order.unit.name,),
    )
    dated = letterhead.rule_set.text_date
    answer_by = order.answer_by or letterhead.date + ANSWER_WITHIN
    late = [row for row in owed if row.is_filed and row.days_late]
    return DocumentContext(
        letterhead=letterhead,
        sections=(
            _outstanding(order, missing, letterhead.date, dated),
            _request(late, answer_by, dated),
        ),
    )


def is_outstanding(row: ObligationRow) -> bool:
    """Not filed though its day has passed; what was filed late needs no reminder."""
    return bool(row.days_late) and not row.is_filed


def late_units(programme_year: ProgrammeYear, viewer: Viewer) -> list[Unit]:
    """Every unit in scope that still owes something late, in Vietnamese order."""
    late = {row.unit_id for row in obligation_rows(programme_year, viewer) if is_outstanding(row)}
    return list(Unit.objects.visible_to(viewer).filter(pk__in=late).order_by("sort_key"))


def _outstanding(order: DocumentOrder, missing: list[ObligationRow], on: dt.date, dated: Dated) -> Section:
    number = count("reminder.outstanding", _("Số kỳ chưa nộp quá hạn"), _("kỳ"), len(missing))
    line = _(
        "Thực hiện chế độ báo cáo của %(programme)s, qua theo dõi, tính đến hết ngày %(day)s, đơn vị còn "
        "%(periods)s quá hạn của năm %(year)s chưa nộp:"
    ) % {
        "programme": order.programme_year.programme.short_name,
        "day": dated(on),
        "periods": live(number, Form.UNIT),
        "year": order.programme_year.year,
    }
    return Section(paragraphs=(line,), bullets=tuple(_owed(row, dated) for row in missing), key="outstanding")


def _owed(row: ObligationRow, dated: Dated) -> str:
    """“Báo cáo năm: hạn nộp ngày 30-11-2018, đã quá hạn 31 ngày.”"""
    due = _("hạn nộp ngày %(day)s") % {"day": dated(row.due_on)}
    if row.effective_due_on != row.due_on:
        due += _(", được gia hạn đến ngày %(day)s") % {"day": dated(row.effective_due_on)}
    days = count(f"reminder.{row.kind}.days", row.kind_label, _("ngày"), row.days_late)
    words = {"period": row.kind_label, "due": due, "days": live(days, Form.UNIT), "why": _standing(row)}
    return _("%(period)s: %(due)s, đã quá hạn %(days)s%(why)s.") % words


def _standing(row: ObligationRow) -> str:
    if row.state == ObligationState.RETURNED:
        return _(" (đã trả lại để sửa, chưa nộp lại)")
    return _(" (đang soạn, chưa gửi)") if row.state == ObligationState.DRAFT else ""


def _request(late: list[ObligationRow], answer_by: dt.date, dated: Dated) -> Section:
    lines = []
    if late:
        before = (
            _("%(period)s nộp chậm %(days)s ngày")
            % {"period": row.kind_label.lower(), "days": formats.number(row.days_late)}
            for row in late
        )
        lines.append(_("Trong năm, đơn vị còn có %(before)s.") % {"before": formats.join(before)})
    lines += [
        _(
            "Đề nghị đơn vị nộp đủ các nội dung trên trước hết ngày %(day)s, đồng thời nêu rõ nguyên nhân chậm và "
            "biện pháp khắc phục."
        )
        % {"day": dated(answer_by)},
        _("Việc chấp hành chế độ báo cáo là một căn cứ để đánh giá, xếp loại đơn vị cuối năm."),
    ]
    return Section(paragraphs=tuple(lines), key="request")


KIND = DocumentKind(
    code="reminder",
    title=gettext_lazy("Công văn đôn đốc"),
    about=gettext_lazy("Gửi một đơn vị còn kế hoạch, báo cáo quá hạn: còn thiếu gì, trễ bao nhiêu ngày, hạn mới."),
    make=make,
    needs=frozenset({"unit"}),
    roles=OFFICE_STAFF | {Role.HEAD},
)
