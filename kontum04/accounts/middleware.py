"""What comes before every page of a signed-in person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .sessions import end_if_over


class SessionEndMiddleware:
    """Ends a session at its fixed time. Stands before LoginRequiredMiddleware, which then asks to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        end_if_over(request)
        return self.get_response(request)


class OwnPasswordMiddleware:
    """Leads whoever still uses a password set by somebody else to the page that changes it; all else waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.allowed = {reverse("password_change"), reverse("logout"), reverse("login")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password and request.path not in self.allowed:
            return redirect("password_change")
        return self.get_response(request)
