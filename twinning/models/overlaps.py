"""What was agreed about things that several units or programmes register at one commune (lồng ghép)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Commune
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCTextField
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import ItemKind

from .filings import PlanItem


class OverlapNoteQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever sees the commune; a unit is told by the office, it sees no other unit's plans here."""
        if user.role == Role.UNIT:
            return self.none()
        return self.filter(commune__in=Commune.objects.visible_to(user))


class OverlapNote(models.Model):
    """That similar things of one kind at one commune were brought together in a year. It speaks of `items`: one that
    is registered later is a new question. Over programmes: waste does not stop at their border. A commune may have
    several groups of one kind, each with a note of its own."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="overlap_notes", verbose_name=_("xã"))
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("loại"), max_length=10, choices=ItemKind.choices)
    items = models.ManyToManyField(PlanItem, related_name="overlap_notes", verbose_name=_("các việc đã thống nhất"))
    note = NFCTextField(_("nội dung đã thống nhất"), max_length=1000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi")
    )
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = OverlapNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("thống nhất lồng ghép")
        verbose_name_plural = _("thống nhất lồng ghép")
        ordering = ["-year", "commune__sort_key", "kind"]

    def __str__(self) -> str:
        return f"{self.commune}, {self.get_kind_display()}, {self.year}"
