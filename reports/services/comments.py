"""What the committee says about a draft, and what the office answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from reports.choices import AnswerKind, CompositionStatus
from reports.documents.context_types import Annex, Column
from reports.models import ComposedSection, Composition, SectionComment


@transaction.atomic
def comment(*, section: ComposedSection, by: User, text: str) -> SectionComment:
    """Note a remark on a section, as long as the draft is out for comments."""
    composition = Composition.objects.select_for_update().get(pk=section.composition_id)
    if composition.status != CompositionStatus.COMMENTED:
        raise refuse(_("văn bản hiện không lấy ý kiến."), where=_("Chưa ghi được góp ý"))
    said = nfc_lines(text).strip()
    if not said:
        raise refuse(_("viết nội dung góp ý."), where=str(section), field=f"id_comment-{section.pk}")
    row = SectionComment(section=section, author=by, text=said)
    sign(row, by=by, why=_("Góp ý"))
    row.save()
    return row


@transaction.atomic
def answer(*, remark: SectionComment, by: User, kind: str, text: str) -> SectionComment:
    """Answer a remark: taken up, partly, or not, always with words. An answer may be put better until approval."""
    composition = Composition.objects.select_for_update().get(pk=remark.section.composition_id)
    if not composition.is_editable:
        raise refuse(_("văn bản đã duyệt, không trả lời góp ý được nữa."), where=_("Chưa trả lời"))
    said = nfc_lines(text).strip()
    problems = []
    if kind not in AnswerKind.values:
        problems.append(Problem(_("Xử lý góp ý"), _("chọn tiếp thu hay không."), f"id_kind-{remark.pk}"))
    if not said:
        problems.append(
            Problem(_("Trả lời góp ý"), _("ghi rõ tiếp thu thế nào, hoặc vì sao không."), f"id_answer-{remark.pk}")
        )
    if problems:
        raise Problems(problems)
    row = SectionComment.objects.select_for_update().get(pk=remark.pk)
    row.answer_kind, row.answer, row.answered_by, row.answered_at = kind, said, by, clock.now()
    sign(row, by=by, why=AnswerKind(kind).label)
    row.save()
    return row


def comments_of(composition: Composition) -> list[SectionComment]:
    """All remarks in the order of the document."""
    rows = SectionComment.objects.filter(section__composition=composition)
    return list(rows.select_related("section", "author", "answered_by").order_by("section__order", "made_at", "pk"))


def comments_annex(composition: Composition) -> Annex:
    """The remarks and their answers as a table, for the office's file."""
    columns = (
        Column(_("TT"), width=6),
        Column(_("Mục"), width=30),
        Column(_("Người góp ý"), width=24),
        Column(_("Nội dung góp ý"), width=62),
        Column(_("Xử lý"), width=22),
        Column(_("Trả lời"), width=56),
    )
    rows = tuple(
        (
            str(number),
            str(row.section),
            f"{row.author}, {formats.date_time(row.made_at)}",
            row.text,
            row.get_answer_kind_display() if row.answer_kind else _("chưa trả lời"),
            row.answer,
        )
        for number, row in enumerate(comments_of(composition), 1)
    )
    return Annex(_("Tổng hợp, tiếp thu, giải trình ý kiến góp ý"), _("Phụ lục"), columns, rows)
