from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TwinningConfig(AppConfig):
    name = "twinning"
    verbose_name = _("Kết nghĩa, báo cáo")

    def ready(self) -> None:
        from twinning import panels, scope, timeline  # noqa: F401, PLC0415  (register what twinning opens and tells)
