"""Model permissions by role, for the admin. Everything else is decided by role and row in the views."""

from django.contrib.auth.backends import ModelBackend

from .choices import Role

REFERENCE_APPS = frozenset({"communes", "twinning", "reports"})
"""Apps whose reference data office staff keep in the admin."""

OFFICE_ACTIONS = frozenset({"view", "add", "change"})

WHO_ACTS_FOR_WHAT = frozenset({"posting", "membership"})
"""Tables that open rows to people: the administrator's, like the accounts themselves."""


class RoleBackend(ModelBackend):
    """The administrator may everything. Office staff may view, add and change reference data, and delete nothing."""

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if user_obj.role == Role.ADMIN:
            return True
        if user_obj.role == Role.OFFICE:
            app_label, _, codename = perm.partition(".")
            action, _, table = codename.partition("_")
            return app_label in REFERENCE_APPS and action in OFFICE_ACTIONS and table not in WHO_ACTS_FOR_WHAT
        return False

    def has_module_perms(self, user_obj, app_label: str) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        return user_obj.role == Role.ADMIN or (user_obj.role == Role.OFFICE and app_label in REFERENCE_APPS)
