"""The three articles of a decision on assignments: who helps whom, what each owes, who carries it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from reports.documents.context_types import Align, Block, Column, Kind, Letterhead, Paragraph, Row, Section, Table
from reports.documents.live import Form, Run, live, runs_of
from reports.figures.counts import count
from twinning.choices import AssignmentChange
from twinning.models import AssignmentProposal, ReportingPeriod, Twinning


@dataclass(frozen=True)
class Change:
    """An approved proposal and the assignment it ends or keeps; a new one has none yet."""

    proposal: AssignmentProposal
    twinning: Twinning | None


def assigned(programme_year: ProgrammeYear, changes: list[Change]) -> Section:
    """Who begins, who ends, who stays: a point and a table each, of those that there are."""
    line = _(
        "Phân công lại đơn vị kết nghĩa, giúp đỡ xã theo %(programme)s năm %(year)s, thực hiện từ ngày Quyết định này "
        "có hiệu lực, như sau:"
    ) % {"programme": programme_year.programme.short_name, "year": programme_year.year}
    points = (
        (AssignmentChange.ADD, _("Phân công thêm %(number)s:")),
        (
            AssignmentChange.END,
            _("Thôi phân công %(number)s, phân công cũ tính đến hết ngày trước ngày Quyết định này có hiệu lực:"),
        ),
        (AssignmentChange.KEEP, _("Giữ nguyên phân công %(number)s:")),
    )
    blocks: list[Block] = [*_article(1, (line,))]
    at = 0
    for change, words in points:
        rows = [row for row in changes if row.proposal.change == change]
        if rows:
            at += 1
            number = count(f"decision.{change}", str(change.label), _("trường hợp"), len(rows))
            told = words % {"number": live(number, Form.UNIT)}
            blocks += [Paragraph(runs_of(f"{at}. {told}")), _table(change, rows)]
    return Section(blocks=tuple(blocks), key="assigned")


def _table(change: AssignmentChange, rows: list[Change]) -> Table:
    columns = [
        Column(_("TT"), Kind.COUNT, 6, align=Align.CENTER),
        Column(_("Huyện, thành phố"), width=30),
        Column(_("Xã"), width=24),
        Column(_("Đơn vị"), width=42),
    ]
    if change != AssignmentChange.ADD:
        columns.append(Column(_("Phân công từ ngày"), Kind.DATE, 20))
    if change == AssignmentChange.END:
        columns.append(Column(_("Ghi chú"), width=24))
    cells = (tuple(_cells(row))[: len(columns) - 1] for row in rows)
    return Table(tuple(columns), tuple((at, *line) for at, line in enumerate(cells, 1)))


def _cells(row: Change) -> Row:
    proposal, since = row.proposal, row.twinning.starts_on if row.twinning else ""
    alone = _("xã thôi được phân công kết nghĩa") if proposal.leaves_alone else ""
    return str(proposal.commune.district or ""), str(proposal.commune), str(proposal.unit), since, alone


def duties(programme_year: ProgrammeYear, changes: list[Change], letterhead: Letterhead) -> Section:
    return Section(blocks=_article(2, _duty_lines(programme_year, changes, letterhead)), key="duties")


def _duty_lines(programme_year: ProgrammeYear, changes: list[Change], letterhead: Letterhead) -> Iterator[str]:
    """Those who help register their plan by the terms still to come; those who end hand over."""
    kinds = {change.proposal.change for change in changes}
    if kinds - {AssignmentChange.END}:
        yield _(
            "Đơn vị được phân công cử tổ công tác, phối hợp với cấp ủy, chính quyền xã khảo sát, chọn việc giúp đỡ "
            "thiết thực và đăng ký kế hoạch giúp đỡ trong năm."
        )
        yield _terms(programme_year, letterhead)
    if AssignmentChange.END in kinds:
        yield _(
            "Đơn vị thôi được phân công bàn giao hồ sơ, việc đã đăng ký còn dở dang cho xã và báo cáo kết quả đến hết "
            "ngày thôi phân công."
        )


def _terms(programme_year: ProgrammeYear, letterhead: Letterhead) -> str:
    periods = ReportingPeriod.objects.filter(
        programme_year__programme=programme_year.programme, due_on__gte=letterhead.date
    ).select_related("programme_year")
    terms = [
        _("%(period)s năm %(year)s trước hết ngày %(day)s")
        % {
            "period": period.get_kind_display().lower(),
            "year": period.programme_year.year,
            "day": letterhead.rule_set.text_date(period.due_on),
        }
        for period in periods.order_by("due_on")
    ]
    if not terms:
        return _("Thời hạn đăng ký, báo cáo do cơ quan thường trực thông báo khi mở kỳ báo cáo.")
    return _("Thời hạn nộp trên cổng: %(terms)s.") % {"terms": formats.join(terms)}


def effect(changes: list[Change]) -> Section:
    districts = dict.fromkeys(str(row.proposal.commune.district) for row in changes if row.proposal.commune.district)
    places = _("%(districts)s và các xã") % {"districts": ", ".join(districts)} if districts else _("các xã")
    lines = (
        _(
            "Quyết định này có hiệu lực từ ngày ký. Những phân công trước đây trái với Quyết định này không còn "
            "hiệu lực."
        ),
        _(
            "Cơ quan thường trực chương trình; cấp ủy, chính quyền %(places)s; thủ trưởng các đơn vị có tên tại "
            "Điều 1 chịu trách nhiệm thi hành Quyết định này."
        )
        % {"places": places},
    )
    return Section(blocks=_article(3, lines), key="effect")


def _article(number: int, lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """“Điều 2. …”: the number in bold before the first paragraph."""
    first, *others = [runs_of(line) for line in lines]
    title = Run(_("Điều %(number)s. ") % {"number": number}, bold=True)
    return (Paragraph((title, *first)), *(Paragraph(runs) for runs in others))
