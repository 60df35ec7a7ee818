"""Closed lists of the ground floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommuneKind(models.TextChoices):
    XA = "xa", _("Xã")
    PHUONG = "phuong", _("Phường")
    THI_TRAN = "thi-tran", _("Thị trấn")


class VillageKind(models.TextChoices):
    THON = "thon", _("Thôn")
    LANG = "lang", _("Làng")
    TO_DAN_PHO = "to-dan-pho", _("Tổ dân phố")


class SuccessionKind(models.TextChoices):
    WHOLE = "whole", _("Nhập toàn bộ")
    PART = "part", _("Nhập một phần")
    UNCHANGED = "unchanged", _("Giữ nguyên")
    RENAMED = "renamed", _("Đổi tên")


class DocumentStyle(models.TextChoices):
    PARTY = "party", _("Văn bản của Đảng")
    STATE = "state", _("Văn bản hành chính nhà nước")


class Comparator(models.TextChoices):
    AT_LEAST = ">=", _("từ … trở lên")
    MORE_THAN = ">", _("trên")
    AT_MOST = "<=", _("không quá")
    LESS_THAN = "<", _("dưới")
    BETWEEN = "between", _("từ … đến")
    EQUAL = "=", _("bằng")


class Qualifier(models.TextChoices):
    """The word a source puts before a published number."""

    EXACT = "", _("(đúng bằng)")
    OVER = "hon", _("hơn")
    ABOVE = "tren", _("trên")
    NEARLY = "gan", _("gần")
    UNDER = "duoi", _("dưới")
    ABOUT = "khoang", _("khoảng")


class PartKind(models.TextChoices):
    """What a part of an indicator holds. RATIO and CHANGE are computed, never entered."""

    INTEGER = "integer", _("số nguyên")
    DECIMAL = "decimal", _("số thập phân")
    BOOLEAN = "boolean", _("có/không")
    CHOICE = "choice", _("chọn trong danh sách")
    RATIO = "ratio", _("tỷ lệ (tính từ tử số và mẫu số)")
    CHANGE = "change", _("mức giảm so với năm trước (tính)")


COMPUTED_KINDS = (PartKind.RATIO, PartKind.CHANGE)


class Aggregation(models.TextChoices):
    """How values of several communes or villages become one figure."""

    SUM = "sum", _("cộng")
    RATIO_OF_SUMS = "ratio", _("tỷ lệ của tổng")
    COUNT_TRUE = "count", _("đếm số đạt trên tổng số")
    DISTRIBUTION = "distribution", _("phân bố theo mức")
    MEAN = "mean", _("trung bình cộng")
    WEIGHTED_MEAN = "weighted", _("trung bình có trọng số")


class Severity(models.TextChoices):
    ERROR = "error", _("lỗi, không lưu được")
    WARNING = "warning", _("cảnh báo, vẫn lưu được")


class ExitStage(models.TextChoices):
    """How far a commune is on its way off the list. Only a decision ends its designation."""

    CANDIDATE = "candidate", _("Dự kiến xét")
    PROPOSED = "proposed", _("Đã đề nghị")
    RECOGNISED = "recognised", _("Đã công nhận")
    DECLINED = "declined", _("Không công nhận")


EXIT_STANDING = (ExitStage.CANDIDATE, ExitStage.PROPOSED, ExitStage.RECOGNISED)
"""Stages of which a commune can have only one proposal a year."""


class InspectionState(models.TextChoices):
    """What became of what was agreed on the spot; computed from dates, never stored."""

    NOTED = "noted", _("Không hẹn việc")
    OPEN = "open", _("Đang thực hiện")
    OVERDUE = "overdue", _("Quá hẹn")
    DONE = "done", _("Đã thực hiện")


class RemarkState(models.TextChoices):
    """What became of a remark on a commune; follows from its dates, never stored."""

    NOTED = "noted", _("Đã ghi nhận")
    WAITING = "waiting", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Đã rút")
