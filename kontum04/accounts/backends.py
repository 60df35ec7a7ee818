"""Model permissions by role, for the admin. Everything else is decided by role and row in the views."""

from django.contrib.auth.backends import ModelBackend

from .choices import Role

REFERENCE_APPS = {"communes", "twinning"}
"""Apps whose reference data office staff keep in the admin."""


class RoleBackend(ModelBackend):
    """Office staff may view, add and change reference data; deleting and users stay with the administrator."""

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        app_label, _, codename = perm.partition(".")
        office_may = app_label in REFERENCE_APPS and codename.split("_", 1)[0] in {"view", "add", "change"}
        return (user_obj.role == Role.OFFICE and office_may) or super().has_perm(user_obj, perm, obj)

    def has_module_perms(self, user_obj, app_label: str) -> bool:
        office_may = user_obj.is_active and user_obj.role == Role.OFFICE and app_label in REFERENCE_APPS
        return office_may or super().has_module_perms(user_obj, app_label)
