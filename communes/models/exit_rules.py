"""By what rules a commune may leave the list: one set a period, its criteria and their combination kept as data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.core import formulas
from kontum04.core.fields import NFCCharField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet

from .programmes import Programme

VILLAGES = "villages"
"""In a formula: how many villages the commune has."""

HARD_VILLAGES = "hard_villages"
"""In a formula: the share of the commune's villages, in percent, that the rule set's village formula calls hard."""


class ExitRuleSetQuerySet(NaturalKeyQuerySet):
    def in_force(self, programme: Programme, year: int) -> "models.QuerySet[ExitRuleSet]":
        """The rules of the period that `year` lies in: those of the whole country, and the programme's own."""
        return (
            self.filter(Q(programme__isnull=True) | Q(programme=programme), from_year__lte=year)
            .filter(Q(last_year__isnull=True) | Q(last_year__gte=year))
            .prefetch_related("criteria")
        )


class ExitRuleSet(NaturalKey, models.Model):
    """One set of rules with its legal basis. Formulas name indicator parts with “_” for “.”: HT02_1."""

    code = models.SlugField(_("mã"), unique=True, max_length=40)
    title = NFCCharField(_("tên bộ tiêu chí"), max_length=200)
    basis = NFCCharField(_("căn cứ"), max_length=300)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="exit_rule_sets",
        verbose_name=_("chương trình"), help_text=_("Để trống: áp dụng cho mọi chương trình."),
    )  # fmt: skip
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    village_formula = models.CharField(
        _("thôn đặc biệt khó khăn khi"), max_length=formulas.LONGEST, blank=True,
        help_text=_("Tính trên số liệu của từng thôn; dùng trong tiêu chí bằng tên hard_villages (% số thôn)."),
    )  # fmt: skip
    verdict = models.CharField(
        _("đủ điều kiện ra khỏi danh sách khi"), max_length=formulas.LONGEST,
        help_text=_("Ghép các tiêu chí bằng mã: no(at_least(1, ngheo, duong))."),
    )  # fmt: skip

    history = HistoricalRecords()
    NATURAL_KEY = ("code",)
    objects = ExitRuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ tiêu chí thoát diện")
        verbose_name_plural = _("bộ tiêu chí thoát diện")
        ordering = ["from_year", "code"]

    def __str__(self) -> str:
        return self.title


class ExitCriterion(NaturalKey, models.Model):
    """One condition of a rule set. Without a formula no figure can tell: it stays unknown until a person judges."""

    rule_set = models.ForeignKey(ExitRuleSet, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí"))
    code = models.SlugField(_("mã"), max_length=30, help_text=_("Chữ thường, số và dấu gạch dưới."))
    label = NFCCharField(_("tiêu chí"), max_length=300)
    formula = models.CharField(
        _("đúng khi"), max_length=formulas.LONGEST, blank=True,
        help_text=_("Ví dụ: NG03 >= 20. Để trống khi cổng chưa có số liệu để tính."),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    history = HistoricalRecords()
    NATURAL_KEY = ("rule_set__code", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiêu chí thoát diện")
        verbose_name_plural = _("tiêu chí thoát diện")
        ordering = ["rule_set", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "code"],
                name="communes_exitcriterion_once",
                violation_error_message=_("Bộ tiêu chí đã có mã này."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if not self.code.isidentifier():
            raise ValidationError({"code": _("Mã chỉ gồm chữ không dấu, số và dấu gạch dưới.")})
