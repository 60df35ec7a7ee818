"""Who may open a page or take an action, by role. Which *rows* they see there is the scope's affair."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from kontum04.accounts.choices import Role

EVERYONE = frozenset(Role)
"""Any signed-in role."""


def may(user, roles: frozenset[Role]) -> bool:
    """Whether a signed-in person holds one of the roles; the superuser holds them all."""
    return user.is_active and (user.is_superuser or user.role in roles)


class RoleRequiredMixin:
    """Refuses with 403 whoever does not hold one of `roles`. A view that names none is open to nobody."""

    roles: frozenset[Role] = frozenset()

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated or not may(request.user, self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def roles_required(roles: frozenset[Role]) -> Callable:
    """The same for a function view (an action)."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not may(request.user, roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = roles
        return guarded

    return decorate
