"""When a village or commune is no đủ – vững mạnh – an toàn: three parts, each with its formula, by level and period.

No source has the province's own rules: what the fixtures hold is a proposal, to be edited in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.core import formulas

from .indicators import IndicatorPart
from .programmes import Programme
from .rule_sets import Criterion, RuleSet, RuleSetQuerySet


class PlaceLevel(models.TextChoices):
    COMMUNE = "commune", _("Xã")
    VILLAGE = "village", _("Thôn, làng")


class ProsperityRuleSetQuerySet(RuleSetQuerySet):
    def of_year(self, programme: Programme, year: int, level: str) -> "ProsperityRuleSet | None":
        """The set that applies: the programme's own before that of all programmes, the newest first."""
        rows = self.in_force(programme, year).filter(level=level).select_related("reported_in")
        return rows.order_by(models.F("programme").asc(nulls_last=True), "-from_year").first()


class ProsperityRuleSet(RuleSet):
    """The parts of one level. `full` and `nearly` combine them by their codes; whoever is full is also nearly so."""

    level = models.CharField(_("áp dụng cho"), max_length=10, choices=PlaceLevel.choices)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="prosperity_rule_sets",
        verbose_name=_("chương trình"), help_text=_("Để trống: áp dụng cho mọi chương trình."),
    )  # fmt: skip
    reported_in = models.ForeignKey(
        IndicatorPart, models.PROTECT, related_name="+", verbose_name=_("mức do xã báo"),
        help_text=_("Chỉ tiêu 0 chưa đạt, 1 cơ bản đạt, 2 đạt mà cổng đối chiếu; số xã báo vẫn là số chính thức."),
    )  # fmt: skip
    full = models.CharField(
        _("đạt khi"), max_length=formulas.LONGEST,
        help_text=_("Ghép các phần bằng mã: at_least(3, no_du, vung_manh, an_toan)."),
    )  # fmt: skip
    nearly = models.CharField(
        _("cơ bản đạt khi"), max_length=formulas.LONGEST,
        help_text=_("Nơi đã đạt thì phải đúng cả điều kiện này."),
    )  # fmt: skip

    history = HistoricalRecords()
    objects = ProsperityRuleSetQuerySet.as_manager()

    class Meta(RuleSet.Meta):
        verbose_name = _("bộ tiêu chí no đủ – vững mạnh – an toàn")
        verbose_name_plural = _("bộ tiêu chí no đủ – vững mạnh – an toàn")


class ProsperityCriterion(Criterion):
    """One of the three parts."""

    rule_set = models.ForeignKey(
        ProsperityRuleSet, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí")
    )

    history = HistoricalRecords()

    class Meta(Criterion.Meta):
        verbose_name = _("phần của no đủ – vững mạnh – an toàn")
        verbose_name_plural = _("phần của no đủ – vững mạnh – an toàn")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "code"],
                name="communes_prosperitycriterion_once",
                violation_error_message=_("Bộ tiêu chí đã có mã này."),
            )
        ]
