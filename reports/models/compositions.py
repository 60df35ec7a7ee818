"""A document being written: made from figures, edited by staff, commented on by members, approved by the head."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communes.models import ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core.fields import NFCCharField, NFCTextField
from kontum04.core.scoping import ScopedQuerySet
from reports.choices import AnswerKind, CompositionStatus
from reports.documents.orders import DocumentOrder

OWN = "own-"
"""Begins the keys of sections that staff added; every other section is made from figures."""


class CompositionQuerySet(ScopedQuerySet):
    def in_year(self, programme, year: int) -> Self:
        return self.filter(programme_year__programme=programme, programme_year__year=year)

    def within_scope_of(self, user) -> Self:
        """Members read what they are asked to comment on; other people of a narrow scope read no draft."""
        return self.exclude(status=CompositionStatus.DRAFT) if user.role == Role.MEMBER else self.none()


class Composition(models.Model):
    """One document on its way to paper. `kind` names a kind of the documents' library; `from_year` opens a span."""

    programme_year = models.ForeignKey(
        ProgrammeYear, models.PROTECT, related_name="compositions", verbose_name=_("năm của chương trình")
    )
    kind = models.CharField(_("loại văn bản"), max_length=20)
    from_year = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    doc_type = models.CharField(_("thể loại"), max_length=6, default="BC")
    status = models.CharField(
        _("trạng thái"), max_length=10, choices=CompositionStatus.choices, default=CompositionStatus.DRAFT
    )
    dated_on = models.DateField(_("ngày văn bản"))
    summary = NFCCharField(_("trích yếu"), max_length=500)
    recipients = NFCTextField(_("nơi nhận"), blank=True, help_text=_("Mỗi dòng một nơi nhận."))
    sign_authority = NFCCharField(_("thể thức ký"), max_length=60, blank=True)
    sign_position = NFCCharField(_("chức vụ người ký"), max_length=80, blank=True)
    signer_name = NFCCharField(_("họ tên người ký"), max_length=80, blank=True)
    corrects = models.ForeignKey(
        "reports.IssuedDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("đính chính văn bản"),
    )
    comments_until = models.DateField(_("nhận góp ý đến hết ngày"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người lập"))
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)

    history = HistoricalRecords()
    objects = CompositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản đang soạn")
        verbose_name_plural = _("văn bản đang soạn")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_editable(self) -> bool:
        """Text may change until it is approved."""
        return self.status in (CompositionStatus.DRAFT, CompositionStatus.COMMENTED)

    def order(self) -> DocumentOrder:
        """What the library would make of the same kind and span from the figures of today."""
        return DocumentOrder(self.kind, self.programme_year, self.from_year)


class ComposedSection(models.Model):
    """One section as staff left it. `body` is the edited text, `made` what the figures last said, both as the
    portal's own small HTML; figures in them carry their code."""

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="sections", verbose_name=_("văn bản đang soạn")
    )
    key = models.SlugField(_("khóa"), max_length=40)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    level = models.PositiveSmallIntegerField(_("cấp đề mục"), default=1)
    heading = NFCCharField(_("đề mục"), max_length=300, blank=True)
    body = NFCTextField(_("nội dung"), blank=True)
    made = NFCTextField(_("nội dung từ số liệu"), blank=True)
    is_hidden = models.BooleanField(_("không đưa vào văn bản"), default=False)
    revision = models.PositiveIntegerField(_("lần sửa"), default=0)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người sửa")
    )
    updated_at = models.DateTimeField(_("sửa lúc"), auto_now=True)

    history = HistoricalRecords(excluded_fields=["made"])

    class Meta:
        verbose_name = _("mục của văn bản")
        verbose_name_plural = _("mục của văn bản")
        ordering = ["composition", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["composition", "key"],
                name="reports_section_once",
                violation_error_message=_("Văn bản đã có mục này."),
            )
        ]

    def __str__(self) -> str:
        return self.heading or str(_("(mục không có đề mục)"))

    @property
    def is_own(self) -> bool:
        """Whether staff added it; nothing in the figures speaks of it."""
        return self.key.startswith(OWN)

    @property
    def is_edited(self) -> bool:
        """Whether staff changed what the figures said."""
        return self.body != self.made


class SectionComment(models.Model):
    """A member's remark on a section, and the office's answer: taken up or not, and why."""

    section = models.ForeignKey(ComposedSection, models.CASCADE, related_name="comments", verbose_name=_("mục"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người góp ý")
    )
    text = NFCTextField(_("góp ý"))
    made_at = models.DateTimeField(_("góp ý lúc"), auto_now_add=True)
    answer_kind = models.CharField(_("xử lý"), max_length=10, choices=AnswerKind.choices, blank=True)
    answer = NFCTextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người trả lời"),
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("góp ý")
        verbose_name_plural = _("góp ý")
        ordering = ["section__order", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_kind="", answer="") | (~Q(answer_kind="") & ~Q(answer="")),
                name="reports_comment_answered_with_reason",
                violation_error_message=_("Trả lời góp ý phải ghi rõ tiếp thu hay không, và lý do."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
