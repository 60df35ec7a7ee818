"""How units are judged: a scheme of criteria and ranks per programme, what the head decided, what the unit replied."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme, ProgrammeYear
from kontum04.core import formulas
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import SCORE_MEASURES, WhenMissing

from .units import Unit


class ScoreSchemeQuerySet(NaturalKeyQuerySet):
    def in_force(self, programme: Programme, year: int) -> "ScoreScheme | None":
        """The newest scheme that begins in or before the year, with its criteria and ranks (three queries)."""
        schemes = self.filter(programme=programme, from_year__lte=year).order_by("-from_year")
        return schemes.prefetch_related("criteria", "bands").first()


class ScoreScheme(NaturalKey, models.Model):
    """Criteria and ranks of a programme from one year on, until the next scheme begins."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="score_schemes", verbose_name=_("chương trình")
    )
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    title = NFCCharField(_("tên bộ tiêu chí"), max_length=200)
    basis = NFCCharField(_("căn cứ"), max_length=300, blank=True)
    weak_below = models.DecimalField(
        _("yếu khi điểm dưới"), max_digits=5, decimal_places=1, null=True, blank=True,
        help_text=_("Để trống: không xét yếu theo điểm."),
    )  # fmt: skip

    history = HistoricalRecords()
    NATURAL_KEY = ("programme__code", "from_year")
    objects = ScoreSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ tiêu chí chấm điểm")
        verbose_name_plural = _("bộ tiêu chí chấm điểm")
        ordering = ["programme", "-from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "from_year"],
                name="twinning_scheme_once",
                violation_error_message=_("Chương trình đã có bộ tiêu chí từ năm này."),
            )
        ]

    def __str__(self) -> str:
        return _("%(title)s, từ năm %(year)s") % {"title": self.title, "year": self.from_year}


class Criterion(NaturalKey, models.Model):
    """One criterion: its most points and the formula that gives them from the unit's own figures."""

    scheme = models.ForeignKey(ScoreScheme, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí"))
    code = models.SlugField(_("mã"), max_length=30)
    label = NFCCharField(_("tiêu chí"), max_length=200)
    max_points = models.DecimalField(
        _("điểm tối đa"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0)]
    )
    formula = models.CharField(
        _("công thức"), max_length=formulas.LONGEST, help_text=_("Ví dụ: 15 * share(trips, 24 * communes)")
    )
    when_missing = models.CharField(
        _("khi thiếu số liệu"), max_length=10, choices=WhenMissing.choices, default=WhenMissing.NO_POINTS
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    history = HistoricalRecords()
    NATURAL_KEY = ("scheme__programme__code", "scheme__from_year", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiêu chí chấm điểm")
        verbose_name_plural = _("tiêu chí chấm điểm")
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="twinning_criterion_once",
                violation_error_message=_("Bộ tiêu chí đã có mã này."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        try:
            formulas.check(self.formula, SCORE_MEASURES)
        except ValidationError as error:
            raise ValidationError({"formula": error.message}) from error


class RankBand(NaturalKey, models.Model):
    """A rank and the score from which it is given."""

    scheme = models.ForeignKey(ScoreScheme, models.CASCADE, related_name="bands", verbose_name=_("bộ tiêu chí"))
    label = NFCCharField(_("xếp loại"), max_length=100)
    at_least = models.DecimalField(_("từ điểm"), max_digits=5, decimal_places=1)

    history = HistoricalRecords()
    NATURAL_KEY = ("scheme__programme__code", "scheme__from_year", "label")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("mức xếp loại")
        verbose_name_plural = _("mức xếp loại")
        ordering = ["scheme", "-at_least"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "at_least"],
                name="twinning_band_once",
                violation_error_message=_("Hai mức xếp loại không được bắt đầu từ cùng một điểm."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class OfUnitYearQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        return self.filter(unit__in=Unit.objects.visible_to(user))


class RatingOverrule(models.Model):
    """The head's decision to rank a unit otherwise than the rule does, with the reason."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="rating_overrules", verbose_name=_("năm của chương trình")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rating_overrules", verbose_name=_("đơn vị"))
    rank = NFCCharField(_("xếp loại"), max_length=100)
    is_weak = models.BooleanField(_("đơn vị yếu"), default=False)
    reason = NFCTextField(_("lý do"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người quyết định")
    )
    given_at = models.DateTimeField(_("lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = OfUnitYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định xếp loại khác")
        verbose_name_plural = _("quyết định xếp loại khác")
        constraints = [
            models.UniqueConstraint(
                fields=["programme_year", "unit"],
                name="twinning_overrule_once",
                violation_error_message=_("Đơn vị đã có quyết định xếp loại của năm này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.rank}"


class RatingReply(models.Model):
    """What a unit says to its rating; printed beside it."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="rating_replies", verbose_name=_("năm của chương trình")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rating_replies", verbose_name=_("đơn vị"))
    text = NFCTextField(_("ý kiến của đơn vị"), max_length=2000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người gửi")
    )
    given_at = models.DateTimeField(_("lúc"), auto_now=True)

    history = HistoricalRecords()
    objects = OfUnitYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("ý kiến về xếp loại")
        verbose_name_plural = _("ý kiến về xếp loại")
        constraints = [
            models.UniqueConstraint(
                fields=["programme_year", "unit"],
                name="twinning_reply_once",
                violation_error_message=_("Đơn vị đã gửi ý kiến về xếp loại của năm này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.programme_year}"
