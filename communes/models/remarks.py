"""What the committee remarks on a commune in a year: a note among itself, or a question that waits for an answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.choices import RemarkState
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.fields import NFCTextField, SearchKeyField
from kontum04.core.rows import RowOfPage
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune
from .programmes import Programme

ANSWERED, WITHDRAWN = Q(answered_at__isnull=False), Q(withdrawn_at__isnull=False)


class RemarkQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """The committee reads what is said of its communes; a commune what was sent to it and stands; twins nothing."""
        if user.role == Role.UNIT:
            return self.none()
        rows = self.filter(commune__in=Commune.objects.visible_to(user))
        return rows.filter(~WITHDRAWN, to_commune=True) if user.role == Role.COMMUNE else rows

    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme=programme, year=year)

    def waiting(self) -> Self:
        """Those that want an answer and have none."""
        return self.filter(~ANSWERED & ~WITHDRAWN, needs_answer=True)

    def in_state(self, state: str) -> Self:
        return {
            RemarkState.NOTED: self.filter(~ANSWERED & ~WITHDRAWN, needs_answer=False),
            RemarkState.WAITING: self.waiting(),
            RemarkState.ANSWERED: self.filter(ANSWERED),
            RemarkState.WITHDRAWN: self.filter(WITHDRAWN),
        }[RemarkState(state)]


class Remark(RowOfPage):
    """One remark. It can be taken back until it is answered; what was taken back stays to be read by the committee."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="remarks", verbose_name=_("chương trình"))
    year = models.PositiveSmallIntegerField(_("năm"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="remarks", verbose_name=_("xã"))
    text = NFCTextField(_("ý kiến"), max_length=2000)
    needs_answer = models.BooleanField(_("cần trả lời"), default=False)
    to_commune = models.BooleanField(_("gửi xã"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người viết")
    )
    written_at = models.DateTimeField(_("viết lúc"), default=timezone.now)
    answer = NFCTextField(_("trả lời"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người trả lời"),
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    search_key = SearchKeyField("text", "answer", max_length=4100, db_index=False)

    history = HistoricalRecords(excluded_fields=["row_key", "search_key"])
    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("ý kiến về xã")
        verbose_name_plural = _("ý kiến về xã")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "row_key"], condition=~Q(row_key=""), name="communes_remark_row_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="communes_remark_answer_whole",
                violation_error_message=_("Trả lời phải có cả nội dung, người và lúc trả lời."),
            ),
            models.CheckConstraint(
                condition=~(ANSWERED & WITHDRAWN),
                name="communes_remark_answered_stays",
                violation_error_message=_("Ý kiến đã được trả lời thì không rút."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune}, {formats.date(self.written_at)}"

    @property
    def state(self) -> RemarkState:
        if self.withdrawn_at:
            return RemarkState.WITHDRAWN
        if self.answered_at:
            return RemarkState.ANSWERED
        return RemarkState.WAITING if self.needs_answer else RemarkState.NOTED

    @property
    def is_open(self) -> bool:
        """Neither answered nor taken back: it can be changed, and answered."""
        return not (self.answered_at or self.withdrawn_at)
