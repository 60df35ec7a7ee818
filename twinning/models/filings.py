"""What is filed for an obligation: a plan registration, a half-year or an annual report. One table, one workflow.

Draft content lives in rows below (plan items, contributions, works, sections); each filed round is kept whole as a
ReportVersion. Money is integer đồng; null means not reported.
"""

from functools import reduce
from operator import and_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Commune, Village
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.rows import RowOfPage
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import (
    EDITABLE,
    FILED,
    MEASURES,
    MONEY_MEASURES,
    FundingSource,
    ItemKind,
    PeriodKind,
    ReportStatus,
    ReviewOutcome,
    Verdict,
)

from .periods import FormSection, Obligation, WorkGroup


class ReportQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(obligation__in=Obligation.objects.visible_to(user))

    def filed(self) -> Self:
        """Filed and not sent back: what counts in figures."""
        return self.filter(status__in=FILED)

    def in_year(self, programme, year: int) -> Self:
        return self.filter(
            obligation__period__programme_year__programme=programme, obligation__period__programme_year__year=year
        )


class Report(models.Model):
    """The filing of one obligation, from draft to accepted."""

    obligation = models.OneToOneField(
        Obligation, models.PROTECT, related_name="report", verbose_name=_("nghĩa vụ báo cáo")
    )
    status = models.CharField(
        _("trạng thái"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(
        _("lần lưu"), default=0, editable=False, help_text=_("Tăng mỗi lần lưu; phát hiện hai người cùng sửa.")
    )
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nộp")
    )
    paper_signer = NFCCharField(
        _("người ký bản giấy"),
        max_length=150,
        blank=True,
        help_text=_("Khi văn phòng nhập thay: chức danh người ký văn bản của đơn vị."),
    )
    paper_received_on = models.DateField(_("ngày nhận bản giấy"), null=True, blank=True)
    updated_at = models.DateTimeField(_("lưu lúc"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người lưu")
    )

    history = HistoricalRecords()
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo")
        verbose_name_plural = _("báo cáo")
        ordering = ["obligation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[ReportStatus.DRAFT, ReportStatus.RETURNED]) | Q(submitted_at__isnull=False),
                name="twinning_report_filed_has_date",
                violation_error_message=_("Báo cáo đã nộp phải có ngày nộp."),
            )
        ]

    def __str__(self) -> str:
        return str(self.obligation)

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def is_filed(self) -> bool:
        return self.status in FILED


class PlanManager(models.Manager.from_queryset(ReportQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(obligation__period__kind=PeriodKind.PLAN)


class Plan(Report):
    """The year's registration: the filing of the period of kind “plan”."""

    objects = PlanManager()

    class Meta:
        proxy = True
        verbose_name = _("kế hoạch")
        verbose_name_plural = _("kế hoạch")


class ReportVersion(models.Model):
    """One filed round, kept as it was: what was claimed, by whom, and what the office answered."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions", verbose_name=_("báo cáo"))
    number = models.PositiveSmallIntegerField(_("lần nộp"))
    content = models.JSONField(_("nội dung"))
    submitted_at = models.DateTimeField(_("nộp lúc"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người nộp")
    )
    paper_signer = NFCCharField(_("người ký bản giấy"), max_length=150, blank=True)
    outcome = models.CharField(
        _("kết quả duyệt"), max_length=10, choices=ReviewOutcome.choices, default=ReviewOutcome.PENDING
    )
    reason = NFCTextField(_("lý do"), blank=True)
    reviewed_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người duyệt")
    )

    class Meta:
        verbose_name = _("lần nộp")
        verbose_name_plural = _("các lần nộp")
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="twinning_version_number"),
            models.CheckConstraint(
                condition=~Q(outcome__in=[ReviewOutcome.RETURNED, ReviewOutcome.REOPENED]) | ~Q(reason=""),
                name="twinning_version_return_reason",
                violation_error_message=_("Trả lại hoặc mở lại phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.number}"


class OfReportQuerySet(ScopedQuerySet):
    """Rows of a report: seen by whoever sees the report, and, once filed, by the commune they speak of."""

    def within_scope_of(self, user) -> Self:
        if user.role in (Role.COMMUNE, Role.DISTRICT):
            own = Q(commune__in=Commune.objects.visible_to(user), report__status__in=FILED)
            return self.filter(own | Q(report__in=Report.objects.visible_to(user)))
        return self.filter(report__in=Report.objects.visible_to(user))

    def filed(self) -> Self:
        return self.filter(report__status__in=FILED)

    def in_year(self, programme, year: int) -> Self:
        return self.filter(
            report__obligation__period__programme_year__programme=programme,
            report__obligation__period__programme_year__year=year,
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(report__obligation__period__kind=kind)


class PlanItem(RowOfPage):
    """One thing a unit registers to do for a commune in the year."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="items", verbose_name=_("kế hoạch"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="plan_items", verbose_name=_("xã"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thôn, làng")
    )
    work_group = models.ForeignKey(WorkGroup, models.PROTECT, related_name="items", verbose_name=_("nhóm việc"))
    kind = models.CharField(_("loại"), max_length=10, choices=ItemKind.choices)
    content = NFCCharField(_("nội dung"), max_length=400)
    quantity = models.DecimalField(_("chỉ tiêu"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit_of_measure = NFCCharField(_("ĐVT"), max_length=30, blank=True)
    cost = models.BigIntegerField(_("kinh phí (đồng)"), null=True, blank=True)
    funding = models.CharField(_("nguồn"), max_length=12, choices=FundingSource.choices, blank=True)
    partner = NFCCharField(_("đơn vị phối hợp"), max_length=200, blank=True)
    starts_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    ends_on = models.DateField(_("hoàn thành"), null=True, blank=True)
    responsible = NFCCharField(_("người phụ trách (chức danh)"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("TT"), default=0)

    history = HistoricalRecords(excluded_fields=["row_key"])
    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc đăng ký")
        verbose_name_plural = _("việc đăng ký")
        ordering = ["report", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "row_key"], condition=~Q(row_key=""), name="twinning_planitem_row_once"
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="twinning_planitem_cost_not_negative",
                violation_error_message=_("Kinh phí không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="twinning_planitem_ends_after_start",
                violation_error_message=_("Ngày hoàn thành phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.content


class Contribution(models.Model):
    """What one unit did for one commune in one period. Each unit states its own share of joint help, so the totals
    by unit and by commune agree and nothing counts twice (DOMAIN, rule 6)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="contributions", verbose_name=_("báo cáo"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="contributions", verbose_name=_("xã"))
    trips = models.PositiveIntegerField(_("lượt người xuống cơ sở"), null=True, blank=True)
    workdays = models.DecimalField(_("ngày công"), max_digits=10, decimal_places=1, null=True, blank=True)
    money_savings = models.BigIntegerField(_("tiết kiệm kinh phí cơ quan (đồng)"), null=True, blank=True)
    money_staff = models.BigIntegerField(_("CBCCVC, NLĐ đóng góp (đồng)"), null=True, blank=True)
    money_in_province = models.BigIntegerField(_("vận động trong tỉnh (đồng)"), null=True, blank=True)
    money_out_province = models.BigIntegerField(_("vận động ngoài tỉnh (đồng)"), null=True, blank=True)
    in_kind = models.BigIntegerField(_("hiện vật quy đổi (đồng)"), null=True, blank=True)
    models_new = models.PositiveIntegerField(_("mô hình mới"), null=True, blank=True)
    models_replicated = models.PositiveIntegerField(_("mô hình nhân rộng"), null=True, blank=True)
    party_members = models.PositiveIntegerField(_("đảng viên mới kết nạp"), null=True, blank=True)
    households_visited = models.PositiveIntegerField(_("lượt hộ được thăm"), null=True, blank=True)
    gifts_value = models.BigIntegerField(_("trị giá quà tặng (đồng)"), null=True, blank=True)
    note = NFCCharField(_("ghi chú"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả giúp đỡ")
        verbose_name_plural = _("kết quả giúp đỡ")
        ordering = ["report", "commune__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune"],
                name="twinning_contribution_commune_once",
                violation_error_message=_("Báo cáo đã có dòng của xã này."),
            ),
            models.CheckConstraint(
                condition=reduce(
                    and_, (Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}) for name in MEASURES)
                ),
                name="twinning_contribution_not_negative",
                violation_error_message=_("Số liệu giúp đỡ không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} – {self.commune}"

    @property
    def money_total(self) -> int | None:
        """Đồng from all four sources; None when none of them was reported."""
        reported = [getattr(self, name) for name in MONEY_MEASURES if getattr(self, name) is not None]
        return sum(reported) if reported else None


class WorkResult(RowOfPage):
    """What became of a registered item, or a work done beyond the plan.

    A joint work is counted once: where its lead unit reports it; the others name the lead."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="works", verbose_name=_("báo cáo"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="works", verbose_name=_("xã"))
    plan_item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("việc đã đăng ký")
    )
    kind = models.CharField(_("loại"), max_length=10, choices=ItemKind.choices, default=ItemKind.WORK)
    content = NFCCharField(_("nội dung"), max_length=400)
    progress = models.PositiveSmallIntegerField(_("tiến độ (%)"), null=True, blank=True)
    is_completed = models.BooleanField(_("đã hoàn thành"), null=True, blank=True)
    cost = models.BigIntegerField(_("kinh phí thực hiện (đồng)"), null=True, blank=True)
    joint_lead = models.ForeignKey(
        "twinning.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("làm chung, đơn vị chủ trì"),
        help_text=_("Chọn khi đơn vị khác chủ trì; công trình chỉ được tính cho đơn vị chủ trì."),
    )
    note = NFCCharField(_("ghi chú, lý do chưa xong"), max_length=300, blank=True)

    history = HistoricalRecords(excluded_fields=["row_key"])
    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả việc đăng ký")
        verbose_name_plural = _("kết quả việc đăng ký")
        ordering = ["report", "plan_item__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "row_key"], condition=~Q(row_key=""), name="twinning_work_row_once"
            ),
            models.UniqueConstraint(
                fields=["report", "plan_item"],
                condition=Q(plan_item__isnull=False),
                name="twinning_work_item_once",
                violation_error_message=_("Việc đăng ký này đã có kết quả."),
            ),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100),
                name="twinning_work_progress_percent",
                violation_error_message=_("Tiến độ từ 0 đến 100."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="twinning_work_cost_not_negative",
                violation_error_message=_("Kinh phí không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return self.content


class ReportSection(models.Model):
    """The text of one narrative section."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name=_("báo cáo"))
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="texts", verbose_name=_("mục"))
    text = NFCTextField(_("nội dung"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mục đã viết")
        verbose_name_plural = _("mục đã viết")
        ordering = ["report", "section__order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="twinning_reportsection_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"


def evidence_path(instance: "Evidence", _filename: str) -> str:
    """Stored under its content hash: a user's file name never reaches the disk."""
    return f"evidence/{instance.sha256[:2]}/{instance.sha256}"


class Evidence(models.Model):
    """A file that supports a report: a photo of a work, minutes, a handover. Never a classified paper."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence", verbose_name=_("báo cáo"))
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("xã"))
    title = NFCCharField(_("nội dung"), max_length=200, blank=True)
    file = models.FileField(_("tệp"), upload_to=evidence_path, max_length=200)
    original_name = NFCCharField(_("tên tệp"), max_length=200)
    content_type = models.CharField(_("kiểu"), max_length=100)
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người tải lên")
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return self.original_name


class ConfirmationQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(contribution__in=Contribution.objects.visible_to(user))


class Confirmation(models.Model):
    """A commune's word on one number a unit claims for it. It speaks of `claimed`; a changed claim needs a new word."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="confirmations", verbose_name=_("kết quả giúp đỡ")
    )
    measure = models.CharField(_("số đo"), max_length=30, choices=[(name, name) for name in MEASURES])
    claimed = models.DecimalField(_("số đơn vị báo"), max_digits=18, decimal_places=3)
    verdict = models.CharField(_("ý kiến của xã"), max_length=10, choices=Verdict.choices)
    reason = NFCCharField(_("lý do không đồng ý"), max_length=300, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người xác nhận")
    )
    given_at = models.DateTimeField(_("xác nhận lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("xác nhận của xã")
        verbose_name_plural = _("xác nhận của xã")
        ordering = ["contribution", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "measure"], name="twinning_confirmation_once"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.DISPUTED) | ~Q(reason=""),
                name="twinning_confirmation_dispute_reason",
                violation_error_message=_("Không đồng ý thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.measure} {self.verdict}"
