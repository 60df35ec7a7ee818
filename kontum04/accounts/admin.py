"""Accounts, kept by administrators. A role is the whole of a person's rights; groups and permissions are unused."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from kontum04.core.text import fold

from .models import User

admin.site.unregister(Group)


class SetPasswordForm(AdminPasswordChangeForm):
    """A password set for somebody else is only good until its owner changes it."""

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = True
        self.user._change_reason = str(_("Quản trị đặt lại mật khẩu"))
        return super().save(commit)


@admin.register(User)
class PortalUserAdmin(UserAdmin, SimpleHistoryAdmin):
    """`inlines` is filled by the rooms above: what a person acts for is theirs to say."""

    change_password_form = SetPasswordForm
    list_display = ["username", "display_name", "role", "is_active", "must_change_password", "last_login"]
    list_filter = ["role", "is_active", "must_change_password"]
    search_fields = ["username", "display_name"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Người"), {"fields": ["display_name", "email", "role"]}),
        (_("Tài khoản"), {"fields": ["is_active", "must_change_password", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["username", "display_name", "role", "password1", "password2"]})
    ]
    inlines: list = []

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Mark-blind without a stored key: accounts are few hundred."""
        wanted = fold(search_term)
        names = queryset.values_list("pk", "username", "display_name")
        found = [pk for pk, username, display_name in names if wanted in fold(f"{username} {display_name}")]
        return queryset.filter(pk__in=found), False

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed, not deleted: history names it."""
        return False
