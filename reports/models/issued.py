"""Documents that were issued. What is issued never changes: later data, later code and later hands leave it alone."""

from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import ProgrammeYear
from kontum04.core.fields import NFCCharField
from kontum04.core.scoping import ScopedQuerySet
from reports.choices import ReadKind


def issued_storage() -> Storage:
    """Where files of issued documents lie: private, served by a view that asks for the reader's scope."""
    return storages["default"]


class NumberSeries(models.Model):
    """One run of numbers: an issuer's documents of one type, within one Party term or year. Counts from 1, no gap."""

    issuer = NFCCharField(_("cơ quan ban hành"), max_length=120)
    doc_type = models.CharField(_("loại văn bản"), max_length=6)
    term = models.CharField(_("nhiệm kỳ hoặc năm"), max_length=20)
    last_number = models.PositiveIntegerField(_("số đã cấp"), default=0)

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


class IssuedDocumentQuerySet(ScopedQuerySet):
    def within_scope_of(self, user) -> Self:
        """Papers go to those named in them; people of a narrow scope read none here."""
        return self.none()


class IssuedDocument(models.Model):
    """One issued paper: its number, what it said (`snapshot`), and the code that leads to its verification page."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="issued", verbose_name=_("năm của chương trình")
    )
    kind = models.CharField(_("loại văn bản"), max_length=20)
    params = models.JSONField(_("yêu cầu"), default=dict)
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="documents", verbose_name=_("sổ số"))
    number = models.PositiveIntegerField(_("số"))
    reference = NFCCharField(_("số, ký hiệu"), max_length=60)
    dated_on = models.DateField(_("ngày văn bản"))
    title = NFCCharField(_("tên văn bản"), max_length=600)
    composition = models.ForeignKey(
        "reports.Composition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued",
        verbose_name=_("văn bản đã soạn"),
    )
    version = models.PositiveSmallIntegerField(_("bản"), default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("thay văn bản")
    )
    snapshot = models.JSONField(_("số liệu và nội dung lúc ban hành"))
    code = models.CharField(_("mã kiểm tra"), max_length=20, unique=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ban hành")
    )
    issued_at = models.DateTimeField(_("ban hành lúc"), auto_now_add=True)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản đã ban hành")
        verbose_name_plural = _("văn bản đã ban hành")
        ordering = ["-dated_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="reports_issued_number_once",
                violation_error_message=_("Số này đã được cấp."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} – {self.title}"


class IssuedFile(models.Model):
    """One file of an issued document, with its hash."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="files", verbose_name=_("văn bản"))
    file_format = models.CharField(_("định dạng"), max_length=4)
    content = models.FileField(_("tệp"), upload_to="issued", storage=issued_storage, max_length=200)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("số byte"))

    class Meta:
        verbose_name = _("tệp văn bản đã ban hành")
        verbose_name_plural = _("tệp văn bản đã ban hành")
        ordering = ["document", "file_format"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "file_format"],
                name="reports_issued_format_once",
                violation_error_message=_("Văn bản đã có tệp định dạng này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document.reference}.{self.file_format}"


class DocumentRead(models.Model):
    """Who read, downloaded or verified what, and when. Never changed."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="reads", verbose_name=_("văn bản"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người xem")
    )
    kind = models.CharField(_("việc"), max_length=10, choices=ReadKind.choices)
    file_format = models.CharField(_("định dạng"), max_length=4, blank=True)
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("lượt xem văn bản")
        verbose_name_plural = _("lượt xem văn bản")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.document.reference} – {self.get_kind_display()}"
