"""What the office proposes and a decision settles: whom to commend, whom to assign to which commune."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Commune, Decision, Programme
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import ASSIGNMENT_STANDING, AssignmentChange, AssignmentStatus, CommendationStatus

from .units import Membership, Twinning, Unit

DEFAULT_FORM = "Bằng khen UBND tỉnh"


class CommendationQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """A unit sees its own; others of narrow scope what was awarded to units they see."""
        if user.role == Role.UNIT:
            return self.filter(unit__in=Membership.objects.filter(user=user).values("unit"))
        return self.filter(unit__in=Unit.objects.visible_to(user), status=CommendationStatus.AWARDED)

    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme=programme, year=year)

    def standing(self) -> Self:
        """Proposed or awarded: all that was not declined."""
        return self.exclude(status=CommendationStatus.DECLINED)


class Commendation(models.Model):
    """A unit, or another collective by its name, put forward for a commendation."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="commendations", verbose_name=_("chương trình")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="commendations", verbose_name=_("đơn vị")
    )
    body_name = NFCCharField(
        _("tập thể khác"), max_length=200, blank=True, help_text=_("Tập thể không phải là đơn vị kết nghĩa.")
    )
    form = NFCCharField(_("hình thức"), max_length=120, default=DEFAULT_FORM)
    reason = NFCTextField(_("thành tích"), max_length=2000)
    status = models.CharField(
        _("trạng thái"),
        max_length=10,
        choices=CommendationStatus.choices,
        default=CommendationStatus.PROPOSED,
        editable=False,
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quyết định khen thưởng")
    )
    declined_reason = NFCTextField(_("lý do không khen thưởng"), max_length=2000, blank=True)
    search_key = SearchKeyField("body_name", "form")

    history = HistoricalRecords(excluded_fields=["search_key"])
    objects = CommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị khen thưởng")
        verbose_name_plural = _("đề nghị khen thưởng")
        ordering = ["-year", "unit__sort_key", "body_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit__isnull=False) & Q(body_name="")) | (Q(unit__isnull=True) & ~Q(body_name="")),
                name="twinning_commendation_one_collective",
                violation_error_message=_("Chọn một đơn vị hoặc ghi tên một tập thể khác, không cả hai."),
            ),
            models.UniqueConstraint(
                fields=["programme", "year", "unit", "form"],
                condition=Q(unit__isnull=False) & ~Q(status=CommendationStatus.DECLINED),
                name="twinning_commendation_unit_once",
                violation_error_message=_("Đơn vị đã được đề nghị hình thức này trong năm."),
            ),
            models.UniqueConstraint(
                fields=["programme", "year", "body_name", "form"],
                condition=Q(unit__isnull=True) & ~Q(status=CommendationStatus.DECLINED),
                name="twinning_commendation_body_once",
                violation_error_message=_("Tập thể đã được đề nghị hình thức này trong năm."),
            ),
            models.CheckConstraint(
                condition=~Q(status=CommendationStatus.AWARDED) | Q(decision__isnull=False),
                name="twinning_commendation_awarded_by_decision",
                violation_error_message=_("Khen thưởng phải có quyết định."),
            ),
            models.CheckConstraint(
                condition=~Q(status=CommendationStatus.DECLINED) | ~Q(declined_reason=""),
                name="twinning_commendation_declined_reason",
                violation_error_message=_("Không khen thưởng thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collective} – {self.form}"

    @property
    def collective(self) -> str:
        """Who is commended."""
        return str(self.unit) if self.unit else self.body_name


class AssignmentProposalQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Members see what is planned for their communes; others of narrow scope what has been carried out."""
        seen = self.filter(unit__in=Unit.objects.visible_to(user), commune__in=Commune.objects.visible_to(user))
        return seen if user.role == Role.MEMBER else seen.filter(status=AssignmentStatus.APPLIED)

    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme=programme, year=year)

    def standing(self) -> Self:
        """Draft or approved: not carried out yet, and not turned down."""
        return self.filter(status__in=ASSIGNMENT_STANDING)


class AssignmentProposal(models.Model):
    """A proposed change of who helps whom. Approved by a head and applied by a decision, it dates a Twinning."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="assignment_proposals", verbose_name=_("chương trình")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignment_proposals", verbose_name=_("đơn vị"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="assignment_proposals", verbose_name=_("xã"))
    change = models.CharField(_("đề xuất"), max_length=4, choices=AssignmentChange.choices)
    reason = NFCTextField(_("lý do"), max_length=2000)
    leaves_alone = models.BooleanField(
        _("xã thôi được phân công kết nghĩa"),
        default=False,
        help_text=_("Chỉ chọn khi chủ trương là xã không còn đơn vị kết nghĩa nào."),
    )
    status = models.CharField(
        _("trạng thái"), max_length=10, choices=AssignmentStatus.choices, default=AssignmentStatus.DRAFT, editable=False
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quyết định phân công")
    )
    effective_on = models.DateField(_("thực hiện từ ngày"), null=True, blank=True)
    declined_reason = NFCTextField(_("lý do không thực hiện"), max_length=2000, blank=True)
    twinning = models.ForeignKey(
        Twinning,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="proposals",
        verbose_name=_("phân công đã ghi"),
    )

    history = HistoricalRecords()
    objects = AssignmentProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề xuất phân công")
        verbose_name_plural = _("đề xuất phân công")
        ordering = ["-year", "commune__sort_key", "unit__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "unit", "commune"],
                condition=Q(status__in=ASSIGNMENT_STANDING),
                name="twinning_assignment_one_standing",
                violation_error_message=_("Đã có đề xuất cho đơn vị và xã này đang chờ."),
            ),
            models.CheckConstraint(
                condition=~Q(status=AssignmentStatus.APPLIED) | Q(decision__isnull=False, effective_on__isnull=False),
                name="twinning_assignment_applied_by_decision",
                violation_error_message=_("Thực hiện phải có quyết định và ngày."),
            ),
            models.CheckConstraint(
                condition=~Q(status=AssignmentStatus.DECLINED) | ~Q(declined_reason=""),
                name="twinning_assignment_declined_reason",
                violation_error_message=_("Không thực hiện thì phải ghi lý do."),
            ),
            models.CheckConstraint(
                condition=Q(leaves_alone=False) | Q(change=AssignmentChange.END),
                name="twinning_assignment_only_an_end_leaves_alone",
                violation_error_message=_("Chỉ đề xuất thôi phân công mới để xã không còn đơn vị nào."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_change_display()}: {self.unit} – {self.commune}"
