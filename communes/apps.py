from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunesConfig(AppConfig):
    name = "communes"
    verbose_name = _("Xã, chương trình, chỉ tiêu")

    def ready(self) -> None:
        from communes import timeline_years  # noqa: F401, PLC0415  (registers what it tells)
