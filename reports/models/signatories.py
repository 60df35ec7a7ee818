"""Who may sign a programme's papers, and as what."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme
from kontum04.core.fields import NFCCharField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.text import fold
from reports.choices import SigningCapacity
from reports.documents.layout import RULE_SETS, RuleSet


class Signatory(NaturalKey, models.Model):
    """A person or post that signs for a committee. The words before the title (K/T, TM.) are the rule-set's own."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="signatories", verbose_name=_("chương trình")
    )  # fmt: skip
    code = models.SlugField(_("mã"), max_length=40, help_text=_("Ví dụ: truong-ban."))
    capacity = models.CharField(_("tư cách ký"), max_length=10, choices=SigningCapacity.choices)
    on_behalf_of = NFCCharField(
        _("ký thay, thay mặt, thừa lệnh ai"), max_length=80, blank=True,
        help_text=_("Ký thay, thừa lệnh, thừa ủy quyền: chức vụ người đứng đầu (Trưởng ban). Thay mặt: tên cấp ủy "
                    "hoặc tập thể. Người đứng đầu tự ký: để trống. Không ghi K/T, T/M, KT., TM."),
    )  # fmt: skip
    position = NFCCharField(_("chức vụ người ký"), max_length=80, help_text=_("Ví dụ: Phó Trưởng ban."))
    name = NFCCharField(_("họ tên người ký"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), default=0, help_text=_("Người đứng đầu danh sách ký khi không chọn ai khác.")
    )

    history = HistoricalRecords()
    NATURAL_KEY = ("programme__code", "code")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("người ký văn bản")
        verbose_name_plural = _("người ký văn bản")
        ordering = ["programme", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="reports_signatory_code",
                violation_error_message=_("Chương trình đã có người ký mang mã này."),
            )
        ]

    def __str__(self) -> str:
        return " – ".join(word for word in (self.get_capacity_display(), self.position, self.name) if word)

    def clean(self) -> None:
        """Refuse what the programme's style does not know: Party committees alone sign T/M, and TL., TUQ. are state."""
        super().clean()
        if self.capacity == SigningCapacity.HEAD and self.on_behalf_of:
            raise ValidationError({"on_behalf_of": _("Người đứng đầu tự ký: để trống ô này.")})
        if self.capacity != SigningCapacity.HEAD and not self.on_behalf_of:
            raise ValidationError({"on_behalf_of": _("Ghi rõ ký thay, thay mặt hoặc thừa lệnh ai.")})
        if self.capacity and self.programme_id:
            self._check_style()

    def _check_style(self) -> None:
        for rule_set in (known for known in RULE_SETS if known.style == self.programme.style):
            if not rule_set.authority_form(self.capacity):
                raise ValidationError({"capacity": _("Thể thức văn bản của Đảng không dùng tư cách ký này.")})
            if self.capacity == SigningCapacity.COLLECTIVE and not _may_be_signed_for(self.on_behalf_of, rule_set):
                raise ValidationError(
                    {"on_behalf_of": _("Chỉ cấp ủy mới ký T/M. Ban Chỉ đạo: chọn người đứng đầu hoặc cấp phó ký thay.")}
                )


def _may_be_signed_for(body: str, rule_set: RuleSet) -> bool:
    named = fold(body)
    return not rule_set.collective_bodies or any(fold(word) in named for word in rule_set.collective_bodies)
