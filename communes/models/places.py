"""Places, each valid for a time. Neither code nor name identifies a commune: only the row's own id does."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.choices import CommuneKind, SuccessionKind, VillageKind
from communes.scope import communes_open_to, posted_communes
from kontum04.core.fields import NFCCharField, SearchKeyField, SortKeyField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet


class Decision(NaturalKey, models.Model):
    """A legal act that something rests on: a resolution, a decision, a law."""

    number = NFCCharField(_("số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 04-NQ/TU."))
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = NFCCharField(_("cơ quan ban hành"), max_length=200)
    summary = NFCCharField(_("trích yếu"), max_length=500, blank=True)
    search_key = SearchKeyField("number", "issuer", "summary")

    NATURAL_KEY = ("number", "issued_on")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản căn cứ")
        verbose_name_plural = _("văn bản căn cứ")
        ordering = ["-issued_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issued_on"],
                name="communes_decision_number_date",
                violation_error_message=_("Văn bản có số và ngày này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.issued_on:%d/%m/%Y})"


class DatedQuerySet(NaturalKeyQuerySet, ScopedQuerySet):
    def in_force(self, on: date) -> Self:
        """Rows valid on that day; an open end means still valid."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class DatedPlace(models.Model):
    """A place whose name and code hold from one day to another (both included; empty: open)."""

    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày hết hiệu lực phải sau ngày bắt đầu.")})


class DistrictQuerySet(DatedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(pk__in=Commune.objects.visible_to(user).values("district"))


class District(NaturalKey, DatedPlace):
    """A district or provincial city; abolished on 1/7/2025."""

    code = models.CharField(_("mã"), max_length=3)
    name = NFCCharField(_("tên"), max_length=100, help_text=_("Theo cách viết của tỉnh, ví dụ: huyện Đăk Glei."))
    gso_name = NFCCharField(_("tên theo cơ quan thống kê"), max_length=100, blank=True)
    search_key = SearchKeyField("name", "gso_name")
    sort_key = SortKeyField("name")

    NATURAL_KEY = ("code", "valid_to")
    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("huyện, thành phố")
        verbose_name_plural = _("huyện, thành phố")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_to"],
                name="communes_district_code_validity",
                violation_error_message=_("Mã huyện này đã có trong cùng thời gian."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(DatedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(communes_open_to(user))

    def enterable_by(self, user) -> Self:
        """Communes whose figures a person may enter, given the role: the office everywhere, others where posted.

        Narrower than what is visible: a unit's twinning opens communes to read, never to write."""
        seen = self.visible_to(user)
        return seen if user.is_office else seen.filter(posted_communes(user))

    def during(self, year: int) -> Self:
        """Communes that existed on some day of the year."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=date(year, 12, 31))).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=date(year, 1, 1))
        )


class Commune(NaturalKey, DatedPlace):
    """A commune, ward or township for as long as its name, code and boundary last."""

    code = models.CharField(_("mã"), max_length=5, help_text=_("Mã đơn vị hành chính; một mã có thể dùng lại sau này."))
    kind = models.CharField(_("loại"), max_length=10, choices=CommuneKind.choices, default=CommuneKind.XA)
    name = NFCCharField(_("tên"), max_length=100, help_text=_("Theo cách viết của tỉnh, không kèm “xã”: Đăk Long."))
    gso_name = NFCCharField(_("tên theo cơ quan thống kê"), max_length=100, blank=True, help_text=_("Ví dụ: Đắk Long."))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name=_("huyện, thành phố")
    )
    province_name = NFCCharField(_("tỉnh"), max_length=60)
    note = NFCCharField(_("ghi chú"), max_length=300, blank=True)
    search_key = SearchKeyField("kind_label", "name", "gso_name")
    sort_key = SortKeyField("name")

    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])
    NATURAL_KEY = ("code", "valid_to")
    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("xã")
        verbose_name_plural = _("xã")
        ordering = ["sort_key", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_to"],
                condition=Q(valid_to__isnull=False),
                name="communes_commune_code_until",
                violation_error_message=_("Mã xã này đã có trong cùng thời gian."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="communes_commune_code_current",
                violation_error_message=_("Mã xã này đang được một xã khác dùng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.name}"

    @property
    def kind_label(self) -> str:
        return str(CommuneKind(self.kind).label)

    @property
    def name_in_text(self) -> str:
        """The name inside a sentence: “xã Đăk Long”."""
        return f"{self.kind_label.lower()} {self.name}"

    @property
    def full_name_in_text(self) -> str:
        """The same with its district: “xã Đăk Long (huyện Đăk Glei)”."""
        return f"{self.name_in_text} ({self.district})" if self.district else self.name_in_text

    @property
    def full_name(self) -> str:
        """Name that tells namesakes apart: “Xã Đăk Long (huyện Đăk Glei)”."""
        return f"{self} ({self.district})" if self.district else str(self)


class VillageQuerySet(DatedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(commune__in=Commune.objects.visible_to(user))


class Village(DatedPlace):
    """A village (thôn, làng): the lowest place with figures of its own."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="villages", verbose_name=_("xã"))
    kind = models.CharField(_("loại"), max_length=12, choices=VillageKind.choices, default=VillageKind.THON)
    name = NFCCharField(_("tên"), max_length=100, help_text=_("Không kèm “thôn”, “làng”."))
    is_illustrative = models.BooleanField(_("minh họa"), default=False, editable=False)
    search_key = SearchKeyField("kind_label", "name")
    sort_key = SortKeyField("name")

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("thôn, làng")
        verbose_name_plural = _("thôn, làng")
        ordering = ["commune__sort_key", "commune_id", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind", "name"],
                name="communes_village_name_in_commune",
                violation_error_message=_("Xã đã có thôn (làng) tên này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.name}"

    @property
    def kind_label(self) -> str:
        return str(VillageKind(self.kind).label)


class Succession(NaturalKey, models.Model):
    """One line of a merger, split or renaming: what became what, from when, by which act. Nothing is rewritten."""

    predecessor = models.ForeignKey(
        Commune, models.PROTECT, related_name="succeeded_by", verbose_name=_("xã trước sắp xếp")
    )
    successor = models.ForeignKey(Commune, models.PROTECT, related_name="formed_from", verbose_name=_("xã sau sắp xếp"))
    kind = models.CharField(_("cách sắp xếp"), max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField(_("có hiệu lực từ"))
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="successions", verbose_name=_("căn cứ"))
    article = NFCCharField(_("điều, khoản"), max_length=60, blank=True)

    NATURAL_KEY = (
        "predecessor__code",
        "predecessor__valid_to",
        "successor__code",
        "successor__valid_to",
        "effective_on",
    )
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("sáp nhập, đổi tên")
        verbose_name_plural = _("sáp nhập, đổi tên")
        ordering = ["-effective_on", "successor__sort_key", "predecessor__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"],
                name="communes_succession_once",
                violation_error_message=_("Dòng sáp nhập này đã có."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="communes_succession_not_self",
                violation_error_message=_("Xã trước và xã sau phải khác nhau."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
