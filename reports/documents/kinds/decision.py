"""The draft decision on assignments: who helps whom from which day, as a head approved it and nobody applied it yet."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import ProgrammeYear
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.scoping import Viewer
from reports.documents.articles import Change, assigned, duties, effect
from reports.documents.context_types import DocumentContext
from reports.documents.grounds import enactor_of, grounds_of
from reports.documents.letterhead import letterhead_of
from reports.documents.orders import DocumentKind, DocumentOrder, NothingToSayError
from twinning.choices import AssignmentStatus
from twinning.models import AssignmentProposal, Twinning

DOC_TYPE = "QĐ"


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The draft of one year. Raise NothingToSayError when nothing that was approved awaits its decision."""
    programme_year = order.programme_year
    changes = _changes(programme_year, viewer)
    if not changes:
        words = _("Năm %(year)s không có đề xuất phân công nào đã duyệt và chờ quyết định.")
        raise NothingToSayError(words % {"year": programme_year.year})
    summary = _("về việc phân công lại đơn vị kết nghĩa, giúp đỡ xã năm %(year)s") % {"year": programme_year.year}
    letterhead = letterhead_of(order, doc_type=DOC_TYPE, summary=summary)
    earlier = [change.twinning.decision for change in changes if change.twinning and change.twinning.decision]
    style, dated = letterhead.rule_set.style, letterhead.rule_set.text_date
    letterhead = replace(
        letterhead,
        recipients=(_("Như Điều 3"), *letterhead.recipients),
        enactor=enactor_of(programme_year.programme, style),
        grounds=grounds_of(programme_year, viewer, earlier=earlier, style=style, dated=dated),
    )
    return DocumentContext(
        letterhead, (assigned(programme_year, changes), duties(programme_year, changes, letterhead), effect(changes))
    )


def _changes(programme_year: ProgrammeYear, viewer: Viewer) -> list[Change]:
    """In the order of districts, communes and units."""
    programme = programme_year.programme
    rows = AssignmentProposal.objects.visible_to(viewer).in_year(programme, programme_year.year)
    rows = rows.filter(status=AssignmentStatus.APPROVED).select_related("unit", "commune__district")
    standing = Twinning.objects.visible_to(viewer).filter(programme=programme, ends_on=None, village=None)
    standing = standing.filter(unit__in=rows.values("unit"), commune__in=rows.values("commune"))
    of_pair = {(row.unit_id, row.commune_id): row for row in standing.select_related("decision")}
    in_order = rows.order_by("commune__district__sort_key", "commune__sort_key", "unit__sort_key", "pk")
    return [Change(row, of_pair.get((row.unit_id, row.commune_id))) for row in in_order]


KIND = DocumentKind(
    code="decision",
    title=gettext_lazy("Dự thảo quyết định phân công"),
    about=gettext_lazy("Từ các đề xuất đã duyệt, chưa thực hiện: phân công thêm, thôi, giữ nguyên đơn vị của từng xã."),
    make=make,
    roles=OFFICE_STAFF | {Role.HEAD},
)
