"""What the review says of the units' help, subject by subject."""

from django.utils.translation import gettext as _

from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.documents.parts.words import fact, facts, sourced, told, words_of
from reports.figures.review import ReviewFigures
from twinning.choices import MONEY_MEASURES, PeriodKind
from twinning.figures.timeliness import PeriodTimeliness


def steering(figures: ReviewFigures) -> Section:
    """Units, visits to the communes, and who filed."""
    line = told(
        _("Trong năm có %(units)s kết nghĩa tham gia giúp đỡ các xã, cử %(trips)s lượt người xuống cơ sở."),
        units=figures.stated("units"),
        trips=(figures.stated("help.trips"), Form.TEXT),
    )
    filed = (_filed(figures, period) for period in figures.timeliness if period.owed)
    heading = _("Công tác chỉ đạo, tuyên truyền, bám nắm cơ sở")
    return Section(heading, 2, (line, *filed), key="steering")


def _filed(figures: ReviewFigures, period: PeriodTimeliness) -> str:
    filed, on_time, late, missing = (
        figures.figure(f"filing.{period.kind}.{standing}") for standing in ("filed", "on_time", "late", "missing")
    )
    return _(
        "%(period)s: đã nộp %(filed)s/%(owed)s đơn vị (%(share)s); đúng hạn: %(on_time)s; chậm: %(late)s; "
        "chưa nộp: %(missing)s."
    ) % {
        "period": PeriodKind(period.kind).label,
        "filed": live(filed, Form.PART),
        "owed": live(filed, Form.WHOLE),
        "share": live(filed, Form.SHARE),
        "on_time": live(on_time),
        "late": live(late),
        "missing": live(missing),
    }


def economy(figures: ReviewFigures) -> Section:
    """Workdays, works and models."""
    line = told(
        _(
            "Các đơn vị huy động %(days)s giúp dân sửa chữa đường giao thông nông thôn, nhà ở, công trình thủy lợi "
            "nhỏ, nước tự chảy; đăng ký %(registered)s, hoàn thành %(completed)s; xây dựng mới %(new)s, nhân rộng "
            "%(spread)s."
        ),
        days=figures.stated("help.workdays"),
        registered=figures.stated("help.works_registered"),
        completed=figures.stated("help.works_completed"),
        new=figures.stated("help.models_new"),
        spread=figures.stated("help.models_replicated"),
    )
    return Section(_("Phát triển kinh tế, xây dựng mô hình, công trình"), 2, (line,), key="economy")


def welfare(figures: ReviewFigures) -> Section:
    """Visits to households and what was given."""
    line = told(
        _("Các đơn vị thăm hỏi, tặng quà %(visits)s gia đình chính sách, hộ nghèo, trị giá %(gifts)s."),
        visits=figures.stated("help.households_visited"),
        gifts=figures.stated("help.gifts_value"),
    )
    return Section(_("Văn hóa – xã hội, thăm hỏi, an sinh"), 2, (line,), key="welfare")


def security() -> Section:
    """Nothing is tracked here (DOMAIN, rule 12): the office writes it."""
    line = _("Nội dung này không theo dõi bằng số liệu trên cổng; cơ quan thường trực viết khi hoàn chỉnh dự thảo.")
    return Section(_("Quốc phòng – an ninh"), 2, (line,), key="security")


def resources(figures: ReviewFigures) -> Section:
    """Money by source, and help in kind, which is valued apart."""
    total, in_kind = figures.stated("help.money_total"), figures.stated("help.in_kind")
    head = _("Tổng kinh phí huy động: %(total)s. Hiện vật quy đổi, tính riêng: %(in_kind)s.") % {
        "total": words_of(total),
        "in_kind": words_of(in_kind),
    }
    sources = [figures.stated(f"help.{measure}") for measure in MONEY_MEASURES]
    lines = tuple(sentences.sentence(fact(money, Form.UNIT)) for money in sources)
    return Section(_("Huy động nguồn lực"), 2, (sourced(head, total, in_kind),), lines, key="resources")


def cooperation(figures: ReviewFigures) -> Section:
    """Communes with several units, units with several communes."""
    line = facts(figures.figure("cooperation.shared_communes"), figures.figure("cooperation.busy_units"))
    lines = (line, _("Phần làm chung chỉ tính một lần."))
    return Section(_("Phối hợp giữa các đơn vị"), 2, lines, key="cooperation")


def requests(figures: ReviewFigures) -> Section:
    """What the communes asked for, and what of it was answered; Biểu 5 lists them."""
    filed, *rest = (figures.figure(f"requests.{name}") for name in ("filed", "answered", "late", "overdue"))
    line = facts(filed, *rest) if filed.rounded else facts(filed)
    return Section(_("Kiến nghị của các xã"), 2, (line,), key="requests")
