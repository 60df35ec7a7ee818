from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TwinningConfig(AppConfig):
    name = "twinning"
    verbose_name = _("Kết nghĩa, báo cáo")

    def ready(self) -> None:
        # They register what twinning opens and tells.
        from twinning import panels, scope, timeline, timeline_years  # noqa: F401, PLC0415
