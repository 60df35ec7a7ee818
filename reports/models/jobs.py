"""Work done in the background: making long documents, or many at once."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import ProgrammeYear
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.scoping import ScopedQuerySet
from reports.choices import Bundle, JobState


class DocumentJobQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> Self:
        """A job's file was made within its owner's scope, so only the owner reads it."""
        return self.filter(asked_by=user) if getattr(user, "is_active", False) else self.none()


class DocumentJob(models.Model):
    """One or many documents being made. `orders` are `DocumentOrder.as_params()`; several become one `bundle`.

    `attempts` and `started_at` name a run: whoever writes to a job says which run it is, so that one given up for dead
    changes nothing any more (reports.jobs.states)."""

    key = models.UUIDField(_("mã"), default=uuid.uuid4, unique=True, editable=False)
    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="document_jobs", verbose_name=_("năm của chương trình")
    )
    title = NFCCharField(_("văn bản"), max_length=300)
    orders = models.JSONField(_("yêu cầu"))
    file_format = models.CharField(_("định dạng"), max_length=4)
    bundle = models.CharField(_("gộp thành"), max_length=3, choices=Bundle.choices, default=Bundle.ZIP)
    state = models.CharField(_("trạng thái"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tổng số"), default=1)
    attempts = models.PositiveSmallIntegerField(_("lần chạy"), default=0)
    message = NFCTextField(_("thông báo"), blank=True)
    result = models.FileField(_("tệp"), upload_to="jobs", blank=True, max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="document_jobs", verbose_name=_("người yêu cầu")
    )
    asked_at = models.DateTimeField(_("yêu cầu lúc"), auto_now_add=True)
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True, blank=True)
    alive_at = models.DateTimeField(_("còn chạy lúc"), null=True, blank=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    objects = DocumentJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc in văn bản")
        verbose_name_plural = _("việc in văn bản")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it will still change by itself."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def status_code(self) -> str:
        """The state as the status component colours it."""
        return {JobState.RUNNING: "partly", JobState.FAILED: "overdue"}.get(JobState(self.state), self.state)

    @property
    def percent(self) -> int:
        """How much is done, of 100."""
        return self.done * 100 // self.total
