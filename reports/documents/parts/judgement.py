"""What the review judges: targets against results, late and weak units by name, and what follows."""

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.context_types import Column, Section, Table
from reports.documents.live import Form, live
from reports.figures.review import ReviewFigures
from twinning.figures.timeliness import ObligationRow


def targets(figures: ReviewFigures) -> Section:
    """The programme's targets."""
    table = target_table(figures)
    nothing = () if table else (_("Chương trình chưa đặt mục tiêu bằng số."),)
    return Section(_("KẾT QUẢ SO VỚI MỤC TIÊU"), 1, nothing, table=table, key="targets")


def target_table(figures: ReviewFigures) -> Table | None:
    """Targets against results, one row each; None for a programme without targets."""
    columns = (
        Column(_("Mục tiêu"), width=40),
        Column(_("Đặt ra"), width=18),
        Column(_("Thời hạn"), width=14),
        Column(_("Kết quả"), width=14),
        Column(_("Đánh giá"), width=18),
    )
    rows = tuple(
        (target.label, target.goal, target.due, target.result.text_with_unit, target.verdict)
        for target in figures.targets
    )
    return Table(columns, rows) if rows else None


def late(figures: ReviewFigures) -> Section:
    """Late units by name; one unit late in several periods stands once, with all its periods."""
    by_unit: dict[str, list[ObligationRow]] = {}
    for row in figures.late:
        by_unit.setdefault(row.unit_name, []).append(row)
    heading = _("Chấp hành chế độ báo cáo")
    if not by_unit:
        return Section(heading, 2, (_none_late(figures),), key="late")
    head = _("%(units)s nộp chậm hoặc chưa nộp (số ngày tính đến hết %(day)s):") % {
        "units": live(figures.figure("filing.late_units"), Form.UNIT),
        "day": formats.long_date(figures.as_of),
    }
    lines = tuple(f"{name}: {'; '.join(_late_words(row) for row in rows)}" for name, rows in by_unit.items())
    return Section(heading, 2, (head,), lines, key="late")


def _none_late(figures: ReviewFigures) -> str:
    """Where nobody owes a report there is nothing to judge by."""
    if figures.obligations:
        return _("Không có đơn vị nào nộp chậm hoặc chưa nộp.")
    return _("Việc nộp kế hoạch, báo cáo của năm: %(missing)s.") % {"missing": formats.MISSING}


def _late_words(row: ObligationRow) -> str:
    days = formats.number(row.days_late)
    words = _("%(period)s nộp chậm %(days)s ngày") if row.is_filed else _("%(period)s chưa nộp, quá hạn %(days)s ngày")
    return words % {"period": row.kind_label.lower(), "days": days}


def next_year(figures: ReviewFigures) -> Section:
    """What follows for everybody; the office adds what is particular to the year."""
    lines = (
        _("Các đơn vị đăng ký công trình, việc làm cụ thể ngay từ đầu năm và phối hợp với xã cùng thực hiện."),
        _("Đơn vị nộp chậm, đơn vị yếu nêu trên có biện pháp khắc phục; cơ quan thường trực theo dõi, đôn đốc."),
        _("Các xã bổ sung số liệu còn thiếu; Ban Chỉ đạo rà soát xã đủ điều kiện ra khỏi danh sách."),
    )
    heading = _("NHIỆM VỤ NĂM %(year)s") % {"year": figures.year + 1}
    return Section(heading, 1, bullets=lines, key="next-year")
