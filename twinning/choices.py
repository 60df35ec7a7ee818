"""Closed lists of the twinning floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    PARTY_BODY = "party", _("Cơ quan Đảng")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    MASS_ORGANISATION = "mass", _("Mặt trận, đoàn thể")
    ARMED_FORCE = "armed", _("Lực lượng vũ trang")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    CENTRAL_AGENCY = "central", _("Cơ quan Trung ương trên địa bàn")
    SCHOOL_HOSPITAL = "service", _("Đơn vị sự nghiệp")
    DISTRICT_OFFICE = "district", _("Phòng, ban cấp huyện")


class UnitLevel(models.TextChoices):
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")


class UnitChange(models.TextChoices):
    """What becomes of a unit."""

    MERGE = "merge", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    RENAME = "rename", _("Đổi tên")
    CLOSE = "close", _("Giải thể")


class PeriodKind(models.TextChoices):
    PLAN = "plan", _("Đăng ký kế hoạch")
    HALF_YEAR = "half", _("Báo cáo 6 tháng")
    ANNUAL = "annual", _("Báo cáo năm")


class ReportStatus(models.TextChoices):
    """Where a filing stands. Lateness is never a status: it is computed from dates."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp, chờ duyệt")
    RETURNED = "returned", _("Trả lại để sửa")
    ACCEPTED = "accepted", _("Đã duyệt")


class ObligationState(models.TextChoices):
    """What a list shows for an obligation: a filing's status, or that there is none yet."""

    NOT_BEGUN = "not-begun", _("Chưa bắt đầu")
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp, chờ duyệt")
    RETURNED = "returned", _("Trả lại để sửa")
    ACCEPTED = "accepted", _("Đã duyệt")
    WAIVED = "waived", _("Được miễn")


FILED = (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)
"""Statuses whose content counts in figures: filed and not sent back."""

EDITABLE = (ReportStatus.DRAFT, ReportStatus.RETURNED)


class ItemKind(models.TextChoices):
    WORK = "work", _("Công trình")
    MODEL = "model", _("Mô hình")
    VISIT = "visit", _("Thăm hỏi, tặng quà")
    PROPAGANDA = "propaganda", _("Tuyên truyền")
    PARTY_MEMBER = "party", _("Bồi dưỡng, kết nạp đảng viên")
    GUIDANCE = "guidance", _("Hướng dẫn, củng cố hệ thống chính trị")
    OTHER = "other", _("Việc khác")


class FundingSource(models.TextChoices):
    SAVINGS = "savings", _("Tiết kiệm kinh phí cơ quan")
    STAFF = "staff", _("CBCCVC, người lao động đóng góp")
    IN_PROVINCE = "in-province", _("Vận động trong tỉnh")
    OUT_PROVINCE = "out-province", _("Vận động ngoài tỉnh")
    STATE_BUDGET = "budget", _("Lồng ghép ngân sách, chương trình")


class Verdict(models.TextChoices):
    AGREED = "agreed", _("Xã xác nhận")
    DISPUTED = "disputed", _("Xã không đồng ý")


class ClaimState(models.TextChoices):
    """Where a commune's word on one unit's claim stands, over all the numbers the unit states."""

    EMPTY = "empty", _("Đơn vị không báo số nào")
    WAITING = "waiting", _("Chờ xã xác nhận")
    PARTLY = "partly", _("Xã xác nhận một phần")
    AGREED = "agreed", _("Xã xác nhận đủ")
    DISPUTED = "disputed", _("Xã không đồng ý")


class ReviewOutcome(models.TextChoices):
    PENDING = "pending", _("Chờ duyệt")
    RETURNED = "returned", _("Trả lại")
    ACCEPTED = "accepted", _("Duyệt")
    REOPENED = "reopened", _("Mở lại sau khi duyệt")


MONEY_MEASURES = ("money_savings", "money_staff", "money_in_province", "money_out_province")
"""The four sources of money, in the order of Biểu 1; their sum is the total."""

MEASURES = (
    "trips",
    "workdays",
    *MONEY_MEASURES,
    "in_kind",
    "models_new",
    "models_replicated",
    "party_members",
    "households_visited",
    "gifts_value",
)
"""Every number a contribution states, in the order of the forms. Labels are the fields' verbose names."""


class RequestState(models.TextChoices):
    """Where a commune's request stands; computed from dates, never stored."""

    OPEN = "open", _("Đang giải quyết")
    OVERDUE = "overdue", _("Quá hạn trả lời")
    ANSWERED = "answered", _("Đã trả lời")


class Rating(models.IntegerChoices):
    """A commune's word on an answer it got."""

    USELESS = 1, _("1 – Không giải quyết được gì")
    POOR = 2, _("2 – Chưa đạt yêu cầu")
    FAIR = 3, _("3 – Giải quyết một phần")
    GOOD = 4, _("4 – Cơ bản giải quyết xong")
    FULL = 5, _("5 – Giải quyết tốt")


class CommendationStatus(models.TextChoices):
    PROPOSED = "proposed", _("Đề nghị")
    AWARDED = "awarded", _("Đã khen thưởng")
    DECLINED = "declined", _("Không khen thưởng")


class AssignmentChange(models.TextChoices):
    ADD = "add", _("Phân công thêm")
    END = "end", _("Thôi phân công")
    KEEP = "keep", _("Giữ nguyên")


class AssignmentStatus(models.TextChoices):
    """Nothing is applied before a head has approved it."""

    DRAFT = "draft", _("Dự kiến")
    APPROVED = "approved", _("Đã duyệt")
    APPLIED = "applied", _("Đã thực hiện")
    DECLINED = "declined", _("Không thực hiện")


ASSIGNMENT_STANDING = (AssignmentStatus.DRAFT, AssignmentStatus.APPROVED)
"""Statuses of a proposal that still waits for something."""


class WhenMissing(models.TextChoices):
    """What a criterion does when a figure it needs was not reported."""

    LEAVE_OUT = "leave-out", _("Không tính tiêu chí, phần còn lại quy ra đủ điểm")
    NO_POINTS = "no-points", _("0 điểm, ghi rõ thiếu gì")


SCORE_MEASURES = (
    *(f"{filing}_{what}" for filing in ("plan", "half", "annual") for what in ("filed", "days_late")),
    "communes",
    "head_count",
    "registered",
    "delivered",
    *(f"{what}_{kind}" for kind in ItemKind for what in ("registered", "delivered")),
    *MEASURES,
    "money_total",
    *(f"requests_{what}" for what in ("asked", "due", "in_time", "late", "rating")),
)
"""Every figure of a unit's own year that a formula of scores may name."""


class ReminderAudience(models.TextChoices):
    """Who is told that something is due, in the order in which it escalates."""

    UNIT = "unit", _("Người của đơn vị")
    UNIT_HEAD = "unit-head", _("Thủ trưởng đơn vị")
    OFFICE = "office", _("Cơ quan thường trực")
    MEMBER = "member", _("Thành viên phụ trách xã")


class DeliveryState(models.TextChoices):
    """Where a registered thing stands on a day; computed from its dates and the last report, never stored."""

    NOT_BEGUN = "not-begun", _("Chưa bắt đầu")
    RUNNING = "running", _("Đang làm")
    OVERDUE = "overdue", _("Quá hạn hoàn thành")
    DONE = "done", _("Đã xong")
    NOT_REPORTED = "not-reported", _("Chưa được báo")


class PartnerWord(models.TextChoices):
    """What a unit that a plan names as partner says of it."""

    WAITING = "waiting", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Nhận phối hợp")
    DECLINED = "declined", _("Không nhận phối hợp")


class SignalKind(models.TextChoices):
    """What the portal asks a unit about; never a reason for points."""

    ABSENT = "absent", _("Lâu không thấy xuống xã")
    COPIED_YEAR = "copied-year", _("Lời văn giống báo cáo năm trước")
    COPIED_UNIT = "copied-unit", _("Lời văn giống đơn vị khác")
    ROUND = "round", _("Chỉ có số tròn")
    NO_EVIDENCE = "no-evidence", _("Kinh phí chưa có minh chứng")
    DISPUTED = "disputed", _("Xã không đồng ý số liệu")
    REPEATED = "repeated", _("Công trình có thể báo hai lần")


class SignalState(models.TextChoices):
    """Where a question stands; computed from its facts and the answer, never stored."""

    OPEN = "open", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    CLOSED = "closed", _("Đã khép lại")


class GapCause(models.TextChoices):
    """Why no filed plan registers anything for a commune."""

    NO_UNIT = "no-unit", _("Chưa có đơn vị kết nghĩa")
    ONLY_UNIT_UNFILED = "only-unit", _("Đơn vị duy nhất chưa nộp kế hoạch")
    UNFILED = "unfiled", _("Còn đơn vị chưa nộp kế hoạch")
    NOTHING_FOR_IT = "nothing", _("Đã nộp kế hoạch nhưng không có việc ở xã")
