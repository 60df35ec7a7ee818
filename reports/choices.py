"""Closed lists of the top floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompositionStatus(models.TextChoices):
    """Where a draft stands on its way to paper."""

    DRAFT = "draft", _("Dự thảo")
    COMMENTED = "commented", _("Đang lấy ý kiến")
    APPROVED = "approved", _("Đã duyệt")
    ISSUED = "issued", _("Đã ban hành")


class AnswerKind(models.TextChoices):
    """What became of a comment."""

    TAKEN_UP = "taken", _("Tiếp thu")
    PARTLY = "partly", _("Tiếp thu một phần")
    NOT_TAKEN = "not-taken", _("Giải trình, không tiếp thu")


class JobState(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang làm")
    DONE = "done", _("Xong")
    FAILED = "failed", _("Không làm được")


class Bundle(models.TextChoices):
    """What several documents made at once become."""

    ZIP = "zip", _("Một tệp ZIP, mỗi văn bản một tệp")
    PDF = "pdf", _("Một tệp PDF để in")


class ReadKind(models.TextChoices):
    """What somebody did with an issued document."""

    READ = "read", _("Xem")
    DOWNLOADED = "downloaded", _("Tải về")
    VERIFIED = "verified", _("Kiểm tra tệp")


class SigningCapacity(models.TextChoices):
    """As what somebody signs."""

    HEAD = "head", _("Người đứng đầu tự ký")
    DEPUTY = "deputy", _("Cấp phó ký thay (K/T, KT.)")
    COLLECTIVE = "collective", _("Thay mặt tập thể (T/M, TM.)")
    ORDER = "order", _("Thừa lệnh (TL.)")
    MANDATE = "mandate", _("Thừa ủy quyền (TUQ.)")
