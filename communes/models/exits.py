"""A commune's way off a programme's list: candidate, proposed, recognised by a decision (or declined), then watched.

Losing the provincial twin is another thing (the end of a Twinning); the two goals of 30 % stay apart."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.choices import EXIT_STANDING, ExitStage
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCTextField
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune, Decision
from .programmes import Programme


class ExitProposalQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever sees the commune; a twinned unit only what has been recognised."""
        seen = self.filter(commune__in=Commune.objects.visible_to(user))
        return seen.filter(stage=ExitStage.RECOGNISED) if user.role == Role.UNIT else seen

    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme=programme, year=year)

    def watched(self) -> Self:
        """Recognised ones that the office still follows, lest the commune falls back."""
        return self.filter(stage=ExitStage.RECOGNISED, is_watched=True)


class ExitProposal(models.Model):
    """A commune proposed to leave the list in a year. Recognised, it ends the designation in the same transaction."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="exit_proposals", verbose_name=_("chương trình")
    )
    year = models.PositiveSmallIntegerField(_("năm xét"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="exit_proposals", verbose_name=_("xã"))
    stage = models.CharField(
        _("bước"), max_length=10, choices=ExitStage.choices, default=ExitStage.CANDIDATE, editable=False
    )
    reason = NFCTextField(_("lý do, kết quả đạt được"), max_length=2000)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quyết định công nhận")
    )
    ends_on = models.DateField(_("thuộc danh sách đến hết ngày"), null=True, blank=True)
    declined_reason = NFCTextField(_("lý do không công nhận"), max_length=2000, blank=True)
    is_watched = models.BooleanField(_("còn theo dõi"), default=False)
    watch_note = NFCTextField(_("ghi chú theo dõi"), max_length=2000, blank=True)

    history = HistoricalRecords()
    objects = ExitProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị thoát diện")
        verbose_name_plural = _("đề nghị thoát diện")
        ordering = ["-year", "commune__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "commune"],
                condition=Q(stage__in=EXIT_STANDING),
                name="communes_exit_one_standing",
                violation_error_message=_("Xã đã có đề nghị trong năm này."),
            ),
            models.CheckConstraint(
                condition=~Q(stage=ExitStage.RECOGNISED) | Q(decision__isnull=False, ends_on__isnull=False),
                name="communes_exit_recognised_by_decision",
                violation_error_message=_("Công nhận phải có quyết định và ngày ra khỏi danh sách."),
            ),
            models.CheckConstraint(
                condition=~Q(stage=ExitStage.DECLINED) | ~Q(declined_reason=""),
                name="communes_exit_declined_reason",
                violation_error_message=_("Không công nhận thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} – {self.year}"
