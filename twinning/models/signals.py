"""Signs that help may be a formality: from when a figure is asked about, and what was answered to the questions."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme, ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet

from .scoring import OfUnitYearQuerySet
from .units import Unit


class SignalRule(NaturalKey, models.Model):
    """From when the portal asks, per programme. A programme without a row is asked by the defaults."""

    programme = models.OneToOneField(
        Programme, models.PROTECT, related_name="signal_rule", verbose_name=_("chương trình")
    )
    months_absent = models.PositiveSmallIntegerField(
        _("số tháng không thấy xuống xã"), default=4, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    similarity = models.DecimalField(
        _("lời văn giống nhau từ (%)"), max_digits=4, decimal_places=1, default=Decimal(80),
        validators=[MinValueValidator(30), MaxValueValidator(100)],
        help_text=_("Phần cụm ba tiếng của đoạn văn có nguyên trong đoạn kia, không kể dấu, chữ hoa và con số."),
    )  # fmt: skip
    least_words = models.PositiveSmallIntegerField(
        _("đoạn văn dài từ (tiếng)"), default=30, validators=[MinValueValidator(5)],
        help_text=_("Đoạn ngắn hơn không so sánh: câu ngắn thường giống nhau."),
    )  # fmt: skip
    least_numbers = models.PositiveSmallIntegerField(
        _("có từ bao nhiêu con số mới xét số tròn"), default=5, validators=[MinValueValidator(2)]
    )
    round_count = models.PositiveIntegerField(
        _("số đếm tròn đến"), default=10, validators=[MinValueValidator(2)],
        help_text=_("Số nhỏ hơn mức này không xét. Số 0 và ô để trống không phải số tròn."),
    )  # fmt: skip
    round_money = models.BigIntegerField(
        _("số tiền tròn đến (đồng)"), default=10_000_000, validators=[MinValueValidator(2)]
    )
    money_without_evidence = models.BigIntegerField(
        _("kinh phí phải có minh chứng từ (đồng)"), default=200_000_000, validators=[MinValueValidator(1)],
        help_text=_("Cộng bốn nguồn của một đơn vị cho một xã trong báo cáo năm."),
    )  # fmt: skip
    works_alike = models.DecimalField(
        _("việc đăng ký giống nhau từ (%)"), max_digits=4, decimal_places=1, default=Decimal(60),
        validators=[MinValueValidator(30), MaxValueValidator(100)],
        help_text=_("Phần từ chung trong nội dung hai việc cùng loại tại một xã, để gợi ý lồng ghép."),
    )  # fmt: skip
    common_words = NFCCharField(
        _("từ không kể khi so nội dung việc"), max_length=500, blank=True,
        default="xây dựng làm sửa chữa công trình mô hình thôn làng xã cho hộ nghèo tại và các ở",
        help_text=_("Cách nhau bằng dấu cách: những từ không cho biết làm cái gì."),
    )  # fmt: skip
    basis = NFCCharField(
        _("căn cứ"), max_length=300, blank=True,
        default="Đề xuất của cổng, chưa có văn bản quy định; sửa được ở trang quản trị",
    )  # fmt: skip

    history = HistoricalRecords()
    NATURAL_KEY = ("programme__code",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngưỡng hỏi lại")
        verbose_name_plural = _("ngưỡng hỏi lại")
        ordering = ["programme"]

    def __str__(self) -> str:
        return str(self.programme)

    @classmethod
    def of(cls, programme: Programme) -> "SignalRule":
        """The programme's own, else the defaults."""
        return cls.objects.filter(programme=programme).first() or cls(programme=programme)


class SignalAnswerQuerySet(OfUnitYearQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever reads the unit's papers; a commune does not."""
        return self.none() if user.role == Role.COMMUNE else super().within_scope_of(user)


class SignalAnswer(models.Model):
    """What a unit answered to one question, and how the office concluded. `fingerprint` is that of the facts it was
    asked about: once they change, the question is open again and the words stay as what was said before."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="signal_answers", verbose_name=_("năm của chương trình")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="signal_answers", verbose_name=_("đơn vị"))
    code = models.SlugField(_("câu hỏi"), max_length=60)
    fingerprint = models.CharField(_("dấu của số liệu"), max_length=64, editable=False)
    answer = NFCTextField(_("đơn vị trả lời"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("người trả lời"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    conclusion = NFCTextField(_("cơ quan thường trực kết luận"), max_length=2000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("người khép lại"),
    )  # fmt: skip
    closed_at = models.DateTimeField(_("khép lại lúc"), null=True, blank=True)

    history = HistoricalRecords()
    objects = SignalAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trả lời câu hỏi")
        verbose_name_plural = _("trả lời câu hỏi")
        ordering = ["programme_year", "unit__sort_key", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_year", "unit", "code"],
                name="twinning_signalanswer_once",
                violation_error_message=_("Câu hỏi này đã có dòng trả lời."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(conclusion="") & ~Q(answer="")),
                name="twinning_signalanswer_closed_has_words",
                violation_error_message=_("Chỉ khép lại khi đã ghi lời đơn vị trả lời và kết luận."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.programme_year}: {self.code}"
