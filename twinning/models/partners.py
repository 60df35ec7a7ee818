"""Whom a registered thing names as partner, and what the partner says of it.

A plan keeps its column “Đơn vị phối hợp” as free text: that is how units write it, how it is printed, copied from last
year and kept in filed rounds. Filing the plan reads the names out of the text (`twinning.services.partners`) into rows
here: one a name, linked to the unit of that name where there is one. So the text stays what the unit signed, and the
row is what can be asked, answered and counted. A body that is no unit (UBND xã) is a row with its name alone; the
office records its word. The row remembers what it was asked about (`said_of`): a plan that is filed anew with another
content, cost or time asks again.
"""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import FILED, PartnerWord

from .filings import PlanItem
from .units import Membership, Unit


class PlanPartnerQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever sees the item; and the unit that is named, once the plan is filed: this line of it, nothing else."""
        seen = Q(item__in=PlanItem.objects.visible_to(user))
        if user.role == Role.UNIT:
            own = Membership.objects.filter(user=user).values("unit")
            seen |= Q(unit__in=own, item__report__status__in=FILED)
        return self.filter(seen)

    def filed(self) -> Self:
        return self.filter(item__report__status__in=FILED)

    def in_year(self, programme, year: int) -> Self:
        return self.filter(
            item__report__obligation__period__programme_year__programme=programme,
            item__report__obligation__period__programme_year__year=year,
        )

    def to_answer_by(self, user) -> Self:
        """Those that name a unit of this person and still wait for its word."""
        own = Membership.objects.filter(user=user).values("unit")
        return self.filter(word=PartnerWord.WAITING, unit__in=own)


class PlanPartner(models.Model):
    """One name in the partner column of one registered thing. `unit` is empty for a body that is no unit."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="partners", verbose_name=_("việc đăng ký"))
    name = NFCCharField(_("tên ghi trong kế hoạch"), max_length=200)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name=_("đơn vị phối hợp")
    )
    word = models.CharField(
        _("ý kiến"), max_length=10, choices=PartnerWord.choices, default=PartnerWord.WAITING, editable=False
    )
    reason = NFCCharField(_("lý do, nội dung nhận phối hợp"), max_length=500, blank=True)
    said_of = NFCTextField(_("việc đã được hỏi"), blank=True, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người ghi")
    )
    said_at = models.DateTimeField(_("ghi lúc"), null=True, blank=True)
    name_key = SearchKeyField("name")

    history = HistoricalRecords(excluded_fields=["name_key", "said_of"])
    objects = PlanPartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị phối hợp")
        verbose_name_plural = _("đơn vị phối hợp")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "name_key"],
                name="twinning_planpartner_once",
                violation_error_message=_("Việc này đã ghi nơi phối hợp đó."),
            ),
            models.CheckConstraint(
                condition=Q(word=PartnerWord.WAITING, said_by__isnull=True, said_at__isnull=True)
                | (~Q(word=PartnerWord.WAITING) & Q(said_by__isnull=False, said_at__isnull=False)),
                name="twinning_planpartner_word_is_signed",
                violation_error_message=_("Ý kiến phải có người ghi và ngày ghi."),
            ),
            models.CheckConstraint(
                condition=~Q(word=PartnerWord.DECLINED) | ~Q(reason=""),
                name="twinning_planpartner_decline_reason",
                violation_error_message=_("Không nhận phối hợp thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit) if self.unit_id else self.name

    @property
    def said_on(self) -> dt.date | None:
        return clock.local(self.said_at).date() if self.said_at else None

    @property
    def is_on_behalf(self) -> bool:
        """Whether the office wrote the word down for the partner."""
        return self.said_by is not None and self.said_by.is_office
