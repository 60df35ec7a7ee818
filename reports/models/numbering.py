"""How issued documents are numbered: one series per issuer, type of document, and Party term or year."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import Programme
from kontum04.core.fields import NFCCharField


class PartyTerm(models.Model):
    """A term of the body that issues: Party numbers count anew in each. Without a row the programme's years are one."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="terms", verbose_name=_("chương trình"))
    name = NFCCharField(_("nhiệm kỳ"), max_length=40, help_text=_("Ví dụ: 2015–2020."))
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nhiệm kỳ")
        verbose_name_plural = _("nhiệm kỳ")
        ordering = ["programme", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="reports_term_ends_after_start",
                violation_error_message=_("Nhiệm kỳ phải kết thúc sau khi bắt đầu."),
            ),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="reports_term_name_once",
                violation_error_message=_("Chương trình đã có nhiệm kỳ này."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError when a day would belong to two terms."""
        if not self.programme_id or not self.starts_on:
            return
        until = self.ends_on or dt.date.max
        others = PartyTerm.objects.filter(programme=self.programme_id).exclude(pk=self.pk)
        meeting = others.filter(starts_on__lte=until).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on))
        if other := meeting.first():
            raise ValidationError(_("Trùng thời gian với nhiệm kỳ %(other)s."), params={"other": other})


class NumberSeries(models.Model):
    """One run of numbers: an issuer's documents of one type, within one Party term or year. Counts on by one.

    Staff may open a series at the last number that was given on paper before the portal; the database refuses any
    other step than the next number (migration 0003)."""

    issuer = NFCCharField(
        _("cơ quan ban hành"), max_length=250, help_text=_("Cơ quan cấp trên – cơ quan ban hành, như trên văn bản.")
    )
    doc_type = models.CharField(_("loại văn bản"), max_length=6, help_text=_("Ký hiệu loại: BC, TTr, TB, CV."))
    term = NFCCharField(
        _("nhiệm kỳ hoặc năm"), max_length=40, help_text=_("Tên nhiệm kỳ (văn bản của Đảng) hoặc năm (Nhà nước).")
    )
    last_number = models.PositiveIntegerField(
        _("số đã cấp"), default=0, help_text=_("Số cuối cùng đã cấp trên giấy trước khi dùng cổng.")
    )

    class Meta:
        verbose_name = _("sổ số văn bản")
        verbose_name_plural = _("sổ số văn bản")
        ordering = ["issuer", "doc_type", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "doc_type", "term"],
                name="reports_series_once",
                violation_error_message=_("Đã có sổ số này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.doc_type} {self.term}"
