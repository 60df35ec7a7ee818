"""Who read, downloaded or verified what, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum04.core.fields import NFCCharField, SearchKeyField
from reports.choices import ReadKind
from reports.models.frozen import FrozenModel
from reports.models.issued import IssuedDocument


class DocumentRead(FrozenModel):
    """One reading. Drafts are read too, before there is an issued document: `subject` says in words what it was.

    `user` is nobody where a visitor verified a file."""

    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="reads", verbose_name=_("văn bản")
    )
    subject = NFCCharField(_("nội dung"), max_length=700)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người xem")
    )
    kind = models.CharField(_("việc"), max_length=10, choices=ReadKind.choices)
    file_format = models.CharField(_("định dạng"), max_length=4, blank=True)
    at = models.DateTimeField(_("lúc"), auto_now_add=True, db_index=True)
    search_key = SearchKeyField("subject", max_length=700)

    class Meta:
        verbose_name = _("lượt xem văn bản")
        verbose_name_plural = _("lượt xem văn bản")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.subject} – {self.get_kind_display()}"
