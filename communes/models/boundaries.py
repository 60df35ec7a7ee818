"""Where a commune lies: its outline, for maps. It holds as long as the commune's own row, so both commune maps fit."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.core.fields import NFCCharField
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune


class BoundaryQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(commune__in=Commune.objects.visible_to(user))


class Boundary(models.Model):
    """The outline of one commune: a GeoJSON geometry (Polygon or MultiPolygon), longitude and latitude of WGS84.

    Comes in whole files only (`communes.services.boundaries`)."""

    commune = models.OneToOneField(Commune, models.PROTECT, related_name="boundary", verbose_name=_("xã"))
    geometry = models.JSONField(_("ranh giới"), help_text=_("GeoJSON, kinh độ và vĩ độ WGS84."))
    source = NFCCharField(_("nguồn"), max_length=200, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nhập")
    )
    imported_at = models.DateTimeField(_("nhập lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = BoundaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ranh giới xã")
        verbose_name_plural = _("ranh giới xã")
        ordering = ["commune__sort_key", "commune_id"]

    def __str__(self) -> str:
        return str(self.commune)
