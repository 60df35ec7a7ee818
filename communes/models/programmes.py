"""A programme: its legal basis, committee, categories, list of communes, targets and published figures."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.choices import Comparator, DocumentStyle, Qualifier
from kontum04.core import clock
from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune, CommuneQuerySet, Decision


class Programme(NaturalKey, models.Model):
    """One programme of twinned help, past or present. Open to every signed-in person: it is public law."""

    code = models.SlugField(_("mã"), unique=True, max_length=40, help_text=_("Dùng trong địa chỉ: nq04-2016."))
    name = NFCCharField(_("tên đầy đủ"), max_length=300)
    short_name = NFCCharField(_("tên ngắn"), max_length=80)
    style = models.CharField(_("thể thức văn bản"), max_length=6, choices=DocumentStyle.choices)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="programmes", verbose_name=_("căn cứ"))
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("tiếp nối")
    )
    first_year = models.PositiveSmallIntegerField(_("năm đầu"))
    last_year = models.PositiveSmallIntegerField(_("năm cuối"), null=True, blank=True)
    place_name = NFCCharField(_("địa danh"), max_length=60, help_text=_("In trước ngày tháng: Kon Tum."))
    superior_body = NFCCharField(_("cơ quan cấp trên"), max_length=120, help_text=_("In hoa trên văn bản."))
    issuing_body = NFCCharField(_("cơ quan ban hành"), max_length=120)
    symbol = NFCCharField(_("ký hiệu cơ quan"), max_length=30, help_text=_("Ví dụ: BCĐ."))
    recipients = NFCTextField(_("nơi nhận"), blank=True, help_text=_("Mỗi dòng một nơi nhận."))
    note = NFCTextField(_("ghi chú"), blank=True)
    request_days = models.PositiveSmallIntegerField(
        _("số ngày trả lời kiến nghị"),
        default=30,
        help_text=_("Hạn trả lời đề xuất khi chuyển kiến nghị của xã, tính từ ngày xã gửi."),
    )
    rating_days = models.PositiveSmallIntegerField(
        _("số ngày xã được sửa đánh giá"),
        default=7,
        help_text=_("Tính từ ngày xã đánh giá câu trả lời; sau đó đánh giá giữ nguyên."),
    )

    history = HistoricalRecords()
    NATURAL_KEY = ("code",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("chương trình")
        verbose_name_plural = _("chương trình")
        ordering = ["-first_year", "code"]

    def __str__(self) -> str:
        return self.short_name


class ProgrammeYearQuerySet(NaturalKeyQuerySet):
    def worked_in(self) -> Self:
        """Years the office opened, the newest first."""
        return self.filter(is_record=False).order_by("-year", "-programme__first_year")


class ProgrammeYear(NaturalKey, models.Model):
    """One year of a programme: opened by the office to be worked in, or of record, known from published figures only.

    A year of record owes nobody anything; once a period is opened in it, it is a working year."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="years", verbose_name=_("chương trình"))
    year = models.PositiveSmallIntegerField(_("năm"))
    cutoff_on = models.DateField(
        _("ngày chốt số liệu"),
        null=True,
        blank=True,
        help_text=_("Số ngày trễ của việc chưa nộp được tính đến hết ngày này. Không tự đóng biểu nhập."),
    )
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    is_record = models.BooleanField(
        _("chỉ lưu số liệu đã công bố"),
        default=False,
        help_text=_("Năm đã qua, không giao nghĩa vụ báo cáo; in văn bản từ số liệu đã công bố."),
    )
    note = NFCTextField(_("ghi chú"), blank=True)

    history = HistoricalRecords()
    NATURAL_KEY = ("programme__code", "year")
    objects = ProgrammeYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("năm của chương trình")
        verbose_name_plural = _("năm của chương trình")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year"],
                name="communes_programmeyear_once",
                violation_error_message=_("Năm này đã được mở."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} – {self.year}"

    @property
    def as_of(self) -> date:
        """The day to which lateness counts: today, but never past the cut-off, so that an old year stays as it was."""
        return min(clock.today(), self.cutoff_on) if self.cutoff_on else clock.today()


class CommuneCategory(NaturalKey, models.Model):
    """A category of a programme's communes: ĐBKK, trọng điểm, biên giới, có công."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="categories", verbose_name=_("chương trình"))
    code = models.SlugField(_("mã"), max_length=30)
    name = NFCCharField(_("tên"), max_length=100)
    short_name = NFCCharField(_("tên ngắn"), max_length=30)
    is_key = models.BooleanField(_("trọng điểm"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("programme__code", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("diện xã")
        verbose_name_plural = _("diện xã")
        ordering = ["programme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="communes_category_code",
                violation_error_message=_("Chương trình đã có diện mang mã này."),
            )
        ]

    def __str__(self) -> str:
        return self.short_name


class DesignationQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(commune__in=Commune.objects.visible_to(user))

    def in_year(self, programme, year: int) -> Self:
        """Designations in force on the last day of `year`."""
        return self.on(programme, date(year, 12, 31))

    def on(self, programme, day: date) -> Self:
        return self.filter(programme=programme, starts_on__lte=day).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


def designated_communes(programme, year: int) -> CommuneQuerySet:
    """Communes on the programme's list on the last day of `year`, each once whatever its categories."""
    return Commune.objects.filter(pk__in=Designation.objects.in_year(programme, year).values("commune"))


class Designation(models.Model):
    """A commune's place on a programme's list, from one decision to another. Its end is the *exit* from the list;
    losing the provincial twin is another thing (the end of a Twinning)."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="designations", verbose_name=_("chương trình")
    )
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="designations", verbose_name=_("xã"))
    category = models.ForeignKey(CommuneCategory, models.PROTECT, related_name="designations", verbose_name=_("diện"))
    starts_on = models.DateField(_("từ ngày"))
    start_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quyết định đưa vào")
    )
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    end_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quyết định đưa ra")
    )

    history = HistoricalRecords()
    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("xã thuộc chương trình")
        verbose_name_plural = _("xã thuộc chương trình")
        ordering = ["programme", "commune__sort_key", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "commune", "category", "starts_on"],
                name="communes_designation_once",
                violation_error_message=_("Xã đã thuộc diện này từ ngày đó."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="communes_designation_ends_after_start",
                violation_error_message=_("Ngày ra khỏi danh sách phải sau ngày vào."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} – {self.category}"


class Target(NaturalKey, models.Model):
    """A goal of a programme: an indicator part or computed measure, a comparator, a value, a year.

    `measure` names the figure the goal is held against, e.g. "exit_share" or an indicator part's code."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="targets", verbose_name=_("chương trình"))
    label = NFCCharField(_("mục tiêu"), max_length=300)
    measure = models.CharField(
        _("số đo"),
        max_length=40,
        help_text=_("Mã chỉ tiêu (ví dụ NG04) hoặc số đo tính sẵn (exit_share, untwinned_share)."),
    )
    comparator = models.CharField(_("so sánh"), max_length=8, choices=Comparator.choices)
    value = models.DecimalField(_("giá trị"), max_digits=12, decimal_places=3)
    value_upper = models.DecimalField(_("đến"), max_digits=12, decimal_places=3, null=True, blank=True)
    unit = NFCCharField(_("đơn vị tính"), max_length=40)
    due_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    every_year = models.BooleanField(_("hằng năm"), default=False)
    source = NFCCharField(_("nguồn"), max_length=200, help_text=_("Ví dụ: NQ 04-NQ/TU 2016, II.1."))
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    history = HistoricalRecords()
    NATURAL_KEY = ("programme__code", "measure", "due_year")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("mục tiêu")
        verbose_name_plural = _("mục tiêu")
        ordering = ["programme", "order"]

    def __str__(self) -> str:
        return self.label


class PublishedFigure(NaturalKey, models.Model):
    """A number as some source printed it, with its qualifier. Held beside computed figures, never forced to agree."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="published", verbose_name=_("chương trình"))
    code = models.SlugField(_("mã"), max_length=60)
    label = NFCCharField(_("nội dung"), max_length=300)
    year = models.PositiveSmallIntegerField(_("năm"))
    qualifier = models.CharField(_("mức"), max_length=6, choices=Qualifier.choices, blank=True)
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=3)
    numerator = models.DecimalField(_("tử số đã công bố"), max_digits=18, decimal_places=3, null=True, blank=True)
    denominator = models.DecimalField(_("mẫu số đã công bố"), max_digits=18, decimal_places=3, null=True, blank=True)
    unit = NFCCharField(_("đơn vị tính"), max_length=60)
    measure = models.CharField(_("số đo tương ứng"), max_length=60, blank=True)
    source = NFCCharField(_("nguồn"), max_length=200, help_text=_("Tên tệp nguồn hoặc văn bản."))
    fact_id = models.CharField(_("mã dữ kiện"), max_length=10, blank=True)
    note = NFCCharField(_("ghi chú"), max_length=300, blank=True)
    search_key = SearchKeyField("label", "source")

    NATURAL_KEY = ("programme__code", "code", "source")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu đã công bố")
        verbose_name_plural = _("số liệu đã công bố")
        ordering = ["programme", "year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "source"],
                name="communes_published_code_source",
                violation_error_message=_("Nguồn này đã có số liệu mang mã đó."),
            )
        ]

    def __str__(self) -> str:
        return self.label
