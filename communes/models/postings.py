"""Who acts for a commune or district, or follows it as a member of the committee."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.core.scoping import ScopedQuerySet

from .places import Commune, District


class PostingQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(user=user)


class Posting(models.Model):
    """Opens one commune, or every commune of one district, to one person. The person's role says what for."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="postings", verbose_name=_("người dùng")
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("xã")
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("huyện, thành phố")
    )

    history = HistoricalRecords()
    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("địa bàn phụ trách")
        verbose_name_plural = _("địa bàn phụ trách")
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, district__isnull=True)
                | Q(commune__isnull=True, district__isnull=False),
                name="communes_posting_one_place",
                violation_error_message=_("Chọn một xã hoặc một huyện, không chọn cả hai."),
            ),
            models.UniqueConstraint(
                fields=["user", "commune"], condition=Q(commune__isnull=False), name="communes_posting_commune"
            ),
            models.UniqueConstraint(
                fields=["user", "district"], condition=Q(district__isnull=False), name="communes_posting_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.commune or self.district}"
