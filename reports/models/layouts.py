"""Where an office's own layout differs from a rule-set: one row a measure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme
from kontum04.core.fields import NFCCharField


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
        return f"{self.rule_set}: {self.measure} = {self.value}"
