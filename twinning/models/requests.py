"""What communes ask for (kiến nghị): of whom, until when, what was answered, and whether it helped."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Commune, Programme
from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField
from kontum04.core.rows import RowOfPage
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import Rating, RequestState

from .units import Membership, Unit


class RequestQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever sees the commune; a unit only what was passed on to it."""
        if user.role == Role.UNIT:
            return self.filter(to_unit__in=Membership.objects.filter(user=user).values("unit"))
        return self.filter(commune__in=Commune.objects.visible_to(user))

    def in_year(self, programme, year: int) -> Self:
        """Those filed in the year: each request belongs to one year only."""
        return self.filter(programme=programme, filed_on__year=year)

    def answered(self) -> Self:
        return self.filter(answered_on__isnull=False)

    def unanswered(self) -> Self:
        return self.filter(answered_on__isnull=True)

    def overdue(self, on: dt.date) -> Self:
        return self.unanswered().filter(due_on__lt=on)

    def answered_late(self) -> Self:
        return self.filter(answered_on__gt=F("due_on"))

    def unaddressed(self) -> Self:
        """Not yet passed on to anybody."""
        return self.filter(to_unit__isnull=True, to_body="")

    def in_state(self, state: str, on: dt.date) -> Self:
        """Those in one state on a day."""
        return {
            RequestState.ANSWERED: self.answered(),
            RequestState.OVERDUE: self.overdue(on),
            RequestState.OPEN: self.unanswered().exclude(due_on__isnull=False, due_on__lt=on),
        }[RequestState(state)]


class Request(RowOfPage):
    """One request of a commune. It is passed on to a unit of the programme, or to a body outside it by name."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="requests", verbose_name=_("chương trình"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="requests", verbose_name=_("xã"))
    filed_on = models.DateField(_("ngày gửi"))
    text = NFCTextField(_("nội dung kiến nghị"), max_length=2000)
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("đơn vị giải quyết")
    )
    to_body = NFCCharField(
        _("cơ quan khác giải quyết"),
        max_length=200,
        blank=True,
        help_text=_("Khi cơ quan giải quyết không phải là đơn vị kết nghĩa."),
    )
    due_on = models.DateField(_("hạn trả lời"), null=True, blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    answer = NFCTextField(_("nội dung trả lời"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người trả lời"),
    )
    rating = models.PositiveSmallIntegerField(_("xã đánh giá"), choices=Rating.choices, null=True, blank=True)
    rating_note = NFCCharField(_("ý kiến của xã"), max_length=500, blank=True)
    rated_on = models.DateField(_("ngày đánh giá"), null=True, blank=True)
    search_key = SearchKeyField("text", "to_body", max_length=2300, db_index=False)

    history = HistoricalRecords(excluded_fields=["row_key", "search_key"])
    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiến nghị của xã")
        verbose_name_plural = _("kiến nghị của xã")
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "row_key"], condition=~Q(row_key=""), name="twinning_request_row_once"
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) | Q(to_body=""),
                name="twinning_request_one_addressee",
                violation_error_message=_("Chọn một đơn vị hoặc ghi một cơ quan khác, không cả hai."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="twinning_request_answer_has_date",
                violation_error_message=_("Trả lời phải có cả ngày và nội dung."),
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True, rated_on__isnull=True, rating_note="")
                | Q(rating__in=Rating.values, rated_on__isnull=False, answered_on__isnull=False),
                name="twinning_request_rates_an_answer",
                violation_error_message=_("Chỉ đánh giá (từ 1 đến 5) kiến nghị đã được trả lời."),
            ),
            models.CheckConstraint(
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=F("filed_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("filed_on"))),
                name="twinning_request_dates_follow",
                violation_error_message=_("Hạn và ngày trả lời không được trước ngày gửi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune}, {self.filed_on:%d/%m/%Y}"

    @property
    def addressee(self) -> str:
        """Whom it was passed on to; empty while nobody was named."""
        return str(self.to_unit) if self.to_unit else self.to_body

    def state_on(self, day: dt.date) -> RequestState:
        """Answered once there is an answer; otherwise overdue after the end of its due day."""
        if self.answered_on:
            return RequestState.ANSWERED
        return RequestState.OVERDUE if self.due_on and self.due_on < day else RequestState.OPEN

    def days_late_on(self, day: dt.date) -> int:
        """Whole days after the due date: of the answer, or of `day` while there is none. 0: in time, or not due."""
        if not self.due_on:
            return 0
        return max(0, ((self.answered_on or day) - self.due_on).days)

    @property
    def state(self) -> RequestState:
        return self.state_on(clock.today())

    @property
    def days_late(self) -> int:
        return self.days_late_on(clock.today())
