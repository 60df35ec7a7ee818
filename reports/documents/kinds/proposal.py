"""The submission (tờ trình) to those above: whom to commend, which communes leave the list, who is assigned anew."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.choices import ExitStage
from communes.models import ExitProposal, Programme, ProgrammeYear
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.scoping import Viewer
from reports.documents import sentences
from reports.documents.context_types import Align, Column, DocumentContext, Kind, Row, Section, Table
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder, NothingToSayError
from reports.figures.counts import count
from twinning.choices import CommendationStatus
from twinning.models import AssignmentProposal, Commendation

REPORTED_TO = "(b/c)"
"""How a programme's list of recipients marks those a paper is submitted to."""


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The submission of one year. Raise NothingToSayError when nothing is proposed."""
    programme_year = order.programme_year
    lists = (
        _commendations(programme_year, viewer),
        _exits(programme_year, viewer),
        _assignments(programme_year, viewer),
    )
    if not any(section.table for section in lists):
        raise NothingToSayError(
            _("Năm %(year)s chưa có đề nghị khen thưởng, thoát diện hay phân công lại nào để trình.")
            % {"year": programme_year.year}
        )
    summary = _("khen thưởng, đưa xã ra khỏi danh sách và phân công lại đơn vị kết nghĩa năm %(year)s")
    letterhead = letterhead_of(
        order,
        doc_type="TTr",
        summary=summary % {"year": programme_year.year},
        addressees=_superiors(programme_year.programme),
    )
    return DocumentContext(letterhead=letterhead, sections=(_opening(programme_year), *lists, _closing()))


def _superiors(programme: Programme) -> tuple[str, ...]:
    marked = [line.strip() for line in programme.recipients.splitlines() if line.strip().endswith(REPORTED_TO)]
    return tuple(line.removesuffix(REPORTED_TO).strip() for line in marked) or (programme.superior_body,)


def _opening(programme_year: ProgrammeYear) -> Section:
    line = _(
        "Căn cứ kết quả thực hiện %(programme)s năm %(year)s và đề nghị của các xã, đơn vị, cơ quan thường trực kính "
        "trình xem xét các nội dung sau:"
    ) % {"programme": programme_year.programme.short_name, "year": programme_year.year}
    return Section(paragraphs=(line,), key="opening")


def _commendations(programme_year: ProgrammeYear, viewer: Viewer) -> Section:
    rows = (
        Commendation.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .filter(status=CommendationStatus.PROPOSED)
        .select_related("unit")
        .order_by("form", "unit__sort_key", "body_name", "pk")
    )
    columns = (
        _number(),
        Column(_("Tập thể"), width=36),
        Column(_("Hình thức"), width=26),
        Column(_("Thành tích"), width=60),
    )
    table = _table(columns, [(row.collective, row.form, row.reason) for row in rows])
    number = count("proposal.commendations", _("Số tập thể đề nghị khen thưởng"), _("tập thể"), len(rows))
    line = _("Đề nghị khen thưởng %(number)s có thành tích trong năm %(year)s:") % {
        "number": live(number, Form.UNIT),
        "year": programme_year.year,
    }
    nothing = _("Năm %(year)s không có đề nghị khen thưởng.") % {"year": programme_year.year}
    return Section(_("Khen thưởng"), 1, (line if table else nothing,), table=table, key="commendations")


def _exits(programme_year: ProgrammeYear, viewer: Viewer) -> Section:
    rows = (
        ExitProposal.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .filter(stage=ExitStage.PROPOSED)
        .select_related("commune__district")
        .order_by("commune__district__sort_key", "commune__sort_key")
    )
    columns = (
        _number(),
        Column(_("Xã"), width=30),
        Column(_("Huyện, thành phố"), width=30),
        Column(_("Kết quả đạt được, lý do"), width=62),
    )
    table = _table(columns, [(str(row.commune), str(row.commune.district or ""), row.reason) for row in rows])
    number = count("proposal.exits", _("Số xã đề nghị ra khỏi danh sách"), _("xã"), len(rows))
    line = _("Đề nghị công nhận %(number)s ra khỏi danh sách của chương trình:") % {"number": live(number, Form.UNIT)}
    nothing = _("Năm %(year)s không có xã được đề nghị ra khỏi danh sách.") % {"year": programme_year.year}
    return Section(_("Đưa xã ra khỏi danh sách"), 1, (line if table else nothing,), table=table, key="exits")


def _assignments(programme_year: ProgrammeYear, viewer: Viewer) -> Section:
    rows = (
        AssignmentProposal.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .standing()
        .select_related("unit", "commune__district")
        .order_by("commune__sort_key", "unit__sort_key")
    )
    columns = (
        _number(),
        Column(_("Xã"), width=30),
        Column(_("Đơn vị"), width=36),
        Column(_("Đề xuất"), width=18),
        Column(_("Lý do"), width=42),
    )
    cells = [(row.commune.full_name, str(row.unit), row.get_change_display(), row.reason) for row in rows]
    table = _table(columns, cells)
    number = count("proposal.assignments", _("Số đề xuất phân công"), _("đề xuất"), len(rows))
    line = _("%(number)s về phân công đơn vị kết nghĩa:") % {"number": live(number, Form.UNIT)}
    nothing = _("Giữ nguyên phân công đơn vị kết nghĩa hiện nay.")
    return Section(_("Phân công đơn vị kết nghĩa"), 1, (line if table else nothing,), table=table, key="assignments")


def _number() -> Column:
    return Column(_("TT"), Kind.COUNT, 5, align=Align.CENTER)


def _table(columns: tuple[Column, ...], rows: Sequence[Row]) -> Table | None:
    return Table(columns, tuple((at, *cells) for at, cells in enumerate(rows, 1))) if rows else None


def _closing() -> Section:
    return Section(paragraphs=(sentences.sentence(_("Kính trình xem xét, quyết định")),), key="closing")


KIND = DocumentKind(
    code="proposal",
    title=gettext_lazy("Tờ trình"),
    about=gettext_lazy("Danh sách đề nghị khen thưởng, xã ra khỏi danh sách, phân công lại đơn vị kết nghĩa."),
    make=make,
    roles=OFFICE_STAFF | {Role.HEAD},
)
