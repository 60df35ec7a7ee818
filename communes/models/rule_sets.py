"""What sets of rules have in common: a period, a legal basis, conditions with their formulas, all kept as data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum04.core import formulas
from kontum04.core.fields import NFCCharField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet

from .programmes import Programme

VILLAGES = "villages"
"""In a formula: how many villages the commune has."""


class RuleSetQuerySet(NaturalKeyQuerySet):
    def in_force(self, programme: Programme, year: int) -> "models.QuerySet":
        """The rules of the period that `year` lies in: those of the whole country, and the programme's own."""
        return (
            self.filter(Q(programme__isnull=True) | Q(programme=programme), from_year__lte=year)
            .filter(Q(last_year__isnull=True) | Q(last_year__gte=year))
            .prefetch_related("criteria")
        )


class RuleSet(NaturalKey, models.Model):
    """One set of rules with its legal basis; the subclass names its `programme` (or none) and how criteria combine.

    Formulas name indicator parts with “_” for “.”: HT02_1."""

    code = models.SlugField(_("mã"), unique=True, max_length=40)
    title = NFCCharField(_("tên bộ tiêu chí"), max_length=200)
    basis = NFCCharField(_("căn cứ"), max_length=300)
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)

    NATURAL_KEY = ("code",)
    objects = RuleSetQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["from_year", "code"]

    def __str__(self) -> str:
        return self.title


class Criterion(NaturalKey, models.Model):
    """One condition of a rule set. Without a formula no figure can tell: it stays unknown until a person judges."""

    code = models.SlugField(_("mã"), max_length=30, help_text=_("Chữ thường, số và dấu gạch dưới."))
    label = NFCCharField(_("tiêu chí"), max_length=300)
    formula = models.CharField(
        _("đúng khi"), max_length=formulas.LONGEST, blank=True,
        help_text=_("Ví dụ: NG03 >= 20. Để trống khi cổng chưa có số liệu để tính."),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    NATURAL_KEY = ("rule_set__code", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["rule_set", "order"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if not self.code.isidentifier():
            raise ValidationError({"code": _("Mã chỉ gồm chữ không dấu, số và dấu gạch dưới.")})
