"""What became of a unit: merged, split, renamed or closed. Lines are added; what the unit did stays its own."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Decision
from kontum04.core.fields import NFCCharField
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import UnitChange

from .units import Unit


class UnitSuccessionQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Whoever sees one of the two units knows what became of it; that opens the other one to nobody."""
        units = Unit.objects.visible_to(user)
        return self.filter(Q(predecessor__in=units) | Q(successor__in=units))


class UnitSuccession(models.Model):
    """One line of a rearrangement: which unit became which, from when, by which act. A closure has no successor."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="succeeded_by", verbose_name=_("đơn vị trước sắp xếp")
    )
    successor = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="formed_from",
        verbose_name=_("đơn vị sau sắp xếp"),
        help_text=_("Để trống khi giải thể."),
    )
    kind = models.CharField(_("cách sắp xếp"), max_length=10, choices=UnitChange.choices)
    effective_on = models.DateField(_("có hiệu lực từ"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="unit_successions", verbose_name=_("quyết định")
    )
    note = NFCCharField(_("ghi chú"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = UnitSuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sắp xếp đơn vị")
        verbose_name_plural = _("sắp xếp đơn vị")
        ordering = ["-effective_on", "predecessor__sort_key", "successor__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="twinning_unitsuccession_once",
                violation_error_message=_("Dòng sắp xếp này đã có."),
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(successor__isnull=True),
                name="twinning_unitsuccession_closed_once",
                violation_error_message=_("Đơn vị này đã giải thể."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(predecessor=F("successor")),
                name="twinning_unitsuccession_not_self",
                violation_error_message=_("Đơn vị trước và đơn vị sau phải khác nhau."),
            ),
            models.CheckConstraint(
                condition=Q(kind=UnitChange.CLOSE, successor__isnull=True)
                | (~Q(kind=UnitChange.CLOSE) & Q(successor__isnull=False)),
                name="twinning_unitsuccession_closure_alone",
                violation_error_message=_("Giải thể thì để trống đơn vị sau; cách khác phải chọn đơn vị sau."),
            ),
        ]

    def __str__(self) -> str:
        if self.successor is None:
            return f"{self.predecessor}: {self.get_kind_display().lower()}"
        return f"{self.predecessor} → {self.successor}"
