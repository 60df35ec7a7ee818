"""Documents that were issued. What is issued never changes: later data, later code and later hands leave it alone."""

from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, ProgrammeYear, Village
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, SearchKeyField
from reports.documents.orders import COMPOSED
from reports.models.frozen import FrozenModel, FrozenQuerySet
from reports.models.numbering import NumberSeries
from twinning.models import Unit


def issued_storage() -> Storage:
    """Where files of issued documents lie: private, served by a view that asks for the reader's scope."""
    return storages["default"]


class IssuedDocumentQuerySet(FrozenQuerySet):
    def within_scope_of(self, user) -> Self:
        """Reviews go to the committee. Other papers go to those whom they are about: a unit's paper tells of all the
        communes it helps, so communes read only papers about themselves; a commune's paper tells of all its units."""
        communes, units = Commune.objects.visible_to(user), Unit.objects.visible_to(user)
        about_places = Q(commune__in=communes) | Q(village__commune__in=communes)
        if user.role == Role.UNIT:
            return self.filter(unit__in=units)
        if user.role == Role.COMMUNE:
            return self.filter(about_places)
        return self.filter(about_places | Q(unit__in=units) | (Q(kind__in=COMPOSED) & Exists(communes)))


class IssuedDocument(FrozenModel):
    """One issued paper: its number, what it said (`snapshot`), and the code that leads to its verification page."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="issued", verbose_name=_("năm của chương trình")
    )
    kind = models.CharField(_("loại văn bản"), max_length=20)
    params = models.JSONField(_("yêu cầu"), default=dict)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("xã"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thôn, làng")
    )
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="documents", verbose_name=_("sổ số"))
    number = models.PositiveIntegerField(_("số"))
    reference = NFCCharField(_("số, ký hiệu"), max_length=60)
    dated_on = models.DateField(_("ngày văn bản"))
    title = NFCCharField(_("tên văn bản"), max_length=600)
    composition = models.OneToOneField(
        "reports.Composition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued",
        verbose_name=_("văn bản đã soạn"),
    )
    version = models.PositiveSmallIntegerField(_("bản"), default=1)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("thay văn bản")
    )
    snapshot = models.JSONField(_("số liệu và nội dung lúc ban hành"))
    signature = NFCCharField(_("chữ ký số của"), max_length=300, blank=True)
    code = models.CharField(_("mã kiểm tra"), max_length=20, unique=True)
    request_key = models.UUIDField(_("mã lần bấm"), null=True, blank=True, unique=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ban hành")
    )
    issued_at = models.DateTimeField(_("ban hành lúc"), auto_now_add=True)
    search_key = SearchKeyField("reference", "title", max_length=700)

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


class IssuedFile(FrozenModel):
    """One file of an issued document, with its hash; the file lies under its hash."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="files", verbose_name=_("văn bản"))
    file_format = models.CharField(_("định dạng"), max_length=4)
    content = models.FileField(_("tệp"), upload_to="issued", storage=issued_storage, max_length=200)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, db_index=True)
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
