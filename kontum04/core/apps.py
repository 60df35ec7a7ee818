from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kontum04.core"
    label = "core"
    verbose_name = "Nền tảng"
