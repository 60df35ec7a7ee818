from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "kontum04.accounts"
    label = "accounts"
    verbose_name = _("Người dùng")

    def ready(self) -> None:
        from kontum04.accounts import sessions  # noqa: F401, PLC0415  (registers what happens on signing in)

        apps.get_app_config("axes").verbose_name = _("Nhật ký đăng nhập")
