from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Số liệu, văn bản")

    def ready(self) -> None:
        from reports import timeline  # noqa: F401, PLC0415  (registers what it tells)
        from reports.documents.checks import register_checks  # noqa: PLC0415  (needs the apps to be loaded)

        register_checks()
