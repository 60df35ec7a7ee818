"""What happens after too many failed sign-ins: who counts as one client, and the page that says when to try again."""

import datetime as dt

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kontum04.core import clock


def client_address(request: HttpRequest) -> str | None:
    """The address of the person at the other end: behind our own proxies, what the outermost of them wrote.

    Without this every visitor behind the proxy would be one client, and anybody could lock anybody out."""
    direct = request.META.get("REMOTE_ADDR") or None
    if not settings.PROXY_COUNT:
        return direct
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return forwarded[-settings.PROXY_COUNT] if len(forwarded) >= settings.PROXY_COUNT else direct


def open_again_at(username: str | None, address: str | None) -> dt.datetime:
    """When a locked-out client may try again. Attempts during the lock do not move it."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return clock.local(last or clock.now()) + settings.AXES_COOLOFF_TIME


def locked_out(request: HttpRequest, _response: HttpResponse, credentials: dict | None) -> HttpResponse:
    """The lock-out page (429), with the time from which signing in works again."""
    again_at = open_again_at((credentials or {}).get("username"), client_address(request))
    seconds = max(0, int((again_at - clock.now()).total_seconds()))
    response = render(request, "locked_out.html", {"again_at": again_at}, status=429)
    response["Retry-After"] = str(seconds)
    return response
