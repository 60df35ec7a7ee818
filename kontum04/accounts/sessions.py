"""A session ends at a fixed time after signing in, however often it is saved in between."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from kontum04.core import clock

END = "ends_at"
"""Key of the session: the moment of its end, in seconds since the epoch."""


@receiver(user_logged_in)
def fix_the_end(sender, request: HttpRequest, user, **kwargs) -> None:
    """Set the end once: every later save would otherwise move it, and the warning on screen would be wrong."""
    request.session[END] = int(clock.now().timestamp()) + settings.SESSION_COOKIE_AGE


def seconds_left(request: HttpRequest) -> int:
    """Seconds until this session ends; 0 when it is over."""
    end = request.session.get(END, 0)
    return max(0, end - int(clock.now().timestamp()))


def end_if_over(request: HttpRequest) -> None:
    """Sign out whoever's time is up; the page asked for then asks to sign in."""
    if request.user.is_authenticated and not seconds_left(request):
        logout(request)
