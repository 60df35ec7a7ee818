"""When somebody is reminded, and the log of what was sent: a notice is sent once, however often the sender runs."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Programme
from kontum04.core.fields import NFCCharField
from kontum04.core.natural import NaturalKey, NaturalKeyQuerySet
from kontum04.core.scoping import ScopedQuerySet
from twinning.choices import ReminderAudience

from .periods import Obligation


class ReminderStep(NaturalKey, models.Model):
    """One step of a programme's chasing: so many days before (negative) or after the due date, to whom."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="reminder_steps", verbose_name=_("chương trình")
    )
    days = models.SmallIntegerField(
        _("số ngày so với hạn"), help_text=_("Âm: trước hạn. 0: đúng ngày hạn. Dương: sau hạn.")
    )
    audience = models.CharField(_("nhắc ai"), max_length=10, choices=ReminderAudience.choices)

    NATURAL_KEY = ("programme__code", "days", "audience")
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("bước nhắc")
        verbose_name_plural = _("bước nhắc")
        ordering = ["programme", "days", "audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "days", "audience"],
                name="twinning_reminderstep_once",
                violation_error_message=_("Chương trình đã có bước nhắc này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.days:+d}: {self.get_audience_display()}"


class NoticeQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> Self:
        """A notice is for one person."""
        return self.filter(user=user) if getattr(user, "is_active", False) else self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def to_mail(self) -> Self:
        """Not yet sent by e-mail, to somebody who has an address."""
        return self.filter(emailed_at__isnull=True).exclude(user__email="")


class Notice(models.Model):
    """One person reminded of one obligation. `step` is None when somebody pressed the button; `due_on` is the date it
    spoke of, so that an extension begins the steps anew."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="notices", verbose_name=_("nghĩa vụ"))
    step = models.ForeignKey(
        ReminderStep, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("bước nhắc")
    )
    step_key = models.CharField(_("bước"), max_length=20, blank=True, editable=False)
    due_on = models.DateField(_("hạn"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("người nhận")
    )
    text = NFCCharField(_("nội dung"), max_length=400)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nhắc")
    )
    made_at = models.DateTimeField(_("nhắc lúc"), auto_now_add=True)
    emailed_at = models.DateTimeField(_("gửi thư lúc"), null=True, blank=True)
    problem = NFCCharField(_("vì sao chưa gửi được thư"), max_length=300, blank=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời nhắc")
        verbose_name_plural = _("lời nhắc")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "step_key", "due_on", "user"],
                condition=~Q(step_key=""),
                name="twinning_notice_once",
                violation_error_message=_("Lời nhắc này đã gửi."),
            )
        ]

    def __str__(self) -> str:
        return self.text
