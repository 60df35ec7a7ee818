"""The person who signs in. What a person acts *for* is a row of the app that owns it."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .choices import OFFICE_STAFF, WHOLE_PROVINCE, Role


class User(AbstractUser):
    """An account with exactly one role. A new account has no scope until a posting or membership is added."""

    first_name = None
    last_name = None
    display_name = models.CharField(
        _("tên hiển thị"), max_length=150, help_text=_("Họ tên hoặc chức danh, in trong lịch sử thay đổi.")
    )
    role = models.CharField(_("vai trò"), max_length=12, choices=Role.choices)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu lần đăng nhập tới"), default=False)

    REQUIRED_FIELDS = ["display_name", "role"]

    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="accounts_user_role_known",
                violation_error_message=_("Vai trò không có trong danh sách."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def sees_everything(self) -> bool:
        return self.is_active and (self.is_superuser or self.role in WHOLE_PROVINCE)

    @property
    def is_office(self) -> bool:
        """May enter and decide for the whole programme."""
        return self.is_active and (self.is_superuser or self.role in OFFICE_STAFF)

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
