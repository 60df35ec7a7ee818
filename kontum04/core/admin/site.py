"""The admin site: for office staff and administrators, with the portal's own sign-in."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core.access import may


def full_label(row) -> str:
    """The name that tells namesakes apart, where a row has one ("Xã Đăk Long (huyện Đăk Glei)")."""
    return getattr(row, "full_name", str(row))


class FullLabels(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name: str) -> dict:
        return super().serialize_result(obj, to_field_name) | {"text": full_label(obj)}


class PortalAdminSite(admin.AdminSite):
    """Open by role alone; `is_staff` plays no part. Who is signed in but may not enter is told so (403)."""

    site_title = _("Quản trị – Ban Chỉ đạo 04")
    site_header = _("Danh mục và quản trị – Ban Chỉ đạo 04")
    index_title = _("Danh mục")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, OFFICE_STAFF)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The portal has one page for signing in, with its lock-out."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("login"))

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return LogoutView.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("password_change")

    def password_change_done(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("password_change_done")

    def autocomplete_view(self, request: HttpRequest) -> JsonResponse:
        return FullLabels.as_view(admin_site=self)(request)
