"""Visits of committee members to communes: what they found, what was agreed, until when, and whether it was done."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.choices import InspectionState
from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.fields import NFCTextField, SearchKeyField
from kontum04.core.rows import RowOfPage
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune
from .programmes import Programme


class InspectionQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever follows, governs or is the commune; what is said of a commune is not for its twins."""
        if user.role == Role.UNIT:
            return self.none()
        return self.filter(commune__in=Commune.objects.visible_to(user))

    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme=programme, visited_on__year=year)

    def in_state(self, state: str, on: dt.date) -> Self:
        """Those in one state on a day."""
        agreed = self.exclude(agreed="")
        late = Q(due_on__lt=on)
        return {
            InspectionState.NOTED: self.filter(agreed=""),
            InspectionState.DONE: agreed.filter(done_on__isnull=False),
            InspectionState.OVERDUE: agreed.filter(late, done_on__isnull=True),
            InspectionState.OPEN: agreed.filter(~late | Q(due_on__isnull=True), done_on__isnull=True),
        }[InspectionState(state)]


class Inspection(RowOfPage):
    """One visit. `agreed` blank: nothing was left to do, and then nothing is due or done."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="inspections", verbose_name=_("chương trình"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="inspections", verbose_name=_("xã"))
    visited_on = models.DateField(_("ngày kiểm tra"))
    found = NFCTextField(_("tình hình, kết quả kiểm tra"), max_length=4000)
    agreed = NFCTextField(_("việc đã thống nhất"), max_length=2000, blank=True)
    due_on = models.DateField(_("hạn thực hiện"), null=True, blank=True)
    done_on = models.DateField(_("ngày thực hiện xong"), null=True, blank=True)
    done_note = NFCTextField(_("kết quả thực hiện"), max_length=2000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi")
    )
    search_key = SearchKeyField("found", "agreed", max_length=6100, db_index=False)

    history = HistoricalRecords(excluded_fields=["row_key", "search_key"])
    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần kiểm tra")
        verbose_name_plural = _("các lần kiểm tra")
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "row_key"], condition=~Q(row_key=""), name="communes_inspection_row_once"
            ),
            models.CheckConstraint(
                condition=~Q(agreed="") | Q(due_on__isnull=True, done_on__isnull=True),
                name="communes_inspection_nothing_agreed_nothing_due",
                violation_error_message=_("Không có việc thống nhất thì không có hạn, không có ngày thực hiện xong."),
            ),
            models.CheckConstraint(
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=models.F("visited_on")))
                & (Q(done_on__isnull=True) | Q(done_on__gte=models.F("visited_on"))),
                name="communes_inspection_dates_follow",
                violation_error_message=_("Hạn và ngày thực hiện xong không được trước ngày kiểm tra."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune}, {self.visited_on:%d/%m/%Y}"

    def state_on(self, day: dt.date) -> InspectionState:
        if not self.agreed:
            return InspectionState.NOTED
        if self.done_on:
            return InspectionState.DONE
        return InspectionState.OVERDUE if self.due_on and self.due_on < day else InspectionState.OPEN

    @property
    def state(self) -> InspectionState:
        return self.state_on(clock.today())
