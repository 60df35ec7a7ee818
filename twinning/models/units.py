"""Twinned units, who acts for them, and which communes they are assigned to."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Commune, Decision, District, Posting, Programme, Village
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, SearchKeyField, SortKeyField
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import UnitKind, UnitLevel


class UnitQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Own units; a commune or member sees the twins of its communes; a district its district-level units."""
        mine = Q(pk__in=Membership.objects.filter(user=user).values("unit"))
        if user.role in (Role.COMMUNE, Role.MEMBER):
            return self.filter(
                mine | Q(pk__in=Twinning.objects.filter(commune__in=Commune.objects.visible_to(user)).values("unit"))
            )
        if user.role == Role.DISTRICT:
            districts = Posting.objects.filter(user=user, district__isnull=False).values("district")
            return self.filter(mine | Q(level=UnitLevel.DISTRICT, district__in=districts))
        return self.filter(mine)

    def in_force(self, on: date) -> Self:
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class Unit(models.Model):
    """A department, mass organisation, armed-forces unit or company that helps communes."""

    name = NFCCharField(_("tên đơn vị"), max_length=200)
    short_name = NFCCharField(_("tên ngắn"), max_length=60, blank=True)
    kind = models.CharField(_("khối"), max_length=12, choices=UnitKind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=UnitLevel.choices, default=UnitLevel.PROVINCE)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("huyện, thành phố"),
        help_text=_("Chỉ với đơn vị cấp huyện."),
    )
    head_count = models.PositiveIntegerField(_("số cán bộ, nhân viên"), null=True, blank=True)
    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    search_key = SearchKeyField("name", "short_name")
    name_key = SearchKeyField("name")
    sort_key = SortKeyField("name")

    history = HistoricalRecords(excluded_fields=["search_key", "name_key", "sort_key"])
    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị kết nghĩa")
        verbose_name_plural = _("đơn vị kết nghĩa")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="twinning_unit_name",
                violation_error_message=_("Đã có đơn vị mang tên này (không kể dấu, chữ hoa)."),
            ),
            models.CheckConstraint(
                condition=Q(level=UnitLevel.PROVINCE, district__isnull=True)
                | Q(level=UnitLevel.DISTRICT, district__isnull=False),
                name="twinning_unit_district_level",
                violation_error_message=_("Đơn vị cấp huyện phải chọn huyện; đơn vị cấp tỉnh để trống."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        # The key is computed on saving; the uniqueness check that follows needs it now.
        self._meta.get_field("name_key").pre_save(self, add=False)

    @property
    def label(self) -> str:
        return self.short_name or self.name


class Membership(models.Model):
    """Opens one unit to one person (a member of its team, tổ 04)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("người dùng")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("đơn vị"))
    is_head = models.BooleanField(_("thủ trưởng đơn vị"), default=False, help_text=_("Được nhắc khi đơn vị quá hạn."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("người của đơn vị")
        verbose_name_plural = _("người của đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                name="twinning_membership_once",
                violation_error_message=_("Người này đã thuộc đơn vị."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.unit}"


class TwinningQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(Q(unit__in=Unit.objects.visible_to(user)) & Q(commune__in=Commune.objects.visible_to(user)))

    def in_year(self, programme, year: int) -> Self:
        """Assignments in force on any day of `year`."""
        return self.filter(programme=programme, starts_on__lte=date(year, 12, 31)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=date(year, 1, 1))
        )


class Twinning(models.Model):
    """A dated assignment of a unit to a commune (or one of its villages) by a decision."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="twinnings", verbose_name=_("chương trình"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="twinnings", verbose_name=_("đơn vị"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="twinnings", verbose_name=_("xã"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="twinnings", verbose_name=_("thôn, làng")
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="twinnings", verbose_name=_("quyết định")
    )

    history = HistoricalRecords()
    objects = TwinningQuerySet.as_manager()

    class Meta:
        verbose_name = _("phân công kết nghĩa")
        verbose_name_plural = _("phân công kết nghĩa")
        ordering = ["unit__sort_key", "commune__sort_key", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "commune", "starts_on"],
                condition=Q(village__isnull=True),
                name="twinning_twinning_commune_once",
                violation_error_message=_("Đơn vị đã được phân công xã này từ ngày đó."),
            ),
            models.UniqueConstraint(
                fields=["programme", "unit", "village", "starts_on"],
                condition=Q(village__isnull=False),
                name="twinning_twinning_village_once",
                violation_error_message=_("Đơn vị đã được phân công thôn này từ ngày đó."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="twinning_twinning_ends_after_start",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.commune}"
