"""When what is due, and who owes it. Lists show obligations, so that what was never filed is seen too."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, DateField, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme, ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core import clock, formats
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import FILED, ObligationState, PeriodKind

from .units import Unit

NO_TIME = timedelta(0)


class WorkGroup(NaturalKey, models.Model):
    """One of the programme's groups of tasks for units (NQ 04-NQ/TU 2016, III.2.3)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="work_groups", verbose_name=_("chương trình"))
    code = models.SlugField(_("mã"), max_length=20)
    name = NFCCharField(_("nhóm việc"), max_length=300)
    short_name = NFCCharField(_("tên ngắn"), max_length=60)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("programme__code", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhóm việc")
        verbose_name_plural = _("nhóm việc")
        ordering = ["programme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="twinning_workgroup_code",
                violation_error_message=_("Chương trình đã có nhóm việc mang mã này."),
            )
        ]

    def __str__(self) -> str:
        return self.short_name


class FormSection(NaturalKey, models.Model):
    """A narrative section of a programme's report form (Forms, proposal: kept as data)."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="form_sections", verbose_name=_("chương trình")
    )
    number = models.CharField(_("đề mục"), max_length=8, help_text=_("I, II.1, III…"))
    title = NFCCharField(_("tên mục"), max_length=200)
    hint = NFCCharField(_("gợi ý viết"), max_length=300, blank=True)
    in_half_year = models.BooleanField(_("có trong báo cáo 6 tháng"), default=True)
    is_required = models.BooleanField(_("bắt buộc"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("programme__code", "number")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("mục báo cáo")
        verbose_name_plural = _("mục báo cáo")
        ordering = ["programme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="twinning_formsection_number",
                violation_error_message=_("Biểu đã có đề mục này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class DefaultDueDate(NaturalKey, models.Model):
    """The calendar a programme proposes when a year is opened: a day and month per kind of period."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="due_dates", verbose_name=_("chương trình"))
    kind = models.CharField(_("kỳ"), max_length=8, choices=PeriodKind.choices)
    day = models.PositiveSmallIntegerField(_("ngày"))
    month = models.PositiveSmallIntegerField(_("tháng"))

    NATURAL_KEY = ("programme__code", "kind")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("hạn nộp mặc định")
        verbose_name_plural = _("hạn nộp mặc định")
        ordering = ["programme", "month", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind"],
                name="twinning_defaultduedate_kind",
                violation_error_message=_("Chương trình đã có hạn mặc định cho kỳ này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.day:02}/{self.month:02}"


class ReportingPeriod(models.Model):
    """A round of filings of one year. The due date is the end of that day in Asia/Ho_Chi_Minh."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="periods", verbose_name=_("năm của chương trình")
    )
    kind = models.CharField(_("kỳ"), max_length=8, choices=PeriodKind.choices)
    due_on = models.DateField(_("hạn nộp"))
    counts_lateness = models.BooleanField(_("tính trễ hạn"), default=True)
    is_closed = models.BooleanField(_("đã đóng biểu"), default=False, help_text=_("Chỉ văn phòng đóng, không tự đóng."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kỳ báo cáo")
        verbose_name_plural = _("kỳ báo cáo")
        ordering = ["programme_year", "due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_year", "kind"],
                name="twinning_period_kind_once",
                violation_error_message=_("Năm này đã có kỳ đó."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.programme_year.year}"

    @property
    def is_plan(self) -> bool:
        return self.kind == PeriodKind.PLAN


class ObligationQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Those of the units in scope: own, district-level of the district, or helping the member's communes."""
        if user.role == Role.COMMUNE:
            return self.none()  # a commune confirms contributions; a unit's papers are not its business
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def in_year(self, programme, year: int) -> Self:
        return self.in_years(programme, year, year)

    def in_years(self, programme, first: int, last: int) -> Self:
        """Owed in the years from `first` to `last`, both included."""
        return self.filter(
            period__programme_year__programme=programme, period__programme_year__year__range=(first, last)
        )

    def with_state(self) -> Self:
        """Adds `state`: the filing's status, or that it was waived or never begun."""
        return self.annotate(
            state=Case(
                When(waived_on__isnull=False, then=Value(ObligationState.WAIVED)),
                When(report__isnull=True, then=Value(ObligationState.NOT_BEGUN)),
                default=F("report__status"),
                output_field=models.CharField(),
            )
        )

    def with_timeliness(self) -> Self:
        """Adds `effective_due_on` (extension or original), `filed_on` and `days_late` (a timedelta, never negative).

        A filing that was sent back is not filed: its lateness runs again. What is not filed is measured today, or on
        the year's cut-off if that has passed. Waived obligations and periods that do not count are never late."""
        extended = Extension.objects.filter(obligation=OuterRef("pk")).order_by("-pk").values("new_due_on")[:1]
        as_of = Least(Coalesce(F("period__programme_year__cutoff_on"), Value(clock.today())), Value(clock.today()))
        filed_on = Case(
            When(report__status__in=FILED, then=TruncDate("report__submitted_at", tzinfo=clock.ZONE)),
            output_field=DateField(),
        )
        queryset = self.annotate(
            effective_due_on=Coalesce(Subquery(extended), F("period__due_on"), output_field=DateField()),
            filed_on=filed_on,
        ).annotate(measured_on=Least(Coalesce(F("filed_on"), as_of), as_of, output_field=DateField()))
        lateness = ExpressionWrapper(F("measured_on") - F("effective_due_on"), output_field=DurationField())
        nothing = Value(NO_TIME, output_field=DurationField())
        return queryset.annotate(
            days_late=Case(
                When(Q(waived_on__isnull=False) | Q(period__counts_lateness=False), then=nothing),
                When(measured_on__lte=F("effective_due_on"), then=nothing),
                default=lateness,
                output_field=DurationField(),
            )
        )

    def late(self) -> Self:
        return self.filter(days_late__gt=NO_TIME)

    def in_time(self) -> Self:
        return self.filter(days_late=NO_TIME)

    def late_by(self, least: int, most: int | None) -> Self:
        """Late by `least` to `most` days, both included; None is without end."""
        rows = self.filter(days_late__gte=timedelta(days=least))
        return rows if most is None else rows.filter(days_late__lte=timedelta(days=most))


class Obligation(models.Model):
    """What one unit owes in one period: exactly one row, made when the period opens."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obligations", verbose_name=_("đơn vị"))
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="obligations", verbose_name=_("kỳ báo cáo")
    )
    waived_on = models.DateField(_("được miễn ngày"), null=True, blank=True)
    waived_reason = NFCCharField(_("lý do miễn"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nghĩa vụ báo cáo")
        verbose_name_plural = _("nghĩa vụ báo cáo")
        ordering = ["period", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"],
                name="twinning_obligation_once",
                violation_error_message=_("Đơn vị đã có nghĩa vụ của kỳ này."),
            ),
            models.CheckConstraint(
                condition=Q(waived_on__isnull=True) | ~Q(waived_reason=""),
                name="twinning_obligation_waiver_reason",
                violation_error_message=_("Miễn báo cáo phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.period}"

    @property
    def due_words(self) -> str:
        """“15/12/2018, hạn gốc 30/11/2018”: an extension never hides the original date. Needs `with_timeliness`."""
        due_on = formats.date(self.effective_due_on)
        if self.effective_due_on == self.period.due_on:
            return due_on
        words = {"due": due_on, "original": formats.date(self.period.due_on)}
        return _t("%(due)s, hạn gốc %(original)s") % words


class Extension(models.Model):
    """A later due date for one obligation. The original date stays; the newest row counts."""

    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="extensions", verbose_name=_("nghĩa vụ báo cáo")
    )
    new_due_on = models.DateField(_("hạn mới"))
    reason = NFCTextField(_("lý do"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người gia hạn")
    )
    granted_at = models.DateTimeField(_("gia hạn lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("gia hạn")
        verbose_name_plural = _("gia hạn")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.obligation}: {self.new_due_on:%d/%m/%Y}"
