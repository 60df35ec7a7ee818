"""What the annual review says: sections composed from the year's figures, in the order of the committee's form.

Every number comes from a Figure; a missing one is said to be missing. The text is a draft the office finishes.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import formats
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.documents import sentences
from reports.documents.annexes import annexes_of
from reports.documents.context_types import Column, DocumentContext, Section, Table
from reports.documents.letterhead import letterhead_of
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.figures.review import ReviewFigures, review_figures
from twinning.choices import MONEY_MEASURES, PeriodKind
from twinning.figures.timeliness import ObligationRow


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The annual review with its annexes, in the reader's scope."""
    figures = review_figures(order.programme_year, viewer)
    summary = _("tổng kết việc thực hiện %(programme)s năm %(year)s và nhiệm vụ năm %(next)s") % {
        "programme": order.programme_year.programme.short_name,
        "year": figures.year,
        "next": figures.year + 1,
    }
    return DocumentContext(
        letterhead=letterhead_of(order, doc_type="BC", summary=summary),
        sections=review_sections(figures),
        annexes=annexes_of(figures),
    )


def review_sections(figures: ReviewFigures) -> tuple[Section, ...]:
    """The body of the annual review."""
    return (
        _situation(figures),
        Section(_("KẾT QUẢ THỰC HIỆN"), 1),
        _steering(figures),
        _economy(figures),
        _welfare(figures),
        _security(),
        _political_system(figures),
        _resources(figures),
        _cooperation(figures),
        _targets(figures),
        Section(_("HẠN CHẾ, ĐƠN VỊ CÒN YẾU"), 1),
        _late(figures),
        _weak(figures),
        _next_year(figures),
    )


def whole(figure: Figure) -> int | None:
    """A figure as the whole number that sentences count with."""
    return None if figure.rounded is None else int(figure.rounded)


def _clause(figures: ReviewFigures, code: str, noun: str) -> str:
    return sentences.counted(whole(figures.figure(code)), noun)


def _situation(figures: ReviewFigures) -> Section:
    lines = [
        _("Năm %(year)s, chương trình thực hiện tại %(communes)s, trong đó có %(key)s, gồm %(villages)s.")
        % {
            "year": figures.year,
            "communes": _clause(figures, "communes", _("xã")),
            "key": _clause(figures, "communes.key", _("xã trọng điểm")),
            "villages": _clause(figures, "villages", _("thôn (làng)")),
        }
    ]
    lines.extend(_poverty_lines(figures))
    return Section(_("TÌNH HÌNH CÁC XÃ"), 1, tuple(lines))


def _poverty_lines(figures: ReviewFigures) -> list[str]:
    rate, fall, poor = (figures.indicator(code) for code in ("NG03", "NG04", "NG01"))
    lines = []
    if rate:
        made_of = ""
        if rate.figure.numerator is not None:
            made_of = _(" (%(poor)s hộ nghèo trên tổng số %(all)s hộ)") % {
                "poor": formats.number(rate.figure.numerator),
                "all": formats.number(rate.figure.denominator),
            }
        lines.append(
            _("Tỷ lệ hộ nghèo cuối năm %(year)s là %(rate)s%(made_of)s.")
            % {"year": figures.year, "rate": rate.figure.text, "made_of": made_of}
        )
    if fall:
        lines.append(_fall_line(figures, fall.figure))
    if poor and poor.figure.is_partial:
        lines.append(
            _("Số liệu hộ nghèo mới có của %(coverage)s xã; các xã còn lại chưa có số liệu và không được tính là 0.")
            % {"coverage": poor.figure.coverage}
        )
    return lines


def _fall_line(figures: ReviewFigures, fall: Figure) -> str:
    if fall.value is None:
        reason = fall.note or sentences.sentence(str(formats.MISSING))
        return _("Mức giảm tỷ lệ hộ nghèo so với năm %(year)s: %(reason)s") % {
            "year": figures.year - 1,
            "reason": reason,
        }
    change = sentences.change(fall.value, Decimal(0), sentences.POINTS, since=figures.year - 1, decimals=1)
    return _("Tỷ lệ hộ nghèo %(change)s, tính trên %(coverage)s xã có số liệu cả hai năm theo cùng một chuẩn.") % {
        "change": change,
        "coverage": fall.coverage,
    }


def _steering(figures: ReviewFigures) -> Section:
    lines = [
        _("Trong năm có %(units)s tham gia giúp đỡ các xã. Các đơn vị đã cử %(trips)s xuống cơ sở.")
        % {
            "units": _clause(figures, "units", _("đơn vị kết nghĩa")),
            "trips": _clause(figures, "help.trips", _("lượt người")),
        }
    ]
    lines.extend(
        _("%(period)s: %(filed)s đã nộp, trong đó %(on_time)s đúng hạn và %(late)s chậm; %(missing)s chưa nộp.")
        % {
            "period": PeriodKind(period.kind).label,
            "filed": sentences.share(period.filed, period.owed, _("đơn vị")),
            "on_time": formats.number(period.on_time),
            "late": formats.number(period.filed_late),
            "missing": formats.number(period.missing),
        }
        for period in figures.timeliness
        if period.owed
    )
    return Section(_("Công tác chỉ đạo, tuyên truyền, bám nắm cơ sở"), 2, tuple(lines))


def _economy(figures: ReviewFigures) -> Section:
    line = _(
        "Các đơn vị huy động %(days)s giúp dân sửa chữa đường giao thông nông thôn, nhà ở, công trình thủy lợi nhỏ, "
        "nước tự chảy; đăng ký %(registered)s, hoàn thành %(completed)s; xây dựng %(new)s và nhân rộng %(spread)s."
    ) % {
        "days": _days(figures.figure("help.workdays")),
        "registered": _clause(figures, "help.works_registered", _("công trình")),
        "completed": _clause(figures, "help.works_completed", _("công trình")),
        "new": _clause(figures, "help.models_new", _("mô hình mới")),
        "spread": _clause(figures, "help.models_replicated", _("mô hình")),
    }
    return Section(_("Phát triển kinh tế, xây dựng mô hình, công trình"), 2, (line,))


def _days(figure: Figure) -> str:
    return str(formats.MISSING) if figure.value is None else f"{figure.text} {_('ngày công')}"


def _welfare(figures: ReviewFigures) -> Section:
    line = _("Các đơn vị thăm hỏi, tặng quà %(visits)s gia đình chính sách, hộ nghèo, trị giá %(gifts)s.") % {
        "visits": _clause(figures, "help.households_visited", _("lượt hộ")),
        "gifts": figures.figure("help.gifts_value").text_with_unit,
    }
    return Section(_("Văn hóa – xã hội, thăm hỏi, an sinh"), 2, (line,))


def _security() -> Section:
    line = _("Nội dung này không theo dõi bằng số liệu trên cổng; cơ quan thường trực viết khi hoàn chỉnh dự thảo.")
    return Section(_("Quốc phòng – an ninh"), 2, (line,))


def _political_system(figures: ReviewFigures) -> Section:
    members, places = figures.indicator("DB03"), figures.indicator("DB03.places")
    if members is None or places is None:
        return Section(
            _("Xây dựng hệ thống chính trị, phát triển đảng viên"), 2, (sentences.sentence(str(formats.MISSING)),)
        )
    if members.figure.value is None:
        line = _("Đảng viên mới kết nạp: %(missing)s.") % {"missing": formats.MISSING}
    else:
        line = _("Các xã kết nạp mới được %(members)s tại %(places)s.") % {
            "members": sentences.counted(whole(members.figure), _("đảng viên")),
            "places": sentences.counted(whole(places.figure), _("xã")),
        }
    return Section(_("Xây dựng hệ thống chính trị, phát triển đảng viên"), 2, (line,))


def _resources(figures: ReviewFigures) -> Section:
    total = figures.figure("help.money_total")
    head = _("Tổng kinh phí huy động: %(total)s. Hiện vật quy đổi, tính riêng: %(in_kind)s.") % {
        "total": total.text_with_unit,
        "in_kind": figures.figure("help.in_kind").text_with_unit,
    }
    sources = tuple(
        sentences.sentence(f"{figure.label.removesuffix(_(' (đồng)'))}: {figure.text_with_unit}")
        for figure in (figures.figure(f"help.{measure}") for measure in MONEY_MEASURES)
    )
    return Section(_("Huy động nguồn lực"), 2, (head,), sources)


def _cooperation(figures: ReviewFigures) -> Section:
    shared = sum(len(totals.units) > 1 for totals in figures.given.by_commune.values())
    several = sum(len(totals.communes) > 1 for totals in figures.given.by_unit.values())
    line = _(
        "%(shared)s có từ hai đơn vị cùng giúp; %(several)s giúp từ hai xã trở lên. Phần làm chung chỉ tính một lần."
    ) % {
        "shared": sentences.sentence(sentences.counted(shared, _("xã"))).rstrip("."),
        "several": sentences.counted(several, _("đơn vị")),
    }
    return Section(_("Phối hợp giữa các đơn vị"), 2, (line,))


def _targets(figures: ReviewFigures) -> Section:
    table = target_table(figures)
    nothing = () if table else (_("Chương trình chưa đặt mục tiêu bằng số."),)
    return Section(_("KẾT QUẢ SO VỚI MỤC TIÊU"), 1, nothing, table=table)


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


def _late(figures: ReviewFigures) -> Section:
    """Late units by name; one unit late in several periods stands once, with all its periods."""
    by_unit: dict[str, list[ObligationRow]] = {}
    for row in figures.late:
        by_unit.setdefault(row.unit_name, []).append(row)
    if not by_unit:
        return Section(_("Chấp hành chế độ báo cáo"), 2, (_("Không có đơn vị nào nộp chậm hoặc chưa nộp."),))
    head = _("%(units)s nộp chậm hoặc chưa nộp (số ngày tính đến hết %(day)s):") % {
        "units": sentences.counted(len(by_unit), _("đơn vị")),
        "day": formats.long_date(figures.as_of),
    }
    lines = tuple(f"{name}: {'; '.join(_late_words(row) for row in rows)}" for name, rows in by_unit.items())
    return Section(_("Chấp hành chế độ báo cáo"), 2, (head,), lines)


def _late_words(row: ObligationRow) -> str:
    days = formats.number(row.days_late)
    words = _("%(period)s nộp chậm %(days)s ngày") if row.is_filed else _("%(period)s chưa nộp, quá hạn %(days)s ngày")
    return words % {"period": row.kind_label.lower(), "days": days}


def _weak(figures: ReviewFigures) -> Section:
    if not figures.weak:
        return Section(_("Đơn vị yếu"), 2, (_("Không có đơn vị yếu theo quy tắc của chương trình."),))
    head = _("%(units)s được nêu tên để chỉ đạo khắc phục:") % {
        "units": sentences.counted(len(figures.weak), _("đơn vị"))
    }
    lines = tuple(f"{unit.unit_name}: {'; '.join(unit.reasons)}" for unit in figures.weak)
    return Section(_("Đơn vị yếu"), 2, (head,), lines)


def _next_year(figures: ReviewFigures) -> Section:
    lines = (
        _("Các đơn vị đăng ký công trình, việc làm cụ thể ngay từ đầu năm và phối hợp với xã cùng thực hiện."),
        _("Đơn vị nộp chậm, đơn vị yếu nêu trên có biện pháp khắc phục; cơ quan thường trực theo dõi, đôn đốc."),
        _("Các xã bổ sung số liệu còn thiếu; Ban Chỉ đạo rà soát xã đủ điều kiện ra khỏi danh sách."),
    )
    return Section(_("NHIỆM VỤ NĂM %(year)s") % {"year": figures.year + 1}, 1, bullets=lines)


KIND = DocumentKind(
    code="review",
    title=gettext_lazy("Báo cáo tổng kết năm"),
    about=gettext_lazy("Dự thảo đầy đủ với Biểu 1 (đơn vị), Biểu 2 (xã) và biểu tổng hợp số liệu."),
    make=make,
    is_long=True,
)
