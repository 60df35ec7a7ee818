"""The yearly indicators as data: what is asked, how it adds up, what is checked; and the values themselves.

A missing value is an absent row, never a zero (DOMAIN, rule 1).
"""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes import rules
from communes.choices import COMPUTED_KINDS, Aggregation, PartKind, Severity
from communes.definitions import part_problems
from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet

from .places import Commune, Village


class Standard(NaturalKey, models.Model):
    """A national standard some indicators are measured by. Values of two standards are never subtracted."""

    code = models.SlugField(_("mã"), max_length=30, unique=True)
    family = models.SlugField(_("nhóm chuẩn"), max_length=20, help_text=_("Ví dụ: ngheo, y-te."))
    name = NFCCharField(_("tên"), max_length=150)
    first_year = models.PositiveSmallIntegerField(_("áp dụng từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến hết năm"), null=True, blank=True)

    NATURAL_KEY = ("code",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("chuẩn")
        verbose_name_plural = _("chuẩn")
        ordering = ["family", "first_year"]

    def __str__(self) -> str:
        return self.name


class IndicatorGroup(NaturalKey, models.Model):
    code = models.SlugField(_("mã"), max_length=10, unique=True)
    name = NFCCharField(_("tên nhóm"), max_length=120)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("code",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhóm chỉ tiêu")
        verbose_name_plural = _("nhóm chỉ tiêu")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Indicator(NaturalKey, models.Model):
    """A yearly indicator. What is entered or computed for it are its parts; a new one in the admin needs no code."""

    code = models.CharField(_("mã"), max_length=10, unique=True)
    name = NFCCharField(_("tên chỉ tiêu"), max_length=200)
    group = models.ForeignKey(IndicatorGroup, models.PROTECT, related_name="indicators", verbose_name=_("nhóm"))
    source_standard = NFCCharField(_("nguồn, chuẩn"), max_length=200, blank=True)
    validation_note = NFCCharField(_("cách kiểm tra"), max_length=300, blank=True)
    sources = models.CharField(_("tài liệu nguồn"), max_length=60, blank=True)
    from_contributions = models.BooleanField(
        _("tính từ báo cáo của đơn vị"), default=False, help_text=_("Không nhập ở xã; cộng từ kết quả giúp đỡ.")
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    search_key = SearchKeyField("code", "name")

    history = HistoricalRecords(excluded_fields=["search_key"])
    NATURAL_KEY = ("code",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["group__order", "order", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PartQuerySet(NaturalKeyQuerySet):
    def in_use(self) -> Self:
        return self.filter(indicator__is_active=True).select_related("indicator__group", "numerator", "denominator")

    def reported(self) -> Self:
        """Parts of communes and villages, entered or computed; what units report is counted elsewhere."""
        return self.in_use().filter(indicator__from_contributions=False)

    def entered(self) -> Self:
        """Parts that people fill in at a commune or village."""
        return self.reported().exclude(kind__in=COMPUTED_KINDS)

    def at_commune(self) -> Self:
        return self.filter(at_commune=True)

    def at_village(self) -> Self:
        return self.filter(at_village=True)


class IndicatorPart(NaturalKey, models.Model):
    """One number of an indicator: entered (count, yes/no, choice) or computed from others (ratio, change)."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="parts", verbose_name=_("chỉ tiêu"))
    code = models.CharField(_("mã"), max_length=16, unique=True, help_text=_("Ví dụ: HT02.1."))
    label = NFCCharField(_("nhãn"), max_length=160)
    unit = NFCCharField(_("đơn vị tính"), max_length=30)
    kind = models.CharField(_("kiểu"), max_length=10, choices=PartKind.choices)
    at_commune = models.BooleanField(_("nhập ở xã"), default=True)
    at_village = models.BooleanField(_("nhập ở thôn"), default=False)
    aggregation = models.CharField(_("cách tổng hợp"), max_length=12, choices=Aggregation.choices)
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tử số / chỉ tiêu gốc")
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mẫu số / trọng số")
    )
    standard_family = models.SlugField(_("nhóm chuẩn"), max_length=20, blank=True)
    choices = models.JSONField(
        _("các mức"),
        default=list,
        blank=True,
        help_text=_('Danh sách [số, "nhãn"], ví dụ [[0, "chưa đạt"], [1, "đạt"]].'),
    )
    minimum = models.DecimalField(_("nhỏ nhất"), max_digits=18, decimal_places=3, null=True, blank=True)
    maximum = models.DecimalField(_("lớn nhất"), max_digits=18, decimal_places=3, null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    lower_is_better = models.BooleanField(_("càng thấp càng tốt"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("code",)
    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành phần chỉ tiêu")
        verbose_name_plural = _("thành phần chỉ tiêu")
        ordering = ["indicator__group__order", "indicator__order", "indicator__code", "order", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def is_computed(self) -> bool:
        return self.kind in COMPUTED_KINDS

    @property
    def is_of_villages(self) -> bool:
        """Asked of villages only: a commune has no number of its own."""
        return self.at_village and not self.at_commune

    @property
    def is_word(self) -> bool:
        """Reads as a word in one place (có, không, a level), so that its unit only counts places."""
        return self.kind in (PartKind.BOOLEAN, PartKind.CHOICE)

    @property
    def is_counted(self) -> bool:
        """Adds up to how many places stand at the top, not to a sum."""
        return self.aggregation in (Aggregation.COUNT_TRUE, Aggregation.DISTRIBUTION)

    def clean(self) -> None:
        if problems := part_problems(self):
            raise ValidationError(problems)


class ValidationRule(NaturalKey, models.Model):
    """A check between parts: `left` comparator `right`, both sums of part codes, `@-1` meaning the year before.

    Example: "NG01+NG02" "<=" "DC01". Evaluated by communes.rules, never by eval."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="rules", verbose_name=_("chỉ tiêu"))
    left = models.CharField(_("vế trái"), max_length=120)
    comparator = models.CharField(
        _("so sánh"), max_length=2, choices=[("<=", "≤"), (">=", "≥"), ("=", "="), ("<", "<"), (">", ">")]
    )
    right = models.CharField(_("vế phải"), max_length=120)
    severity = models.CharField(_("mức độ"), max_length=8, choices=Severity.choices, default=Severity.ERROR)
    message = NFCCharField(_("lời báo"), max_length=300, help_text=_("Nói sai ở đâu và sửa thế nào."))

    NATURAL_KEY = ("indicator__code", "left", "comparator", "right")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("quy tắc kiểm tra")
        verbose_name_plural = _("quy tắc kiểm tra")
        ordering = ["indicator", "id"]

    def __str__(self) -> str:
        return f"{self.left} {self.comparator} {self.right}"

    def clean(self) -> None:
        named = rules.codes_named(self)
        known = set(IndicatorPart.objects.filter(code__in=named).values_list("code", flat=True))
        # Parts of the rule's own indicator may be new, typed on the same page and not stored yet.
        indicator = getattr(self, "indicator", None)
        own = {code for code in named if indicator and code.partition(".")[0] == indicator.code}
        if problems := rules.problems_of(self, known | own):
            raise ValidationError(problems)


class ValueQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(commune__in=Commune.objects.visible_to(user))

    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def of_communes(self) -> Self:
        return self.filter(village__isnull=True)

    def of_villages(self) -> Self:
        return self.filter(village__isnull=False)


class IndicatorValue(models.Model):
    """One reported number of one commune (or one of its villages) for one year.

    Yes/no is 1 or 0; a choice is the number of its level. An absent row means not reported."""

    part = models.ForeignKey(IndicatorPart, models.PROTECT, related_name="values", verbose_name=_("chỉ tiêu"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="values", verbose_name=_("xã"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="values", verbose_name=_("thôn, làng")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    standard = models.ForeignKey(
        Standard, models.PROTECT, null=True, blank=True, related_name="values", verbose_name=_("chuẩn")
    )
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=3)
    source = NFCCharField(_("nguồn"), max_length=200, blank=True, help_text=_("Tệp nhập hoặc trang nhập."))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người cập nhật")
    )
    updated_at = models.DateTimeField(_("cập nhật lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu chỉ tiêu")
        verbose_name_plural = _("số liệu chỉ tiêu")
        ordering = ["year", "commune_id", "village_id", "part_id"]
        indexes = [models.Index(fields=["year", "part", "commune"], name="communes_value_year_part")]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "commune", "year", "standard"],
                condition=Q(village__isnull=True, standard__isnull=False),
                name="communes_value_commune_standard",
            ),
            models.UniqueConstraint(
                fields=["part", "commune", "year"],
                condition=Q(village__isnull=True, standard__isnull=True),
                name="communes_value_commune",
            ),
            models.UniqueConstraint(
                fields=["part", "village", "year", "standard"],
                condition=Q(village__isnull=False, standard__isnull=False),
                name="communes_value_village_standard",
            ),
            models.UniqueConstraint(
                fields=["part", "village", "year"],
                condition=Q(village__isnull=False, standard__isnull=True),
                name="communes_value_village",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.commune_id} {self.year}: {self.value}"


class YearNoteQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(commune__in=Commune.objects.visible_to(user))


class YearNote(models.Model):
    """A commune's word on its figures of a year: why something is missing or looks odd."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="year_notes", verbose_name=_("xã"))
    year = models.PositiveSmallIntegerField(_("năm"))
    text = NFCTextField(_("giải trình"), blank=True)

    history = HistoricalRecords()
    objects = YearNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("giải trình số liệu")
        verbose_name_plural = _("giải trình số liệu")
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "year"],
                name="communes_yearnote_once",
                violation_error_message=_("Xã đã có giải trình của năm này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune} {self.year}"
