"""By what rules a commune may leave the list: one set a period, its criteria and their combination kept as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kontum04.core import formulas

from .programmes import Programme
from .rule_sets import Criterion, RuleSet

HARD_VILLAGES = "hard_villages"
"""In a formula: the share of the commune's villages, in percent, that the rule set's village formula calls hard."""


class ExitRuleSet(RuleSet):
    """One set of rules; `verdict` combines its criteria."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="exit_rule_sets",
        verbose_name=_("chương trình"), help_text=_("Để trống: áp dụng cho mọi chương trình."),
    )  # fmt: skip
    village_formula = models.CharField(
        _("thôn đặc biệt khó khăn khi"), max_length=formulas.LONGEST, blank=True,
        help_text=_("Tính trên số liệu của từng thôn; dùng trong tiêu chí bằng tên hard_villages (% số thôn)."),
    )  # fmt: skip
    verdict = models.CharField(
        _("đủ điều kiện ra khỏi danh sách khi"), max_length=formulas.LONGEST,
        help_text=_("Ghép các tiêu chí bằng mã: no(at_least(1, ngheo, duong))."),
    )  # fmt: skip

    history = HistoricalRecords()

    class Meta(RuleSet.Meta):
        verbose_name = _("bộ tiêu chí thoát diện")
        verbose_name_plural = _("bộ tiêu chí thoát diện")


class ExitCriterion(Criterion):
    """One condition for leaving the list, or for staying on it."""

    rule_set = models.ForeignKey(ExitRuleSet, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí"))

    history = HistoricalRecords()

    class Meta(Criterion.Meta):
        verbose_name = _("tiêu chí thoát diện")
        verbose_name_plural = _("tiêu chí thoát diện")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "code"],
                name="communes_exitcriterion_once",
                violation_error_message=_("Bộ tiêu chí đã có mã này."),
            )
        ]
