"""Where an office's own layout differs from a rule-set: one row a measure."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme
from kontum04.core.fields import NFCCharField
from reports.documents.layout import RULE_SETS
from reports.documents.measure_list import MEASURES
from reports.documents.measures import Measure, held


class LayoutOverride(models.Model):
    """One measure of a rule-set changed by the office, for one programme or for all."""

    rule_set = models.CharField(_("bộ thể thức"), max_length=10)
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("chương trình"),
        help_text=_("Để trống: áp dụng cho mọi chương trình."),
    )  # fmt: skip
    measure = models.CharField(_("thành phần"), max_length=60, help_text=_("Ví dụ: margins.left."))
    value = NFCCharField(_("giá trị"), max_length=60)
    reason = NFCCharField(_("lý do, căn cứ"), max_length=300)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("thay đổi thể thức")
        verbose_name_plural = _("thay đổi thể thức")
        ordering = ["rule_set", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "measure"],
                condition=Q(programme__isnull=True),
                name="reports_override_for_all_once",
                violation_error_message=_("Thành phần này đã có thay đổi cho mọi chương trình."),
            ),
            models.UniqueConstraint(
                fields=["rule_set", "programme", "measure"],
                condition=Q(programme__isnull=False),
                name="reports_override_once",
                violation_error_message=_("Thành phần này đã có thay đổi cho chương trình."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_set_title}: {self.measure_label} = {self.value}"

    @property
    def measure_label(self) -> str:
        """What the measure is called; its path where the portal no longer knows it."""
        return MEASURES[self.measure].label if self.measure in MEASURES else self.measure

    @property
    def rule_set_title(self) -> str:
        """The name of the guidance."""
        return next((known.title for known in RULE_SETS if known.code == self.rule_set), self.rule_set)

    @property
    def given(self) -> str:
        """What the rule-set itself says, as people read it."""
        rule_set = next(known for known in RULE_SETS if known.code == self.rule_set)
        return MEASURES[self.measure].words(held(rule_set, self.measure))

    def clean(self) -> None:
        """Refuse a rule-set or measure that does not exist, and a value out of its kind or bounds."""
        super().clean()
        rule_set = next((known for known in RULE_SETS if known.code == self.rule_set), None)
        if rule_set is None:
            raise ValidationError({"rule_set": _("Không có bộ thể thức này.")})
        if self.measure not in MEASURES:
            raise ValidationError({"measure": _("Không có thành phần này.")})
        if held(rule_set, self.measure) is None:
            raise ValidationError({"measure": _("%s không có thành phần này.") % rule_set.title})
        self._check_value(MEASURES[self.measure])

    def _check_value(self, measure: Measure) -> None:
        """Keep the value in the one way it is written."""
        try:
            self.value = measure.words(measure.value(self.value))
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error
